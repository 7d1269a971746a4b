"""核定 of minutes, given here or recorded from paper: the resolution texts freeze and the whole text is kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.flow import performs
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.minutes_flow import MINUTES_FLOW, MinutesAction, MinutesCut, MinutesState
from app.domain.people.actor import Actor
from app.models import Approval, Meeting, Minutes
from app.services.meetings import holding, lines, previous_minutes
from app.services.meetings.minutes_record import (
    approval_here,
    approval_on_paper,
    cut,
    facts_of,
    hold,
)
from app.services.proposals.reviewing import PaperDecision


@performs(MINUTES_FLOW, MinutesAction.APPROVE)
def approve(
    session: Session, actor: Actor, meeting: Meeting, *, seen_version: int | None, now: datetime, today: date
) -> Minutes:
    """核定 by the head, where the charter gives it to the head."""
    minutes = hold(session, meeting, seen_version)
    facts = facts_of(session, meeting, minutes, today)
    state = MINUTES_FLOW.step(minutes.state, MinutesAction.APPROVE, actor, facts)
    approval = approval_here(session, actor, now, today)
    return _approved(session, actor, meeting, minutes, MinutesAction.APPROVE, state, approval, now)


@performs(MINUTES_FLOW, MinutesAction.RECORD_APPROVAL)
def record_approval(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    paper: PaperDecision,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> Minutes:
    """登錄核定: decided on paper, recorded by title, name, date and 文號."""
    minutes = hold(session, meeting, seen_version)
    facts = facts_of(session, meeting, minutes, today)
    state = MINUTES_FLOW.step(minutes.state, MinutesAction.RECORD_APPROVAL, actor, facts)
    approval = approval_on_paper(session, actor, paper, meeting.held_on, now, today)
    return _approved(session, actor, meeting, minutes, MinutesAction.RECORD_APPROVAL, state, approval, now)


def _approved(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    minutes: Minutes,
    action: MinutesAction,
    state: MinutesState,
    approval: Approval,
    now: datetime,
) -> Minutes:
    minutes.state, minutes.approval_id = state, approval.id
    session.flush()
    session.expire(minutes, ["approval"])
    version = cut(session, actor, meeting, minutes, MinutesCut.APPROVAL, now)
    changes: dict[str, list[object]] = {"version": [None, version.number], "approval": [None, approval.id]}
    lines.note(session, actor, action, minutes, meeting, now=now, changes=changes)
    if meeting.state == MeetingState.ADJOURNED:  # an imported past meeting is closed already
        holding.approve_minutes(session, actor, meeting, now=now)
    previous_minutes.put_on_coming(session, actor, meeting, now=now)
    return minutes
