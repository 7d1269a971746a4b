"""Who sits on a day, and what a roster is told."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from app.domain.people.members import SOON, Gender, MemberKind, findings, sits, term_is_over
from app.wording.committees import finding_sentence

TODAY = date(2026, 11, 20)
F, M = Gender.FEMALE, Gender.MALE


@dataclass(frozen=True)
class Seat:
    kind: MemberKind = MemberKind.INTERNAL
    gender: Gender | None = None
    name: str = "甲"
    from_on: date = date(2025, 1, 1)
    to_on: date | None = None
    left_on: date | None = None


CONVENER = Seat(MemberKind.CONVENER, M)


def codes(*seats: Seat, minimum: int | None = None) -> list[str]:
    return [finding.code for finding in findings(seats, minimum, TODAY)]


@pytest.mark.parametrize(
    ("seat", "is_sitting"),
    [
        (Seat(from_on=TODAY), True),
        (Seat(from_on=TODAY + timedelta(days=1)), False),
        (Seat(to_on=TODAY), True),
        (Seat(to_on=TODAY - timedelta(days=1)), False),
        (Seat(left_on=TODAY), True),
        (Seat(left_on=TODAY - timedelta(days=1)), False),
        (Seat(to_on=TODAY + timedelta(days=9), left_on=TODAY - timedelta(days=1)), False),
        (Seat(to_on=TODAY - timedelta(days=1), left_on=TODAY), False),
    ],
)
def test_a_seat_counts_from_its_first_to_its_last_day(seat: Seat, is_sitting: bool) -> None:
    assert sits(seat, TODAY) is is_sitting


def test_a_committee_without_convener_is_told_first() -> None:
    assert codes(Seat(), minimum=None) == ["convener_vacant"]
    assert codes(Seat(MemberKind.CONVENER, left_on=TODAY - timedelta(days=1))) == ["convener_vacant"]
    assert codes(CONVENER) == []


def test_a_term_is_named_from_ninety_days_before_its_end_until_somebody_decides() -> None:
    assert codes(CONVENER, Seat(to_on=TODAY + SOON)) == ["term_expiring"]
    assert codes(CONVENER, Seat(to_on=TODAY + SOON + timedelta(days=1))) == []
    over = Seat(to_on=TODAY - timedelta(days=1))
    assert codes(CONVENER, over) == ["term_expired"]
    assert term_is_over(over, TODAY)
    assert codes(CONVENER, Seat(to_on=TODAY - timedelta(days=1), left_on=TODAY - timedelta(days=1))) == []
    assert codes(CONVENER, Seat(to_on=TODAY + timedelta(days=5), left_on=TODAY + timedelta(days=2))) == []


@pytest.mark.parametrize(
    ("women", "men", "unknown", "minimum", "code"),
    [
        (4, 6, 0, 40, "gender_met"),
        (3, 7, 0, 40, "gender_short"),
        (7, 3, 0, 40, "gender_short"),
        (5, 10, 0, 33, "gender_met"),
        (4, 11, 0, 33, "gender_short"),
        (3, 6, 1, 40, "gender_unknown"),
        (2, 7, 1, 40, "gender_short"),
        (4, 5, 1, 40, "gender_met"),
        (0, 1, 0, 33, "gender_short"),
    ],
)
def test_neither_gender_may_be_fewer_than_the_charter_says(
    women: int, men: int, unknown: int, minimum: int, code: str
) -> None:
    seats = [Seat(gender=F)] * women + [Seat(gender=M)] * men + [Seat()] * unknown
    found = findings(
        [*seats, Seat(MemberKind.CONVENER, left_on=TODAY - timedelta(days=1), gender=F)], minimum, TODAY
    )
    assert [one.code for one in found if one.code.startswith("gender")] == [code]


def test_outside_members_count_and_those_who_left_do_not() -> None:
    seats = [CONVENER, Seat(MemberKind.EXTERNAL, F), Seat(gender=M, left_on=date(2025, 6, 1))]
    (found,) = findings(seats, 40, TODAY)
    assert finding_sentence(found) == "現任委員 2 人（女 1 人、男 1 人），符合任一性別不得低於 40%（1 人）。"


def test_without_a_minimum_genders_are_not_counted() -> None:
    assert codes(CONVENER, minimum=None) == []


def test_the_sentences_name_whom_and_when() -> None:
    seats = [Seat(MemberKind.EXTERNAL, M, "歐陽庭", to_on=date(2026, 12, 31)), Seat(gender=M)]
    assert [finding_sentence(found) for found in findings(seats, 40, TODAY)] == [
        "目前沒有召集人，請登錄召集人。",
        "外聘委員歐陽庭的任期將於115年12月31日屆滿，請預先辦理續聘或改聘。",
        "現任委員 2 人（女 0 人、男 2 人），任一性別不得低於 40%（1 人），女性不足。",
    ]
