"""Which parts hold the rows of one page, where it is known how many rows each part has."""

from __future__ import annotations

from collections.abc import Iterable


def portion(rows: Iterable[tuple[int, int]], first: int, last: int) -> tuple[list[int], int]:
    """Of (key, number of rows) in their order: the keys with rows from `first` up to `last`, and how many of theirs come before."""
    keys: list[int] = []
    before = at = 0
    for key, number in rows:
        if at < last and at + number > first:
            before = before if keys else first - at
            keys.append(key)
        at += number
    return keys, before
