"""年度施政計畫的定期工作: what recurs every month, quarter or year, and the periods it falls into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.domain.duties.month_periods import period_after
from app.domain.errors import Invalid
from app.domain.office_calendar import ONE_DAY
from app.domain.roc_date import FIRST_ROC_YEAR

MOST_DAYS_AFTER = 60
YEAR_MONTHS = range(1, 13)


class PlanFrequency(StrEnum):
    MONTHLY = "every_month"
    QUARTERLY = "every_quarter"
    YEARLY = "every_year"


class ReadyMade(StrEnum):
    """What every 政風機構 does in a year, to switch on."""

    STATISTICS = "yearly_statistics"
    MEETING_PLANS = "meeting_plans"
    INTEGRITY_MODELS = "integrity_models"
    LOBBYING = "lobbying_checks"
    PROCUREMENT = "procurement_cases"
    DECLARATIONS = "periodic_declarations"


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """`from_month`, `to_month`: of a yearly one, the months it is done in. `days_after`: how long after its period it is due."""

    title: str
    frequency: PlanFrequency
    from_month: int | None = None
    to_month: int | None = None
    days_after: int = 0
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """One occurrence: `year` ROC, `number` of the month or quarter, 0 for the whole year."""

    year: int
    number: int
    opens_on: date
    due_on: date


READY_MADE: dict[ReadyMade, PlanTerms] = {
    ReadyMade.STATISTICS: PlanTerms("", PlanFrequency.YEARLY, 1, 1),
    ReadyMade.MEETING_PLANS: PlanTerms("", PlanFrequency.YEARLY, 1, 2),
    ReadyMade.INTEGRITY_MODELS: PlanTerms("", PlanFrequency.YEARLY, 2, 2),
    ReadyMade.LOBBYING: PlanTerms("", PlanFrequency.QUARTERLY, days_after=10),
    ReadyMade.PROCUREMENT: PlanTerms("", PlanFrequency.MONTHLY),
    ReadyMade.DECLARATIONS: PlanTerms("", PlanFrequency.YEARLY, 11, 12),
}
"""Their titles are words."""


def check_terms(terms: PlanTerms) -> PlanTerms:
    """The terms without what their frequency does not use. Invalid: plan_title_missing, plan_months_impossible, days_after_impossible."""
    if not terms.title:
        raise Invalid("plan_title_missing", "title")
    if not 0 <= terms.days_after <= MOST_DAYS_AFTER:
        raise Invalid("days_after_impossible", "days_after", limit=MOST_DAYS_AFTER)
    if terms.frequency is not PlanFrequency.YEARLY:
        return replace(terms, from_month=None, to_month=None)
    first, last = terms.from_month, terms.to_month
    if first not in YEAR_MONTHS or last not in YEAR_MONTHS or first > last:  # type: ignore[operator]
        raise Invalid("plan_months_impossible", "to_month")
    return terms


def spans(terms: PlanTerms, year: int) -> Iterator[Span]:
    """The occurrences of one ROC year, in order."""
    for number, first, last in _periods(terms):
        opens = date(year + FIRST_ROC_YEAR - 1, first, 1)
        end = period_after(opens - ONE_DAY, last - first + 1).end
        yield Span(year, number, opens, end + timedelta(days=terms.days_after))


def _periods(terms: PlanTerms) -> Iterator[tuple[int, int, int]]:
    """Number, first and last month of each."""
    if terms.frequency is PlanFrequency.YEARLY:
        yield 0, terms.from_month or 1, terms.to_month or 12
        return
    length = 1 if terms.frequency is PlanFrequency.MONTHLY else 3
    for number in range(1, 12 // length + 1):
        yield number, (number - 1) * length + 1, number * length
