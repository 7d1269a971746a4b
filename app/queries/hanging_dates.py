"""What hangs on the office calendar: each area that computes dates from it says here which of them another calendar would move."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from app.domain.office_calendar import MovedDate
from app.domain.people.actor import Actor
from app.queries.calendar_change import CalendarChange
from app.queries.notices.calendar_dates import last_legal_days, reminders_of_duties, roster_days
from app.queries.tracking.calendar_dates import rounds_before_meetings

Watcher = Callable[[Session, Actor, CalendarChange], Iterable[MovedDate]]
"""The stored or shown dates that differ between the calendar in force and the one to be."""

WATCHERS: tuple[Watcher, ...] = (
    rounds_before_meetings,
    last_legal_days,
    roster_days,
    reminders_of_duties,
)
"""One line for each kind of date: an area adds its own here."""


def dates_moved(session: Session, actor: Actor, change: CalendarChange) -> list[MovedDate]:
    """Every date that would move, the earliest first."""
    moved = [one for watch in WATCHERS for one in watch(session, actor, change)]
    return sorted(moved, key=lambda one: (one.before, one.name))
