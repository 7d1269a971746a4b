"""填報期: make the rounds a share will be reported in, and find the one a report belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, insert, or_, select
from sqlalchemy.orm import Session

from app.domain.tracking.item import Frequency
from app.domain.tracking.report_flow import COUNTED
from app.domain.tracking.rounds import BEFORE_NEXT_MEETING, MONTHS, day_of, spans
from app.models import Assignment, Committee, ProgressReport, ReportRound, TrackedItem

AHEAD = timedelta(days=366)
"""Periodic rounds stand this far ahead, so that pages and reminders find them."""


def ensure_for(session: Session, items: Sequence[TrackedItem], day: date) -> None:
    """The rounds of items dispatched on `day`: its own one for 一次, else those of the committee for a year ahead."""
    for committee_id, frequency in sorted({(item.committee_id, item.frequency) for item in items}):
        if frequency is Frequency.EVERY_MEETING:
            _ensure_next_meeting(session, committee_id, day)
        elif frequency in MONTHS:
            ensure_periodic(session, committee_id, frequency, day)
    _ensure_own(session, [item for item in items if item.frequency is Frequency.ONCE], day)


def ensure_for_all(session: Session, shares: Sequence[Assignment], day: date) -> None:
    """The rounds of the items these shares belong to."""
    session.flush()
    wanted = select(TrackedItem).where(TrackedItem.id.in_({share.item_id for share in shares}))
    ensure_for(session, session.scalars(wanted.order_by(TrackedItem.id)).all(), day)


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


def rounds_for(
    session: Session, shares: Sequence[Assignment], items: Mapping[int, TrackedItem], today: date
) -> dict[int, ReportRound]:
    """By id of the share: the round a report of today belongs to, the first one not yet reported, an early report the
    coming one. A share without any is not in it."""
    asked = {(share.committee_id, items[share.item_id].frequency) for share in shares}
    found: dict[tuple[int, Frequency], ReportRound | None] = {}
    for committee_id, frequency in asked - {one for one in asked if one[1] is Frequency.ONCE}:
        if frequency in MONTHS:
            ensure_periodic(session, committee_id, frequency, today)
        found[committee_id, frequency] = _common_round(session, committee_id, frequency, today)
    once = {share.item_id for share in shares if items[share.item_id].frequency is Frequency.ONCE}
    own = {
        one.item_id: one
        for one in session.scalars(
            select(ReportRound).where(ReportRound.item_id.in_(once)).order_by(ReportRound.id.desc())
        )
    }
    chosen = {
        share.id: own.get(share.item_id) or found.get((share.committee_id, items[share.item_id].frequency))
        for share in shares
    }
    return {share_id: one for share_id, one in chosen.items() if one is not None}


def _common_round(
    session: Session, committee_id: int, frequency: Frequency, today: date
) -> ReportRound | None:
    query = select(ReportRound).where(
        ReportRound.committee_id == committee_id, ReportRound.frequency == frequency
    )
    if frequency in MONTHS:
        query = query.where(or_(ReportRound.due_on >= today, ReportRound.due_on.is_(None)))
    else:
        _ensure_next_meeting(session, committee_id, today)
        query = query.where(or_(ReportRound.due_on >= today, ReportRound.due_on.is_(None)))
    ordered = query.order_by(ReportRound.due_on.is_(None), ReportRound.due_on, ReportRound.id)
    return session.scalars(ordered.limit(1)).first()


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
        .where(ProgressReport.assignment_id.in_([share.id for share in shares]))
        .where(ProgressReport.state.in_(COUNTED))
    )
    told: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in rows:
        told[row.assignment_id].append(row)
    for share in shares:
        days = [
            day_of(row.frequency, row.due_on, share.due_current) or row.submitted_on for row in told[share.id]
        ]
        share.reported_through = max((day for day in days if day is not None), default=None)
    session.flush()


def _ensure_own(session: Session, items: Sequence[TrackedItem], day: date) -> None:
    there = set(
        session.scalars(
            select(ReportRound.item_id).where(ReportRound.item_id.in_([item.id for item in items]))
        )
    )
    session.add_all(
        ReportRound(
            committee_id=item.committee_id, frequency=Frequency.ONCE, label=item.code, opens_on=day,
            due_on=max(item.due_on, day) if item.due_on else None, item_id=item.id,
        )
        for item in items
        if item.id not in there
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
