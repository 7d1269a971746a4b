"""移交清冊: who hands what to whom, with room for the three signatures."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import EmptyField, Fields, Format, filled, missing, render

_ROW_FIELDS = FieldSet(frozenset({"序號", "類別", "編號", "事項", "期限"}))
FIELDS = FieldSet(frozenset({"標題", "移交人", "接手人", "生效日", "角色"}), {"移交": _ROW_FIELDS})


@dataclass(frozen=True)
class HandoverRow:
    """One line; `due` is empty for what has no day."""

    number: str
    kind: str
    code: str
    title: str
    due: str = ""


@dataclass(frozen=True)
class HandoverList:
    """The paper; `roles` in one line."""

    title: str
    predecessor: str
    successor: str
    effective_on: str
    roles: str
    rows: tuple[HandoverRow, ...] = ()


def build(paper: HandoverList, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("handover-list", fmt, values_of(paper), template)


def empty_fields(paper: HandoverList) -> list[EmptyField]:
    """Return what prints （未填）."""
    found = missing(_required(paper))
    for place, row in enumerate(paper.rows, start=1):
        found += missing(_row_required(row), place)
    return found


def values_of(paper: HandoverList) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return filled(_required(paper)) | {
        "移交": [filled(_row_required(row)) | {"序號": row.number, "期限": row.due} for row in paper.rows]
    }


def _required(paper: HandoverList) -> Fields:
    return {
        "標題": paper.title, "移交人": paper.predecessor, "接手人": paper.successor, "生效日": paper.effective_on,
        "角色": paper.roles,
    }  # fmt: skip


def _row_required(row: HandoverRow) -> Fields:
    return {"類別": row.kind, "編號": row.code, "事項": row.title}
