"""The meeting a command is about: its options, and how a LABEL is looked up."""

from __future__ import annotations

import click
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cli.console import Console
from app.domain.meetings.labels import parse_label
from app.models import Committee, Meeting

meeting_option = click.option(
    "--meeting", "label", metavar="LABEL", required=True, help="會次，例如 114年第1次、114-1、第14次、14"
)
committee_option = click.option(
    "--committee", "committee_code", metavar="CODE", default="", help="會報代碼（預設為主要會報）"
)


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
            select(Meeting)
            .where(Meeting.committee_id == committee.id, Meeting.slug == slug)
            .options(joinedload(Meeting.committee).joinedload(Committee.agency))
        ).one_or_none()
        if meeting is not None:
            return meeting, committee
    raise click.ClickException(f"找不到會議「{label}」")
