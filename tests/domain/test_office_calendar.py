"""Working days: over holidays and make-up days, forwards and back, and what is said where there is no calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.office_calendar import (
    NO_CALENDAR,
    OfficeCalendar,
    SpecialDay,
    WorkingDate,
    WorkingDays,
    add_working_days,
    is_working_day,
    next_working_day,
    with_year,
    working_days_between,
    years_wanted,
)

OFF, WORKED = SpecialDay(is_off=True), SpecialDay(is_off=False)
# 2025: 春節 and the last make-up Saturday; 2026: 小年夜 on a Sunday to the day made up for it.
CALENDAR = OfficeCalendar(
    frozenset({2025, 2026}),
    {
        **{date(2025, 1, day): OFF for day in (1, 27, 28, 29, 30, 31)},
        date(2025, 2, 8): WORKED,
        **{date(2026, 2, day): OFF for day in (15, 16, 17, 18, 19, 20)},
    },
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 1, 24), True),
        (date(2025, 1, 27), False),
        (date(2025, 2, 8), True),
        (date(2025, 2, 9), False),
        (date(2026, 2, 15), False),
        (date(2027, 2, 8), True),  # no calendar: a Monday is a Monday
    ],
)
def test_which_days_are_worked(day: date, works: bool) -> None:
    assert is_working_day(CALENDAR, day) is works


def test_a_day_off_rolls_over_all_of_them() -> None:
    assert next_working_day(CALENDAR, date(2026, 2, 14)) == WorkingDate(date(2026, 2, 23))
    assert next_working_day(CALENDAR, date(2025, 2, 8)) == WorkingDate(date(2025, 2, 8))
    assert next_working_day(CALENDAR, date(2026, 12, 31)) == WorkingDate(date(2026, 12, 31))


def test_a_year_without_a_calendar_is_named() -> None:
    assert next_working_day(CALENDAR, date(2027, 2, 6)) == WorkingDate(date(2027, 2, 8), (2027,))
    assert add_working_days(CALENDAR, date(2026, 12, 31), 2) == WorkingDate(date(2027, 1, 4), (2027,))
    assert working_days_between(CALENDAR, date(2024, 12, 31), date(2025, 1, 2)) == WorkingDays(1, (2024,))
    assert working_days_between(NO_CALENDAR, date(2026, 1, 2), date(2026, 1, 5)) == WorkingDays(1, (2026,))


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2025, 1, 24), 1, date(2025, 2, 3)),
        (date(2025, 2, 3), -1, date(2025, 1, 24)),
        (date(2025, 2, 7), 2, date(2025, 2, 10)),  # over the worked Saturday
        (date(2025, 1, 29), 0, date(2025, 1, 29)),
    ],
)
def test_so_many_working_days_from_a_day(day: date, count: int, found: date) -> None:
    assert add_working_days(CALENDAR, day, count) == WorkingDate(found)


def test_days_left_are_none_on_the_day_itself_and_negative_after_it() -> None:
    due = date(2025, 2, 3)
    left = [working_days_between(CALENDAR, day, due).days for day in (date(2025, 1, 24), due)]
    assert left == [1, 0]
    assert working_days_between(CALENDAR, date(2025, 2, 10), due).days == -6


def test_next_years_calendar_is_wanted_from_october_on() -> None:
    assert years_wanted(date(2026, 9, 30)) == (2026,)
    assert years_wanted(date(2026, 10, 1)) == (2026, 2027)


def test_a_year_is_replaced_whole_and_the_others_stay() -> None:
    after = with_year(CALENDAR, 2026, {date(2026, 1, 2): OFF})
    assert after.years == CALENDAR.years
    assert is_working_day(after, date(2026, 2, 16))
    assert not is_working_day(after, date(2026, 1, 2))
    assert is_working_day(after, date(2025, 2, 8))


@given(
    st.dates(date(2024, 12, 1), date(2026, 4, 1)),
    st.integers(-400, 400),
    st.dictionaries(
        st.dates(date(2024, 12, 1), date(2026, 4, 1)), st.sampled_from([OFF, WORKED]), max_size=60
    ),
)
def test_counting_agrees_with_looking_at_every_day(
    day: date, distance: int, special: dict[date, SpecialDay]
) -> None:
    calendar = OfficeCalendar(frozenset({2024, 2025, 2026}), special)
    other = day + timedelta(days=distance)
    first, last = sorted((day, other))
    worked = sum(
        is_working_day(calendar, first + timedelta(days=step)) for step in range(1, (last - first).days + 1)
    )
    assert working_days_between(calendar, first, last).days == worked
    assert working_days_between(calendar, last, first).days == -worked
