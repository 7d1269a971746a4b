"""The name of the meeting that comes after another one: the same form of label, one further."""

from __future__ import annotations

import re

from app.domain.numerals import NUMBER, read_number

_YEAR = re.compile(rf"(?P<number>{NUMBER})(?=學?年)")
_COUNT = re.compile(rf"(?<=第)(?P<number>{NUMBER})(?=次)")


def label_after(label: str, roc_year: int) -> str:
    """114年第1次 → 114年第2次, in a later year 115年第1次 · 第14次 → 第15次 · 114年度 → 115年度; '' for other forms.

    `roc_year` is the year the new meeting is for; only a label that names a year starts again with it.
    """
    year, count = _YEAR.search(label), _COUNT.search(label)
    named = read_number(year["number"]) if year else None
    counted = read_number(count["number"]) if count else None
    if named is not None and counted is not None:
        later = roc_year > named
        return _COUNT.sub(str(1 if later else counted + 1), _YEAR.sub(str(max(roc_year, named)), label, 1), 1)
    if named is not None:
        return _YEAR.sub(str(max(roc_year, named + 1)), label, 1)
    return _COUNT.sub(str(counted + 1), label, 1) if counted is not None else ""


def title_with(title: str, old_label: str, new_label: str) -> str:
    """The official line of another meeting with this one's label in it; '' when the old label does not stand there."""
    return title.replace(old_label, new_label, 1) if old_label and old_label in title else ""
