"""Meeting titles, short labels and case numbers in the forms seen in the wild, read into ASCII numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.meetings.numbering import normalise_code
from app.domain.numerals import NUMBER, read_number, to_half_digits
from app.domain.roc_date import FIRST_ROC_YEAR, LAST_ROC_YEAR, roc_year_of

LONGEST_TITLE = 80
PAPER_NAMES = (
    "提案表", "提案單", "提案彙整表", "提案資料", "提案", "會議提案表", "會議提案單", "會議紀錄", "會議記錄", "紀錄", "記錄",
    "會議議程", "議程", "議程表", "會議資料", "資料", "會議手冊", "開會通知單", "簽到表", "簽到簿", "決議事項", "決議事項分辦表",
    "歷次決議辦理情形表", "歷次決議事項辦理情形表",
)  # fmt: skip
"""What a paper is called after the name of its meeting; never part of the title."""
_LONGEST_NAME_FIRST = sorted(PAPER_NAMES, key=len, reverse=True)
MEETING_NOUNS = ("會報", "會議", "委員會", "小組", "大會")
_COMMITTEE_NAMES = ("廉政會報", "廉政工作會報", "反貪工作會報", "廉政委員會", "政風督導小組", "政風會報")

_B = "[ \\t\u3000]*"
_GAP = "[^第0-9０-９]{0,20}?"
"""The committee's name may stand inside the numbering: 114年度廉政會報第1次會議."""
_ERA = f"(?:中華民國|民國|西元|公元){_B}"
_NUMBERING = re.compile(
    rf"(?:{_ERA})?(?:(?P<year_part>(?P<year>{NUMBER}){_B}(?P<year_word>學年度?|年度?)))?"
    rf"(?:{_B}(?P<month_part>(?P<month>{NUMBER}){_B}月份?))?"
    rf"(?:{_GAP}(?P<term_part>第{_B}(?P<term>{NUMBER}){_B}屆))?"
    rf"(?:{_GAP}(?P<session_part>第{_B}(?P<session>{NUMBER}){_B}(?:會期|學期)))?"
    rf"(?:{_GAP}(?P<number_part>第{_B}(?P<number>{NUMBER}){_B}次))?"
)
_START = re.compile(rf"(?:{_ERA})?{NUMBER}{_B}(?:學年|年)|第{_B}{NUMBER}{_B}[屆次]")
_REMARK = re.compile(r"[（(](?:草案|草稿|稿|節錄|節本|修正版?|更正版?)[）)]$")
_UNREAD_DATE = ("年", "年度", "月", "日")
_SENTENCE = re.compile("[，。；！？,;!?]")
_SPECIAL_SIGNS = {"臨時": "E", "追蹤會議": "F"}

_CASE_WORDS = "臨時動議|動議|提案|案由|討論案|討論事項|議案|編號|案號|案次|序號|項次|案"
_CASE_NUMBER = re.compile(rf"(?:{_CASE_WORDS})?[:：]?第?[（(]?(?P<number>{NUMBER})[）)]?[案號]?[:：、.．]?")
_CASE_FRAME = re.compile("[ \t\u3000【】〔〕\\[\\]]")
_SLUG = re.compile("[A-Z0-9]+(?:-[A-Z0-9]+)*")


@dataclass(frozen=True, slots=True)
class MeetingName:
    """`host` '' if none; `title` as printed without the paper's name; `label` 114年第1次; `year` 民國; `slug` ASCII.

    Slugs: 114年第1次 114-1 · 第14次 14 · 114年度 114 · 115年7月份第1次 115M7-1 · 106學年度第1學期第1次 106AS1-1 ·
    第三屆第十一次 T3-11 · 第10屆第6會期第2次 T10S6-2 · 114年第1次臨時 114E-1 · 114年第1次追蹤會議 114F-1.
    """

    host: str
    title: str
    label: str
    year: int | None
    number: int | None
    slug: str


@dataclass(frozen=True, slots=True)
class LabelQuery:
    """What a person asked for: `label` tidied, `slugs` to look for in this order; none when nothing could be read."""

    label: str
    slugs: tuple[str, ...]


