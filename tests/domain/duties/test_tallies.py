"""Figures of asset declaration: what may be entered, what the rates are, when they are 停辦."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from app.domain.duties.declarations import DeclarationType
from app.domain.duties.tallies import (
    Figures,
    RateOf,
    Rates,
    TallyEntry,
    authorised,
    batch_for,
    check_entry,
    online,
    usual_days,
)
from app.domain.errors import Invalid

TODAY = date(2026, 11, 20)
WHOLE = Figures(required=40, filed=20, online=18, authorised=36, late=1, fined=0)
ENTRY = TallyEntry(115, DeclarationType.PERIODIC, TODAY, WHOLE)


@dataclass(frozen=True)
class Day:
    base_on: date
    suspended: bool = False


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"filed": 41}, "tally_filed_exceeds", "filed"),
        ({"online": 21}, "tally_online_exceeds", "online"),
        ({"authorised": 41}, "tally_authorised_exceeds", "authorised"),
        ({"late": 41}, "tally_late_exceeds", "late"),
        ({"fined": 41}, "tally_fined_exceeds", "fined"),
        ({"required": 100_000}, "tally_out_of_range", "required"),
    ],
)
def test_figures_that_cannot_be_are_named(change: dict[str, int], code: str, field: str) -> None:
    with pytest.raises(Invalid, match=code) as refused:
        check_entry(replace(ENTRY, figures=replace(WHOLE, **change)), today=TODAY, by_another=False)
    assert refused.value.field == field


def test_days_and_sources() -> None:
    check_entry(ENTRY, today=TODAY, by_another=False)
    for entry, code in (
        (replace(ENTRY, as_of=date(2026, 11, 21)), "tally_in_future"),
        (replace(ENTRY, as_of=date(2025, 12, 31)), "tally_before_its_year"),
    ):
        with pytest.raises(Invalid, match=code):
            check_entry(entry, today=TODAY, by_another=False)
    with pytest.raises(Invalid, match="informant_missing"):
        check_entry(ENTRY, today=TODAY, by_another=True)


def test_rates_follow_their_definition() -> None:
    assert authorised(WHOLE, Rates(), suspended=False).percent == 90.0
    assert online(WHOLE, Rates()).percent == 90.0
    assert online(WHOLE, Rates(online_of=RateOf.REQUIRED)).percent == 45.0
    assert online(Figures(0, 0), Rates()).percent is None
    assert authorised(WHOLE, Rates(), suspended=True).suspended


def test_the_day_a_tallys_data_are_of() -> None:
    days = [Day(day) for day in usual_days(114)]
    assert batch_for(DeclarationType.PERIODIC, date(2025, 10, 1), 114, days) == Day(date(2025, 11, 1))
    assert batch_for(DeclarationType.TAKING_OFFICE, date(2025, 3, 20), 114, days) == Day(date(2025, 3, 16))
    assert batch_for(DeclarationType.TAKING_OFFICE, date(2025, 1, 20), 114, days) is None
    assert batch_for(DeclarationType.PERIODIC, date(2025, 12, 1), 114, []) is None
