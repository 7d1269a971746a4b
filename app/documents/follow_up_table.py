"""歷次決議辦理情形表: what earlier meetings resolved, how far it is, and the chair's word on it.

One template holds four sets of columns and prints the one that was chosen; the counts stand on top, the agencies' own words behind.
"""

from dataclasses import dataclass
from typing import Any, Literal

from app.documents.grammar import FieldSet
from app.documents.paper import EmptyField, Fields, Format, filled, missing, render
from app.domain.tracking.follow_up import FollowUpColumns

TICK = "✓"
BOX, CHOSEN = "□", "■"
Word = Literal["", "release", "continue", "self_track"]

FLAGS = {
    FollowUpColumns.TICKS: "勾選欄",
    FollowUpColumns.STATUS: "狀態欄",
    FollowUpColumns.BOXES: "方框欄",
    FollowUpColumns.GRADED: "分級欄",
}
"""The field by which the template knows which of its tables to print."""
_TICKS: dict[str, tuple[Word, ...]] = {
    "解除列管": ("release", "self_track"),
    "繼續列管": ("continue",),
}
_BOXES: dict[str, Word] = {"解除方框": "release", "持續方框": "continue", "自行方框": "self_track"}
_OF_EVERY = ("序號", "會議", "案由", "決議", "主辦機關", "辦理情形")
_ALSO = {
    FollowUpColumns.TICKS: ("政風處建議",),
    FollowUpColumns.STATUS: ("開會日期", "期限", "列管狀態"),
    FollowUpColumns.BOXES: ("政風處建議",),
    FollowUpColumns.GRADED: ("分級", "政風處建議"),
}
"""Beside the six of every set; what a set does not print is no part of the paper."""
_MAY_BE_EMPTY = {FollowUpColumns.STATUS: ("協辦機關",), FollowUpColumns.GRADED: ("裁示",)}

_ROWS = FieldSet(
    frozenset(_OF_EVERY)
    | {name for names in (*_ALSO.values(), *_MAY_BE_EMPTY.values()) for name in names}
    | _TICKS.keys()
    | _BOXES.keys()
)
FIELDS = FieldSet(
    frozenset({"標題", *FLAGS.values()}),
    {
        "摘要": FieldSet(frozenset({"機關", "繼續", "解除", "自行", "簽准", "項數", "件數"})),
        "列管案": _ROWS,
        "已簽准解除": _ROWS,
        "附表": FieldSet(frozenset({"項次", "編號", "機關", "主協辦", "狀態", "辦理情形", "填報日期"})),
    },
)


@dataclass(frozen=True)
class FollowUpRow:
    """One tracked item. `word` is empty before the meeting: the chair marks by hand. `released`: 已簽准解除列管 between meetings.

    The rest is printed by some sets of columns only.
    """

    number: str
    meeting: str
    subject: str
    resolution: str
    owner: str
    progress: str
    advice: str = ""
    word: Word = ""
    released: bool = False
    held_on: str = ""
    assisting: str = ""
    due: str = ""
    status: str = ""
    grade: str = ""
    ruling: str = ""


@dataclass(frozen=True)
class CountRow:
    """項 of one 主辦 by what 政風處 proposes; the last row adds up. `shares`: 件."""

    owner: str
    go_on: str
    release: str
    self_track: str
    released: str
    items: str
    shares: str


@dataclass(frozen=True)
class AnnexRow:
    """One share in its agency's own words; `number` is the row of the table it belongs to."""

    number: str
    code: str
    agency: str
    role: str
    status: str
    report: str
    reported_on: str = ""


@dataclass(frozen=True)
class FollowUpTable:
    """The paper, landscape; without rows it says 「本次無列管案件」."""

    title: str
    rows: tuple[FollowUpRow, ...] = ()
    columns: FollowUpColumns = FollowUpColumns.TICKS
    counts: tuple[CountRow, ...] = ()
    annex: tuple[AnnexRow, ...] = ()


def build(paper: FollowUpTable, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("follow-up-table", fmt, values_of(paper), template)


def empty_fields(paper: FollowUpTable) -> list[EmptyField]:
    """Return what prints （未填）. An empty word of the chair is none."""
    found = missing({"標題": paper.title})
    for place, row in enumerate(paper.rows, start=1):
        found += missing(_required(row, paper.columns), place)
    for count in paper.counts:
        found += missing(_counts(count))
    for place, share in enumerate(paper.annex, start=1):
        found += missing(_annex(share), place)
    return found


def values_of(paper: FollowUpTable) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    rows = [(row.released, _row(row, paper.columns)) for row in paper.rows]
    return (
        filled({"標題": paper.title})
        | {flag: columns.value if columns is paper.columns else "" for columns, flag in FLAGS.items()}
        | {
            "摘要": [filled(_counts(row)) for row in paper.counts],
            "列管案": [values for released, values in rows if not released],
            "已簽准解除": [values for released, values in rows if released],
            "附表": [filled(_annex(row)) | {"填報日期": row.reported_on} for row in paper.annex],
        }
    )


def _all(row: FollowUpRow) -> dict[str, str]:
    return {
        "序號": row.number,
        "會議": row.meeting,
        "案由": row.subject,
        "決議": row.resolution,
        "主辦機關": row.owner,
        "辦理情形": row.progress,
        "政風處建議": row.advice,
        "開會日期": row.held_on,
        "協辦機關": row.assisting,
        "期限": row.due,
        "列管狀態": row.status,
        "分級": row.grade,
        "裁示": row.ruling,
    }


def _required(row: FollowUpRow, columns: FollowUpColumns) -> Fields:
    values = _all(row)
    return {name: values[name] for name in (*_OF_EVERY, *_ALSO[columns])}


def _row(row: FollowUpRow, columns: FollowUpColumns) -> dict[str, Any]:
    values = _all(row)
    printed = filled(_required(row, columns)) | {
        name: values[name] for name in _MAY_BE_EMPTY.get(columns, ())
    }
    if columns is FollowUpColumns.TICKS:
        printed |= {column: TICK if row.word in words else "" for column, words in _TICKS.items()}
    if columns is FollowUpColumns.BOXES:
        printed |= {column: CHOSEN if row.word == word else BOX for column, word in _BOXES.items()}
    return dict.fromkeys(_ROWS.names, "") | printed


def _counts(row: CountRow) -> Fields:
    return {
        "機關": row.owner,
        "繼續": row.go_on,
        "解除": row.release,
        "自行": row.self_track,
        "簽准": row.released,
        "項數": row.items,
        "件數": row.shares,
    }


def _annex(row: AnnexRow) -> Fields:
    return {
        "項次": row.number,
        "編號": row.code,
        "機關": row.agency,
        "主協辦": row.role,
        "狀態": row.status,
        "辦理情形": row.report,
    }
