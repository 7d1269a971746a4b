"""填報收據: what an agency sent in one act, when, and who sent it."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import EmptyField, Fields, Format, filled, missing, render

FIELDS = FieldSet(
    frozenset({"標題", "收據編號", "機關", "送出時間", "送出者", "機關核可"}),
    {
        "事項": FieldSet(
            frozenset(
                {"序號", "編號", "次別", "事項", "填報期", "進度", "辦理情形", "補充", "佐證資料"}
            )
        )
    },
)  # fmt: skip


@dataclass(frozen=True)
class ReceiptRow:
    """One report. `more`: figures, the reason for no progress, the day expected; `files`: what was enclosed."""

    number: str
    code: str
    ordinal: str
    item: str
    round: str
    progress: str
    report: str
    more: str = ""
    files: str = ""


@dataclass(frozen=True)
class ReportReceipt:
    """The paper; `approval`: how the agency itself approved it."""

    title: str
    reference: str
    agency: str
    sent_at: str
    sent_by: str
    approval: str
    rows: tuple[ReceiptRow, ...] = ()


def build(paper: ReportReceipt, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("report-receipt", fmt, values_of(paper), template)


def empty_fields(paper: ReportReceipt) -> list[EmptyField]:
    """Return what prints （未填）."""
    found = missing(_required(paper))
    for place, row in enumerate(paper.rows, start=1):
        found += missing(_row(row), place)
    return found


def values_of(paper: ReportReceipt) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    rows = [filled(_row(row)) | {"補充": row.more, "佐證資料": row.files} for row in paper.rows]
    return filled(_required(paper)) | {"事項": rows}


def _required(paper: ReportReceipt) -> Fields:
    return {
        "標題": paper.title,
        "收據編號": paper.reference,
        "機關": paper.agency,
        "送出時間": paper.sent_at,
        "送出者": paper.sent_by,
        "機關核可": paper.approval,
    }


def _row(row: ReceiptRow) -> Fields:
    return {
        "序號": row.number,
        "編號": row.code,
        "次別": row.ordinal,
        "事項": row.item,
        "填報期": row.round,
        "進度": row.progress,
        "辦理情形": row.report,
    }
