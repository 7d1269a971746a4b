"""The one door for what must stay although the request was a GET or was refused: five kinds of side note and no more."""

from __future__ import annotations

from collections.abc import Callable

from flask import g
from sqlalchemy.orm import Session

from app.extensions.database import Database

TABLES = ("user_sessions", "sign_in_throttles", "refused_accesses", "read_events", "first_readings")
"""The tables side notes may touch: last seen, failed sign-in, refused access, reading of personal or confidential data,
first reading of a share."""

Note = Callable[[Session], None]


def add(note: Note) -> None:
    """Write `note` in a second short transaction once this request's own has ended."""
    g.setdefault("side_notes", []).append(note)


def waiting() -> bool:
    return bool(g.get("side_notes"))


def write(database: Database) -> None:
    notes: list[Note] = g.pop("side_notes", [])
    with database.sessions.begin() as session:
        for note in notes:
            note(session)
