"""Which agencies the frozen text of a meeting names: kept at 紀錄核定 and at 更正, so that they see their cases."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.meetings.minutes import Content
from app.domain.meetings.named_agencies import named_in
from app.models import Meeting, NamedAgency, Resolution
from app.queries.meetings.found import standing_of_meeting
from app.queries.meetings.matters import agencies_on, known_by_name, matters_of
from app.services.meetings import lines


def keep_named(session: Session, meeting: Meeting, content: Content) -> None:
    """One row for each resolution and agency; of a 密 case none."""
    items, closing = lines.lines_of(session, meeting), standing_of_meeting(session, meeting)
    known = known_by_name(agencies_on(session, meeting.held_on or meeting.created_at.date()))
    secret = {item.id for item in items if lines.is_confidential(item)}
    of_meeting = select(Resolution.id).where(Resolution.meeting_id == meeting.id)
    session.execute(delete(NamedAgency).where(NamedAgency.resolution_id.in_(of_meeting)))
    for key, matter in matters_of(content, items, closing, {}).items():
        if key in secret:
            continue
        agencies = named_in(matter, known)
        ids = [-key] if key < 0 else [one.id for item in items if item.id == key for one in item.resolutions]
        session.add_all(
            NamedAgency(resolution_id=one, agency_id=agency) for one in ids for agency in agencies
        )
    session.flush()
