"""What a list of agencies or users would change, row by row, and what is wrong with it, by row and column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.intake.placing import MAKES, Fate
from app.domain.text_entry import TextRefused, clean_text

SEPARATORS = re.compile(r"[、；;，,\n]+")
"""Between several words in one cell."""
LONGEST_CELL = 200


@dataclass(frozen=True, slots=True)
class RowFault:
    """A cell that cannot be taken: row as the file counts, heading as written, the code of its sentence."""

    row: int
    column: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellChange:
    """What one column would change, in words."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowCheck:
    """One row. `key` is its code or login; `wanted` the typed values its maker takes."""

    row: int
    key: str
    name: str
    fate: Fate
    changes: tuple[CellChange, ...] = ()
    wanted: Any = None


@dataclass(frozen=True, slots=True)
class SheetCheck:
    """One file. `unused` are headings nothing was made of."""

    rows: tuple[RowCheck, ...]
    faults: tuple[RowFault, ...]
    unused: tuple[str, ...] = ()

    @property
    def errors(self) -> int:
        return len(self.faults)

    @property
    def makes(self) -> int:
        return sum(row.fate in MAKES for row in self.rows)

    def count(self, fate: Fate) -> int:
        return sum(row.fate is fate for row in self.rows)


@dataclass(slots=True)
class Cells:
    """One row while it is read: asks for columns and notes what is wrong with them."""

    row: int
    values: Mapping[str, str]
    headings: Mapping[str, str]
    faults: list[RowFault] = field(default_factory=list)

    def text(self, column: str, *, required: bool = False, limit: int = LONGEST_CELL) -> str:
        """The cell, cleaned; empty when the row or the file has none."""
        try:
            found = clean_text(self.values.get(column, ""), limit=limit, multiline=False)
        except TextRefused as refused:
            self.wrong(column, refused.code, position=refused.position, limit=limit)
            return ""
        if required and not found:
            self.wrong(column, "cell_missing")
        return found

    def words(self, column: str) -> list[str]:
        """Several words in one cell, each once, in their order."""
        try:
            found = clean_text(self.values.get(column, ""), limit=LONGEST_CELL * 5, multiline=True)
        except TextRefused as refused:
            self.wrong(column, refused.code, position=refused.position, limit=LONGEST_CELL * 5)
            return []
        return list(dict.fromkeys(word.strip() for word in SEPARATORS.split(found) if word.strip()))

    def has(self, column: str) -> bool:
        """Does the file have this column at all? Without it nothing is changed there."""
        return column in self.headings

    def wrong(self, column: str, code: str, **facts: object) -> None:
        self.faults.append(RowFault(self.row, self.headings.get(column, column), code, facts))


def rows_of(read: Mapping[str, Any]) -> list[Cells]:
    """The rows of a file as a batch keeps it."""
    return [Cells(one["row"], one["values"], read["headings"]) for one in read["records"]]
