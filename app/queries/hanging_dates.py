"""What hangs on the office calendar: each area that computes dates from it says here which of them another calendar would move."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from app.domain.office_calendar import MovedDate, OfficeCalendar
from app.domain.people.actor import Actor
from app.queries.tracking.calendar_dates import rounds_before_meetings

Watcher = Callable[[Session, Actor, OfficeCalendar, OfficeCalendar], Iterable[MovedDate]]
"""(session, actor, calendar in force, calendar to be) → the stored or shown dates that differ between the two."""

WATCHERS: tuple[Watcher, ...] = (rounds_before_meetings,)
"""One line for each kind of date: an area adds its own here."""


def dates_moved(
    session: Session, actor: Actor, before: OfficeCalendar, after: OfficeCalendar
) -> list[MovedDate]:
    """Every date that would move, the earliest first."""
    moved = [one for watch in WATCHERS for one in watch(session, actor, before, after)]
    return sorted(moved, key=lambda one: (one.before, one.name))
