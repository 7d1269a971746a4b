"""擬解除列管清冊: the shares a memo asks to release, landscape, as its enclosure."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import EmptyField, Fields, Format, filled, missing, render

FIELDS = FieldSet(
    frozenset({"標題", "合計"}),
    {
        "清冊": FieldSet(
            frozenset({"序號", "編號", "會議", "事項", "機關", "主協辦", "期限", "辦理情形"})
        )
    },
)  # fmt: skip


@dataclass(frozen=True)
class ReleaseRow:
    """One share with its agency's last report."""

    number: str
    code: str
    meeting: str
    item: str
    agency: str
    role: str
    due: str
    report: str


@dataclass(frozen=True)
class ReleaseList:
    """The paper; `total` counts 項 and 件."""

    title: str
    total: str
    rows: tuple[ReleaseRow, ...] = ()


def build(paper: ReleaseList, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("release-list", fmt, values_of(paper), template)


def empty_fields(paper: ReleaseList) -> list[EmptyField]:
    """Return what prints （未填）."""
    found = missing({"標題": paper.title, "合計": paper.total})
    for place, row in enumerate(paper.rows, start=1):
        found += missing(_row(row), place)
    return found


def values_of(paper: ReleaseList) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return filled({"標題": paper.title, "合計": paper.total}) | {
        "清冊": [filled(_row(row)) for row in paper.rows]
    }


def _row(row: ReleaseRow) -> Fields:
    return {
        "序號": row.number,
        "編號": row.code,
        "會議": row.meeting,
        "事項": row.item,
        "機關": row.agency,
        "主協辦": row.role,
        "期限": row.due,
        "辦理情形": row.report,
    }
