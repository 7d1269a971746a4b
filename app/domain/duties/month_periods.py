"""A period of months set by a statute: where counting begins and on which day it ends (民法 §119–121, 行政程序法 §48)."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.office_calendar import ONE_DAY

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FEBRUARY = 1


class EndRule(StrEnum):
    """Why a period ends on its day (民法 §121 II, 行政程序法 §48 III)."""

    WHOLE_MONTHS = "whole_months"  # counted from the first of a month: to the end of the last month
    DAY_BEFORE = "day_before"  # the day before the one that corresponds to the first counted day
    MONTH_END = "month_end"  # the last month has no corresponding day: its last day


@dataclass(frozen=True, slots=True)
class MonthPeriod:
    """`first` is the first counted day, the one after the event: the day of the event is not counted (民法 §120 II)."""

    first: date
    end: date
    rule: EndRule


def period_after(event: date, months: int) -> MonthPeriod:
    """The period of `months` that an event sets going."""
    first = event + ONE_DAY
    day = first.day
    if day == 1:
        return MonthPeriod(first, _month_end(first, months - 1), EndRule.WHOLE_MONTHS)
    end = _month_end(first, months)
    if day > end.day:
        return MonthPeriod(first, end, EndRule.MONTH_END)
    return MonthPeriod(first, date(end.year, end.month, day - 1), EndRule.DAY_BEFORE)


def same_day_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    end = _month_end(day, months)
    return end if day.day > end.day else date(end.year, end.month, day.day)


def _month_end(day: date, months: int) -> date:
    """The last day of the month `months` after the day's own."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, LENGTHS[month] + (month == FEBRUARY and isleap(year)))
