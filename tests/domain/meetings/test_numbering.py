"""Codes of meetings, cases and resolutions."""

import pytest

from app.domain.meetings.numbering import (
    case_code,
    chair_code,
    normalise_code,
    proposal_code,
    report_code,
    resolution_code,
    special_report_code,
    with_committee,
)


def test_codes_are_built_as_people_say_them() -> None:
    assert case_code("114-1", 3) == "114-1-3"
    assert report_code("114-1", 2) == "114-1-R2"
    assert special_report_code("114-1", 1) == "114-1-S1"
    assert chair_code("114-1", 1) == "114-1-C1"
    assert proposal_code(114, 7) == "P114-7"


def test_the_first_resolution_has_the_code_of_its_case() -> None:
    assert resolution_code("114-1-3", 1) == "114-1-3"
    assert resolution_code("114-1-3", 2) == "114-1-3.2"


def test_only_another_committee_stands_in_front() -> None:
    assert with_committee("114-1-3-11", "ETHICS", is_primary=True) == "114-1-3-11"
    assert with_committee("114-1-3-11", "EDU", is_primary=False) == "EDU.114-1-3-11"


@pytest.mark.parametrize("number", [0, -1])
def test_codes_count_from_one(number: int) -> None:
    with pytest.raises(ValueError, match="count from 1"):
        case_code("114-1", number)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("114-1-3", "114-1-3"),
        ("１１４－１－３", "114-1-3"),
        ("114–1—3", "114-1-3"),
        ("114-01-03", "114-1-3"),
        ("0114-1-3.02", "114-1-3.2"),
        (" p114 - 007 ", "P114-7"),
        ("114-1-r02", "114-1-R2"),
        ("edu.114-01-3-011", "EDU.114-1-3-11"),
        ("edu01.114-1", "EDU01.114-1"),
        ("114-10-100", "114-10-100"),
        ("114-0", "114-0"),
        ("", ""),
    ],
)
def test_looking_up_ignores_width_case_blanks_and_leading_zeros(typed: str, code: str) -> None:
    assert normalise_code(typed) == code
    assert normalise_code(code) == code
