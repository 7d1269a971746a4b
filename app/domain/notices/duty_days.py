"""The days by which duties are owed, as the ladder asks for them: an agency's year of meeting, its figures of declaration."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from app.domain.duties.declarations import WINDOW_ENDS
from app.domain.duties.tallies import Figures
from app.domain.meetings.yearly import YearPlan
from app.domain.notices.ladder import Clock
from app.domain.roc_date import FIRST_ROC_YEAR, roc_year


class HangingDuty(StrEnum):
    """Dates of duties that another office calendar moves, beside the days of reminders."""

    LAST_LEGAL_DAY = "last_legal_day"


PLANNED_BY = 2
"""The month by whose end an agency has planned its meeting (機關會報召開規劃, 1–2月)."""
ASKED_UNTIL = 3
"""The month until whose end a year that is over is still asked for."""
ASKED_FROM = 11
"""The month from which the next year is looked at: what is planned for January is reminded of before."""


def years_asked(today: date) -> tuple[int, ...]:
    """The ROC years whose duties are owed or asked for today."""
    year = roc_year(today)
    last = (year - 1,) if today.month <= ASKED_UNTIL else ()
    return (*last, year, *((year + 1,) if today.month >= ASKED_FROM else ()))


def meeting_days(
    year: int, held: int, required: int, plan: YearPlan, *, today: date
) -> Iterator[tuple[Clock, date, bool]]:
    """(clock, day, still owed) of an agency's ROC year: to plan a month, to meet in it, to have met by the end of the year.

    Before its planned month is over nobody is asked about the end of the year.
    """
    exempt = bool(plan.exempt_basis) or not required
    if plan.planned_month is None:
        yield Clock.MEETING_PLAN, _end_of(year, PLANNED_BY), not (held or exempt)
    planned = _end_of(year, plan.planned_month or 12)
    yield Clock.YEARLY_MEETING, planned, not (held if planned.month < 12 else held >= required) and not exempt
    if planned.month < 12 and planned < today:
        yield Clock.YEARLY_MEETING, _end_of(year, 12), held < required and not exempt


def figures_day(year: int) -> date:
    """The `statutory_end` of 定期申報: by then the figures of a ROC year are whole."""
    return date(year + FIRST_ROC_YEAR - 1, *WINDOW_ENDS)


def are_final(figures: Figures, as_of: date, year: int) -> bool:
    """Everybody has declared, or the figures are as of the end: nothing more is to be entered."""
    return figures.filed == figures.required or as_of >= figures_day(year)


def _end_of(year: int, month: int) -> date:
    western = year + FIRST_ROC_YEAR - 1
    return date(western, month, calendar.monthrange(western, month)[1])
