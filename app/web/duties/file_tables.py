"""申報人數 and the periodic items of a year as tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from app.documents.list_table import Cell, Column, Kind, Table
from app.domain.duties.declarations import DeclarationType
from app.domain.duties.tallies import FIGURES
from app.queries.duties.plan import PlanRow
from app.queries.duties.tallies import AgencyTally
from app.wording import sheets as said
from app.wording.duties import TALLY_FIELDS
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
