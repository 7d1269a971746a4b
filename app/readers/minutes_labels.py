"""The words of minutes: labels of the head (時間, 主席, 出席人員 …) and headings of the parts (壹、報告事項 …)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.meetings.resolution import Section
from app.domain.numerals import read_number
from app.readers.proposal_labels import BLANKS, COLONS, bare

TIME, PLACE, CHAIR, RECORDER = "time", "place", "chair", "recorder"
PRESENT, OBSERVERS, ABSENT = "present", "observers", "absent"
OPENING, ADJOURNED = "opening", "adjourned"
PEOPLE = frozenset({PRESENT, OBSERVERS, ABSENT})
"""Facts that may go on over several lines."""

FACTS: dict[str, tuple[str, ...]] = {
    TIME: ("時間", "日期", "會議時間", "會議日期", "會議日期時間", "會議時日", "開會時間", "開會日期", "日期時間"),
    PLACE: ("地點", "會議地點", "開會地點", "會議地址"),
    CHAIR: ("主席", "主持人", "會議主席", "會議主持人", "主席人"),
    RECORDER: ("紀錄", "記錄", "紀錄人", "記錄人", "紀錄人員", "記錄人員", "會議紀錄", "會議記錄"),
    PRESENT: ("出席", "出席者", "出席人員", "出席委員", "出席單位", "出席單位及人員", "出席單位人員", "與會人員", "出列席人員", "出席及列席人員"),
    OBSERVERS: ("列席", "列席者", "列席人員", "列席單位", "列席單位及人員", "列席單位人員"),
    ABSENT: ("請假", "請假者", "請假人員", "請假委員", "請假單位", "缺席", "缺席人員", "未出席人員", "缺席委員"),
}  # fmt: skip
FACT_OF = {word: name for name, words in FACTS.items() for word in words}

PARTS: tuple[tuple[str, str], ...] = (
    (r"(?:主席|主持人|召集人)(?:致詞|致辭|報告|開場)(?:[（(][^）)]*[）)])?", Section.OPENING),
    (r"頒獎.{0,8}|表揚.{0,8}|頒獎及其他", Section.AWARDS),
    (r"(?:宣讀|確認|報告)?(?:上|前)(?:次|一次)(?:會議|會報)?紀[錄録](?:確認|宣讀|報告)?|(?:宣讀|確認)(?:上次|前次).{0,12}紀錄|確認上次紀錄|確認.{0,16}會議紀錄", Section.PREVIOUS_MINUTES),
    (r"(?:專題|專案)報告(?:事項)?", Section.SPECIAL_REPORTS),
    (r"(?:工作|業務|秘書單位|幕僚單位)?報告(?:事項)?|(?:歷次|上次|前次).{0,16}(?:辦理|執行)情形(?:報告)?|(?:工作|業務)報告", Section.REPORTS),
    (r"(?:提案)?討論(?:事項|提案)?(?:[與及]決議)?|提案討論(?:事項)?(?:[與及]決議)?|(?:提案|議案)(?:審議|討論)?(?:事項)?|審議事項|提案及討論", Section.DISCUSSION),
    (r"臨時(?:動議|提案)(?:事項|討論)?", Section.EXTEMPORE),
    (r"(?:主席|主持人|召集人)(?:綜合)?(?:裁示|指示|結論|裁指示|裁\(指\)示|裁（指）示|指\(裁\)示)(?:事項)?(?:及結論)?|會議結論|綜合結論", Section.CLOSING),
    (r"散\s*會(?:時間)?", ADJOURNED),
)  # fmt: skip
"""Names of parts, the more particular before the more general."""
_PARTS = [(re.compile(form), str(part)) for form, part in PARTS]
_MAJOR = "[壹貳貮參叁肆伍陸柒捌玖拾]{1,3}"
_HAN = "(?:十?[一二三四五六七八九]|十)"
_HEADING = re.compile(
    rf"(?P<marker>(?:(?P<major>{_MAJOR})|(?P<han>{_HAN}))[{BLANKS}]*[、.．{BLANKS}][{BLANKS}]*|(?P<tight>{_MAJOR})(?=[^{BLANKS}]))?"
    rf"(?P<name>[^：:︰。；，、]{{2,24}}?)(?P<rest>(?:[{BLANKS}]*[{COLONS}].*)|[{BLANKS}]*[（(].*|)$"
)
_LEFT_OUT = re.compile(r"[（(]?(?:略|無|從略|無。|略。)[）)]?[。.]?")
_FACT = re.compile(
    rf"(?:(?:{_MAJOR}|{_HAN})[{BLANKS}]*[、.．]?[{BLANKS}]*|[（(]{_HAN}[）)][{BLANKS}]*)?"
    rf"(?:【(?P<framed>[^】]{{2,20}})】[{BLANKS}]*[{COLONS}]?[{BLANKS}]*|(?P<word>[^：:︰【】。；]{{2,20}}?)[{BLANKS}]*(?:[{COLONS}][{BLANKS}]*|$))"
)
_WORDS_INSIDE = sorted((word for word in FACT_OF if len(word) > 1), key=len, reverse=True)
_FACT_INSIDE = re.compile(
    rf"(?:^|[{BLANKS}]+)(?P<word>{'|'.join(f'[{BLANKS}]*'.join(word) for word in _WORDS_INSIDE)})[{BLANKS}]*[{COLONS}][{BLANKS}]*"
)
_REPORT = re.compile(
    rf"(?P<word>(?:專題|專案)?報告案?[{BLANKS}]*(?P<number>[一二三四五六七八九十\d０-９]{{1,3}}))"
    rf"(?:[{BLANKS}]*[{COLONS}、][{BLANKS}]*|[{BLANKS}]+|$)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part. `part`: a value of `Section`, `adjourned`, or '' for one of another name.

    `taken`: what of the line is the heading, as written; `name` without it; `rest`: what follows. `major`: counted 壹、貳、.
    """

    part: str
    name: str
    taken: str
    rest: str
    marked: bool
    major: bool


