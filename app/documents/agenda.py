"""議程: the parts of a meeting in their order with their times, the cases with room to write the 決議."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import EmptyField, Fields, Format, filled, missing, render

FIELDS = FieldSet(
    frozenset({"標題", "時間", "地點", "主席"}),
    {
        "部分": FieldSet(
            frozenset({"編號標記", "名稱", "時間分配"}),
            {"案件": FieldSet(frozenset({"編號", "單位標籤", "提案單位", "案由", "結果標籤"}))},
        )
    },
)


@dataclass(frozen=True)
class AgendaCase:
    """One case (第一案) or report (報告案一); 確認上次紀錄 has `number` None. Without `unit_label` no unit is printed, without `result_label`
    (決議, 決定) no room to write."""

    number: str | None
    subject: str
    unit: str = ""
    unit_label: str = "提案單位"
    result_label: str = "決議"


@dataclass(frozen=True)
class AgendaPart:
    """`marker` 壹、, `name` 主席致詞; `timing` as it is to be read (「09:30–09:35」) or empty."""

    marker: str
    name: str
    timing: str = ""
    cases: tuple[AgendaCase, ...] = ()


@dataclass(frozen=True)
class Agenda:
    """The paper; `time` 中華民國115年11月30日（星期一）上午9時30分."""

    title: str
    time: str
    place: str
    chair: str
    parts: tuple[AgendaPart, ...]


def build(paper: Agenda, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("agenda", fmt, values_of(paper), template)


def empty_fields(paper: Agenda) -> list[EmptyField]:
    """Return what prints （未填）; cases are counted through all parts. An empty 決議 is none."""
    found = missing(_required(paper))
    cases = [case for part in paper.parts for case in part.cases]
    for place, case in enumerate(cases, start=1):
        found += missing(_required_of_case(case), place)
    return found


def values_of(paper: Agenda) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return filled(_required(paper)) | {"部分": [_part(part) for part in paper.parts]}


def _required(paper: Agenda) -> Fields:
    return {"標題": paper.title, "時間": paper.time, "地點": paper.place, "主席": paper.chair}


def _required_of_case(case: AgendaCase) -> Fields:
    unit = {"提案單位": case.unit} if case.unit_label else {}
    number: Fields = {"編號": case.number} if case.number is not None else {}
    return {**number, "案由": case.subject, **unit}


def _part(part: AgendaPart) -> dict[str, Any]:
    return {
        "編號標記": part.marker,
        "名稱": part.name,
        "時間分配": part.timing,
        "案件": [_case(case) for case in part.cases],
    }


def _case(case: AgendaCase) -> dict[str, Any]:
    labels = {"編號": "", "單位標籤": case.unit_label, "提案單位": "", "結果標籤": case.result_label}
    return labels | filled(_required_of_case(case))
