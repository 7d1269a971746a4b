"""What every verb on minutes begins and ends with: the lock, the facts of its moves, a version, the audit row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import Absent, Invalid
from app.domain.meetings.meeting_flow import OVER
from app.domain.meetings.minutes_flow import MinutesCut, MinutesFacts, MinutesState, head_approves
from app.domain.people.actor import Actor
from app.models import Approval, CorrectionRequest, Meeting, Minutes, MinutesVersion, User
from app.queries.meetings.minutes import assembled, charter_on, minutes_of, open_items
from app.services.meetings import lines
from app.services.meetings.naming import keep_named
from app.services.proposals.reviewing import PaperDecision
from app.services.versions import check_seen


def hold(session: Session, meeting: Meeting, seen_version: int | None) -> Minutes:
    """Lock the meeting, so that nothing is recorded meanwhile; its minutes, as the page showed them. Absent without."""
    lines.lock(session, meeting)
    minutes = minutes_of(session, meeting)
    if minutes is None:
        raise Absent
    check_seen(minutes, seen_version)
    return minutes


def facts_of(session: Session, meeting: Meeting, minutes: Minutes, today: date) -> MinutesFacts:
    """What the moves of minutes ask."""
    waiting = select(func.count(CorrectionRequest.id)).where(
        CorrectionRequest.minutes_id == minutes.id, CorrectionRequest.answered_at.is_(None)
    )
    charter = charter_on(session, meeting.committee_id, today)
    return MinutesFacts(
        committee_agency_id=lines.committee_of(session, meeting).agency_id,
        meeting_over=meeting.state in OVER,
        open_items=len(open_items(session, meeting)),
        open_requests=session.scalar(waiting) or 0,
        head_approves=charter is not None and head_approves(charter.minutes_approver),
    )


def cut(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    minutes: Minutes,
    cut_for: MinutesCut,
    now: datetime,
    *,
    source: str = "",
) -> MinutesVersion:
    """Keep the whole text as the records say it now, beside the text of the paper it was imported from, if it was.

    From 核定 on also whom it names.
    """
    content = assembled(session, meeting, minutes)
    if minutes.state is MinutesState.APPROVED:
        keep_named(session, meeting, content)
    kept = select(MinutesVersion.number, MinutesVersion.content).where(
        MinutesVersion.minutes_id == minutes.id
    )
    before = session.execute(kept.order_by(MinutesVersion.number.desc()).limit(1)).first()
    number, earlier = before if before is not None else (0, {})
    version = MinutesVersion(
        minutes_id=minutes.id,
        number=number + 1,
        cut_for=cut_for,
        content=replace(content, source=source or earlier.get("source", "")).to_json(),
        cut_at=now,
        cut_by_id=actor.person_id,
    )
    session.add(version)
    session.flush()
    return version


def approval_here(session: Session, actor: Actor, now: datetime, today: date) -> Approval:
    """核可 given in the system by this person."""
    person = session.get(User, actor.person_id) if actor.person_id is not None else None
    return _added(
        session,
        Approval(
            from_paper=False,
            approver_title=person.title if person else "",
            approver_name=actor.name,
            decided_on=today,
            user_id=actor.person_id,
            recorded_at=now,
        ),
    )


def approval_on_paper(
    session: Session, actor: Actor, paper: PaperDecision, not_before: date | None, now: datetime, today: date
) -> Approval:
    """核可 recorded from paper. Invalid: approver_missing, decided_in_future, decided_before_meeting."""
    if not paper.approver_name.strip():
        raise Invalid("approver_missing", "approver_name")
    if paper.decided_on > today:
        raise Invalid("decided_in_future", "decided_on")
    if not_before is not None and paper.decided_on < not_before:
        raise Invalid("decided_before_meeting", "decided_on")
    return _added(
        session,
        Approval(
            from_paper=True,
            approver_title=paper.approver_title,
            approver_name=paper.approver_name,
            level=paper.level,
            decided_on=paper.decided_on,
            document_number=paper.document_number,
            recorded_by_id=actor.person_id,
            recorded_at=now,
        ),
    )


def _added(session: Session, approval: Approval) -> Approval:
    session.add(approval)
    session.flush()
    return approval
