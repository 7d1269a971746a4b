"""Suggestions on a proposal's text that never block; wording says them, one click applies those that carry a fix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

from app.domain.errors import Invalid, NotNow
from app.domain.proposals.enumerators import with_number
from app.domain.proposals.paragraphs import Paragraph, expected_numbers, parse, parse_line, to_source

SUBJECT = "subject"
MEASURES = "measures"
MOST = 100
"""No more are made for one field: nobody reads further, and a hostile text must not make a page of thousands."""

LAWS: Mapping[str, str] = {
    "採購法": "政府採購法",
    "財產申報法": "公職人員財產申報法",
    "利衝法": "公職人員利益衝突迴避法",
    "利益衝突迴避法": "公職人員利益衝突迴避法",
    "個資法": "個人資料保護法",
    "貪污條例": "貪污治罪條例",
    "洗防法": "洗錢防制法",
    "政資法": "政府資訊公開法",
    "資安法": "資通安全管理法",
    "國賠法": "國家賠償法",
    "公服法": "公務員服務法",
    "揭弊者保護法": "公益揭弊者保護法",
    "政風條例": "政風機構人員設置管理條例",
}
"""Short names in use and the full ones of the law database (law.moj.gov.tw); what an installation's own list begins with."""

_HAN = "〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003fffd"
_IS_HAN = re.compile(f"[{_HAN}]")
_PUNCTUATION = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_BRACKETS = {"(": "（", ")": "）"}
# A lead-in's ** may stand between the sign and its neighbour.
_HALF_WIDTH = re.compile(
    rf"(?<=[{_HAN}」』）》〉])(?P<after>\*\*)?(?P<sign>[,:;?!])(?P<blank> *(?=[{_HAN}「『（《〈]))?"
    rf"|(?P<lone>[,:;?!])(?= *[{_HAN}])"
)
_NO_PART_OF_A_LAW = "規令制律則學"
_ABBREVIATED = re.compile(r"(?:簡稱|下稱|稱為?)[「『\"]?$")
_NUMERAL = "(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_MONTH_AND_DAY = re.compile(
    rf"(?<![0-9０-９一二三四五六七八九十年])(?<!年[ \u3000]){_NUMERAL}[ \u3000]?月[ \u3000]?{_NUMERAL}[ \u3000]?日"
)
# 114年10月1日至11月30日: the year was just said.
_YEAR_JUST_SAID = re.compile(r"日(?:[（(][一二三四五六日][）)])?[ 至到迄起、及和與～~－-]{1,3}$")
_DUE = re.compile(
    "月底|年底|季底|學期|[日月季年]前|[週周月季年]終|[0-9０-９一二三四五六七八九十]日|工作[日天]|個月|即日起|期限|屆期|屆滿"
    "|每[半]?[日週周月季年]|按[日週周月季年]|逐[月季年]|持續|下次會議|次一?會議|會議前"
)
_SUBJECT_END = "。"
_REPLACED_AT_END = ".．｡,，;；:：、"


class SuggestionCode(StrEnum):
    HALF_WIDTH = "half_width_punctuation"
    BROKEN_NUMBERING = "broken_numbering"
    SHORT_LAW_NAME = "short_law_name"
    DATE_WITHOUT_YEAR = "date_without_year"
    SUBJECT_ENDING = "subject_ending"
    NO_DUE_DATE = "no_due_date"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`start` and `end` count code points of the paragraph's line; `replacement` None where only a person knows it."""

    code: SuggestionCode
    field: str
    paragraph_index: int
    start: int
    end: int
    found: str
    replacement: str | None


_Hit = tuple[SuggestionCode, int, int, str | None]


def suggest(
    texts: Mapping[str, Sequence[Paragraph]], laws: Mapping[str, str] = LAWS
) -> tuple[Suggestion, ...]:
    """What could be put better, field by field in the order given, paragraph by paragraph, from left to right.

    `texts` is the whole proposal by field name, for a short name defined in one field (以下簡稱採購法) holds in all.
    """
    lines = [paragraph.line for paragraphs in texts.values() for paragraph in paragraphs]
    undefined = {
        short: full for short, full in laws.items() if not any(_defines(line, short) for line in lines)
    }
    return tuple(
        chain.from_iterable(
            islice(_of_field(field, paragraphs, undefined), MOST) for field, paragraphs in texts.items()
        )
    )


