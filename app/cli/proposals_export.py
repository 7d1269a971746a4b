"""export-proposals: what a meeting's cases say, for machines."""

from __future__ import annotations

import json
from typing import Any

import click

from app.cli.console import as_option, console
from app.cli.meetings import committee_option, meeting_of, meeting_option
from app.domain.meetings.numbering import with_committee
from app.domain.proposals.paragraphs import parse
from app.models import Committee
from app.queries.papers.meeting_cases import Case, cases_of


@click.command("export-proposals")
@meeting_option
@committee_option
@click.option("--json", "as_json", is_flag=True, help="輸出 JSON（目前唯一的格式）")
@as_option
def export_proposals(label: str, committee_code: str, as_json: bool, login: str) -> None:
    """輸出一場會議的提案（stdout）。"""
    if not as_json:
        raise click.UsageError("請加上 --json")
    with console(login) as here:
        meeting, committee = meeting_of(here, label, committee_code)
        cases = [_plain(case, committee) for case in cases_of(here.session, here.actor, meeting)]
    click.echo(json.dumps(cases, ensure_ascii=False, indent=2))


def _plain(case: Case, committee: Committee) -> dict[str, Any]:
    code = case.item.code or ""
    return {
        "code": with_committee(code, committee.code, committee.is_primary) if code else "",
        "number": case.number,
        "unit": case.text.unit,
        "subject": case.text.subject,
        "explanation": _lines(case.text.explanation),
        "proposal": _lines(case.text.measures),
        "resolution": _lines(case.resolution),
    }


def _lines(source: str) -> list[str]:
    return [paragraph.line for paragraph in parse(source)]


COMMANDS = (export_proposals,)
