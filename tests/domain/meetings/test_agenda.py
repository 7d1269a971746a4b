"""Numbers of an agenda's lines, the next meeting's label, times of day, and where a case goes."""

from datetime import time

import pytest

from app.domain.clock_time import parse_time
from app.domain.errors import Invalid
from app.domain.meetings.agenda import Line, item_code, may_add, next_number, provisional_numbers
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.next_meeting import label_after, title_with
from app.domain.meetings.resolution import Disposition, Outcome, Section, outcome_of


def test_each_series_counts_by_itself_and_motions_follow_the_cases() -> None:
    lines = [
        Line(1, Section.EXTEMPORE, 1), Line(2, Section.DISCUSSION, 2), Line(3, Section.DISCUSSION, 1),
        Line(4, Section.REPORTS, 1), Line(5, Section.SPECIAL_REPORTS, 1), Line(6, Section.OPENING, 1),
    ]  # fmt: skip
    assert provisional_numbers(lines) == {3: 1, 2: 2, 1: 3, 4: 1, 5: 1, 6: None}


def test_a_late_case_comes_after_every_number_that_was_given() -> None:
    lines = [
        Line(1, Section.DISCUSSION, 1, 1),
        Line(2, Section.EXTEMPORE, 1, 4),
        Line(3, Section.REPORTS, 1, 9),
    ]
    assert next_number(Section.DISCUSSION, lines) == 5
    assert next_number(Section.SPECIAL_REPORTS, lines) == 1
    assert next_number(Section.AWARDS, lines) is None


def test_codes_by_section() -> None:
    codes = [
        item_code("114-1", section, 2)
        for section in (Section.DISCUSSION, Section.REPORTS, Section.SPECIAL_REPORTS)
    ]
    assert codes == ["114-1-2", "114-1-R2", "114-1-S2"]
    assert item_code("114-1", Section.PREVIOUS_MINUTES, 1) == "114-1-M1"
    assert item_code("114-1", Section.OPENING, None) is None


def test_in_session_and_after_it_only_motions_are_added() -> None:
    assert may_add(MeetingState.AGENDA_SET, Section.DISCUSSION)
    assert not may_add(MeetingState.IN_SESSION, Section.DISCUSSION)
    assert may_add(MeetingState.ADJOURNED, Section.EXTEMPORE)
    assert not may_add(MeetingState.CLOSED, Section.EXTEMPORE)


@pytest.mark.parametrize(
    ("label", "year", "following"),
    [
        ("114年第1次", 114, "114年第2次"), ("114年第1次", 115, "115年第1次"), ("第十四次", 115, "第15次"),
        ("114年度", 114, "115年度"), ("115年第2次", 114, "115年第3次"), ("年終", 115, ""),
    ],
)  # fmt: skip
def test_the_next_label(label: str, year: int, following: str) -> None:
    assert label_after(label, year) == following


def test_a_title_takes_the_new_label_only_where_the_old_one_stands() -> None:
    assert title_with("某府114年第1次會報", "114年第1次", "114年第2次") == "某府114年第2次會報"
    assert title_with("某府會報", "114年第1次", "114年第2次") == ""


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("14:00", 14, 0),
        ("1400", 14, 0),
        ("１４：３０", 14, 30),
        ("下午2時", 14, 0),
        ("下午2時30分", 14, 30),
        ("9點半", 9, 30),
    ],
)
def test_times_as_officials_type_them(typed: str, hour: int, minute: int) -> None:
    assert parse_time(typed) == time(hour, minute)


@pytest.mark.parametrize("typed", ["25:00", "14:60", "二時", "14", "", "14:0"])
def test_other_times_are_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="time_unreadable"):
        parse_time(typed)


def test_the_first_disposition_decides() -> None:
    assert outcome_of([None, Disposition.DEFERRED, Disposition.ADOPTED]) is Outcome.DEFERRED
    assert outcome_of([Disposition.REFERRED]) is Outcome.DECIDED
    assert outcome_of([None]) is None
