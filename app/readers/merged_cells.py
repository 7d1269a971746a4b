"""Merged cells: what stands over several rows belongs to each of them that says something of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

ENDS = b"sheetData>"
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"')

Down = Mapping[int, Sequence[tuple[int, int]]]
"""First row → (column from 0, last row) of the cells that reach further down."""


class Carried:
    """What cells merged downwards say of the rows that are still to come."""

    def __init__(self) -> None:
        self._said: dict[int, tuple[int, str]] = {}

    def begin(self, column: int, last: int, text: str) -> None:
        """A merged cell whose last row is `last`."""
        self._said[column] = last, text

    def fill(self, number: int, cells: list[str]) -> None:
        """Put into a row what is said over it; a row without a word of its own stays blank."""
        self._said = {column: one for column, one in self._said.items() if one[0] >= number}
        if not any(cells):
            return
        for column, (_, text) in self._said.items():
            cells += [""] * (column + 1 - len(cells))
            cells[column] = text


def merged_downwards(sheet: bytes, most_columns: int) -> Down:
    """Of a sheet's XML, where what is merged stands behind the rows."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for letters, first, last in MERGED.findall(sheet, sheet.rfind(ENDS)):
        column = _place(letters)
        if int(last) > int(first) and column < most_columns:
            found[int(first)].append((column, int(last)))
    return found


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1
