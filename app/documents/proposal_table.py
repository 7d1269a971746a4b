"""提案表: one case, or the cases of a meeting bound, before the meeting (決議 empty) or after."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from app.documents.grammar import FieldSet
from app.documents.program import compile_template
from app.domain.proposals.paragraphs import Paragraph

TEMPLATES = Path(__file__).parents[2] / "docx_templates"
NOT_FILLED = "（未填）"

Format = Literal["docx", "odt"]

_PARAGRAPH_FIELDS = FieldSet(frozenset({"編號標記", "引言", "內文", "層級"}))
FIELDS = FieldSet(
    frozenset({"標題"}),
    {
        "案件": FieldSet(
            frozenset({"編號", "提案單位", "案由", "密等", "AI註記"}),
            {"說明": _PARAGRAPH_FIELDS, "辦法": _PARAGRAPH_FIELDS, "決議": _PARAGRAPH_FIELDS},
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


@dataclass(frozen=True)
class EmptyField:
    """A field that prints （未填）; `case` is its place in the paper from 1, 0 for the title."""

    case: int
    field: str


def build(paper: ProposalTable, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file. `template` replaces the one of `docx_templates/` and is of the same format.

    Raises TemplateRefused, and ValueError for a character XML cannot carry.
    """
    program = compile_template(template or (TEMPLATES / f"proposal-table.{fmt}").read_bytes())
    return program.render(values_of(paper))


def empty_fields(paper: ProposalTable) -> list[EmptyField]:
    """Return what prints （未填）, for the warning beside the download. An empty 決議 is none."""
    found = [] if paper.title else [EmptyField(0, "標題")]
    for place, case in enumerate(paper.cases, start=1):
        required = {
            "編號": case.number,
            "提案單位": case.unit,
            "案由": case.subject,
            "說明": case.explanation,
            "辦法": case.measures,
        }
        found += [EmptyField(place, name) for name, value in required.items() if not value]
    return found


def values_of(paper: ProposalTable) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return {"標題": paper.title or NOT_FILLED, "案件": [_case(case) for case in paper.cases]}


def _case(case: ProposalCase) -> dict[str, Any]:
    return {
        "編號": case.number or NOT_FILLED,
        "提案單位": case.unit or NOT_FILLED,
        "案由": case.subject or NOT_FILLED,
        "密等": case.confidentiality,
        "AI註記": case.ai_note,
        "說明": _paragraphs(case.explanation, NOT_FILLED),
        "辦法": _paragraphs(case.measures, NOT_FILLED),
        "決議": _paragraphs(case.resolution, ""),
    }


def _paragraphs(paragraphs: Sequence[Paragraph], if_none: str) -> list[dict[str, Any]]:
    """A cell never stays without a paragraph: Word would call the file damaged."""
    if not paragraphs:
        return [{"編號標記": "", "引言": "", "內文": if_none, "層級": 0}]
    return [
        {"編號標記": part.marker, "引言": part.lead_in, "內文": part.text, "層級": part.level}
        for part in paragraphs
    ]
