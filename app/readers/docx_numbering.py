"""The numbers Word computes for a list, written out as the enumerators a reader sees (ISO/IEC 29500-1 §17.9, §17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DIGITS = "〇一二三四五六七八九"
COUNTING = ("零一二三四五六七八九", "十百千")
LEGAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟")
HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸"
EARTHLY_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
ROMAN_TAIL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
DEEPEST_STYLE_CHAIN = 20


def chinese(number: int, words: tuple[str, str] = COUNTING) -> str:
    """A number from 0 to 9,999 in Chinese numerals: 十二, 一百零五."""
    digits, units = words
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return text.removeprefix(digits[1]) if 10 <= number < 20 and words is COUNTING else text


def cyclic(signs: str) -> Callable[[int], str]:
    """A numbering that runs through a series of signs and starts over."""
    return lambda number: signs[(number - 1) % len(signs)]


def letters(number: int) -> str:
    """a … z, aa, bb … as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """Lower-case Roman numerals."""
    text = ""
    for value, sign in ROMAN + ROMAN_TAIL:
        text += sign * (number // value)
        number %= value
    return text


def circled(number: int) -> str:
    """① … ⑳, then plain digits."""
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def full_width(number: int) -> str:
    """Digits in full width."""
    return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(number))


def legal(number: int) -> str:
    """壹, 貳, 參 …"""
    return chinese(number, LEGAL)


def digit_by_digit(number: int) -> str:
    """一, 二 … 一〇."""
    return "".join(DIGITS[int(digit)] for digit in str(number))


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": full_width,
    "decimalFullWidth2": full_width,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseDigital": digit_by_digit,
    "ideographDigital": digit_by_digit,
    "japaneseDigitalTenThousand": digit_by_digit,
    "ideographLegalTraditional": legal,
    "chineseLegalSimplified": legal,
    "japaneseLegal": legal,
    "ideographTraditional": cyclic(HEAVENLY_STEMS),
    "ideographZodiac": cyclic(EARTHLY_BRANCHES),
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "none": lambda _number: "",
}


@dataclass(slots=True)
class Level:
    """One level of a list: number format, text with `%n` places, first number."""

    number_format: str
    text: str
    start: int


@dataclass(slots=True)
class Lists:
    """All lists of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    instances: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def marker(self, instance: str, level: int) -> str:
        """The next enumerator of list `instance` at `level` (0-based); empty when the list is unknown."""
        abstract = self.instances.get(instance)
        levels = self.levels.get(abstract or "", {})
        if abstract is None or level not in levels:
            return ""
        start = self.restarts.pop((instance, level), None)
        if start is None and (abstract, level) in self.counts:
            self.counts[abstract, level] += 1
        else:
            self.counts[abstract, level] = levels[level].start if start is None else start
        for deeper in [key for key in self.counts if key[0] == abstract and key[1] > level]:
            del self.counts[deeper]
        return self._written(abstract, levels, level)

    def _written(self, abstract: str, levels: dict[int, Level], level: int) -> str:
        if levels[level].number_format == "bullet":
            bullet = levels[level].text
            return "●" if any("\ue000" <= sign <= "\uf8ff" for sign in bullet) else bullet
        text = levels[level].text
        for place, other in levels.items():
            if f"%{place + 1}" in text:
                number = self.counts.get((abstract, place), other.start)
                text = text.replace(f"%{place + 1}", FORMATS.get(other.number_format, str)(number))
        return text


def read_lists(numbering: etree._Element | None) -> Lists:
    """The lists defined in `word/numbering.xml`."""
    lists = Lists()
    if numbering is None:
        return lists
    for abstract in numbering.iter(W + "abstractNum"):
        found = {level: definition for level, definition in map(_level, abstract.iter(W + "lvl"))}
        lists.levels[str(abstract.get(W + "abstractNumId"))] = found
    for instance in numbering.iter(W + "num"):
        reference = instance.find(W + "abstractNumId")
        identity = str(instance.get(W + "numId"))
        if reference is not None:
            lists.instances[identity] = str(reference.get(W + "val"))
        for override in instance.iter(W + "lvlOverride"):
            start = override.find(W + "startOverride")
            if start is not None:
                lists.restarts[identity, whole(override.get(W + "ilvl"))] = whole(start.get(W + "val"), 1)
    return lists


def _level(element: etree._Element) -> tuple[int, Level]:
    def value(tag: str, default: str) -> str:
        found = element.find(W + tag)
        return default if found is None else str(found.get(W + "val", default))

    number_format = value("numFmt", "decimal")
    return whole(element.get(W + "ilvl")), Level(
        number_format, value("lvlText", ""), whole(value("start", "1"), 1)
    )


def whole(text: object, default: int = 0) -> int:
    """A whole number of at most four digits from an attribute, or the default."""
    written = str(text)
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 4 else default
