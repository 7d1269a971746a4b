"""同文: two reports are 90 % alike or more (product 3.3)."""

from __future__ import annotations

from difflib import SequenceMatcher

ALIKE = 0.9


def likeness(one: str, other: str) -> float:
    """0 to 1, white space apart."""
    first, second = "".join(one.split()), "".join(other.split())
    if not first or not second:
        return 0.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    quick = min(matcher.real_quick_ratio(), matcher.quick_ratio())
    return quick if quick < ALIKE else matcher.ratio()


def is_same_text(one: str, other: str) -> bool:
    return likeness(one, other) >= ALIKE
