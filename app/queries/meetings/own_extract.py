"""Has an agency a 節錄 of a meeting?"""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.meetings.minutes_flow import MinutesState
from app.domain.people.actor import Actor
from app.models import Meeting, Minutes, Resolution
from app.queries.visibility.meetings import resolution_is_own


def has_own_extract(session: Session, actor: Actor, meeting: Meeting) -> bool:
    """From 紀錄核定 on, where a resolution concerns an agency of this actor."""
    approved = exists().where(Minutes.meeting_id == meeting.id, Minutes.state == MinutesState.APPROVED)
    query = select(Resolution.id).where(
        Resolution.meeting_id == meeting.id,
        Resolution.removed_at.is_(None),
        resolution_is_own(actor),
        approved,
    )
    return session.execute(query.limit(1)).first() is not None
