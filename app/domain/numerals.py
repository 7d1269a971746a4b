"""Numbers as officials write them: 十一, １１ and 11, to and from int."""

import re

HAN_DIGITS = "一二三四五六七八九"
HAN_ZEROS = "〇○零"
FULL_DIGITS = "０１２３４５６７８９"
HALF_DIGITS = "0123456789"
NUMBER = rf"(?:[0-9０-９]{{1,9}}|[{HAN_DIGITS}{HAN_ZEROS}十百]{{1,9}})"
"""Regular expression for what `read_number` is asked about."""

_TO_HALF = str.maketrans(FULL_DIGITS, HALF_DIGITS)
_TO_FULL = str.maketrans(HALF_DIGITS, FULL_DIGITS)
_DIGIT_BY_DIGIT = re.compile(rf"[{HAN_DIGITS}{HAN_ZEROS}]{{1,9}}")
_BY_PLACES = re.compile(
    rf"(?:([{HAN_DIGITS}]?)(百))?[{HAN_ZEROS}]?(?:([{HAN_DIGITS}]?)(十))?[{HAN_ZEROS}]?([{HAN_DIGITS}]?)"
)


def to_half_digits(text: str) -> str:
    """１１4 → 114; every other character stays."""
    return text.translate(_TO_HALF)


def to_full_digits(text: str) -> str:
    """114 → １１４; every other character stays."""
    return text.translate(_TO_FULL)


def to_han(number: int) -> str:
    """1 to 99 as an enumerator writes it: 一, 十, 十一, 二十三. ValueError outside."""
    if not 1 <= number <= 99:
        raise ValueError(f"no Han enumerator for {number}")
    tens, ones = divmod(number, 10)
    leading = HAN_DIGITS[tens - 1] if tens > 1 else ""
    return leading + ("十" if tens else "") + (HAN_DIGITS[ones - 1] if ones else "")


def from_han(text: str) -> int | None:
    """十一 → 11, 一百一十四 → 114, digit by digit 一一四 or 二〇二六 → 114, 2026; None when it is no number."""
    if _DIGIT_BY_DIGIT.fullmatch(text):
        return int("".join(str(_digit(character)) for character in text))
    places = _BY_PLACES.fullmatch(text)
    if not text or places is None:
        return None
    hundreds, has_hundreds, tens, has_tens, ones = places.groups(default="")
    total = 100 * (_digit(hundreds) or 1) if has_hundreds else 0
    total += 10 * (_digit(tens) or 1) if has_tens else 0
    return total + _digit(ones)


def read_number(text: str) -> int | None:
    """A whole number in any of the three scripts; None when it is none, or longer than nine digits."""
    half = to_half_digits(text)
    if re.fullmatch(r"[0-9]{1,9}", half):
        return int(half)
    return from_han(text)


def _digit(character: str) -> int:
    """一 → 1 … 九 → 9; a zero, or nothing at all, is 0."""
    return HAN_DIGITS.index(character) + 1 if character and character in HAN_DIGITS else 0
