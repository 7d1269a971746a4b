"""What counts as having met, and what may be said of a meeting that was held elsewhere."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.errors import Invalid
from app.domain.meetings.meeting_flow import MeetingKind, MeetingState
from app.domain.meetings.yearly import (
    ChairRole,
    Channel,
    HeldMeeting,
    YearPlan,
    YearStanding,
    check_held,
    counts_as_held,
    existed_in,
    next_label,
    year_standing,
)

TODAY = date(2026, 11, 20)
HELD = HeldMeeting(held_on=date(2026, 1, 8), chair_role=ChairRole.HEAD)


def check(held: HeldMeeting, *, confirmed: bool = False, by_another: bool = False) -> None:
    check_held(held, today=TODAY, year_confirmed=confirmed, by_another=by_another)


def test_day_and_chair_are_enough() -> None:
    check(HELD)
    check(replace(HELD, held_on=TODAY, year=115))


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"held_on": date(2026, 11, 21)}, "not_held_yet", "held_on"),
        ({"chair_role": ChairRole.OTHER}, "chair_reason_missing", "chair_reason"),
        ({"year": 114}, "year_differs_from_date", "year_confirmed"),
        ({"proposals": 10000}, "figure_out_of_range", "proposals"),
        ({"tracked": -1}, "figure_out_of_range", "tracked"),
    ],
)
def test_what_cannot_be_said(change: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(replace(HELD, **change))
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_year_other_than_the_dates_wants_to_be_confirmed() -> None:
    check(replace(HELD, year=114), confirmed=True)


def test_whoever_speaks_for_another_agency_names_channel_and_informant() -> None:
    for change, field in (
        ({}, "channel"),
        ({"informant": "洪主任"}, "channel"),
        ({"channel": Channel.PHONE}, "informant"),
    ):
        with pytest.raises(Invalid, match="informant_missing") as refused:
            check(replace(HELD, **change), by_another=True)
        assert refused.value.field == field
    check(replace(HELD, channel=Channel.PHONE, informant="洪主任"), by_another=True)


def test_meetings_that_are_over_count_and_follow_up_meetings_never_do() -> None:
    counting = {state for state in MeetingState if counts_as_held(MeetingKind.REGULAR, state)}
    assert {MeetingState.ADJOURNED, MeetingState.CLOSED} <= counting
    assert not counting & {
        MeetingState.PREPARING, MeetingState.AGENDA_SET, MeetingState.IN_SESSION, MeetingState.POSTPONED,
        MeetingState.CANCELLED,
    }  # fmt: skip
    assert counts_as_held(MeetingKind.EXTRAORDINARY, MeetingState.CLOSED)
    assert not counts_as_held(MeetingKind.FOLLOW_UP, MeetingState.CLOSED)


def test_the_next_label_is_the_first_that_is_free() -> None:
    assert next_label(115, ()) == "115年第1次"
    assert next_label(115, {"115-1", "114-2", "115-3"}) == "115年第2次"


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "existed"),
    [
        (None, None, True),
        (date(2026, 12, 31), None, True),
        (date(2027, 1, 1), None, False),
        (None, date(2026, 1, 1), True),
        (None, date(2025, 12, 31), False),
    ],
)
def test_an_agency_belongs_to_the_years_it_existed_in(
    valid_from: date | None, valid_to: date | None, existed: bool
) -> None:
    assert existed_in(valid_from, valid_to, 115) is existed


@pytest.mark.parametrize(
    ("held", "required", "plan", "standing"),
    [
        (1, 1, YearPlan(), YearStanding.HELD),
        (1, 2, YearPlan(12), YearStanding.SHORT),
        (0, 1, YearPlan(11), YearStanding.PLANNED),
        (0, 1, YearPlan(10), YearStanding.MISSING),  # the month has passed
        (0, 1, YearPlan(), YearStanding.MISSING),
        (0, 1, YearPlan(exempt_basis="簽奉核可"), YearStanding.EXEMPT),
        (1, 1, YearPlan(exempt_basis="簽奉核可"), YearStanding.HELD),
        (0, 0, YearPlan(), YearStanding.EXEMPT),
    ],
)
def test_a_year_stands_as_held_planned_missing_or_exempt(
    held: int, required: int, plan: YearPlan, standing: YearStanding
) -> None:
    assert year_standing(held, required, plan, year=115, today=TODAY) is standing
