"""常用語: what a person writes most often comes first, then what the house offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

FIRST = 5
LONGEST = 60
"""A phrase is short; what is longer was written for one case."""
OWN_FROM = 2
"""How often words of one's own were written before they are a phrase."""
P = TypeVar("P")


def by_use(offered: Sequence[P], used: Mapping[P, int]) -> list[P]:
    """The most used ones of `used` (phrase → times, the newest first), then those offered that are not among them."""
    known = [phrase for phrase, times in used.items() if times >= OWN_FROM or phrase in offered]
    mine = sorted(known, key=lambda phrase: -used[phrase])[:FIRST]
    return [*mine, *(phrase for phrase in offered if phrase not in mine)]
