"""Text in columns: a Han character takes two, a mail's line has 72."""

from __future__ import annotations

import unicodedata
from functools import cache

WIDTH = 72
NEVER_FIRST = "，。、；：？！）」』》％…"


def width(text: str) -> int:
    """Columns as a mail program shows them."""
    return sum(_of(sign) for sign in text)


def folded(text: str, *, indent: str = "", hanging: str | None = None) -> list[str]:
    """`text` in lines of at most 72 columns: the first begins with `indent`, the others with `hanging` (the same unless given).

    Broken between Han characters, never inside a word of Latin letters or digits unless it fills a line by itself, and never so that
    a closing mark begins a line.
    """
    rest = indent if hanging is None else hanging
    lines, line, used = [], indent, width(indent)
    for whole in _pieces(text):
        piece, wide = whole, width(whole)
        if used + wide > WIDTH and line.strip("　 "):
            lines.append(line.rstrip(" "))
            line, used = rest, width(rest)
        if (
            used + wide > WIDTH and "://" not in piece
        ):  # a word longer than a line: only an address may stand out
            piece = piece[: WIDTH - used]
        elif line == rest and lines:
            piece = piece.lstrip(" ")
        line, used = line + piece, used + width(piece)
    return [*lines, line.rstrip(" ")]


def _pieces(text: str) -> list[str]:
    """What stays on one line: a run of narrow characters, or a wide one with the closing marks behind it."""
    pieces: list[str] = []
    for sign in text:
        narrow = _of(sign) == 1 and sign != " "
        joins = pieces and (
            sign in NEVER_FIRST or (narrow and _of(pieces[-1][-1]) == 1 and pieces[-1][-1] != " ")
        )
        if joins:
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


@cache
def _of(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1
