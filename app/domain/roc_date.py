"""Dates as officials write and type them, to and from `date`; 民國 year = 西元 year - 1911."""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.domain.errors import Invalid
from app.domain.numerals import FULL_DIGITS, HALF_DIGITS

WEEKDAYS = "一二三四五六日"
FIRST_ROC_YEAR = 1912
LAST_ROC_YEAR = 200
_OFFSET = FIRST_ROC_YEAR - 1

_TO_HALF = str.maketrans(FULL_DIGITS + "／．－＋（）", HALF_DIGITS + "/.-+()")
_WEEKDAY = rf"(?:\(?(?:星期|週|周)?(?P<weekday>[{WEEKDAYS}])\)?)?"
_ERA = "(?P<era>中華民國|民國|西元|公元)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_ERA}(?P<year>[0-9]{{1,4}})年(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})日{_WEEKDAY}",
        rf"{_ERA}(?P<year>[0-9]{{1,4}})(?P<separator>[/.-])(?P<month>[0-9]{{1,2}})(?P=separator)(?P<day>[0-9]{{1,2}}){_WEEKDAY}",
        r"(?P<year>[0-9]{3}|[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        rf"(?P<month>[0-9]{{1,2}})(?:/|月)(?P<day>[0-9]{{1,2}})日?{_WEEKDAY}",
    )
)
_DAYS_FROM_NOW = re.compile(r"\+([0-9]{1,4})")


class DateRefused(Invalid):
    """No date can be read: date_unreadable, no_such_day, year_unclear, wrong_weekday."""


def roc_year(day: date) -> int:
    """115 for any day of 2026."""
    return roc_year_from(day.year)


def roc_year_from(western: int) -> int:
    """115 for 2026."""
    return western - _OFFSET


def roc_year_of(year: int) -> int | None:
    """A year as written, as 民國 year: from 1912 on it is read as 西元, up to 200 as 民國; None in between and beyond."""
    roc = year - _OFFSET if year >= FIRST_ROC_YEAR else year
    return roc if 1 <= roc <= LAST_ROC_YEAR else None


def roc_text(day: date, *, weekday: bool = False) -> str:
    """115年11月25日, with the weekday 115年11月25日（三）."""
    suffix = f"（{WEEKDAYS[day.weekday()]}）" if weekday else ""
    return f"{roc_year(day)}年{day.month}月{day.day}日{suffix}"


def roc_long(day: date) -> str:
    """中華民國115年11月25日, as official letters write it."""
    return f"中華民國{roc_text(day)}"


def roc_digits(day: date) -> str:
    """1151125: the seven digits that officials type."""
    return f"{roc_year(day):03}{day:%m%d}"


def roc_slash(day: date) -> str:
    """115/11/25, 115/8/5: for narrow columns."""
    return f"{roc_year(day)}/{day.month}/{day.day}"


def parse_roc(text: str, today: date) -> date:
    """What was typed, in any of the forms of the date field; blanks and full width do not matter.

    1151125 · 20261125 · 115/11/25 · 115.11.25 · 115-11-25 · 2026/11/25 · 115年11月25日 · 中華民國115年11月25日（三） ·
    11/25 (this year) · +7 (days from today). A year from 1912 on is 西元, up to 200 民國. DateRefused otherwise.
    """
    typed = "".join(text.translate(_TO_HALF).split())
    days = _DAYS_FROM_NOW.fullmatch(typed)
    if days:
        return today + timedelta(days=int(days[1]))
    for form in _FORMS:
        found = form.fullmatch(typed)
        if found:
            return _checked(found.groupdict(), today)
    raise DateRefused("date_unreadable")


def _checked(parts: dict[str, str | None], today: date) -> date:
    typed_year = parts.get("year")
    year = _western(int(typed_year), parts.get("era")) if typed_year else today.year
    try:
        day = date(year, int(parts["month"] or 0), int(parts["day"] or 0))
    except ValueError:
        raise DateRefused("no_such_day") from None
    weekday = parts.get("weekday")
    if weekday and weekday != WEEKDAYS[day.weekday()]:
        raise DateRefused("wrong_weekday", day=day)
    return day


def _western(year: int, era: str | None) -> int:
    """The 西元 year; an era that is spelled out must agree with the number."""
    is_western = year >= FIRST_ROC_YEAR
    contradicted = era in (("中華民國", "民國") if is_western else ("西元", "公元"))
    roc = roc_year_of(year)
    if roc is None or contradicted:
        raise DateRefused("year_unclear", year=year)
    return roc + _OFFSET
