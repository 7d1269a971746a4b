"""提案表: one case, or the cases of a meeting bound, before the meeting (決議 empty) or after."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import PARAGRAPHS, EmptyField, Fields, Format, filled, missing, paragraphs, render
from app.domain.proposals.paragraphs import Paragraph

FIELDS = FieldSet(
    frozenset({"標題"}),
    {
        "案件": FieldSet(
            frozenset({"編號", "提案單位", "案由", "密等", "AI註記"}),
            {"說明": PARAGRAPHS, "辦法": PARAGRAPHS, "決議": PARAGRAPHS},
        )
    },
)


@dataclass(frozen=True)
class ProposalCase:
    """One case. `resolution` is empty before the meeting; `confidentiality` (密等) and `ai_note` print
    only when set."""

    number: str
    unit: str
    subject: str
    explanation: tuple[Paragraph, ...]
    measures: tuple[Paragraph, ...]
    resolution: tuple[Paragraph, ...] = ()
    confidentiality: str = ""
    ai_note: str = ""


@dataclass(frozen=True)
class ProposalTable:
    """The paper: its title line, repeated above each case, and the cases, each on a page of its own."""

    title: str
    cases: tuple[ProposalCase, ...]


def build(paper: ProposalTable, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file. `template` replaces the one of `docx_templates/` and is of the same format.

    Raises TemplateRefused, and ValueError for a character XML cannot carry.
    """
    return render("proposal-table", fmt, values_of(paper), template)


def empty_fields(paper: ProposalTable) -> list[EmptyField]:
    """Return what prints （未填）, for the warning beside the download. An empty 決議 is none."""
    found = missing({"標題": paper.title})
    for place, case in enumerate(paper.cases, start=1):
        found += missing(_required(case), place)
    return found


def values_of(paper: ProposalTable) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return filled({"標題": paper.title}) | {"案件": [_case(case) for case in paper.cases]}


def _required(case: ProposalCase) -> Fields:
    return {
        "編號": case.number,
        "提案單位": case.unit,
        "案由": case.subject,
        "說明": case.explanation,
        "辦法": case.measures,
    }


def _case(case: ProposalCase) -> dict[str, Any]:
    return filled(_required(case)) | {
        "密等": case.confidentiality,
        "AI註記": case.ai_note,
        "決議": paragraphs(case.resolution, ""),
    }
