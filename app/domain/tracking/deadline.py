"""Dates of a share (product 3.3): which one holds, how far away it is, how late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.office_calendar import (
    OfficeCalendar,
    add_working_days,
    is_working_day,
    working_days_between,
)


class HangingDay(StrEnum):
    """Dates that another office calendar moves."""

    ROUND = "round_day"


SOON = 7
"""即將到期: so many working days left, or fewer."""


@dataclass(frozen=True, slots=True)
class Extended:
    """An extension that was granted. `of_lead`: to the lead of a 協辦 in 單一主辦."""

    before: date
    until: date
    of_lead: bool = False


def due_current(original: date | None, granted: Sequence[Extended]) -> date | None:
    """The date that holds: the last extension granted, else the original one. The only function that says so (invariant 2).

    A 協辦 in 單一主辦 delivers to its lead: what moves the lead's date moves its own, where both were the same day.
    """
    due = original
    for one in granted:
        if not one.of_lead or one.before == due:
            due = one.until
    return due


def before_meeting(calendar: OfficeCalendar, held_on: date) -> date:
    """下次會議前: the last working day before the meeting's."""
    day = held_on - timedelta(days=1)
    while not is_working_day(calendar, day):
        day -= timedelta(days=1)
    return day


def is_past(due: date | None, today: date) -> bool:
    """A date is kept until its last minute."""
    return due is not None and today > due


def working_days_left(calendar: OfficeCalendar, today: date, due: date) -> int:
    """0 on the day itself, negative once it has passed."""
    return working_days_between(calendar, today, due).days


def soon_through(calendar: OfficeCalendar, today: date) -> date:
    """The last day that is 即將到期 today, so that a list and a badge ask one question."""
    return add_working_days(calendar, today, SOON + 1).day - timedelta(days=1)


def is_soon(calendar: OfficeCalendar, due: date | None, today: date) -> bool:
    return due is not None and today <= due <= soon_through(calendar, today)


def offered_after_pause(calendar: OfficeCalendar, due: date, paused_on: date, resumed_on: date) -> date:
    """What is offered as an extension when a clock runs again: the working days it stood still, added to the date."""
    stood = working_days_between(calendar, paused_on, resumed_on).days
    return add_working_days(calendar, due, max(stood, 0)).day
