"""What the lists behind a number and behind a picture show, as tables for a spreadsheet: as of the day the number is of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.list_table import Cell, Column, Kind, Table
from app.domain.insight.marks import ShareLine
from app.domain.insight.registers import AgencyYear, Declared
from app.domain.tracking.item_status import ItemStatus
from app.queries.insight.bounced import Bounce
from app.queries.insight.share_lines import ItemName
from app.web.insight.pictures import Cell as PictureCell
from app.web.insight.pictures import Picture
from app.wording import sheets as said
from app.wording.dashboard import BOUNCED_HEADS
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
class AgeRow:
    """A step of C3: its cells, and the item in it that is open the longest, where there is one."""

    cells: Sequence[PictureCell]
    name: ItemName | None = None
    dispatched_on: date | None = None


@dataclass(frozen=True, slots=True)
class ShareRow:
    code: str
    name: ItemName
    agency: str
    line: ShareLine
    before: ShareLine | None


@dataclass(frozen=True, slots=True)
class BounceRow:
    code: str
    name: ItemName
    agency: str
    one: Bounce


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


def met_table(title: str, year: int, rows: Sequence[AgencyYear]) -> Table:
    """C4: how each agency has met this year, and the years before."""
    past = [before for before, *_ in rows[0].earlier] if rows else []
    columns = [Column(said.AGENCY, width=20)]
    for one in (year, *reversed(past)):
        columns.append(Column(said.YEAR_STANDING.format(year=one)))
        columns.append(Column(said.YEAR_HELD.format(year=one), Kind.NUMBER))
    columns.insert(3, Column(said.YEAR_CHAIRED.format(year=year), Kind.NUMBER))
    return Table(title, tuple(columns), (_met(row) for row in rows))


def _met(row: AgencyYear) -> list[Cell]:
    cells: list[Cell] = [row.short_name, word(row.standing), row.held, row.chaired]
    for _, held, standing in reversed(row.earlier):
        cells += [word(standing), held] if standing else [None, None]
    return cells


def declared_table(title: str, rows: Sequence[Declared]) -> Table:
    columns = (
        Column(said.AGENCY, width=20), Column(said.TO_DECLARE, Kind.NUMBER), Column(said.DECLARED, Kind.NUMBER),
        Column(said.AS_OF, Kind.DAY),
    )  # fmt: skip
    return Table(title, columns, ((row.short_name, row.required, row.filed, row.as_of) for row in rows))


def age_table(title: str, rows: Sequence[AgeRow]) -> Table:
    columns = (
        Column(said.AGE), Column(said.ITEMS_COUNTED, Kind.NUMBER, 8), Column(said.SHARES_COUNTED, Kind.NUMBER, 8),
        Column(said.OLDEST, width=16), Column(said.TITLE, width=50), Column(said.DISPATCHED_ON, Kind.DAY),
    )  # fmt: skip
    return Table(title, columns, (_age(row) for row in rows))


def _age(row: AgeRow) -> tuple[Cell, ...]:
    label, items, shares = (cell.text for cell in row.cells)
    code, title = (row.name.code, row.name.title) if row.name else ("", "")
    return label, int(items), int(shares), code, title, row.dispatched_on


def bounced_table(title: str, show: str, rows: Iterable[BounceRow]) -> Table:
    before, after = BOUNCED_HEADS[show]
    days = () if show == "extended" else (Column(said.ANSWERED_AFTER, Kind.NUMBER, 8),)
    columns = (
        Column(said.CODE), Column(said.ITEM_CODE), Column(said.TITLE, width=50), Column(said.AGENCY, width=20),
        Column(before, Kind.DAY), Column(after, Kind.DAY), *days,
    )  # fmt: skip
    cells = (
        (row.code, row.name.code, row.name.title, row.agency, row.one.before, row.one.after, row.one.days)
        for row in rows
    )
    return Table(title, columns, (one[: len(columns)] for one in cells))


def picture_table(title: str, picture: Picture) -> Table:
    """All the numbers of a picture, as the table beneath it has them."""
    texts = [[cell.text for cell in row] for row in picture.rows]
    numbers = [
        at > 0 and all(row[at].isdigit() for row in texts if row[at]) for at in range(len(picture.heads))
    ]
    columns = tuple(
        Column(head, Kind.NUMBER if is_number else Kind.TEXT, 20)
        for head, is_number in zip(picture.heads, numbers, strict=True)
    )
    rows = ([int(text) if numbers[at] and text else text for at, text in enumerate(row)] for row in texts)
    return Table(title, columns, rows)


def _share(row: ShareRow) -> tuple[Cell, ...]:
    line = row.line
    return (
        row.code, row.name.code, row.name.title, row.agency, word(line.role), line.due_current,
        row.before.due_current if row.before else None, word(line.closed_as or line.state),
        said.YES if line.overdue else "", line.dispatched_on, line.ended_on, said.LEGACY if line.legacy else "",
    )  # fmt: skip
