"""Hold a meeting: start it, adjourn it, resume it; at the end every proposal follows what was decided of it."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy.orm import Session

from app.domain.flow import performs
from app.domain.meetings.meeting_flow import MEETING_FLOW, MeetingAction
from app.domain.meetings.minutes_flow import MinutesState
from app.domain.people.actor import Actor
from app.models import Committee, Meeting
from app.queries.meetings.minutes import minutes_of
from app.services.meetings import lines, minuting
from app.services.meetings.following import follow
from app.services.meetings.yearly_plans import stop_reminding


@performs(MEETING_FLOW, MeetingAction.START)
def start(
    session: Session, actor: Actor, meeting: Meeting, *, seen_version: int | None, now: datetime
) -> None:
    """開始會議: resolutions may be recorded."""
    lines.hold(session, meeting, seen_version)
    meeting.state = MEETING_FLOW.step(
        meeting.state, MeetingAction.START, actor, lines.facts_of(session, meeting)
    )
    session.flush()
    lines.note(session, actor, MeetingAction.START, meeting, meeting, now=now)


@performs(MEETING_FLOW, MeetingAction.ADJOURN)
def adjourn(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    *,
    ends_at: time | None = None,
    seen_version: int | None,
    now: datetime,
) -> None:
    """散會: each case with a disposition takes its proposal along; the others wait until theirs is recorded."""
    lines.hold(session, meeting, seen_version)
    meeting.state = MEETING_FLOW.step(
        meeting.state, MeetingAction.ADJOURN, actor, lines.facts_of(session, meeting)
    )
    meeting.ends_at = ends_at or meeting.ends_at
    stop_reminding(session, session.get_one(Committee, meeting.committee_id).agency_id, now=now)
    lines.note(session, actor, MeetingAction.ADJOURN, meeting, meeting, now=now)
    resolutions = lines.resolutions_of(session, meeting)
    for item in lines.lines_of(session, meeting):
        follow(session, actor.recording(), item, resolutions, now=now)


@performs(MEETING_FLOW, MeetingAction.RESUME)
def resume(
    session: Session, actor: Actor, meeting: Meeting, *, reason: str, seen_version: int | None, now: datetime
) -> None:
    """重新開啟 an adjourned meeting. Proposals that followed their resolution stay where they went; circulating minutes are called back."""
    lines.hold(session, meeting, seen_version)
    meeting.state = MEETING_FLOW.step(
        meeting.state, MeetingAction.RESUME, actor, lines.facts_of(session, meeting), reason=reason
    )
    session.flush()
    lines.note(session, actor, MeetingAction.RESUME, meeting, meeting, now=now, reason=reason)
    minutes = minutes_of(session, meeting)
    if minutes is not None and minutes.state is MinutesState.CIRCULATING:
        minuting.call_back(session, actor, meeting, seen_version=minutes.version, now=now)


@performs(MEETING_FLOW, MeetingAction.APPROVE_MINUTES)
def approve_minutes(session: Session, actor: Actor, meeting: Meeting, *, now: datetime) -> None:
    """紀錄核定: follows the approval of the minutes, on a meeting that is held; resolution texts stand from here on."""
    meeting.state = MEETING_FLOW.step(
        meeting.state, MeetingAction.APPROVE_MINUTES, actor, lines.facts_of(session, meeting)
    )
    session.flush()
    lines.note(session, actor, MeetingAction.APPROVE_MINUTES, meeting, meeting, now=now)
