"""The calendar's months: read from an address, turned, laid out in weeks, and entries put on their days."""

from datetime import UTC, date, datetime, time

import pytest

from app.domain.insight.calendar import (
    GROUP_OF,
    Entry,
    EntryGroup,
    EntryKind,
    Shown,
    by_day,
    counted_by_month,
    narrowed,
    read_shown,
    weeks_of,
)

MADE = datetime(2026, 1, 1, tzinfo=UTC)


def entry(kind: EntryKind, day: date, key: str = "one", starts: time | None = None) -> Entry:
    return Entry(kind, key, day, "事項", "事", MADE, starts=starts)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("115-11", Shown(115, 11)),
        ("115-1", Shown(115, 1)),
        ("115", Shown(115)),
        *(
            (wrong, None)
            for wrong in ("", "2026-11", "115-13", "115-0", "99-1", "201", "１１５-1", "115-11-1")
        ),
    ],
)
def test_an_address_names_a_month_a_year_or_nothing(typed: str, shown: Shown | None) -> None:
    assert read_shown(typed) == shown


def test_months_are_turned_over_the_year_and_end_where_the_calendar_ends() -> None:
    assert str(Shown(115, 12).turned(1)) == "116-01"
    assert str(Shown(115, 1).turned(-1)) == "114-12"
    assert (Shown(200, 12).turned(1), Shown(100).turned(-1)) == (None, None)
    for shown in (Shown(113, 2), Shown(115, 12), Shown(115)):
        assert read_shown(str(shown)) == shown
    assert (Shown(113, 2).last, Shown(115, 12).last) == (date(2024, 2, 29), date(2026, 12, 31))
    assert (Shown(115).first, Shown(115).last) == (date(2026, 1, 1), date(2026, 12, 31))


def test_a_month_is_whole_weeks_that_begin_on_sunday() -> None:
    for month in range(1, 13):
        weeks = weeks_of(Shown(115, month))
        assert all(len(week) == 7 and week[0].isoweekday() == 7 for week in weeks)
        inside = [day for week in weeks for day in week if day.month == month]
        assert [day.day for day in inside] == list(range(1, Shown(115, month).last.day + 1))


def test_entries_stand_on_their_days_meetings_first_and_are_narrowed_and_counted() -> None:
    day, later = date(2026, 11, 5), date(2026, 12, 1)
    share, round_ = entry(EntryKind.SHARE, day), entry(EntryKind.ROUND, day)
    afternoon = entry(EntryKind.MEETING, day, "a", time(14))
    morning = entry(EntryKind.MEETING, day, "b", time(9))
    duty = entry(EntryKind.DUTY, later)
    every = [share, duty, afternoon, round_, morning]
    assert by_day(every) == {day: [morning, afternoon, round_, share], later: [duty]}
    assert narrowed(every, []) == every
    assert narrowed(every, [EntryGroup.TRACKING]) == [share, round_]
    assert counted_by_month(every)[11, EntryGroup.TRACKING] == 2
    assert set(GROUP_OF) == set(EntryKind)
    assert set(GROUP_OF.values()) == set(EntryGroup)
