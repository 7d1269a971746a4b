"""Note that somebody read a confidential record or a person's row: a side note, since reading is a GET."""

from __future__ import annotations

from collections.abc import Iterable

from flask import g, request
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality
from app.models import Declarant, Proposal, ReadEvent
from app.web import side_notes
from app.web.transaction import now


def note(proposal: Proposal, purpose: str) -> None:
    """Keep who opened, printed or downloaded this case, when it is 密. `purpose`: open, print, download."""
    if proposal.confidentiality is Confidentiality.NORMAL:
        return
    row = {
        "at": now(),
        "user_id": g.get("user_id"),
        "thing": Proposal.__tablename__,
        "thing_id": proposal.id,
        "purpose": purpose,
        "address": request.remote_addr or "",
        "request": g.get("request_id", ""),
    }

    def write(session: Session) -> None:
        session.add(ReadEvent(**row))

    side_notes.add(write)


def note_declarants(people: Iterable[Declarant], purpose: str) -> None:
    """Keep who read the rows of these people. `purpose`: list, open, print."""
    common = {
        "at": now(), "user_id": g.get("user_id"), "thing": Declarant.__tablename__, "purpose": purpose,
        "address": request.remote_addr or "", "request": g.get("request_id", ""),
    }  # fmt: skip
    rows = [{**common, "thing_id": key} for key in dict.fromkeys(one.id for one in people)]
    if rows:

        def write(session: Session) -> None:
            session.execute(insert(ReadEvent), rows)

        side_notes.add(write)
