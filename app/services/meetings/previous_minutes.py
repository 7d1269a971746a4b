"""確認上次紀錄: the line that comes onto the next agenda by itself once the minutes of the meeting before are approved."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.meetings.meeting_flow import OVER, MeetingKind, MeetingState
from app.domain.meetings.minutes_flow import MinutesState
from app.domain.meetings.resolution import Section
from app.domain.people.actor import Actor
from app.models import AgendaItem, Meeting, Minutes
from app.services.meetings import lines
from app.wording.minutes import CONFIRM_PREVIOUS


def put_on(session: Session, actor: Actor, meeting: Meeting, *, now: datetime) -> AgendaItem | None:
    """The line on a meeting in preparation; None when the minutes before are not approved, or the line was there once.

    None too on a 追蹤會議, whose agenda is the follow-up.
    """
    if meeting.state != MeetingState.PREPARING or meeting.kind is MeetingKind.FOLLOW_UP:
        return None
    own = lines.lines_of(session, meeting, removed=True)
    previous = _previous(session, meeting)
    if previous is None or any(item.section is Section.PREVIOUS_MINUTES for item in own):
        return None
    title = CONFIRM_PREVIOUS.format(label=previous.label)
    item = AgendaItem(meeting_id=meeting.id, section=Section.PREVIOUS_MINUTES, title=title, proposal=None)
    lines.append(session, meeting, [item])
    lines.touch(meeting)
    session.flush()
    changes: dict[str, list[object]] = {"title": [None, title]}
    lines.note(session, actor, "add_title", item, meeting, now=now, code=item.code or "", changes=changes)
    return item


def put_on_coming(session: Session, actor: Actor, held: Meeting, *, now: datetime) -> None:
    """On each meeting of this committee that is in preparation."""
    coming = select(Meeting).where(
        Meeting.committee_id == held.committee_id, Meeting.state == MeetingState.PREPARING
    )
    for meeting in session.scalars(coming.order_by(Meeting.id)).all():
        put_on(session, actor, meeting, now=now)


def _previous(session: Session, meeting: Meeting) -> Meeting | None:
    """The committee's latest meeting that was held, when its minutes are approved."""
    held = select(Meeting).where(
        Meeting.committee_id == meeting.committee_id, Meeting.state.in_(OVER), Meeting.id != meeting.id
    )
    if meeting.held_on is not None:
        held = held.where(Meeting.held_on <= meeting.held_on)
    latest = session.scalars(held.order_by(Meeting.held_on.desc(), Meeting.id.desc()).limit(1)).first()
    if latest is None:
        return None
    state = session.scalar(select(Minutes.state).where(Minutes.meeting_id == latest.id))
    return latest if state is MinutesState.APPROVED else None
