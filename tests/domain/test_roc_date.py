"""民國 dates: every form of the date field is read, every form of the papers is written."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.roc_date import DateRefused, parse_roc, roc_digits, roc_long, roc_slash, roc_text, roc_year

TODAY = date(2026, 11, 21)
DAY = date(2026, 11, 25)


def test_the_forms_of_screen_and_paper() -> None:
    assert roc_text(DAY) == "115年11月25日"
    assert roc_text(DAY, weekday=True) == "115年11月25日（三）"
    assert roc_long(DAY) == "中華民國115年11月25日"
    assert roc_digits(DAY) == "1151125"
    assert roc_slash(DAY) == "115/11/25"
    assert roc_year(DAY) == 115
    assert roc_digits(date(2010, 8, 5)) == "0990805"


@pytest.mark.parametrize(
    "typed",
    [
        "1151125",
        "１１５１１２５",
        "20261125",
        "115/11/25",
        "115.11.25",
        "115-11-25",
        "１１５／１１／２５",
        "2026/11/25",
        "2026-11-25",
        "115年11月25日",
        " 115 年 11 月 25 日 ",
        "115\u3000年11月25日",
        "中華民國115年11月25日",
        "民國115年11月25日",
        "西元2026年11月25日",
        "115年11月25日（三）",
        "115/11/25 (三)",
        "115年11月25日星期三",
        "11/25",
        "11月25日",
        "+4",
        "＋４",
    ],
)
def test_every_form_that_people_type_is_read(typed: str) -> None:
    assert parse_roc(typed, TODAY) == DAY


def test_single_digits_and_days_from_today() -> None:
    assert parse_roc("115/8/5", TODAY) == date(2026, 8, 5)
    assert parse_roc("99.1.2", TODAY) == date(2010, 1, 2)
    assert parse_roc("+7", TODAY) == TODAY + timedelta(days=7)
    assert parse_roc("+0", TODAY) == TODAY


@pytest.mark.parametrize(("year", "western"), [("1", 1912), ("200", 2111), ("1912", 1912), ("2111", 2111)])
def test_years_up_to_200_are_roc_and_from_1912_western(year: str, western: int) -> None:
    assert parse_roc(f"{year}/1/1", TODAY) == date(western, 1, 1)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date_unreadable"),
        ("明天", "date_unreadable"),
        ("115", "date_unreadable"),
        ("115/11.25", "date_unreadable"),
        ("115/11/25起", "date_unreadable"),
        ("11511255", "year_unclear"),
        ("+99999", "date_unreadable"),
        ("-7", "date_unreadable"),
        ("²/²", "date_unreadable"),
        ("2/30", "no_such_day"),
        ("115/13/1", "no_such_day"),
        ("114/2/29", "no_such_day"),
        ("1150230", "no_such_day"),
        ("0/1/1", "year_unclear"),
        ("201/1/1", "year_unclear"),
        ("1911/1/1", "year_unclear"),
        ("9999/1/1", "year_unclear"),
        ("民國2026年11月25日", "year_unclear"),
        ("西元115年11月25日", "year_unclear"),
        ("115年11月25日（四）", "wrong_weekday"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(DateRefused) as refusal:
        parse_roc(typed, TODAY)
    assert refusal.value.code == code


@given(st.dates(min_value=date(1912, 1, 1), max_value=date(2111, 12, 31)))
def test_every_written_form_reads_back(day: date) -> None:
    for written in (
        roc_text(day),
        roc_text(day, weekday=True),
        roc_long(day),
        roc_digits(day),
        roc_slash(day),
        f"{day}",
    ):
        assert parse_roc(written, TODAY) == day


@given(st.text(alphabet="0123456789/.-年月日+ 民國（三）１", max_size=14))
def test_any_text_is_a_date_or_a_refusal(typed: str) -> None:
    with suppress(DateRefused):
        assert isinstance(parse_roc(typed, TODAY), date)
