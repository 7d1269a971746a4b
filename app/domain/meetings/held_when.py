"""「中華民國115年9月30日（星期三）下午2時至4時30分」, as the head of minutes says when it was, into a day and times."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from app.domain.clock_time import parse_time
from app.domain.errors import Invalid
from app.domain.numerals import NUMBER, read_number
from app.domain.roc_date import parse_roc

_B = "[ \t\u3000]*"
_DAY = re.compile(
    rf"(?:中華民國|民國|西元|公元)?{_B}{NUMBER}{_B}年{_B}{NUMBER}{_B}月{_B}{NUMBER}{_B}日(?:{_B}[（(]?{_B}(?:星期|週|周){_B}[一二三四五六日]{_B}[）)]?)?"
    rf"|[0-9０-９]{{2,4}}{_B}[./．／-]{_B}[0-9０-９]{{1,2}}{_B}[./．／-]{_B}[0-9０-９]{{1,2}}"
)
_CLOCK = re.compile(
    rf"(?:上午|下午|中午|晚上)?{_B}(?:{NUMBER}{_B}[時點](?:{_B}{NUMBER}{_B}分|半|整)?|[0-9０-９]{{1,2}}{_B}[:：]{_B}[0-9０-９]{{2}})"
)
_HAN_COUNT = re.compile(rf"{NUMBER}(?={_B}[年月日時點分])")
_HALVES = ("上午", "下午", "中午", "晚上")
ANY_DAY = date(2000, 1, 1)
"""A year is always written, so the day on which it is read does not matter."""


@dataclass(frozen=True, slots=True)
class When:
    """What could be read; None for what is not there or makes no sense."""

    day: date | None = None
    begin: time | None = None
    end: time | None = None


def read_when(text: str) -> When:
    """The day and up to two times. 「下午13時45分」 is taken for what it means; a wrong weekday makes the day doubtful: None."""
    counted = _HAN_COUNT.sub(lambda found: str(read_number(found[0]) or found[0]), text)
    written = _DAY.search(counted)
    rest = counted if written is None else counted[written.end() :]
    times = [_time(found) for found in _clocks(rest)]
    return When(_day(written[0]) if written else None, *[*times, None, None][:2])


def _clocks(text: str) -> list[str]:
    """The times as written; a second one without 上午 or 下午 is of the same half of the day."""
    found = ["".join(one[0].split()) for one in _CLOCK.finditer(text)]
    half = next((half for half in _HALVES if found and found[0].startswith(half)), "")
    return found[:1] + [one if one.startswith(_HALVES) else _within(half, one) for one in found[1:2]]


def _within(half: str, written: str) -> str:
    return half + written if half == "下午" else written


def _day(written: str) -> date | None:
    try:
        return parse_roc(written, ANY_DAY)
    except Invalid:
        return None


def _time(written: str) -> time | None:
    try:
        return parse_time(written)
    except Invalid:
        return None
