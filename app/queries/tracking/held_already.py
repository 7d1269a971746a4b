"""What an agency had done before it was asked: a meeting of the year, held before the share that asks for it came."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.domain.roc_date import roc_year
from app.domain.tracking.item import Register
from app.models import Assignment
from app.queries.meetings.agency_meetings import held_by
from app.wording.tracking.registers import meeting_sentence


def words_of_meeting(session: Session, share: Assignment) -> str:
    """Of the newest meeting that counts, registered or run here, as the report of this share; empty for none. `item`, `agency` must be loaded."""
    if share.item.fulfilled_by is not Register.YEARLY_MEETING or share.dispatched_on is None:
        return ""
    for row in held_by(session, share.agency):
        meeting, registered = row.meeting, row.registration
        if meeting.held_on and meeting.year and meeting.year >= roc_year(share.dispatched_on):
            role, number = (registered.chair_role, registered.document_number) if registered else (None, "")
            return meeting_sentence(meeting.held_on, meeting.label, role, number)
    return ""
