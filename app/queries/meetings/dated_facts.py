"""What was sent for a meeting, by date."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import DatedFact, Meeting


def facts_sent(session: Session, meeting: Meeting) -> list[DatedFact]:
    """Those that stand, the earliest first."""
    query = select(DatedFact).where(DatedFact.meeting_id == meeting.id, DatedFact.removed_at.is_(None))
    return list(session.scalars(query.order_by(DatedFact.dated_on, DatedFact.id)))
