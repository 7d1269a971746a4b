"""舊案: items and shares of past years from a list, whose columns a person may name; what each row would make.

A row makes a share; rows of one meeting and title are one item. The meeting is found here or made, 結案. What is made is
marked `legacy`: it was decided, sent and perhaps released before this system, and counts in no rate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid
from app.domain.intake.batch_flow import BatchKind, BatchState
from app.domain.intake.placing import Fate
from app.domain.meetings.labels import parse_label, recognise_meeting
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.numbering import normalise_code
from app.domain.roc_date import parse_roc, roc_slash
from app.domain.text_entry import TextRefused, clean_text
from app.domain.tracking.addressees import due_of
from app.domain.tracking.assignment_flow import ENDED, AssignmentState
from app.domain.tracking.item import DueKind
from app.models import (
    Agency,
    AgendaItem,
    Assignment,
    Committee,
    ImportBatch,
    ImportFile,
    Meeting,
    Resolution,
    TrackedItem,
)
from app.services.intake import assignment_columns as columns
from app.services.intake.sheet_check import CellChange, Cells, RowCheck, RowFault, SheetCheck
from app.wording.words import word

LONG = 2000
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row's values. `slug`: of the meeting; `asked`: the whole of what `title` begins; `resolution`: a code here, or ''."""

    label: str
    slug: str
    title: str
    asked: str
    decision: str
    resolution: str
    leads: tuple[int, ...]
    others: tuple[int, ...]
    due: date | None
    dispatched: date
    state: AssignmentState
    ended: date | None
    report: str
    number: str

    @property
    def key(self) -> tuple[str, str, str]:
        """Rows with the same are one item."""
        return self.slug, self.resolution, self.title


@dataclass(slots=True)
class _Known:
    """What is here: agencies by every name, meetings by slug and those with cases of their own, resolutions by code, shares.

    `met`: the rows of these files so far, by (slug, resolution, title, agency).
    """

    agencies: dict[str, int]
    meetings: dict[str, Meeting]
    with_cases: set[int]
    resolutions: dict[str, Resolution]
    there: set[tuple[str, str, int]]
    met: dict[tuple[str, str, str, int], int] = field(default_factory=dict)


def as_recognised(read: Mapping[str, Any], remembered: Mapping[str, str]) -> dict[str, str]:
    """Heading → column, as it was named the last time, else as its word says. No column twice."""
    placed: dict[str, str] = {}
    for heading in read["headings"]:
        column = remembered.get(heading, columns.column_of(heading))
        placed[heading] = "" if column in placed.values() else column
    return placed


def remembered(session: Session, committee: Committee | None) -> dict[str, str]:
    """How the headings were named in what was imported for this committee, the last time first."""
    if committee is None:
        return {}
    files = session.scalars(
        select(ImportFile)
        .join(ImportFile.batch)
        .where(
            ImportBatch.kind == BatchKind.ASSIGNMENTS,
            ImportBatch.committee_id == committee.id,
            ImportBatch.state.in_((BatchState.CONFIRMED, BatchState.UNDONE)),
        )
        .order_by(ImportFile.id)
    )
    named: dict[str, str] = {}
    for file in files:
        named |= file.placed.get("columns", {})
    return named


def check(
    session: Session, committee: Committee, files: Sequence[ImportFile], *, today: date
) -> list[SheetCheck]:
    """What each file would make, with the columns as they are placed now."""
    known = _known(session, committee)
    return [_file(file.read, file.placed.get("columns", {}), known, today) for file in files]


def _file(read: Mapping[str, Any], placed: Mapping[str, str], known: _Known, today: date) -> SheetCheck:
    headings = {column: heading for heading, column in placed.items() if column}
    unused = tuple(heading for heading in read["headings"] if heading and not placed.get(heading))
    missing = tuple(
        RowFault(read["heading_row"], column, "column_not_named")
        for column in columns.REQUIRED
        if column not in headings
    )
    if missing:
        return SheetCheck((), missing, unused)
    at = {column: read["headings"].index(heading) for column, heading in headings.items()}
    rows, faults = [], []
    for one in read["rows"]:
        cells = Cells(one["row"], {name: _cell(one["cells"], place) for name, place in at.items()}, headings)
        if any(cells.values.values()):
            rows.append(_row(cells, known, today))
            faults += cells.faults
    return SheetCheck(tuple(rows), tuple(faults), unused)


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _row(cells: Cells, known: _Known, today: date) -> RowCheck:
    wanted = _wanted(cells, known, today)
    name = cells.values.get(columns.TITLE, "")
    label = cells.values.get(columns.MEETING, "")
    if wanted is None:
        return RowCheck(cells.row, label, name, Fate.FAULTY)
    if all((wanted.slug, wanted.title, one) in known.there for one in wanted.leads + wanted.others):
        return RowCheck(cells.row, label, name, Fate.SAME)
    told = (
        CellChange(columns.AGENCY, "", cells.values.get(columns.AGENCY, "")),
        CellChange(columns.DUE, "", roc_slash(wanted.due) if wanted.due else word(DueKind.ONGOING)),
        CellChange(columns.STATE, "", word(wanted.state)),
        *((CellChange(columns.ENDED, "", roc_slash(wanted.ended)),) if wanted.ended else ()),
    )
    return RowCheck(cells.row, label, name, Fate.NEW, told, wanted)


