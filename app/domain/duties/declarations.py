"""公職人員財產申報: from when to when each kind of declaration is filed. 公職人員財產申報法 §2, §3; 施行細則 §9."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.duties.month_periods import MonthPeriod, period_after, same_day_later
from app.domain.office_calendar import ONE_DAY, OfficeCalendar, next_working_day

PRESENT_FORM_SINCE = date(2008, 7, 30)
"""The 施行細則 in its present form; what happened earlier went by other rules."""
ACTING_MONTHS = 3
WINDOW_BEGINS, WINDOW_ENDS = (11, 1), (12, 31)


class DeclarationType(StrEnum):
    """申報類別."""

    TAKING_OFFICE = "taking_office"  # 法 §3 I
    PERIODIC = "periodic"  # 法 §3 I, 細則 §9 IV
    ACTING = "acting"  # 法 §2 II, 細則 §9 III
    CONCURRENT = "concurrent"  # 細則 §9 II, III
    APPROVED = "approved"  # 法 §2 I (13), 細則 §9 III
    DESIGNATED = "designated"  # 法 §2 IV, 細則 §9 III
    LEAVING_OFFICE = "leaving_office"  # 法 §3 II, 細則 §9 VI
    ENDING_ACTING = "ending_acting"
    ENDING_CONCURRENT = "ending_concurrent"


class BaseDay(StrEnum):
    """基準日（申報日）: as of which day the declaration speaks."""

    CHOSEN = "chosen"  # any day of the window, the declarant's choice
    CHOSEN_PERIODIC = "chosen_periodic"  # the same; authorised data are as of 11/1
    EVENT = "event"  # the day of leaving itself


class OpenRule(StrEnum):
    """What neither the statute nor a ruling settles. Each has the reading taken here, and another one a setting may choose."""

    ROLL_OVER = "roll_over"  # does a window that ends on a day off go on to the next working day? yes
    PERIODIC_ROLL_OVER = "periodic_roll_over"  # does 12/31? yes
    ACTING_COMPLETE = (
        "acting_complete"  # when are three months of acting complete? on the same day, the first not counted
    )
    LEAVING_DAY = "leaving_day"  # from which day, with the last working day given? from that day
    CROSS_YEAR = (
        "cross_year"  # taken office in one year and declared in the next: is the first year covered too? yes
    )
    CATCH_UP = "catch_up"  # how long after a suspension? ten days (行政程序法 §50 by analogy)


Readings = frozenset[OpenRule]
"""The open rules that are read the other way."""
USUAL: Readings = frozenset()


def readings_of(names: Iterable[str]) -> Readings:
    """The open rules of these names, as a setting gives them."""
    return frozenset(map(OpenRule, names))


_ENDING = (DeclarationType.LEAVING_OFFICE, DeclarationType.ENDING_ACTING, DeclarationType.ENDING_CONCURRENT)
_AFTER_THREE_MONTHS = (DeclarationType.ACTING, DeclarationType.CONCURRENT)


@dataclass(frozen=True, slots=True)
class Deadline:
    """One declaration's dates. Reminders go by `statutory_end`; late is only who files after `last_legal_day`.

    `duty_date`: the day the duty arises. `years_missing`: years the roll-over went through without a calendar.
    `period` is None for 定期, whose window is set by dates.
    """

    type: DeclarationType
    event_date: date
    duty_date: date
    window_start: date
    statutory_end: date
    last_legal_day: date
    years_missing: tuple[int, ...]
    period: MonthPeriod | None


def deadline(
    kind: DeclarationType, day: date, calendar: OfficeCalendar, readings: Readings = USUAL
) -> Deadline:
    """The dates of a declaration.

    `day`: the day of taking office, of approval or designation, of leaving or ending; the first day of acting or of holding
    a post concurrently; for 定期 any day of the year.
    """
    if kind is DeclarationType.PERIODIC:
        start, end = date(day.year, *WINDOW_BEGINS), date(day.year, *WINDOW_ENDS)
        last, missing = _last_legal_day(end, OpenRule.PERIODIC_ROLL_OVER, calendar, readings)
        return Deadline(kind, day, start, start, end, last, missing, None)
    duty = duty_date(kind, day, readings)
    period = period_after(duty, months_of(kind))
    last, missing = _last_legal_day(period.end, OpenRule.ROLL_OVER, calendar, readings)
    return Deadline(kind, day, duty, duty, period.end, last, missing, period)


def duty_date(kind: DeclarationType, day: date, readings: Readings = USUAL) -> date:
    """When the duty arises: at once, or after three months of acting."""
    if kind in _AFTER_THREE_MONTHS:
        return same_day_later(day, ACTING_MONTHS)
    if kind in _ENDING and OpenRule.LEAVING_DAY in readings:
        return day + ONE_DAY
    return day


def months_of(kind: DeclarationType) -> int:
    """How long there is to file: two months after leaving, else three."""
    return 2 if kind in _ENDING else 3


def base_day(kind: DeclarationType) -> BaseDay:
    """As of which day the declaration speaks (細則 §9 VI)."""
    if kind in _ENDING:
        return BaseDay.EVENT
    return BaseDay.CHOSEN_PERIODIC if kind is DeclarationType.PERIODIC else BaseDay.CHOSEN


def rolls_over(kind: DeclarationType, readings: Readings = USUAL) -> bool:
    """Does a window that ends on a day off go on to the next working day (民法 §122, 行政程序法 §48 IV)?"""
    periodic = kind is DeclarationType.PERIODIC
    return (OpenRule.PERIODIC_ROLL_OVER if periodic else OpenRule.ROLL_OVER) not in readings


def _last_legal_day(
    end: date, rule: OpenRule, calendar: OfficeCalendar, readings: Readings
) -> tuple[date, tuple[int, ...]]:
    if readings and rule in readings:
        return end, ()
    found = next_working_day(calendar, end)
    return found.day, found.years_missing
