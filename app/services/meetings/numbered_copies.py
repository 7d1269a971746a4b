"""密件分發: make numbered copies, hand one out, collect it; every row of the log is confidential."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed
from app.domain.flow import performs
from app.domain.meetings.copy_flow import COPY_FLOW, CopyAction, CopyFacts, CopyState, keeps
from app.domain.people.actor import Actor
from app.models import Meeting, NumberedCopy
from app.services.meetings import attending, lines
from app.services.versions import check_seen

MOST = 60


def make(
    session: Session, actor: Actor, meeting: Meeting, count: int, *, now: datetime
) -> list[NumberedCopy]:
    """So many more, numbered on. Invalid: copies_out_of_range."""
    if not keeps(actor, _facts(session, meeting)):
        raise NotAllowed("not_yours_to_do")
    lines.lock(session, meeting)
    there = session.scalar(select(func.count(NumberedCopy.id)).where(NumberedCopy.meeting_id == meeting.id))
    there = there or 0
    if count < 1 or there + count > MOST:
        raise Invalid("copies_out_of_range", "count", limit=MOST)
    made = [
        NumberedCopy(meeting_id=meeting.id, number=number) for number in range(there + 1, there + count + 1)
    ]
    session.add_all(made)
    session.flush()
    changes: dict[str, list[object]] = {"copies": [there, there + count]}
    lines.note(session, actor, "make_copies", meeting, meeting, now=now, changes=changes, confidential=True)
    return made


@performs(COPY_FLOW, CopyAction.HAND_OUT)
def hand_out(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    copy: NumberedCopy,
    attendance_id: int,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """領用: to one on the list of the meeting. Raises Absent for anybody else."""
    state = _step(session, actor, meeting, copy, CopyAction.HAND_OUT, seen_version)
    one = attending.person_of(session, meeting, attendance_id)
    copy.attendance_id, copy.handed_out_at = one.id, now
    _moved(session, actor, meeting, copy, CopyAction.HAND_OUT, state, now)


@performs(COPY_FLOW, CopyAction.COLLECT)
def collect(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    copy: NumberedCopy,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """收回."""
    state = _step(session, actor, meeting, copy, CopyAction.COLLECT, seen_version)
    copy.collected_at = now
    _moved(session, actor, meeting, copy, CopyAction.COLLECT, state, now)


@performs(COPY_FLOW, CopyAction.TAKE_BACK)
def take_back(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    copy: NumberedCopy,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> None:
    """更正領用: entered by mistake; it lies in store again."""
    state = _step(session, actor, meeting, copy, CopyAction.TAKE_BACK, seen_version, reason)
    copy.attendance_id = copy.handed_out_at = None
    _moved(session, actor, meeting, copy, CopyAction.TAKE_BACK, state, now, reason)


@performs(COPY_FLOW, CopyAction.REOPEN)
def reopen(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    copy: NumberedCopy,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> None:
    """更正收回: it is still out."""
    state = _step(session, actor, meeting, copy, CopyAction.REOPEN, seen_version, reason)
    copy.collected_at = None
    _moved(session, actor, meeting, copy, CopyAction.REOPEN, state, now, reason)


def _facts(session: Session, meeting: Meeting) -> CopyFacts:
    return CopyFacts(lines.committee_of(session, meeting).agency_id)


def _step(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    copy: NumberedCopy,
    action: CopyAction,
    seen_version: int | None,
    reason: str = "",
) -> CopyState:
    """Where the move leads, on the copy as it is stored now."""
    lines.read_anew(session, copy, lock=True)
    check_seen(copy, seen_version)
    return COPY_FLOW.step(copy.state, action, actor, _facts(session, meeting), reason=reason)


def _moved(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    copy: NumberedCopy,
    action: CopyAction,
    state: CopyState,
    now: datetime,
    reason: str = "",
) -> None:
    copy.state = state
    session.flush()
    changes: dict[str, list[object]] = {"copy": [None, copy.number]}
    lines.note(
        session, actor, action, copy, meeting, now=now, reason=reason, changes=changes, confidential=True
    )
