"""The first reading of a share by its agency: a side note, for the request is a GET."""

from __future__ import annotations

from collections.abc import Sequence
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


def note(*shares: Assignment) -> None:
    """Whoever reports for the agency has opened them; only the first time is kept."""
    own = [
        share.id for share in shares
        if share.state in SENT and may(actor(), Right.REPORT, agency_id=share.agency_id)
    ]  # fmt: skip
    if not own:
        return
    read = set(_read(db(), own))
    moment, person = now(), actor().person_id
    anew = [one for one in own if one not in read]
    if anew:
        side_notes.add(lambda session: _write(session, anew, moment, person))


def _write(session: Session, ids: Sequence[int], moment: datetime, person: int | None) -> None:
    read = set(_read(session, ids))
    for share_id in ids:
        if share_id in read:
            continue
        try:
            with session.begin_nested():
                session.add(FirstReading(assignment_id=share_id, read_at=moment, read_by_id=person))
        except IntegrityError:
            continue  # two browsers at once: the other one was first


def _read(session: Session, ids: Sequence[int]) -> Sequence[int]:
    return session.scalars(
        select(FirstReading.assignment_id).where(FirstReading.assignment_id.in_(ids))
    ).all()
