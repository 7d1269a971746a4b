"""How a heading of a list is recognised: without blanks and signs around it, within the first rows that have any text."""

from __future__ import annotations

BLANKS = " \t\u3000\xa0\n\r"
HEADING_WITHIN = 10


def bare(text: str) -> str:
    """A heading without blanks, and without the star forms set on required columns."""
    return "".join(sign for sign in text if sign not in BLANKS).strip("*＊:：")
