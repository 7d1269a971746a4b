"""工作天: which days the office works, and all arithmetic over them.

In a year without a calendar Saturdays and Sundays are off and every other day is worked; the answer then names the year.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

SATURDAY = 5
WORKING_DAYS_OF_A_WEEK = 5
NEXT_YEAR_FROM = 10
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not what its weekday says, or that the calendar names."""

    is_off: bool
    note: str = ""


@dataclass(frozen=True)
class OfficeCalendar:
    """The 政府行政機關辦公日曆表 of every year there is one for: `years` (西元), and their special days."""

    years: frozenset[int] = frozenset()
    days: Mapping[date, SpecialDay] = field(default_factory=dict)

    @cached_property
    def weekdays_off(self) -> list[date]:
        """Mondays to Fridays that are off, in order."""
        return sorted(day for day, special in self.days.items() if special.is_off and not is_weekend(day))

    @cached_property
    def weekends_worked(self) -> list[date]:
        """Saturdays and Sundays that are worked (補行上班), in order."""
        return sorted(day for day, special in self.days.items() if not special.is_off and is_weekend(day))


NO_CALENDAR = OfficeCalendar()


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A date of a record before and after. `kind` has a word; `name` says whose it is, as the actor may read it."""

    kind: StrEnum
    name: str
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class WorkingDate:
    """A day found by counting. `years_missing`: years passed through that have no calendar."""

    day: date
    years_missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A number of working days. `years_missing`: years counted through that have no calendar."""

    days: int
    years_missing: tuple[int, ...] = ()


def is_working_day(calendar: OfficeCalendar, day: date) -> bool:
    """Is the office open on this day?"""
    special = calendar.days.get(day)
    return not is_weekend(day) if special is None else not special.is_off


def next_working_day(calendar: OfficeCalendar, day: date) -> WorkingDate:
    """This day when it is worked, else the first one after it that is."""
    found = day
    while not is_working_day(calendar, found):
        found += ONE_DAY
    return WorkingDate(found, years_missing(calendar, day, found))


def add_working_days(calendar: OfficeCalendar, day: date, count: int) -> WorkingDate:
    """The `count`-th working day after `day` (before it when negative); 0 is the day itself, worked or not."""
    found, left, step = day, abs(count), ONE_DAY if count > 0 else -ONE_DAY
    while left:
        found += step
        left -= is_working_day(calendar, found)
    return WorkingDate(found, years_missing(calendar, day, found))


def working_days_between(calendar: OfficeCalendar, after: date, through: date) -> WorkingDays:
    """Working days later than `after` up to and with `through`; negative when `through` is the earlier one.

    Left until a due day: between(today, due), 0 on the day itself. Overdue: between(due, today).
    """
    days = _worked_through(calendar, through) - _worked_through(calendar, after)
    return WorkingDays(days, years_missing(calendar, after, through))


def years_missing(calendar: OfficeCalendar, one: date, other: date) -> tuple[int, ...]:
    """The years from one day to the other that have no calendar."""
    if one.year == other.year:
        return () if one.year in calendar.years else (one.year,)
    first, last = sorted((one.year, other.year))
    return tuple(year for year in range(first, last + 1) if year not in calendar.years)


def _worked_through(calendar: OfficeCalendar, day: date) -> int:
    """Working days from the beginning of counting (a Monday) up to and with `day`."""
    weeks, rest = divmod(day.toordinal(), 7)
    ordinary = weeks * WORKING_DAYS_OF_A_WEEK + min(rest, WORKING_DAYS_OF_A_WEEK)
    return ordinary - bisect_right(calendar.weekdays_off, day) + bisect_right(calendar.weekends_worked, day)


def with_year(calendar: OfficeCalendar, year: int, days: Mapping[date, SpecialDay]) -> OfficeCalendar:
    """The calendar with this year as `days` say, whatever it was before."""
    others = {day: special for day, special in calendar.days.items() if day.year != year}
    return OfficeCalendar(calendar.years | {year}, {**others, **days})


def years_wanted(today: date) -> tuple[int, ...]:
    """The years that must have a calendar today: this one, and from October on the next (published about June)."""
    return (today.year, today.year + 1) if today.month >= NEXT_YEAR_FROM else (today.year,)


def is_weekend(day: date) -> bool:
    """A Saturday or a Sunday, whatever the calendar makes of it."""
    return day.weekday() >= SATURDAY
