"""未申報名單: who has not declared yet, landscape, for the receiving agency."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import EmptyField, Fields, Format, filled, missing, render

FIELDS = FieldSet(
    frozenset({"標題", "合計"}),
    {
        "清冊": FieldSet(
            frozenset({"序號", "姓名", "機關", "職稱", "申報類別", "建議期限", "最後一日", "情形"})
        )
    },
)


@dataclass(frozen=True)
class UnfiledRow:
    """One declaration that is owed; `status` is 未申報, 逾期未申報 or 擇一申報."""

    number: str
    name: str
    agency: str
    post: str
    type: str
    advised: str
    last_day: str
    status: str


@dataclass(frozen=True)
class UnfiledList:
    """The paper; `total` counts 人 and 件 as of a day."""

    title: str
    total: str
    rows: tuple[UnfiledRow, ...] = ()


def build(paper: UnfiledList, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("unfiled-list", fmt, values_of(paper), template)


def empty_fields(paper: UnfiledList) -> list[EmptyField]:
    """Return what prints （未填）."""
    found = missing({"標題": paper.title, "合計": paper.total})
    for place, row in enumerate(paper.rows, start=1):
        found += missing(_row(row), place)
    return found


def values_of(paper: UnfiledList) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return filled({"標題": paper.title, "合計": paper.total}) | {
        "清冊": [filled(_row(row)) for row in paper.rows]
    }


def _row(row: UnfiledRow) -> Fields:
    return {
        "序號": row.number,
        "姓名": row.name,
        "機關": row.agency,
        "職稱": row.post,
        "申報類別": row.type,
        "建議期限": row.advised,
        "最後一日": row.last_day,
        "情形": row.status,
    }
