"""檢視: a list with its filters, order and columns, kept under a name of one's own."""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode

LONGEST_NAME = 40
LONGEST_QUERY = 800
MOST = 30
"""Views of one person and list."""
_NAME = re.compile(r"[a-z_]{1,24}")
_NOT_KEPT = frozenset({"page", "format", "of"})


class ListName(StrEnum):
    """The lists that can be kept."""

    ASSIGNMENTS = "list_assignments"
    ITEMS = "list_items"
    PROPOSALS = "list_proposals"


def tidy(query: str) -> str:
    """The query of a list's address without its page; what no list of ours has is left out."""
    kept = [
        (name, value)
        for name, value in parse_qsl(query[: LONGEST_QUERY * 4], errors="ignore")
        if _NAME.fullmatch(name) and name not in _NOT_KEPT and value.isprintable()
    ]
    while kept and len(urlencode(kept)) > LONGEST_QUERY:
        kept.pop()
    return urlencode(kept)