def apply(source: str, suggestion: Suggestion) -> str:
    """The field with that one fix. Invalid where there is none to apply; NotNow where the text no longer stands there."""
    if suggestion.replacement is None:
        raise Invalid("suggestion_without_fix", suggestion.field)
    paragraphs = parse(source)
    at, start, end = suggestion.paragraph_index, suggestion.start, suggestion.end
    line = paragraphs[at].line if 0 <= at < len(paragraphs) else ""
    if not 0 <= start < end or line[start:end] != suggestion.found:
        raise NotNow("suggestion_outdated", found=suggestion.found)
    changed = parse_line(line[:start] + suggestion.replacement + line[end:])
    return to_source((*paragraphs[:at], changed, *paragraphs[at + 1 :]))


def _of_field(field: str, paragraphs: Sequence[Paragraph], laws: Mapping[str, str]) -> Iterator[Suggestion]:
    numbers = expected_numbers(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        line = paragraph.line
        hits = [
            *_numbering(paragraph, numbers[index]),
            *_half_width(paragraph),
            *_laws(line, laws),
            *_dates(line),
        ]
        if field == SUBJECT and index == len(paragraphs) - 1:
            hits += _ending(line)
        for code, start, end, replacement in sorted(hits, key=lambda hit: hit[1:3]):
            yield Suggestion(code, field, index, start, end, line[start:end], replacement)
    if field == MEASURES and paragraphs and not any(_DUE.search(paragraph.plain) for paragraph in paragraphs):
        yield Suggestion(SuggestionCode.NO_DUE_DATE, field, 0, 0, 0, "", None)


def _numbering(paragraph: Paragraph, number: int) -> Iterator[_Hit]:
    """The number it would have if the field were counted; its form, width and blanks stay as written."""
    expected = with_number(paragraph.marker, number) if number else ""
    if expected != paragraph.marker:
        yield SuggestionCode.BROKEN_NUMBERING, 0, len(paragraph.marker), expected


def _half_width(paragraph: Paragraph) -> Iterator[_Hit]:
    """Signs after or before Han. The marker is left alone: half-width enumerators are a committee's choice."""
    line, begin = paragraph.line, len(paragraph.marker)
    for found in _HALF_WIDTH.finditer(line, begin):
        group = "sign" if found["sign"] else "lone"
        yield SuggestionCode.HALF_WIDTH, found.start(group), found.end(), _PUNCTUATION[found[group]]
    for at in _brackets_beside_han(line, begin):
        yield SuggestionCode.HALF_WIDTH, at, at + 1, _BRACKETS[line[at]]


def _brackets_beside_han(line: str, begin: int) -> Iterator[int]:
    """Half-width brackets of a pair that touches or holds Han, or whose partner is full width; lone ones beside Han."""
    han_before = [0]
    for character in line:
        han_before.append(han_before[-1] + bool(_IS_HAN.match(character)))

    def holds_han(start: int, end: int) -> bool:
        return han_before[min(end, len(line))] > han_before[max(start, 0)]

    opened: list[int] = []
    for at in range(begin, len(line)):
        if line[at] in "(（":
            opened.append(at)
        elif line[at] in ")）":
            start = opened.pop() if opened else at
            mixed = start < at and (line[start], line[at]) in (("(", "）"), ("（", ")"))
            if mixed or holds_han(start - 1, at + 2):
                yield from (place for place in sorted({start, at}) if line[place] in _BRACKETS)
    yield from (at for at in opened if line[at] == "(" and holds_han(at - 1, at + 2))


def _laws(line: str, laws: Mapping[str, str]) -> Iterator[_Hit]:
    """Short names standing alone: not inside a longer name, and not the head of 採購法規 or 採購法令."""
    names = sorted({*laws, *laws.values()}, key=len, reverse=True)
    if not names:
        return
    for found in re.finditer("|".join(map(re.escape, names)), line):
        full = laws.get(found[0])
        if full and full != found[0] and line[found.end() : found.end() + 1] not in tuple(_NO_PART_OF_A_LAW):
            yield SuggestionCode.SHORT_LAW_NAME, found.start(), found.end(), full


def _defines(line: str, short: str) -> bool:
    return any(
        _ABBREVIATED.search(line[max(at.start() - 4, 0) : at.start()])
        for at in re.finditer(re.escape(short), line)
    )


def _dates(line: str) -> Iterator[_Hit]:
    for found in _MONTH_AND_DAY.finditer(line):
        if not _YEAR_JUST_SAID.search(line[max(found.start() - 8, 0) : found.start()]):
            yield SuggestionCode.DATE_WITHOUT_YEAR, found.start(), found.end(), None


def _ending(line: str) -> Iterator[_Hit]:
    last = line[-1]
    if last != _SUBJECT_END:
        kept = "" if last in _REPLACED_AT_END else last
        yield SuggestionCode.SUBJECT_ENDING, len(line) - 1, len(line), kept + _SUBJECT_END
