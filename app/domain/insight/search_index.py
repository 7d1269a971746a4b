"""What the search index holds of a record: its kind, its day, and the tokens it is found by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from app.domain.insight.searchable import pairs


class SearchKind(StrEnum):
    """In the order in which hits are shown."""

    RESOLUTION = "resolution"
    ITEM = "item"
    ASSIGNMENT = "assignment"
    PROPOSAL = "proposal"
    REPORT = "report"
    MINUTES = "minutes"
    ATTACHMENT = "attachment"
    EVIDENCE = "evidence"


WITH_TEXT = frozenset({"docx", "odt", "xlsx", "ods", "pdf"})
"""Files that have a text of their own; a picture has none."""
_NUMBER = {kind: number for number, kind in enumerate(SearchKind)}
_KIND_BITS, _THING_BITS = 4, 38
THING_MASK = (1 << _THING_BITS) - 1
KIND_MASK = ((1 << _KIND_BITS) - 1) << _THING_BITS
"""The end of a key is the id of the record, the kind stands before it."""


def entry_key(day: date, kind: SearchKind, thing_id: int) -> int:
    """One number for a record in the index. It begins with the day: the newest first is the order of the keys downward."""
    return (day.toordinal() << _KIND_BITS | _NUMBER[kind]) << _THING_BITS | thing_id


def kind_bits(kind: SearchKind) -> int:
    """As it stands in a key (`KIND_MASK`)."""
    return _NUMBER[kind] << _THING_BITS


def tokens(folded: str, kind: SearchKind, year: int) -> str:
    """What the engine keeps: the pairs of the text, and one token for each thing a question may be narrowed by."""
    return " ".join([*sorted(pairs(folded)), kind_token(kind), year_token(year)])


def kind_token(kind: SearchKind) -> str:
    """Longer than any pair, so that no text is ever taken for it."""
    return f"kind{kind.value}"


def year_token(year: int) -> str:
    return f"year{year}"


def needs_text(word: str) -> bool:
    """Is the word more than one pair says, so that the text itself must be asked too?"""
    return pairs(word) != {word}


def wanted(words: Iterable[str]) -> list[str]:
    """The tokens a text that holds all these words must have; none for a single character."""
    return sorted(set().union(*(pairs(word) for word in words)))
