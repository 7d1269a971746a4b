"""主席參考資料: what the chair may say at each point of the agenda, and per case 案由, 重點, 擬議決議."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import PARAGRAPHS, EmptyField, Fields, Format, filled, missing, render
from app.domain.proposals.paragraphs import Paragraph

FIELDS = FieldSet(
    frozenset({"標題", "時間", "地點"}),
    {
        "程序": FieldSet(
            frozenset({"名稱"}),
            {
                "案件": FieldSet(
                    frozenset({"案由", "提案單位"}), {"重點": PARAGRAPHS, "擬議決議": PARAGRAPHS}
                ),
                "說法": FieldSet(frozenset({"內容"})),
            },
        )
    },
)


@dataclass(frozen=True)
class CaseNotes:
    """What the chair should know of a case, and the resolution that is proposed."""

    unit: str
    subject: str
    points: tuple[Paragraph, ...]
    proposed: tuple[Paragraph, ...]


@dataclass(frozen=True)
class ChairStep:
    """One point of the agenda (「壹、主席致詞」, 「參、討論事項　第一案」) with phrases to say; `case` if it is one."""

    name: str
    phrases: tuple[str, ...] = ()
    case: CaseNotes | None = None


@dataclass(frozen=True)
class ChairNotes:
    """The paper: the agenda as the chair goes through it."""

    title: str
    time: str
    place: str
    steps: tuple[ChairStep, ...]


def build(paper: ChairNotes, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("chair-notes", fmt, values_of(paper), template)


def empty_fields(paper: ChairNotes) -> list[EmptyField]:
    """Return what prints （未填）; only steps that are cases are counted."""
    found = missing(_required(paper))
    for place, case in enumerate((step.case for step in paper.steps if step.case), start=1):
        found += missing(_required_of_case(case), place)
    return found


def values_of(paper: ChairNotes) -> dict[str, Any]:
    """Return the paper as the plain values a template reads; 案件 of a step has one entry or none."""
    return filled(_required(paper)) | {"程序": [_step(step) for step in paper.steps]}


def _required(paper: ChairNotes) -> Fields:
    return {"標題": paper.title, "時間": paper.time, "地點": paper.place}


def _required_of_case(case: CaseNotes) -> Fields:
    return {
        "提案單位": case.unit,
        "案由": case.subject,
        "重點": case.points,
        "擬議決議": case.proposed,
    }


def _step(step: ChairStep) -> dict[str, Any]:
    return {
        "名稱": step.name,
        "案件": [filled(_required_of_case(step.case))] if step.case else [],
        "說法": [{"內容": phrase} for phrase in step.phrases],
    }
