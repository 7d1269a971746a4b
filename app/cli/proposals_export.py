"""export-proposals and paper proposal-table: what a meeting's cases say, for machines and on paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from app.cli.console import Console, as_option, console, say
from app.documents.pdf import PdfUnavailable, to_pdf
from app.documents.proposal_table import build
from app.domain.meetings.labels import parse_label
from app.domain.meetings.numbering import with_committee
from app.domain.proposals.paragraphs import parse
from app.models import Committee, Meeting
from app.queries.papers.meeting_cases import Case, cases_of
from app.services.papers import proposal_tables
from app.wording.papers import PDF_REASONS

meeting_option = click.option(
    "--meeting", "label", metavar="LABEL", required=True, help="會次，例如 114年第1次、114-1、第14次、14"
)
committee_option = click.option(
    "--committee", "committee_code", metavar="CODE", default="", help="會報代碼（預設為主要會報）"
)


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


@click.group()
def paper() -> None:
    """產生文件。"""


@paper.command("proposal-table")
@meeting_option
@committee_option
@click.option("--format", "fmt", type=click.Choice(["docx", "odt", "pdf"]), required=True, help="檔案格式")
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="輸出的檔案",
)
@as_option
def proposal_table(label: str, committee_code: str, fmt: str, path: Path, login: str) -> None:
    """一場會議的提案表（合訂本）。"""
    with console(login) as here:
        meeting, _ = meeting_of(here, label, committee_code)
        table = proposal_tables.for_meeting(here.session, here.actor, meeting)
    data = build(table, "odt" if fmt == "odt" else "docx")
    if fmt == "pdf":
        try:
            data = to_pdf(data, ".docx")
        except PdfUnavailable as unavailable:
            raise click.ClickException(PDF_REASONS[unavailable.code]) from None
    try:
        path.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"無法寫入 {path}：{error.strerror}") from None
    say(f"已產生 {table.title}")
    click.echo(str(path))


def meeting_of(here: Console, label: str, committee_code: str) -> tuple[Meeting, Committee]:
    """The meeting a LABEL means, of the primary committee unless another is named."""
    wanted = Committee.code == committee_code if committee_code else Committee.is_primary
    committee = here.session.scalars(select(Committee).where(wanted)).one_or_none()
    if committee is None:
        raise click.ClickException(
            f"沒有代碼為「{committee_code}」的會報" if committee_code else "尚未建立會報"
        )
    for slug in parse_label(label).slugs:
        meeting = here.session.scalars(
            select(Meeting).where(Meeting.committee_id == committee.id, Meeting.slug == slug)
        ).one_or_none()
        if meeting is not None:
            return meeting, committee
    raise click.ClickException(f"找不到會議「{label}」")


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


COMMANDS = (export_proposals, paper)
