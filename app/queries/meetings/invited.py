"""Whom a list of people begins with: the members of that day, or those of the last meeting; and the charter of that day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.people.charter import in_force
from app.domain.people.members import sits
from app.models import Attendance, Charter, Meeting, Member
from app.queries.people.charters import members_of, versions_of


def members_sitting(session: Session, meeting: Meeting, day: date) -> list[Member]:
    """Who sits on the meeting's committee on `day`, in the order of the roster; agencies loaded."""
    return [one for one in members_of(session, meeting.committee) if sits(one, day)]


def charter_of(session: Session, meeting: Meeting, day: date) -> Charter | None:
    """The version of the committee's charter that holds on `day`."""
    return in_force(versions_of(session, meeting.committee), day)


def people_of_last_meeting(session: Session, meeting: Meeting) -> list[Attendance]:
    """The list of the committee's latest other meeting that has one, in its order."""
    latest = session.scalars(
        select(Meeting.id)
        .where(
            Meeting.committee_id == meeting.committee_id,
            Meeting.id != meeting.id,
            select(Attendance.id)
            .where(Attendance.meeting_id == Meeting.id, Attendance.removed_at.is_(None))
            .exists(),
        )
        .order_by(func.coalesce(Meeting.held_on, meeting.held_on).desc(), Meeting.id.desc())
        .limit(1)
    ).first()
    query = select(Attendance).where(Attendance.meeting_id == latest, Attendance.removed_at.is_(None))
    return list(session.scalars(query.order_by(Attendance.is_member.desc(), Attendance.position)))
