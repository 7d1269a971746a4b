"""The confidential cases of a meeting and their numbered copies, for whoever may read them; Absent for everybody else."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.confidentiality import may_read_confidential
from app.domain.errors import Absent
from app.domain.people.actor import Actor
from app.models import AgendaItem, NumberedCopy
from app.queries.meetings.found import Found, find_lines, find_meeting
from app.queries.meetings.shown import is_secret


@dataclass(frozen=True, slots=True)
class Register:
    """領用／收回: `items` are the 密 cases the copies hold."""

    shown: Found
    items: tuple[AgendaItem, ...]
    copies: tuple[NumberedCopy, ...]

    def copy(self, number: int) -> NumberedCopy:
        """Raises Absent."""
        for one in self.copies:
            if one.number == number:
                return one
        raise Absent


def register_of(session: Session, actor: Actor, address: str) -> Register:
    """Absent without the right to read 密, and where there is no 密 case."""
    shown = find_meeting(session, actor, address)
    if not may_read_confidential(actor, committee_agency_id=shown.meeting.committee.agency_id):
        raise Absent
    items = tuple(item for item in find_lines(session, actor, shown.meeting) if is_secret(item))
    if not items or not shown.whole:
        raise Absent
    copies = session.scalars(
        select(NumberedCopy)
        .where(NumberedCopy.meeting_id == shown.meeting.id)
        .options(joinedload(NumberedCopy.attendance))
        .order_by(NumberedCopy.number)
    )
    return Register(shown, items, tuple(copies))
