"""Note that somebody read a confidential record: a side note, since reading is a GET."""

from __future__ import annotations

from flask import g, request
from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality
from app.models import Proposal, ReadEvent
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
