"""A 追蹤會議: who chairs it (秘書長, else 執行秘書; product 3.2), and whether there is anything to follow."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people.members import MemberKind, sits
from app.domain.tracking.assignment_flow import OPEN
from app.models import Assignment, Member

SECRETARY_GENERAL = "秘書長"
"""The title that is looked for on the roster; 副秘書長 is another office."""


def chair_of_follow_up(session: Session, committee_id: int, day: date) -> str:
    """By title and name; '' where the roster names neither."""
    query = select(Member).where(Member.committee_id == committee_id).order_by(Member.id)
    sitting = [seat for seat in session.scalars(query) if sits(seat, day)]
    general = [seat for seat in sitting if seat.title == SECRETARY_GENERAL]
    executive = [seat for seat in sitting if seat.kind is MemberKind.EXECUTIVE_SECRETARY]
    chosen = next(iter(general + executive), None)
    return f"{chosen.title}{chosen.name}" if chosen else ""


def has_open_shares(session: Session, committee_id: int) -> bool:
    """Is there anything for it to follow?"""
    query = select(Assignment.id).where(
        Assignment.committee_id == committee_id, Assignment.removed_at.is_(None), Assignment.state.in_(OPEN)
    )
    return session.scalar(query.limit(1)) is not None
