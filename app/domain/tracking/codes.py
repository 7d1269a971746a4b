"""Codes of items and shares (product 2b): stored, unique in the committee, never computed anew."""

from __future__ import annotations

import re

_FURTHER = re.compile(r"\.\d+$")
_COMMITTEE = re.compile(r"^[A-Z][A-Z0-9_]*\.")


def case_code_of(resolution_code: str) -> str:
    """114-1-3 of both 114-1-3 and 114-1-3.2: the shares of a case have one serial, whichever resolution asked for them."""
    bare = _COMMITTEE.sub("", resolution_code)
    return _FURTHER.sub("", bare)


def assignment_code(case_code: str, serial: int) -> str:
    """114-1-3-11."""
    return f"{case_code}-{_counted(serial)}"


def item_code(resolution_code: str, ordinal: int) -> str:
    """114-1-3-T2: the second thing this resolution asks for (said 「114-1-3 第2項」)."""
    return f"{resolution_code}-T{_counted(ordinal)}"


def _counted(number: int) -> int:
    if number < 1:
        raise ValueError(f"codes count from 1, not {number}")
    return number
