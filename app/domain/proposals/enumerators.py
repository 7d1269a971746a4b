"""The enumerators of official papers: recognised in every width, and written in the committee's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Invalid
from app.domain.numerals import read_number, to_full_digits, to_han

STEMS = "甲乙丙丁戊己庚辛壬癸"
"""The ten heavenly stems: levels 5 and 6."""
HIGHEST_LEVEL = 6
BLANKS = " \t\u3000"

_HAN = "[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_DIGITS = "[1-9１-９][0-9０-９]?"
_RINGED_HAN = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_RINGED_DIGITS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_BY_LEVEL = {
    1: rf"(?P<han>{_HAN})[、､．.]",
    2: rf"(?:[（(](?P<bracketed_han>{_HAN})[）)]|(?P<ringed_han>[{_RINGED_HAN}]))",
    # 1.5公尺 and 3.2.1 are text: a stop between digits is a decimal point.
    3: rf"(?P<digits>{_DIGITS})(?:[、､]|[．.](?![0-9０-９]))",
    4: rf"(?:[（(](?P<bracketed_digits>{_DIGITS})[）)]|(?P<ringed_digits>[{_RINGED_DIGITS}]))",
    5: rf"(?P<stem>[{STEMS}])[、､．.]",
    6: rf"[（(](?P<bracketed_stem>[{STEMS}])[）)]",
}
# A 、 more, as in （一）、 or the slip 一、、, and the blanks belong to it: so no text under a marker begins with either.
_ENUMERATOR = re.compile(
    "(?:" + "|".join(f"(?P<level{level}>{form})" for level, form in _BY_LEVEL.items()) + f")[、､{BLANKS}]*"
)
_ONE_SIGN_EACH = {
    "ringed_han": _RINGED_HAN,
    "ringed_digits": _RINGED_DIGITS,
    "stem": STEMS,
    "bracketed_stem": STEMS,
}
_NUMBER_GROUPS = ("han", "bracketed_han", "digits", "bracketed_digits", *_ONE_SIGN_EACH)


class MarkerStyle(StrEnum):
    """How a committee writes its enumerators: full （一）１、（１） or half (一)1、(1)."""

    FULL = "full"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class Enumerator:
    """`marker` as written, with the blanks that follow it; `level` 1 to 6; `number` counts from 1."""

    marker: str
    level: int
    number: int


def read_enumerator(line: str) -> Enumerator | None:
    """The enumerator a line begins with; None for plain text such as 1.5公尺, 114年, 一致同意, (一般)."""
    found = _ENUMERATOR.match(line)
    if found is None:
        return None
    level = next(level for level in _BY_LEVEL if found[f"level{level}"] is not None)
    return Enumerator(found[0], level, _number(*_numeral(found)))


def write_enumerator(level: int, number: int, style: MarkerStyle) -> str:
    """The committee's own form; Invalid("numbering_exhausted") past 99, or past 癸 on levels 5 and 6."""
    limit = len(STEMS) if level >= 5 else 99
    if number > limit:
        raise Invalid("numbering_exhausted", level=level, limit=limit)
    full = style is MarkerStyle.FULL
    if level >= 5:
        numeral = STEMS[number - 1]
    elif level >= 3:
        numeral = to_full_digits(str(number)) if full else str(number)
    else:
        numeral = to_han(number)
    if level % 2:
        return f"{numeral}、"
    return f"（{numeral}）" if full else f"({numeral})"


def with_number(marker: str, number: int) -> str | None:
    """The same form, width, punctuation and blanks with another number; None where that form has no such number."""
    found = _ENUMERATOR.match(marker)
    if found is None:
        return None
    group, numeral = _numeral(found)
    written = _written_alike(group, numeral, number)
    return None if written is None else marker[: found.start(group)] + written + marker[found.end(group) :]


def _numeral(found: re.Match[str]) -> tuple[str, str]:
    return next((group, found[group]) for group in _NUMBER_GROUPS if found[group] is not None)


def _number(group: str, numeral: str) -> int:
    if group in _ONE_SIGN_EACH:
        return _ONE_SIGN_EACH[group].index(numeral) + 1
    return read_number(numeral) or 0


def _written_alike(group: str, numeral: str, number: int) -> str | None:
    signs = _ONE_SIGN_EACH.get(group)
    if signs is not None:
        return signs[number - 1] if number <= len(signs) else None
    if number > 99:
        return None
    if group.endswith("han"):
        return to_han(number)
    return str(number) if numeral.isascii() else to_full_digits(str(number))
