"""Which version of a charter holds on a day, and what no version may say."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from app.domain.errors import Invalid
from app.domain.people.charter import CharterTerms, Proxies, check_terms, in_force

TERMS = CharterTerms(
    effective_on=date(2026, 1, 1), basis="設置要點", required_meetings=2, required_basis="第五點", chair_title="市長",
    proxies=Proxies.NONE, minutes_days=14, minutes_approver="市長", release_by_delegation=False, most_extensions=2,
)  # fmt: skip


@dataclass(frozen=True)
class Version:
    number: int
    effective_on: date


FIRST, SECOND, THIRD = (Version(n, date(y, 1, 1)) for n, y in ((1, 2024), (2, 2026), (3, 2025)))


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), FIRST),
        (date(2025, 12, 31), THIRD),
        (date(2026, 1, 1), SECOND),
        (date(2030, 1, 1), SECOND),
    ],
)
def test_the_latest_version_to_take_effect_holds_in_whatever_order_they_were_written(
    day: date, holds: Version | None
) -> None:
    assert in_force([SECOND, FIRST, THIRD], day) is holds


def test_of_two_versions_for_one_day_the_one_written_last_holds() -> None:
    corrected = Version(4, SECOND.effective_on)
    assert in_force([corrected, SECOND, FIRST], date(2026, 6, 1)) is corrected


def test_without_versions_nothing_holds() -> None:
    assert in_force([], date(2026, 1, 1)) is None


def test_plain_terms_pass() -> None:
    check_terms(TERMS)
    check_terms(
        replace(TERMS, quorum_percent=100, gender_minimum_percent=50, term_months=24, required_meetings=0)
    )


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("basis", "", "charter_text_missing"),
        ("required_basis", "", "charter_text_missing"),
        ("chair_title", "", "charter_text_missing"),
        ("minutes_approver", "", "charter_text_missing"),
        ("required_meetings", 25, "charter_number_out_of_range"),
        ("quorum_percent", 0, "charter_number_out_of_range"),
        ("quorum_percent", 101, "charter_number_out_of_range"),
        ("gender_minimum_percent", 51, "charter_number_out_of_range"),
        ("term_months", 0, "charter_number_out_of_range"),
        ("minutes_days", 0, "charter_number_out_of_range"),
        ("most_extensions", 21, "charter_number_out_of_range"),
    ],
)
def test_what_a_version_may_not_say(field: str, value: Any, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_terms(replace(TERMS, **{field: value}))
    assert (refused.value.code, refused.value.field) == (code, field)
