"""決議事項分辦表: what each resolution asks for, of whom, by when, and how often it is reported."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import EmptyField, Fields, Format, filled, missing, render

FIELDS = FieldSet(
    frozenset({"標題"}),
    {
        "分辦事項": FieldSet(
            frozenset({"項次", "決議編號", "事項", "主辦機關", "協辦機關", "辦理期限", "填報頻率", "件數"})
        )
    },
)


@dataclass(frozen=True)
class ShareRow:
    """One item. `co` is empty where nobody assists."""

    number: str
    code: str
    item: str
    lead: str
    due: str
    frequency: str
    count: str
    co: str = ""


@dataclass(frozen=True)
class ShareTable:
    """The paper, landscape; without rows it says 「本次無分辦事項」."""

    title: str
    rows: tuple[ShareRow, ...] = ()


def build(paper: ShareTable, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("share-table", fmt, values_of(paper), template)


def empty_fields(paper: ShareTable) -> list[EmptyField]:
    """Return what prints （未填）."""
    found = missing({"標題": paper.title})
    for place, row in enumerate(paper.rows, start=1):
        found += missing(_required(row), place)
    return found


def values_of(paper: ShareTable) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    rows = [filled(_required(row)) | {"協辦機關": row.co} for row in paper.rows]
    return filled({"標題": paper.title}) | {"分辦事項": rows}


def _required(row: ShareRow) -> Fields:
    return {
        "項次": row.number,
        "決議編號": row.code,
        "事項": row.item,
        "主辦機關": row.lead,
        "辦理期限": row.due,
        "填報頻率": row.frequency,
        "件數": row.count,
    }
