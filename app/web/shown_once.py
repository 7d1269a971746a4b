"""A secret that is shown once: kept in the visitor's own cookie from the POST that made it to the GET that shows it."""

from __future__ import annotations

from flask import session

KEY = "shown_once"


def keep(secret: str, *, of: str) -> None:
    """`of` names the page that may show it."""
    session[KEY] = [of, secret]


def take(*, of: str) -> str:
    """The secret kept for this page; it is gone afterwards. Empty when there is none."""
    kept = session.get(KEY)
    if not kept or kept[0] != of:
        return ""
    session.pop(KEY)
    return str(kept[1])
