"""paper statistics: 統計表 of a year or of a meeting, as of now."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.console import Console, as_option, console, say, settings
from app.cli.meetings import committee_option, meeting_of
from app.documents.pdf import PdfUnavailable
from app.domain.duties.declarations import readings_of
from app.domain.errors import NotAllowed, NotNow
from app.domain.insight.released import sees_released_only
from app.domain.meetings.yearly import HELD_STATES
from app.domain.people.rights import Right, may
from app.domain.roc_date import roc_year
from app.models import Committee, Meeting
from app.queries.duties.roster import Reckoned
from app.queries.insight.share_lines import committee_asked_for
from app.queries.office_calendar import calendar_in_force
from app.services.insight.statistics_paper import of_meeting, of_year
from app.services.papers.loose import OF_EVERY, Loose, Printed, print_loose
from app.wording.papers import PAPER_NAMES, PDF_REASONS

FIRST_YEAR = 100


@click.command("statistics", help=f"{PAPER_NAMES['statistics']}（年度或一場會議，即時）。")
@click.option("--year", type=click.IntRange(FIRST_YEAR, 200), help="年度（民國），預設今年")
@click.option("--meeting", "label", metavar="LABEL", default="", help="改為一場會議的統計表，例如 114-1")
@committee_option
@click.option("--format", "fmt", type=click.Choice(OF_EVERY), required=True, help="檔案格式")
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="輸出的檔案",
)
@as_option
def statistics(
    year: int | None, label: str, committee_code: str, fmt: Printed, path: Path, login: str
) -> None:
    with console(login) as here:
        made = _made(here, year, label, committee_code)
        try:
            data = print_loose(here.session, made, fmt)
        except PdfUnavailable as unavailable:
            raise click.ClickException(PDF_REASONS[unavailable.code]) from None
    try:
        path.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"無法寫入 {path}：{error.strerror}") from None
    say(f"已產生 {made.title}")
    click.echo(str(path))


def _made(here: Console, year: int | None, label: str, committee_code: str) -> Loose:
    """NotNow: paper_not_yet."""
    readings = readings_of(settings().declaration_readings)
    reckoned = Reckoned(calendar_in_force(here.session), here.today, readings)
    if label:
        meeting, committee = meeting_of(here, label, committee_code)
        _demand(here, committee)
        return of_meeting(here.session, here.actor, _held(meeting), reckoned)
    found, _ = committee_asked_for(here.session, here.actor, committee_code)
    _demand(here, found)
    return of_year(here.session, here.actor, found, year or roc_year(here.today), reckoned)


def _demand(here: Console, committee: Committee) -> None:
    """As on the page; who is shown 定稿 only has the figures of now nowhere."""
    reads = may(here.actor, Right.READ_TRACKING, committee_agency_id=committee.agency_id)
    if not reads or sees_released_only(here.actor, live=settings().dashboard_live):
        raise NotAllowed("not_yours_to_do")


def _held(meeting: Meeting) -> Meeting:
    if meeting.state not in HELD_STATES:
        raise NotNow("paper_not_yet")
    return meeting
