"""The first reading of a share by its agency: a side note, for the request is a GET."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.people.rights import Right, may
from app.domain.tracking.assignment_flow import SENT
from app.models import Assignment, FirstReading
from app.web import side_notes
from app.web.auth.session import actor
from app.web.transaction import db, now


def note(share: Assignment) -> None:
    """Whoever reports for the agency has opened it; only the first time is kept."""
    if share.state not in SENT or not may(actor(), Right.REPORT, agency_id=share.agency_id):
        return
    if db().get(FirstReading, share.id) is None:
        share_id, moment, person = share.id, now(), actor().person_id
        side_notes.add(lambda session: _write(session, share_id, moment, person))


def _write(session: Session, share_id: int, moment: datetime, person: int | None) -> None:
    if session.scalar(select(FirstReading.assignment_id).where(FirstReading.assignment_id == share_id)):
        return
    try:
        with session.begin_nested():
            session.add(FirstReading(assignment_id=share_id, read_at=moment, read_by_id=person))
    except IntegrityError:
        return  # two browsers at once: the other one was first