def _wanted(cells: Cells, known: _Known, today: date) -> Wanted | None:
    label, slug = _meeting(cells)
    asked, decision = _text(cells, columns.TITLE, required=True), _text(cells, columns.DECISION)
    title = " ".join(asked.split())[:LONGEST_TITLE]
    leads = _agencies(cells, columns.AGENCY, known, required=True)
    others = tuple(one for one in _agencies(cells, columns.CO, known) if one not in leads)
    state = _state(cells)
    dispatched, ended = _day(cells, columns.DISPATCHED, today), _day(cells, columns.ENDED, today)
    meeting = known.meetings.get(slug)
    dispatched = dispatched or (meeting.held_on if meeting else None)
    due = _due(cells, dispatched, today)
    if dispatched is None and not cells.faults:
        cells.wrong(columns.DISPATCHED, "old_dispatch_missing")
    if state in ENDED and ended is None and not cells.faults:
        cells.wrong(columns.ENDED, "old_end_missing")
    resolution = _code(cells, meeting, known)
    for one in leads + others:
        first = known.met.setdefault((slug, resolution, title, one), cells.row)
        if first != cells.row and not cells.faults:
            cells.wrong(columns.AGENCY, "cell_twice", word=cells.values[columns.AGENCY], other=first)
    if cells.faults or dispatched is None:
        return None
    return Wanted(
        label, slug, title, asked, decision, resolution, leads, others, due, dispatched, state,
        ended if state in ENDED else None, _text(cells, columns.REPORT), cells.text(columns.NUMBER),
    )  # fmt: skip


def _meeting(cells: Cells) -> tuple[str, str]:
    typed = cells.text(columns.MEETING, required=True)
    named = recognise_meeting(typed)
    found = parse_label(typed)
    if typed and not found.slugs:
        cells.wrong(columns.MEETING, "old_meeting_unreadable", word=typed)
    return (named.label if named else found.label), (found.slugs[0] if found.slugs else "")


def _code(cells: Cells, meeting: Meeting | None, known: _Known) -> str:
    """A meeting that is here with its own cases gets nothing new: its rows name the resolution they belong to."""
    typed = normalise_code(cells.text(columns.RESOLUTION))
    if typed and typed not in known.resolutions:
        cells.wrong(columns.RESOLUTION, "old_resolution_unknown", word=typed)
    if not typed and meeting is not None and meeting.id in known.with_cases:
        cells.wrong(columns.RESOLUTION, "old_resolution_wanted", word=meeting.label)
    return typed


def _text(cells: Cells, column: str, *, required: bool = False) -> str:
    try:
        found = clean_text(cells.values.get(column, ""), limit=LONG, multiline=True).strip()
    except TextRefused as refused:
        cells.wrong(column, refused.code, position=refused.position, limit=LONG)
        return ""
    if required and not found:
        cells.wrong(column, "cell_missing")
    return found


def _agencies(cells: Cells, column: str, known: _Known, *, required: bool = False) -> tuple[int, ...]:
    names = cells.words(column)
    if required and not names:
        cells.wrong(column, "cell_missing")
    for name in names:
        if name not in known.agencies:
            cells.wrong(column, "old_agency_unknown", word=name)
    return tuple(dict.fromkeys(known.agencies[name] for name in names if name in known.agencies))


def _state(cells: Cells) -> AssignmentState:
    typed = cells.text(columns.STATE)
    if typed not in columns.STATES:
        cells.wrong(
            columns.STATE, "cell_unknown_word", word=typed, words="、".join(filter(None, columns.STATES))
        )
    return columns.STATES.get(typed, AssignmentState.UNDER_WAY)


def _due(cells: Cells, dispatched: date | None, today: date) -> date | None:
    """A day, or one in the words of a resolution: 「112年9月底前」, 「年底前」 of the year it was sent, 「持續辦理」."""
    typed = cells.text(columns.DUE)
    if not typed or typed in columns.ONGOING_WORDS:
        return None
    bare = typed.removesuffix("止").removesuffix("前").removesuffix("以")
    try:
        return parse_roc(bare, today)
    except Invalid:
        kind, day = due_of(f"{bare}前", dispatched) if dispatched else (None, None)
        if kind not in (DueKind.FIXED_DATE, DueKind.ONGOING):
            cells.wrong(columns.DUE, "cell_not_a_day", word=typed)
        return day


def _day(cells: Cells, column: str, today: date) -> date | None:
    typed = cells.text(column)
    try:
        return parse_roc(typed, today) if typed else None
    except Invalid:
        cells.wrong(column, "cell_not_a_day", word=typed)
        return None


def _known(session: Session, committee: Committee) -> _Known:
    agencies: dict[str, int] = {}
    for agency in session.scalars(select(Agency).order_by(Agency.id.desc())):
        agencies |= dict.fromkeys((agency.name, agency.short_name, agency.code), agency.id)
    meetings = {
        one.slug: one for one in session.scalars(select(Meeting).where(Meeting.committee_id == committee.id))
    }
    own = select(Resolution).join(Resolution.meeting).where(Meeting.committee_id == committee.id)
    resolutions = {one.code: one for one in session.scalars(own.where(Resolution.removed_at.is_(None)))}
    shares = session.execute(
        select(Meeting.slug, TrackedItem.title, Assignment.agency_id)
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .join(Resolution, Resolution.id == TrackedItem.resolution_id)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .where(TrackedItem.legacy, TrackedItem.committee_id == committee.id, Assignment.removed_at.is_(None))
    )
    own_cases = or_(
        Meeting.state != MeetingState.CLOSED,
        exists().where(AgendaItem.meeting_id == Meeting.id, AgendaItem.removed_at.is_(None)),
        exists().where(
            Resolution.meeting_id == Meeting.id,
            ~exists().where(TrackedItem.resolution_id == Resolution.id, TrackedItem.legacy),
        ),
    )
    with_cases = session.scalars(select(Meeting.id).where(Meeting.committee_id == committee.id, own_cases))
    return _Known(
        agencies, meetings, set(with_cases), resolutions, {(slug, title, key) for slug, title, key in shares}
    )
