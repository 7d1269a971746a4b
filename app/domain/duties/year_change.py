"""年度結轉: what is done when a year ends. Steps are chosen and taken back until the head confirms; then they happen at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import NotNow
from app.domain.roc_date import roc_year

FIRST_MONTH = 12
"""The year is offered from its December on."""


class YearStep(StrEnum):
    """What a person chooses to have done."""

    CARRY = "carry_open_shares"  # 未結分辦轉入, numbers stay
    PLANS = "copy_yearly_plans"
    ROUNDS = "make_rounds_of_year"
    WORK = "make_work_of_year"
    STATISTIC = "freeze_year_statistic"


class YearCheck(StrEnum):
    """What the records say of the year to come."""

    CALENDAR = "next_office_calendar"
    BASE_DAYS = "next_base_days"
    MEETINGS = "meetings_of_year_closed"
    MEMBERS = "terms_end_with_year"


NEEDED = (YearStep.CARRY, YearStep.STATISTIC)
"""Without these there is nothing to confirm; the others may be left out."""


@dataclass(frozen=True, slots=True)
class YearFacts:
    """`calendar`: next year's is there; `base_days`: of next year; `open_meetings`: of this one, not 結案; `ending`: members whose term ends with it."""

    calendar: bool = False
    base_days: int = 0
    open_meetings: int = 0
    ending: int = 0


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The statistic of a year as it is frozen. 項 are items, 件 shares; those of the year as the dashboard counts them."""

    meetings: int = 0
    resolutions: int = 0
    items: int = 0
    items_open: int = 0
    shares: int = 0
    shares_ended: int = 0
    shares_open: int = 0
    agencies: int = 0
    agencies_met: int = 0
    chaired_by_head: int = 0
    declarants: int = 0
    declared: int = 0


def is_offered(year: int, today: date) -> bool:
    """From its 1 December on."""
    return year < roc_year(today) or (year == roc_year(today) and today.month >= FIRST_MONTH)


def checks(facts: YearFacts) -> dict[YearCheck, bool]:
    """Whether each is well; only the office calendar must be, since every date of the year hangs on it."""
    return {
        YearCheck.CALENDAR: facts.calendar,
        YearCheck.BASE_DAYS: facts.base_days > 0,
        YearCheck.MEETINGS: facts.open_meetings == 0,
        YearCheck.MEMBERS: facts.ending == 0,
    }


def check_confirmable(chosen: Collection[YearStep], facts: YearFacts) -> None:
    """NotNow: year_steps_missing, year_calendar_missing."""
    if not set(NEEDED) <= set(chosen):
        raise NotNow("year_steps_missing")
    if not facts.calendar:
        raise NotNow("year_calendar_missing")
