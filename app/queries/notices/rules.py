"""The steps of the ladder with the days on which they come next, as they stand and as another offset would have them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.notices.ladder import Clock, Ladder, Step, span_of
from app.domain.people.actor import Actor
from app.models import Committee, Reminder, ReminderRule, ReportRound
from app.queries.notices.sources import SOURCES
from app.queries.visibility.tracking import prepares_for

AHEAD = timedelta(days=400)
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Coming:
    """Something owed by a day that is still to come, and the day on which the step comes; `becomes` by the other offset."""

    title: str
    due: date
    was: date
    becomes: date


def of(session: Session, clock: Clock) -> list[ReminderRule]:
    query = select(ReminderRule).where(ReminderRule.clock == clock).order_by(ReminderRule.days)
    return list(session.scalars(query))


def next_days(session: Session, actor: Actor, ladder: Ladder) -> dict[str, date]:
    """Rule → the first day from today on on which it comes."""
    owed = _owed(session, actor, ladder)
    found: dict[str, date] = {}
    for step in ladder.steps:
        firsts = [span_of(ladder.calendar, step, due, last).first for due, last, _ in owed[step.clock]]
        coming = [day for day in firsts if day >= ladder.today]
        if coming:
            found[step.rule] = min(coming)
    return found


def effect(session: Session, actor: Actor, ladder: Ladder, row: ReminderRule, days: int) -> list[Coming]:
    """What this step comes for next, the earliest first, with the day it has and the one it would have."""
    step = Step(row.rule, row.clock, row.way, row.days, row.is_on)
    other = replace(step, offset=days)
    found = []
    for due, last, title in _owed(session, actor, ladder)[row.clock]:
        was, becomes = (span_of(ladder.calendar, one, due, last).first for one in (step, other))
        if max(was, becomes) >= ladder.today:
            found.append(Coming(title, due, was, becomes))
    return sorted(found, key=lambda one: (one.due, one.title))[:MOST_SHOWN]


def waiting(session: Session, row: ReminderRule) -> int:
    """Lines of this step that wait for their time."""
    waits = (Reminder.delivery_id.is_(None), Reminder.superseded_at.is_(None))
    found = select(func.count()).select_from(Reminder).where(Reminder.rule == row.rule, *waits)
    return session.scalar(found) or 0


def _owed(
    session: Session, actor: Actor, ladder: Ladder
) -> defaultdict[Clock, set[tuple[date, date | None, str]]]:
    """By which days what is owed, and until when it is in time, each kind of thing once."""
    days = (ladder.today - AHEAD / 4, ladder.today + AHEAD)
    found: defaultdict[Clock, set[tuple[date, date | None, str]]] = defaultdict(set)
    for source in SOURCES:
        for one in source.between(session, ladder, actor, days):
            found[one.subject.clock].add((one.subject.due, one.subject.last_day, one.title))
    rounds = session.execute(
        select(ReportRound.due_on, ReportRound.label)
        .join(Committee, Committee.id == ReportRound.committee_id)
        .where(prepares_for(actor), ReportRound.due_on.between(*days))
        .distinct()
    )
    found[Clock.ROUND] = {(due, None, label) for due, label in rounds if due is not None}
    return found
