"""申報人數, the periodic items of a year and the posts of a roster's people as tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from app.documents.list_table import Cell, Column, Kind, Table
from app.domain.duties.declarations import DeclarationType
from app.domain.duties.tallies import FIGURES
from app.domain.roc_date import roc_slash
from app.models import Declarant, OfficePeriod
from app.queries.duties.plan import PlanRow
from app.queries.duties.tallies import AgencyTally
from app.services.intake import declarant_columns
from app.services.intake.declarant_columns import AGENCY, TITLE, back_on
from app.wording import sheets as said
from app.wording.duties import TALLY_FIELDS
from app.wording.roster import PERIODS_SHEET
from app.wording.words import word


def tally_table(rows: Iterable[AgencyTally], year: int, kind: DeclarationType) -> Table:
    """The last figures of each agency; empty where nothing was entered."""
    columns = (
        Column(said.AGENCY, width=20), Column(said.RECEIVER, width=20), Column(said.AS_OF, Kind.DAY),
        *(Column(TALLY_FIELDS[name], Kind.NUMBER, 10) for name in FIGURES), Column(said.SUSPENDED, width=10),
        Column(said.FROM_ROSTER, width=12),
    )  # fmt: skip
    return Table(said.TALLIES.format(year=year, kind=word(kind)), columns, (_tally(row) for row in rows))


def plan_table(rows: Iterable[PlanRow], year: int) -> Table:
    columns = (
        Column(said.WORK, width=30), Column(said.PERIOD), Column(said.OPENS_ON, Kind.DAY), Column(said.DUE, Kind.DAY),
        Column(said.OWNER), Column(said.STATE), Column(said.DONE_ON, Kind.DAY), Column(said.REPORT, width=50),
    )  # fmt: skip
    return Table(said.PLAN.format(year=year), columns, (_occurrence(row) for row in rows))


def period_table(rows: Iterable[tuple[Declarant, OfficePeriod]]) -> Table:
    """Under the headings that HR's list comes in with, so that it comes in again without a difference."""
    columns = tuple(
        Column(heading, width=20 if heading in (AGENCY, TITLE) else 12) for heading in declarant_columns.SAMPLE_ORDER
    )  # fmt: skip
    return Table(PERIODS_SHEET, columns, (_period(person, period) for person, period in rows))


def _period(person: Declarant, period: OfficePeriod) -> tuple[Cell, ...]:
    days = (period.from_on, period.to_on, period.suspended_from, back_on(period.suspended_to))
    return (
        person.name, person.staff_number, period.agency.name, period.post_title, word(period.kind),
        *(roc_slash(day) if day else None for day in days),
    )  # fmt: skip


def _tally(row: AgencyTally) -> tuple[Cell, ...]:
    latest = row.latest
    figures = [getattr(latest, name) if latest else None for name in FIGURES]
    return (
        row.short_name, row.receiver, latest.as_of if latest else None, *figures,
        said.YES if row.suspended else "", said.YES if row.from_roster else "",
    )  # fmt: skip


def _occurrence(row: PlanRow) -> tuple[Cell, ...]:
    one = row.occurrence
    return (
        one.title, row.label, one.opens_on, one.due_on, one.owner.name if one.owner else "",
        said.OVERDUE if row.overdue else word(one.state), one.done_on, one.report,
    )  # fmt: skip