@dataclass(frozen=True, slots=True)
class FactLabel:
    """A label of the head: which fact, the characters it took, what follows."""

    fact: str
    taken: str
    rest: str


@dataclass(frozen=True, slots=True)
class ReportLabel:
    """「報告案一」: what it took, its number, what follows."""

    word: str
    number: str
    taken: str
    rest: str


def heading(line: str) -> Heading | None:
    """The heading a line is, or begins with; None for other text."""
    found = _HEADING.match(_unbold(line))
    if found is None:
        return None
    marker, name, rest = found["marker"] or "", found["name"], found["rest"]
    major = bool(found["major"] or found["tight"])
    plain = bare(name)
    part = next((part for form, part in _PARTS if form.fullmatch(plain)), "")
    if not part and not (major and found["major"]):
        return None
    blanks = len(rest) - len(rest.lstrip(BLANKS + COLONS))
    return Heading(part, name, marker + name + rest[:blanks], rest[blanks:], bool(marker), major)


def fact_label(line: str) -> FactLabel | None:
    """The label of the head a line begins with."""
    plain = _unbold(line)
    found = _FACT.match(plain)
    if found is None:
        return None
    fact = fact_named(found["framed"] or found["word"])
    return FactLabel(fact, plain[: found.end()], plain[found.end() :]) if fact else None


def fact_named(text: str) -> str:
    """The fact a label names (「主　　席：」), '' for another."""
    return FACT_OF.get(re.sub(r"[（(].*?[）)]", "", bare(text)), "") if len(text) <= 30 else ""


def fact_inside(text: str) -> tuple[str, FactLabel] | None:
    """A further label on the line, after blanks (主席：○○　　紀錄：○○): (what stands before it, the label)."""
    found = _FACT_INSIDE.search(text)
    if found is None:
        return None
    return text[: found.start()], FactLabel(FACT_OF[bare(found["word"])], found.group(), text[found.end() :])


def report_label(line: str) -> ReportLabel | None:
    """報告案一, 專題報告二 at the beginning of a line."""
    plain = _unbold(line)
    found = _REPORT.match(plain)
    if found is None:
        return None
    return ReportLabel(
        bare(found["word"]),
        str(read_number(found["number"]) or ""),
        plain[: found.end()],
        plain[found.end() :],
    )


def is_left_out(text: str) -> bool:
    """（略）, 無 and the like: the form says that nothing stands here."""
    return _LEFT_OUT.fullmatch(bare(text)) is not None


def _unbold(line: str) -> str:
    """The line without the signs of a bold beginning: labels and headings are bold as a matter of form."""
    if not line.startswith("**"):
        return line
    bold, ending, rest = line[2:].partition("**")
    return bold + rest if ending else line
