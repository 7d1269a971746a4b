"""Periodic work: the periods of a year, and terms that make no sense."""

from datetime import date

import pytest

from app.domain.duties.duty_flow import DutyState, is_overdue
from app.domain.duties.plan_items import (
    READY_MADE,
    PlanFrequency,
    PlanTerms,
    ReadyMade,
    check_terms,
    spans,
)
from app.domain.errors import Invalid


def days(terms: PlanTerms, year: int = 117) -> list[tuple[str, str]]:
    return [(f"{one.opens_on:%m%d}", f"{one.due_on:%m%d}") for one in spans(terms, year)]


def test_periods_of_month_quarter_and_year() -> None:
    monthly = days(PlanTerms("x", PlanFrequency.MONTHLY))
    assert (len(monthly), monthly[1], monthly[11]) == (12, ("0201", "0229"), ("1201", "1231"))
    quarterly = days(READY_MADE[ReadyMade.LOBBYING])
    assert quarterly == [("0101", "0410"), ("0401", "0710"), ("0701", "1010"), ("1001", "0110")]
    assert days(READY_MADE[ReadyMade.MEETING_PLANS]) == [("0101", "0229")]
    assert days(READY_MADE[ReadyMade.INTEGRITY_MODELS], 115) == [("0201", "0228")]
    assert days(READY_MADE[ReadyMade.DECLARATIONS]) == [("1101", "1231")]


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (PlanTerms("", PlanFrequency.MONTHLY), "plan_title_missing"),
        (PlanTerms("x", PlanFrequency.YEARLY), "plan_months_impossible"),
        (PlanTerms("x", PlanFrequency.YEARLY, 5, 3), "plan_months_impossible"),
        (PlanTerms("x", PlanFrequency.MONTHLY, days_after=61), "days_after_impossible"),
    ],
)
def test_terms_that_make_no_sense_are_named(terms: PlanTerms, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        check_terms(terms)


def test_a_day_is_kept_until_its_last_minute() -> None:
    due = date(2026, 11, 30)
    assert not is_overdue(DutyState.OPEN, due, due)
    assert is_overdue(DutyState.OPEN, due, date(2026, 12, 1))
    assert not is_overdue(DutyState.DONE, due, date(2026, 12, 1))
