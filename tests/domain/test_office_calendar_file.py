"""The official file of a year: every day once, with its own weekday; everything else is named by its line."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.office_calendar import SpecialDay
from app.domain.office_calendar_file import CalendarRow, changed_days, read_year
from app.domain.roc_date import WEEKDAYS
from app.wording.office_calendar import fault_sentence


def rows(year: int = 2026) -> list[CalendarRow]:
    """A year in which only Saturdays and Sundays are off; line 1 is the heading."""
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    return [
        CalendarRow(line, f"{day:%Y%m%d}", WEEKDAYS[day.weekday()], "2" if day.weekday() > 4 else "0")
        for line, day in enumerate(days, start=2)
    ]


def at(found: list[CalendarRow], day: date, **changes: Any) -> list[CalendarRow]:
    return [replace(row, **changes) if row.day == f"{day:%Y%m%d}" else row for row in found]


def faults(found: list[CalendarRow]) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in read_year(found).faults]


def test_a_plain_year() -> None:
    draft = read_year(rows(2024))
    assert (draft.year, draft.days_off, draft.days, draft.faults) == (2024, 104, {}, ())
    assert [doubt.code for doubt in draft.doubts] == ["calendar_without_holiday"]


def test_holidays_and_make_up_days_of_both_wordings() -> None:
    found = at(rows(2020), date(2020, 1, 23), mark="2", note="調整放假")
    found = at(found, date(2020, 2, 15), mark="0", note="調整上班")
    found = at(found, date(2020, 6, 20), mark="0", note="補行上班")
    draft = read_year(found)
    assert draft.faults == draft.doubts == ()
    assert draft.days == {
        date(2020, 1, 23): SpecialDay(is_off=True, note="調整放假"),
        date(2020, 2, 15): SpecialDay(is_off=False, note="調整上班"),
        date(2020, 6, 20): SpecialDay(is_off=False, note="補行上班"),
    }


def test_dates_may_be_written_with_separators_and_weekdays_in_full() -> None:
    written = [
        replace(
            row, day=f"{row.day[:4]}/{int(row.day[4:6])}/{int(row.day[6:])}", weekday="星期" + row.weekday
        )
        for row in rows()
    ]
    assert read_year(written) == read_year(rows())


def test_a_missing_day_is_named_by_the_line_it_should_stand_before() -> None:
    found = [row for row in rows() if row.day not in ("20260115", "20261231")]
    assert faults(found) == [(17, "calendar_day_missing"), (366, "calendar_day_missing")]
    first = read_year(found).faults[0]
    assert fault_sentence(first) == "第 17 列：這一列之前缺少115年1月15日（四）。"
    only_some = [row for row in rows() if row.day.startswith("202602")]
    assert faults(only_some) == [(33, "calendar_days_missing"), (61, "calendar_days_missing")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"weekday": "四"}, "calendar_wrong_weekday"),
        ({"weekday": ""}, "calendar_wrong_weekday"),
        ({"mark": "1"}, "calendar_mark_unknown"),
        ({"mark": ""}, "calendar_mark_unknown"),
        ({"mark": "2", "note": "補行上班"}, "calendar_note_contradicts"),
        ({"note": "甲" * 201}, "text_too_long"),
        ({"note": "\x00"}, "text_nul"),
    ],
)
def test_a_mislabelled_day_is_named(changes: dict[str, str], code: str) -> None:
    draft = read_year(at(rows(), date(2026, 1, 2), **changes))
    assert [(fault.line, fault.code) for fault in draft.faults] == [(3, code)]
    assert fault_sentence(draft.faults[0]).startswith("第 3 列：")


def test_a_doubled_an_impossible_and_a_foreign_day_are_named() -> None:
    found = rows()
    extra = [
        replace(found[4], line=367),
        replace(found[4], line=368, day="20260230"),
        replace(found[4], line=369, day="20250105"),
        replace(found[4], line=370, day="115年1月5日"),
    ]
    assert faults([*found, *extra]) == [
        (367, "calendar_day_twice"),
        (368, "calendar_day_unreadable"),
        (369, "calendar_other_year"),
        (370, "calendar_day_unreadable"),
    ]
    assert faults([replace(found[0], day="無")]) == [(1, "calendar_no_days"), (2, "calendar_day_unreadable")]


def test_what_the_official_file_would_have_explained_is_pointed_out() -> None:
    found = at(rows(), date(2026, 1, 3), mark="0")
    found = at(found, date(2026, 1, 5), mark="2")
    draft = read_year(found)
    assert draft.faults == ()
    assert [(doubt.line, doubt.code) for doubt in draft.doubts] == [
        (4, "calendar_weekend_worked"),
        (6, "calendar_off_without_name"),
    ]


def test_a_new_name_changes_no_day() -> None:
    day, other = date(2026, 1, 1), date(2026, 1, 2)
    before = {day: SpecialDay(is_off=True, note="元旦")}
    assert changed_days(2026, before, {day: SpecialDay(is_off=True, note="開國紀念日")}) == []
    changed = changed_days(2026, before, {other: SpecialDay(is_off=True, note="補假")})
    assert [(one.day, one.is_off, one.note) for one in changed] == [(day, False, ""), (other, True, "補假")]
