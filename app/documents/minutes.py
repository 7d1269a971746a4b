"""會議紀錄: header, the parts 壹、貳、… with their cases, 發言摘要 and 決議, down to 散會."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import (
    NONE,
    PARAGRAPHS,
    EmptyField,
    Fields,
    Format,
    filled,
    missing,
    paragraphs,
    render,
)
from app.domain.proposals.paragraphs import Paragraph

CASE_FIELDS = FieldSet(
    frozenset({"編號", "單位標籤", "提案單位", "案由", "結果標籤"}),
    {
        "說明": PARAGRAPHS,
        "辦法": PARAGRAPHS,
        "發言摘要": FieldSet(frozenset({"發言人", "內容"})),
        "決議": PARAGRAPHS,
    },
)
FIELDS = FieldSet(
    frozenset({"標題", "時間", "地點", "主席", "紀錄", "出席人員", "列席人員", "請假人員"}),
    {"部分": FieldSet(frozenset({"編號標記", "名稱", "附註"}), {"內文": PARAGRAPHS, "案件": CASE_FIELDS})},
)


@dataclass(frozen=True)
class Remark:
    """One 發言摘要: who (with title) and what."""

    speaker: str
    text: str


@dataclass(frozen=True)
class MinutesCase:
    """One case or report. Without `unit_label` no unit is printed, without `result_label` (決議, 決定) no
    outcome; 說明, 辦法 and 發言摘要 print only when there are any."""

    number: str | None
    subject: str
    unit: str = ""
    explanation: tuple[Paragraph, ...] = ()
    measures: tuple[Paragraph, ...] = ()
    remarks: tuple[Remark, ...] = ()
    resolution: tuple[Paragraph, ...] = ()
    unit_label: str = "提案單位"
    result_label: str = "決議"


@dataclass(frozen=True)
class MinutesPart:
    """`note` stands on the heading's line: 主席致詞：（略）, 臨時動議：（無）, 散會：下午3時40分."""

    marker: str
    name: str
    note: str = ""
    text: tuple[Paragraph, ...] = ()
    cases: tuple[MinutesCase, ...] = ()


@dataclass(frozen=True)
class Minutes:
    """The paper. People as they are to be read (「如簽到表」); nobody in 列席 or 請假 prints 「無」."""

    title: str
    time: str
    place: str
    chair: str
    recorder: str
    present: str
    observers: str
    absent: str
    parts: tuple[MinutesPart, ...]


def build(paper: Minutes, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("minutes", fmt, values_of(paper), template)


def empty_fields(paper: Minutes) -> list[EmptyField]:
    """Return what prints （未填）; cases are counted through all parts."""
    found = missing(_required(paper))
    cases = [case for part in paper.parts for case in part.cases]
    for place, case in enumerate(cases, start=1):
        found += missing(required_of_case(case), place)
    return found


def values_of(paper: Minutes) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return filled(_required(paper)) | {
        "列席人員": paper.observers or NONE,
        "請假人員": paper.absent or NONE,
        "部分": [_part(part) for part in paper.parts],
    }


def _required(paper: Minutes) -> Fields:
    return {
        "標題": paper.title,
        "時間": paper.time,
        "地點": paper.place,
        "主席": paper.chair,
        "紀錄": paper.recorder,
        "出席人員": paper.present,
    }


def required_of_case(case: MinutesCase) -> Fields:
    """Return what a case cannot do without; its labels decide whether unit and outcome are asked for."""
    unit: Fields = {"提案單位": case.unit} if case.unit_label else {}
    outcome: Fields = {"決議": case.resolution} if case.result_label else {}
    number: Fields = {"編號": case.number} if case.number is not None else {}
    return {**number, "案由": case.subject, **unit, **outcome}


def case_values(case: MinutesCase) -> dict[str, Any]:
    """Return a case as the names of `CASE_FIELDS`."""
    return {
        "編號": "",
        "單位標籤": case.unit_label,
        "提案單位": "",
        "結果標籤": case.result_label,
        "說明": paragraphs(case.explanation),
        "辦法": paragraphs(case.measures),
        "發言摘要": [{"發言人": remark.speaker, "內容": remark.text} for remark in case.remarks],
        "決議": [],
    } | filled(required_of_case(case))


def _part(part: MinutesPart) -> dict[str, Any]:
    return {
        "編號標記": part.marker,
        "名稱": part.name,
        "附註": part.note,
        "內文": paragraphs(part.text),
        "案件": [case_values(case) for case in part.cases],
    }