def recognise_meeting(line: str) -> MeetingName | None:
    """The meeting a title line names; None for sentences, and for lines without numbering or a word for a meeting."""
    printed = line.strip(" \t\u3000\r\n")
    if len(printed) > LONGEST_TITLE or _SENTENCE.search(printed):
        return None
    title, had_paper_name = _without_paper_name(printed)
    found = _find_numbering(title)
    if found is None or not (had_paper_name or title.endswith(MEETING_NOUNS)):
        return None
    return _named(title, found)


def parse_label(text: str) -> LabelQuery:
    """For commands and look-ups: 114年第1次, 114-1, 第14次, 14, 114, 2026-1, or a whole title."""
    typed = text.strip(" \t\u3000\r\n")[:LONGEST_TITLE]
    found = _find_numbering(typed)
    if found is not None:
        named = _named(typed, found)
        return LabelQuery(named.label, (named.slug,))
    code = normalise_code(typed)
    if not _SLUG.fullmatch(code):
        return LabelQuery(typed, ())
    year, dash, rest = code.partition("-")
    if year.isdigit() and FIRST_ROC_YEAR <= int(year) <= FIRST_ROC_YEAR + LAST_ROC_YEAR:
        return LabelQuery(code, (code, f"{roc_year_of(int(year))}{dash}{rest}"))
    return LabelQuery(code, (code,))


def recognise_case_number(text: str) -> str | None:
    """第一案, 案由一, 【案由一】, 動議一, 編號 3, １ → Arabic digits as text; None when it is no case number."""
    found = _CASE_NUMBER.fullmatch(_CASE_FRAME.sub("", text))
    number = read_number(found["number"]) if found else None
    return str(number) if number else None


def _without_paper_name(printed: str) -> tuple[str, bool]:
    """Without the longest paper's name that leaves a word for a meeting, or at least its number, at the end."""
    bare = _REMARK.sub("", printed).rstrip(" \t\u3000")
    rests = [
        bare.removesuffix(name).rstrip(" \t\u3000") for name in _LONGEST_NAME_FIRST if bare.endswith(name)
    ]
    for ending in (MEETING_NOUNS, ("次", "年度")):
        for rest in rests:
            if rest.endswith(ending):
                return rest, True
    return bare, False


def _find_numbering(title: str) -> re.Match[str] | None:
    """The first stretch that says which meeting it is; a date (114年11月25日) is none."""
    for start in _START.finditer(title):
        if title[: start.start()].rstrip().endswith(_UNREAD_DATE):
            continue
        found = _NUMBERING.match(title, start.start())
        if found and _says_which(found, title[found.end() :]):
            return found
    return None


def _says_which(found: re.Match[str], rest: str) -> bool:
    numbers = [read_number(found[name]) for name in ("month", "term", "session", "number") if found[name]]
    if not all(numbers) or (found["year"] and _year(found) is None):
        return False
    if found["number"]:
        return True
    names_no_other = (
        found["year_word"] in ("年度", "學年度") or not rest or rest.lstrip().startswith(_COMMITTEE_NAMES)
    )
    return bool(found["year"]) and not numbers and names_no_other


def _named(title: str, found: re.Match[str]) -> MeetingName:
    parts = (found[f"{name}_part"] for name in ("year", "month", "term", "session", "number"))
    label = to_half_digits("".join("".join(part or "" for part in parts).split()))
    label += "".join(word for word in _SPECIAL_SIGNS if word in title)
    host = title[: found.start()].rstrip(" \t\u3000")
    for name in _COMMITTEE_NAMES:
        host = host.removesuffix(name).rstrip(" \t\u3000")
    number = read_number(found["number"]) if found["number"] else None
    return MeetingName(host, title, label, _year(found), number, _slug(title, found))


def _year(found: re.Match[str]) -> int | None:
    return roc_year_of(read_number(found["year"]) or 0) if found["year"] else None


def _slug(title: str, found: re.Match[str]) -> str:
    series = str(_year(found) or "") + ("A" if (found["year_word"] or "").startswith("學") else "")
    for sign, name in (("M", "month"), ("T", "term"), ("S", "session")):
        series += f"{sign}{read_number(found[name])}" if found[name] else ""
    series += "".join(sign for word, sign in _SPECIAL_SIGNS.items() if word in title)
    number = str(read_number(found["number"])) if found["number"] else ""
    return "-".join(part for part in (series, number) if part)
