"""節錄: from the minutes, for one agency, the cases it has to act on; several agencies' bound in one file."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.minutes import CASE_FIELDS, MinutesCase, case_values, required_of_case
from app.documents.paper import PARAGRAPHS, EmptyField, Fields, Format, filled, missing, paragraphs, render
from app.domain.proposals.paragraphs import Paragraph

FIELDS = FieldSet(
    frozenset(),
    {
        "節錄": FieldSet(
            frozenset({"標題", "機關", "時間", "地點", "主席", "紀錄"}),
            {"案件": CASE_FIELDS, "裁示": PARAGRAPHS},
        )
    },
)


@dataclass(frozen=True)
class AgencyExtract:
    """One agency's sheet; `rulings` are the 主席裁示事項 that concern it."""

    title: str
    agency: str
    time: str
    place: str
    chair: str
    recorder: str
    cases: tuple[MinutesCase, ...]
    rulings: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Extract:
    """The paper: the sheets, each beginning on a new page."""

    sheets: tuple[AgencyExtract, ...]


def build(paper: Extract, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("extract", fmt, values_of(paper), template)


def empty_fields(paper: Extract) -> list[EmptyField]:
    """Return what prints （未填）; cases are counted through all sheets."""
    found = [empty for sheet in paper.sheets for empty in missing(_required(sheet))]
    cases = [case for sheet in paper.sheets for case in sheet.cases]
    for place, case in enumerate(cases, start=1):
        found += missing(required_of_case(case), place)
    return found


def values_of(paper: Extract) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return {"節錄": [_sheet(sheet) for sheet in paper.sheets]}


def _required(sheet: AgencyExtract) -> Fields:
    return {
        "標題": sheet.title,
        "機關": sheet.agency,
        "時間": sheet.time,
        "地點": sheet.place,
        "主席": sheet.chair,
        "紀錄": sheet.recorder,
    }


def _sheet(sheet: AgencyExtract) -> dict[str, Any]:
    return filled(_required(sheet)) | {
        "案件": [case_values(case) for case in sheet.cases],
        "裁示": paragraphs(sheet.rulings),
    }
