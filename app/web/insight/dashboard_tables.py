"""What the lists behind a number show, and the same as tables for a spreadsheet: as of the day the number is of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.documents.list_table import Cell, Column, Kind, Table
from app.domain.insight.marks import ShareLine
from app.domain.tracking.item_status import ItemStatus
from app.queries.insight.share_lines import ItemName
from app.wording import sheets as said
from app.wording.words import word


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One 項 as of the day; `agencies`: of the shares that were chosen, or of all of them where the item itself was."""

    name: ItemName
    status: ItemStatus
    agencies: str
    shares: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class ShareRow:
    code: str
    name: ItemName
    agency: str
    line: ShareLine
    before: ShareLine | None


def item_table(title: str, rows: Iterable[ItemRow]) -> Table:
    columns = (
        Column(said.CODE), Column(said.TITLE, width=50), Column(said.AGENCY, width=30), Column(said.SHARES, Kind.NUMBER, 8),
        Column(said.STATE), Column(said.OVERDUE, width=8),
    )  # fmt: skip
    cells = (
        (
            row.name.code,
            row.name.title,
            row.agencies,
            row.shares,
            word(row.status),
            said.YES if row.overdue else "",
        )
        for row in rows
    )
    return Table(title, columns, cells)


def share_table(title: str, rows: Iterable[ShareRow]) -> Table:
    columns = (
        Column(said.CODE), Column(said.ITEM_CODE), Column(said.TITLE, width=50), Column(said.AGENCY, width=20),
        Column(said.ROLE, width=10), Column(said.DUE_CURRENT, Kind.DAY), Column(said.DUE_BEFORE, Kind.DAY),
        Column(said.STATE), Column(said.OVERDUE, width=8), Column(said.DISPATCHED_ON, Kind.DAY),
        Column(said.ENDED_ON, Kind.DAY), Column(said.LEGACY, width=8),
    )  # fmt: skip
    return Table(title, columns, (_share(row) for row in rows))


def _share(row: ShareRow) -> tuple[Cell, ...]:
    line = row.line
    return (
        row.code, row.name.code, row.name.title, row.agency, word(line.role), line.due_current,
        row.before.due_current if row.before else None, word(line.closed_as or line.state),
        said.YES if line.overdue else "", line.dispatched_on, line.ended_on, said.LEGACY if line.legacy else "",
    )  # fmt: skip
