"""歷次決議辦理情形表: what earlier meetings resolved, how far it is, and the chair's word on it."""

from dataclasses import dataclass
from typing import Any, Literal

from app.documents.grammar import FieldSet
from app.documents.paper import EmptyField, Fields, Format, filled, missing, render

TICK = "✓"

FIELDS = FieldSet(
    frozenset({"標題"}),
    {
        "列管案": FieldSet(
            frozenset(
                {"序號", "會議", "案由", "決議", "主辦機關", "辦理情形", "政風處建議", "解除列管", "繼續列管"}
            )
        )
    },
)


@dataclass(frozen=True)
class FollowUpRow:
    """One tracked item. `word` is empty before the meeting: the chair ticks by hand."""

    number: str
    meeting: str
    subject: str
    resolution: str
    owner: str
    progress: str
    advice: str
    word: Literal["", "release", "continue"] = ""


@dataclass(frozen=True)
class FollowUpTable:
    """The paper, landscape; without rows it says 「本次無列管案件」."""

    title: str
    rows: tuple[FollowUpRow, ...] = ()


def build(paper: FollowUpTable, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("follow-up-table", fmt, values_of(paper), template)


def empty_fields(paper: FollowUpTable) -> list[EmptyField]:
    """Return what prints （未填）. An empty word of the chair is none."""
    found = missing({"標題": paper.title})
    for place, row in enumerate(paper.rows, start=1):
        found += missing(_required(row), place)
    return found


def values_of(paper: FollowUpTable) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return filled({"標題": paper.title}) | {"列管案": [_row(row) for row in paper.rows]}


def _required(row: FollowUpRow) -> Fields:
    return {
        "序號": row.number,
        "會議": row.meeting,
        "案由": row.subject,
        "決議": row.resolution,
        "主辦機關": row.owner,
        "辦理情形": row.progress,
        "政風處建議": row.advice,
    }


def _row(row: FollowUpRow) -> dict[str, Any]:
    ticks = {"解除列管": "release", "繼續列管": "continue"}
    return filled(_required(row)) | {
        column: TICK if row.word == word else "" for column, word in ticks.items()
    }
