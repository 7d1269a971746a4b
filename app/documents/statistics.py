"""統計表: a year or a meeting in figures, by meeting and by agency, landscape."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import EmptyField, Fields, Format, filled, missing, render

_NUMBERS = frozenset(
    {"列管項", "列管件", "解除項", "解除件", "逾期項", "逾期件", "展延", "準時率", "展延後準時率"}
)
FIELDS = FieldSet(
    frozenset({"標題", "截止", "機關會報"}),
    {
        "摘要": FieldSet(frozenset({"項目", "內容"})),
        "會議": FieldSet(_NUMBERS | {"會次", "日期", "首長主持", "提案", "決議"}),
        "機關": FieldSet(_NUMBERS | {"機關", "提案", "決議", "場次", "首長主持"}),
        "附註": FieldSet(frozenset({"內容"})),
    },
)


@dataclass(frozen=True)
class SummaryLine:
    """「提案：6 案」."""

    name: str
    text: str


@dataclass(frozen=True)
class Numbers:
    """What every row counts, 項 before 件; `in_time` by the original dates, `in_time_extended` by the extended ones."""

    tracked_items: str
    tracked_shares: str
    released_items: str
    released_shares: str
    overdue_items: str
    overdue_shares: str
    extensions: str
    in_time: str
    in_time_extended: str


@dataclass(frozen=True)
class MeetingRow:
    """One meeting, or what belongs to none of the year, or the sum."""

    meeting: str
    held_on: str
    chaired: str
    proposals: str
    resolutions: str
    numbers: Numbers


@dataclass(frozen=True)
class AgencyRow:
    """One agency or the sum. `held`, `chaired`: of its own meetings, where the paper tells about them."""

    agency: str
    proposals: str
    resolutions: str
    numbers: Numbers
    held: str = ""
    chaired: str = ""


@dataclass(frozen=True)
class Note:
    text: str


@dataclass(frozen=True)
class StatisticsTable:
    """The paper; `met`: what the columns about the agencies' own meetings are headed with, empty where there are none."""

    title: str
    as_of: str
    summary: tuple[SummaryLine, ...] = ()
    meetings: tuple[MeetingRow, ...] = ()
    agencies: tuple[AgencyRow, ...] = ()
    notes: tuple[Note, ...] = ()
    met: str = ""


def build(paper: StatisticsTable, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("statistics", fmt, values_of(paper), template)


def empty_fields(paper: StatisticsTable) -> list[EmptyField]:
    """Return what prints （未填）."""
    found = missing(_head(paper))
    for rows in _lists(paper).values():
        for place, row in enumerate(rows, start=1):
            found += missing(row, place)
    return found


def values_of(paper: StatisticsTable) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    lists = {name: [filled(row) for row in rows] for name, rows in _lists(paper).items()}
    if not paper.met:
        lists["機關"] = [{**row, "場次": "", "首長主持": ""} for row in lists["機關"]]
    return filled(_head(paper)) | {"機關會報": paper.met} | lists


def _head(paper: StatisticsTable) -> Fields:
    return {"標題": paper.title, "截止": paper.as_of}


def _lists(paper: StatisticsTable) -> dict[str, list[Fields]]:
    return {
        "摘要": [{"項目": one.name, "內容": one.text} for one in paper.summary],
        "會議": [_meeting(one) for one in paper.meetings],
        "機關": [_agency(one, bool(paper.met)) for one in paper.agencies],
        "附註": [{"內容": one.text} for one in paper.notes],
    }


def _meeting(row: MeetingRow) -> Fields:
    return {
        "會次": row.meeting,
        "日期": row.held_on,
        "首長主持": row.chaired,
        "提案": row.proposals,
        "決議": row.resolutions,
        **_numbers(row.numbers),
    }


def _agency(row: AgencyRow, met: bool) -> Fields:
    own = {"場次": row.held, "首長主持": row.chaired} if met else {}
    return {
        "機關": row.agency,
        "提案": row.proposals,
        "決議": row.resolutions,
        **_numbers(row.numbers),
        **own,
    }


def _numbers(numbers: Numbers) -> Fields:
    return {
        "列管項": numbers.tracked_items,
        "列管件": numbers.tracked_shares,
        "解除項": numbers.released_items,
        "解除件": numbers.released_shares,
        "逾期項": numbers.overdue_items,
        "逾期件": numbers.overdue_shares,
        "展延": numbers.extensions,
        "準時率": numbers.in_time,
        "展延後準時率": numbers.in_time_extended,
    }
