"""Note whose rows of a roster somebody read: a side note for each person, since reading is a GET."""

from __future__ import annotations

from collections.abc import Iterable

from flask import g, request
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.models import Declarant, ReadEvent
from app.web import side_notes
from app.web.transaction import now


def note(people: Iterable[Declarant], purpose: str) -> None:
    """Keep who read of these people. `purpose`: list, open, print."""
    common = {
        "at": now(), "user_id": g.get("user_id"), "thing": Declarant.__tablename__, "purpose": purpose,
        "address": request.remote_addr or "", "request": g.get("request_id", ""),
    }  # fmt: skip
    rows = [{**common, "thing_id": key} for key in dict.fromkeys(one.id for one in people)]
    if rows:

        def write(session: Session) -> None:
            session.execute(insert(ReadEvent), rows)

        side_notes.add(write)
