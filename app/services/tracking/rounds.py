"""填報期: make the rounds a share will be reported in, and find the one a report belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from app.domain.errors import NotNow
from app.domain.tracking.item import Frequency
from app.domain.tracking.report_flow import COUNTED
from app.domain.tracking.rounds import BEFORE_NEXT_MEETING, MONTHS, day_of, spans
from app.models import Assignment, Committee, ProgressReport, ReportRound, TrackedItem

AHEAD = timedelta(days=366)
"""Periodic rounds stand this far ahead, so that pages and reminders find them."""


def ensure_for(session: Session, item: TrackedItem, day: date) -> None:
    """The rounds of an item dispatched on `day`: its own one for 一次, else those of its committee for a year ahead."""
    if item.frequency is Frequency.ONCE:
        _ensure_once(session, item, day)
    elif item.frequency is Frequency.EVERY_MEETING:
        _ensure_next_meeting(session, item.committee_id, day)
    else:
        ensure_periodic(session, item.committee_id, item.frequency, day)


def ensure_for_all(session: Session, shares: Sequence[Assignment], day: date) -> None:
    """The rounds of the items these shares belong to."""
    session.flush()
    for item_id in sorted({share.item_id for share in shares}):
        ensure_for(session, session.get_one(TrackedItem, item_id), day)


def ensure_periodic(session: Session, committee_id: int, frequency: Frequency, day: date) -> None:
    """The rounds of every period from the one of `day` for a year ahead; those that stand stay as they are."""
    wanted = {span.label: span for span in spans(frequency, day, day + AHEAD)}
    session.execute(select(Committee.id).where(Committee.id == committee_id).with_for_update())
    there = session.scalars(
        select(ReportRound.label).where(
            ReportRound.committee_id == committee_id,
            ReportRound.frequency == frequency,
            ReportRound.label.in_(wanted),
        )
    )
    known = set(there)
    rows = [
        {"committee_id": committee_id, "frequency": frequency, "label": label, "opens_on": span.opens_on,
         "due_on": span.due_on, "version": 1}
        for label, span in wanted.items()
        if label not in known
    ]  # fmt: skip
    if rows:
        session.execute(insert(ReportRound), rows)


def round_for(session: Session, share: Assignment, item: TrackedItem, today: date) -> ReportRound:
    """The round a report of today belongs to: the first one not yet reported, an early report the coming one.

    NotNow: no_round_to_report.
    """
    query = select(ReportRound).where(
        ReportRound.committee_id == share.committee_id, ReportRound.frequency == item.frequency
    )
    if item.frequency is Frequency.ONCE:
        query = query.where(ReportRound.item_id == item.id)
    elif item.frequency in MONTHS:
        ensure_periodic(session, share.committee_id, item.frequency, today)
        query = query.where(or_(ReportRound.due_on >= today, ReportRound.due_on.is_(None)))
    else:
        _ensure_next_meeting(session, share.committee_id, today)
        query = query.where(or_(ReportRound.due_on >= today, ReportRound.due_on.is_(None)))
    ordered = query.order_by(ReportRound.due_on.is_(None), ReportRound.due_on, ReportRound.id)
    found = session.scalars(ordered.limit(1)).first()
    if found is None:
        raise NotNow("no_round_to_report")
    return found


def follow(session: Session, share: Assignment) -> None:
    """`reported_through`: the latest round day a counted report stands for; where a round has no day, the day it was sent."""
    follow_all(session, [share])


def follow_all(session: Session, shares: Sequence[Assignment]) -> None:
    """As `follow`, for many at once."""
    session.flush()
    rows = session.execute(
        select(
            ProgressReport.assignment_id,
            ReportRound.frequency,
            ReportRound.due_on,
            ProgressReport.submitted_on,
        )
        .join(ProgressReport, ProgressReport.round_id == ReportRound.id)
        .where(
            ProgressReport.assignment_id.in_([share.id for share in shares]),
            ProgressReport.state.in_(COUNTED),
        )
    )
    reported: defaultdict[int, list[tuple[Frequency, date | None, date | None]]] = defaultdict(list)
    for share_id, frequency, due_on, submitted_on in rows:
        reported[share_id].append((frequency, due_on, submitted_on))
    for share in shares:
        days = (
            day_of(frequency, due_on, share.due_current) or submitted_on
            for frequency, due_on, submitted_on in reported[share.id]
        )
        share.reported_through = max((day for day in days if day is not None), default=None)
    session.flush()


def _ensure_once(session: Session, item: TrackedItem, day: date) -> None:
    there = session.scalar(select(ReportRound.id).where(ReportRound.item_id == item.id))
    if there is None:
        due = max(item.due_on, day) if item.due_on else None
        session.add(
            ReportRound(
                committee_id=item.committee_id, frequency=Frequency.ONCE, label=item.code, opens_on=day,
                due_on=due, item_id=item.id,
            )
        )  # fmt: skip
        session.flush()


def _ensure_next_meeting(session: Session, committee_id: int, day: date) -> None:
    """One open round without a day, until the next meeting has one."""
    session.execute(select(Committee.id).where(Committee.id == committee_id).with_for_update())
    there = session.scalar(
        select(ReportRound.id).where(
            ReportRound.committee_id == committee_id,
            ReportRound.frequency == Frequency.EVERY_MEETING,
            or_(ReportRound.due_on.is_(None), ReportRound.due_on >= day),
        )
    )
    if there is None:
        session.add(
            ReportRound(
                committee_id=committee_id,
                frequency=Frequency.EVERY_MEETING,
                label=BEFORE_NEXT_MEETING,
                opens_on=day,
            )
        )
        session.flush()
