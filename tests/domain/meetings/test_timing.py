"""The time table of an agenda: usual and written minutes, parts that are held anyway, ends that are open."""

from datetime import time

import pytest

from app.domain.errors import Invalid
from app.domain.meetings.resolution import Section
from app.domain.meetings.timing import check_duration, minutes_between, timetable

LINES = [(Section.DISCUSSION, None), (Section.REPORTS, 20), (Section.DISCUSSION, 15)]


def test_the_parts_follow_each_other_from_the_beginning() -> None:
    slots = timetable(LINES, time(14, 0))
    assert [(slot.section, slot.minutes) for slot in slots] == [
        (Section.OPENING, 5), (Section.REPORTS, 20), (Section.DISCUSSION, 25), (Section.EXTEMPORE, 5), (Section.CLOSING, 5),
    ]  # fmt: skip
    assert (slots[2].starts_at, slots[2].ends_at) == (time(14, 25), time(14, 50))


def test_without_a_beginning_or_past_midnight_there_is_no_clock() -> None:
    assert {slot.starts_at for slot in timetable(LINES, None)} == {None}
    assert timetable(LINES, time(23, 50))[-1].ends_at is None


def test_a_meeting_is_called_for_a_time_when_both_ends_are_known() -> None:
    assert minutes_between(time(14, 0), time(15, 30)) == 90
    assert minutes_between(time(14, 0), None) is None


def test_minutes_have_their_bounds() -> None:
    check_duration(None)
    check_duration(0)
    with pytest.raises(Invalid, match="duration_out_of_range"):
        check_duration(481)
