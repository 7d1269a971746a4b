"""陳核版: what an agency is about to report, to print, stamp and sign; one sheet per agency."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import EmptyField, Fields, Format, filled, missing, render

FIELDS = FieldSet(
    frozenset(),
    {
        "陳核": FieldSet(
            frozenset({"標題", "機關", "填報期限"}),
            {"事項": FieldSet(frozenset({"編號", "事項", "期限", "進度", "辦理情形", "補充"}))},
        )
    },
)


@dataclass(frozen=True)
class ApprovalRow:
    """One share. `more`: figures, the reason for no progress, the day expected; may be empty."""

    code: str
    item: str
    due: str
    progress: str
    report: str
    more: str = ""


@dataclass(frozen=True)
class AgencySheet:
    """What one agency is about to send."""

    title: str
    agency: str
    due: str
    rows: tuple[ApprovalRow, ...] = ()


@dataclass(frozen=True)
class ApprovalSheet:
    """The paper."""

    sheets: tuple[AgencySheet, ...]


def build(paper: ApprovalSheet, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("approval-sheet", fmt, values_of(paper), template)


def empty_fields(paper: ApprovalSheet) -> list[EmptyField]:
    """Return what prints （未填）."""
    found: list[EmptyField] = []
    for place, sheet in enumerate(paper.sheets, start=1):
        found += missing(_required(sheet), place)
        for row in sheet.rows:
            found += missing(_row(row), place)
    return found


def values_of(paper: ApprovalSheet) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return {
        "陳核": [
            filled(_required(sheet))
            | {"事項": [filled(_row(row)) | {"補充": row.more} for row in sheet.rows]}
            for sheet in paper.sheets
        ]
    }


def _required(sheet: AgencySheet) -> Fields:
    return {"標題": sheet.title, "機關": sheet.agency, "填報期限": sheet.due}


def _row(row: ApprovalRow) -> Fields:
    return {"編號": row.code, "事項": row.item, "期限": row.due, "進度": row.progress, "辦理情形": row.report}
