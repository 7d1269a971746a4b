"""下次會議前 and 每次會議前: what waits for the next meeting gets its day when that meeting has one.

A share's date is set once and stands; a round goes with its meeting's day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.meetings.agenda import ARRANGED_IN
from app.domain.meetings.meeting_flow import MeetingKind, MeetingState
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import OPEN, AssignmentFacts
from app.domain.tracking.deadline import before_meeting
from app.domain.tracking.item import DueKind, Frequency
from app.domain.tracking.report_flow import COUNTED
from app.domain.tracking.rounds import BEFORE_MEETING, BEFORE_NEXT_MEETING
from app.models import Assignment, Committee, Meeting, ProgressReport, ReportRound, TrackedItem
from app.queries.office_calendar import calendar_in_force
from app.queries.tracking.facts import facts_of_all
from app.services import outbox
from app.services.tracking import moving, rounds

_NOT_HELD = (MeetingState.POSTPONED, MeetingState.CANCELLED)


def follow(session: Session, actor: Actor, meeting: Meeting, *, now: datetime, today: date) -> None:
    """After a meeting was planned, changed, postponed or cancelled. A 追蹤會議 is nobody's next meeting."""
    session.flush()
    if meeting.kind is MeetingKind.FOLLOW_UP:
        return
    session.execute(select(Committee.id).where(Committee.id == meeting.committee_id).with_for_update())
    _follow_round(session, meeting, now, today)
    if meeting.state not in ARRANGED_IN or meeting.held_on is None or meeting.held_on < today:
        return
    waiting = moving.hold_all(
        session,
        session.scalars(
            select(Assignment.id).where(
                Assignment.committee_id == meeting.committee_id,
                Assignment.due_kind == DueKind.NEXT_MEETING,
                Assignment.due_original.is_(None),
                Assignment.state.in_(OPEN),
                Assignment.dispatched_on < meeting.held_on,
            )
        ),
    )
    if waiting:
        due = before_meeting(calendar_in_force(session), meeting.held_on)
        facts = facts_of_all(session, actor, waiting, today=today)
        _set_day(session, actor, waiting, facts, max(due, today), now=now)


def follow_calendar(session: Session, *, now: datetime, today: date) -> None:
    """After another office calendar was kept: the rounds before coming meetings move as its check page said."""
    coming = session.scalars(
        select(Meeting).where(
            Meeting.state.in_(ARRANGED_IN), Meeting.held_on >= today, Meeting.kind != MeetingKind.FOLLOW_UP
        )
    )
    for meeting in coming.all():
        _follow_round(session, meeting, now, today)


def date_prepared(
    session: Session,
    actor: Actor,
    shares: Sequence[Assignment],
    facts: Mapping[int, AssignmentFacts],
    day: date,
    *,
    now: datetime,
) -> None:
    """Before held shares leave with a letter of `day`: those for the next meeting get its day, where it has one already."""
    waiting = [share for share in shares if share.due_kind is DueKind.NEXT_MEETING]
    if not waiting:
        return
    held_on = session.scalar(
        select(Meeting.held_on)
        .where(
            Meeting.committee_id == waiting[0].committee_id,
            Meeting.kind != MeetingKind.FOLLOW_UP,
            Meeting.state.not_in(_NOT_HELD),
            Meeting.held_on > day,
        )
        .order_by(Meeting.held_on)
        .limit(1)
    )
    for share in waiting:
        share.due_original = share.due_current = None
    if held_on is not None:
        due = before_meeting(calendar_in_force(session), held_on)
        _set_day(session, actor, waiting, facts, max(due, day), now=now)


def _set_day(
    session: Session,
    actor: Actor,
    shares: Sequence[Assignment],
    facts: Mapping[int, AssignmentFacts],
    due: date,
    *,
    now: datetime,
) -> None:
    for share in shares:
        share.due_original = share.due_current = due
        moving.note(
            session, actor, "date_from_meeting", share, share, now=now,
            confidential=facts[share.id].confidential, changes={"due_original": [None, due.isoformat()]},
        )  # fmt: skip
    session.flush()


def _follow_round(session: Session, meeting: Meeting, now: datetime, today: date) -> None:
    row = session.scalars(
        select(ReportRound).where(
            ReportRound.meeting_id == meeting.id, ReportRound.frequency == Frequency.EVERY_MEETING
        )
    ).one_or_none()
    dated = meeting.state in ARRANGED_IN and meeting.held_on is not None and meeting.held_on >= today
    if row is None:
        row = _round_without_meeting(session, meeting, today) if dated else None
        if row is None:
            return
    elif row.due_on is not None and row.due_on < today:
        return  # it was due: what was reported for it stands
    before = row.due_on
    if dated and meeting.held_on is not None:
        row.meeting_id = meeting.id
        row.due_on = max(before_meeting(calendar_in_force(session), meeting.held_on), row.opens_on)
        row.label = _free(session, row, BEFORE_MEETING.format(label=meeting.label))
    else:
        row.due_on = None
        if meeting.state is MeetingState.CANCELLED:
            row.meeting_id = None
            row.label = _free(session, row, BEFORE_NEXT_MEETING)
    session.flush()
    if row.due_on != before:
        outbox.stop_round(session, row.id, now=now)
        _follow_reports(session, row)


def _round_without_meeting(session: Session, meeting: Meeting, today: date) -> ReportRound | None:
    """The one that waits for a meeting, else a further one where an open share is reported before every meeting."""
    of_committee = (
        ReportRound.committee_id == meeting.committee_id,
        ReportRound.frequency == Frequency.EVERY_MEETING,
    )
    waiting = session.scalars(
        select(ReportRound)
        .where(*of_committee, ReportRound.meeting_id.is_(None), ReportRound.due_on.is_(None))
        .order_by(ReportRound.id)
    ).first()
    if waiting is not None:
        return waiting
    asked = exists().where(
        TrackedItem.committee_id == meeting.committee_id,
        TrackedItem.frequency == Frequency.EVERY_MEETING,
        Assignment.item_id == TrackedItem.id,
        Assignment.state.in_(OPEN),
    )
    if not session.scalar(select(asked)):
        return None
    row = ReportRound(
        committee_id=meeting.committee_id, frequency=Frequency.EVERY_MEETING, opens_on=today,
        label=BEFORE_MEETING.format(label=meeting.label),
    )  # fmt: skip
    row.label = _free(session, row, row.label)
    session.add(row)
    session.flush()
    return row


def _free(session: Session, row: ReportRound, label: str) -> str:
    """`label`, unless another round of the committee has it: then the present one stays."""
    taken = session.scalar(
        select(ReportRound.id).where(
            ReportRound.committee_id == row.committee_id,
            ReportRound.frequency == Frequency.EVERY_MEETING,
            ReportRound.label == label,
            ReportRound.id != (row.id or 0),
        )
    )
    return label if taken is None else row.label


def _follow_reports(session: Session, row: ReportRound) -> None:
    """What was reported for the round before it had this day is reported through it."""
    reported = session.scalars(
        select(Assignment)
        .join(ProgressReport, ProgressReport.assignment_id == Assignment.id)
        .where(ProgressReport.round_id == row.id, ProgressReport.state.in_(COUNTED))
        .distinct()
    ).all()
    rounds.follow_all(session, reported)
