"""The share an address names, for those who may do with it what the page does; reading one of a 密 case is noted."""

from __future__ import annotations

from flask import g, request
from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed
from app.domain.people.rights import may
from app.models import Assignment, ReadEvent
from app.queries.tracking.facts import facts_of
from app.queries.visibility.tracking import one_assignment
from app.web import side_notes
from app.web.access import rights_of_this_route
from app.web.auth.session import actor
from app.web.transaction import db, now, today


def find(code: str, purpose: str = "open") -> Assignment:
    """`Absent` when there is none to see; NotAllowed for who sees it only."""
    share = one_assignment(db(), actor(), code)
    db().refresh(share, ["agency"])
    agency_id = share.committee.agency_id
    if not any(
        may(actor(), right, committee_agency_id=agency_id, agency_id=share.agency_id)
        for right in rights_of_this_route()
    ):
        raise NotAllowed("not_yours_to_do")
    if request.method == "GET":
        note_reading(share, purpose)
    return share


def note_reading(share: Assignment, purpose: str) -> None:
    """A ReadEvent for the share of a 密 case."""
    if not facts_of(db(), actor(), share, today=today()).confidential:
        return
    row = {
        "at": now(),
        "user_id": g.get("user_id"),
        "thing": Assignment.__tablename__,
        "thing_id": share.id,
        "purpose": purpose,
        "address": request.remote_addr or "",
        "request": g.get("request_id", ""),
    }

    def note(session: Session) -> None:
        session.add(ReadEvent(**row))

    side_notes.add(note)
