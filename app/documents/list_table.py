"""A list on its way into a spreadsheet: headed columns of one kind each, and rows of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.roc_date import roc_slash

Cell = str | int | date | None
REAL_DATE = "{heading}（日期）"
"""The further column a spreadsheet can sort and count by; the one before it says the day as officials write it."""


WIDEST_ON_A4 = 200
"""Characters beside each other."""


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"  # two columns: 115/12/31 as text, and a real date
    DATE = "date"  # of the two the second, made by `laid_out` only


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters. Of a sheet to fill in: `editable` cells, their `choices`, a `hidden` column."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 14
    editable: bool = False
    choices: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are walked once, so that a list however long is never held whole. A row has a value per column."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]

    @property
    def is_wide(self) -> bool:
        """Printed landscape and as wide as the page: on A4 nobody could read it, so on A3."""
        return sum(column.width for column in self.columns if not column.hidden) > WIDEST_ON_A4

    @property
    def is_protected(self) -> bool:
        """A sheet to fill in: only its editable cells can be typed into."""
        return any(column.editable for column in self.columns)


def laid_out(table: Table) -> Table:
    """Every day as two columns, so that the writers know text, numbers and real dates only."""
    days = [at for at, column in enumerate(table.columns) if column.kind is Kind.DAY]
    if not days:
        return table
    columns: list[Column] = []
    for column in table.columns:
        if column.kind is Kind.DAY:
            columns.append(Column(column.heading, Kind.TEXT, column.width))
            columns.append(Column(REAL_DATE.format(heading=column.heading), Kind.DATE, 12))
        else:
            columns.append(column)
    return Table(table.title, tuple(columns), _with_days(table.rows, frozenset(days)))


def _with_days(rows: Iterable[Sequence[Cell]], days: frozenset[int]) -> Iterator[list[Cell]]:
    for row in rows:
        cells: list[Cell] = []
        for at, value in enumerate(row):
            if at in days:
                cells.append(roc_slash(value) if isinstance(value, date) else None)
            cells.append(value)
        yield cells
