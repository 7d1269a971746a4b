"""法規簡稱 as lines 「簡稱＝全名」: read, checked, written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.errors import Invalid

EQUALS = re.compile(r"[=＝]")
MOST = 300


def parse_law_names(lines: str) -> dict[str, str]:
    """Short name → full name; blank lines are passed over.

    Invalid, with the line counted from 1: law_line_unreadable, law_short_name_twice, too_many_laws.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(lines.split("\n"), start=1):
        if not line.strip():
            continue
        parts = [part.strip() for part in EQUALS.split(line)]
        if len(parts) != 2 or not all(parts) or len(parts[0]) < 2 or parts[0] == parts[1]:
            raise Invalid("law_line_unreadable", "lines", line=number)
        short, full = parts
        if short in found:
            raise Invalid("law_short_name_twice", "lines", line=number, name=short)
        found[short] = full
    if len(found) > MOST:
        raise Invalid("too_many_laws", "lines", most=MOST)
    return found


def write_law_names(names: Mapping[str, str]) -> str:
    """The list as lines."""
    return "\n".join(f"{short}＝{full}" for short, full in names.items())
