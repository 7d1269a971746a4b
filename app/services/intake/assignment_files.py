"""舊案: items and shares of past years from a list, whose columns a person may name; what each row would make, and the making.

A row makes a share; rows of one meeting and title are one item. The meeting is found here or made, 結案. What is made is
marked `legacy`: it was decided, sent and perhaps released before this system, and counts in no rate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid
from app.domain.intake.batch_flow import BatchKind, BatchState
from app.domain.intake.placing import MAKES, Fate
from app.domain.meetings.labels import parse_label, recognise_meeting
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.numbering import chair_code, normalise_code
from app.domain.meetings.resolution import ResolutionKind, TrackingChoice
from app.domain.people.actor import Actor
from app.domain.roc_date import parse_roc
from app.domain.text_entry import TextRefused, clean_text
from app.domain.tracking.assignment_flow import ENDED, AssignmentState
from app.domain.tracking.codes import assignment_code, case_code_of, item_code
from app.domain.tracking.decisions import ClosedAs, Progress
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.domain.tracking.report_flow import ReportState
from app.models import (
    Agency,
    AgendaItem,
    Assignment,
    Committee,
    ImportBatch,
    ImportFile,
    Meeting,
    ProgressReport,
    ReportRound,
    Resolution,
    ResolutionText,
    TrackedItem,
)
from app.services.intake import assignment_columns as columns
from app.services.intake.sheet_check import CellChange, Cells, RowCheck, RowFault, SheetCheck
from app.services.meetings import lines
from app.services.meetings.planning import MeetingPlan, new_meeting
from app.services.tracking import rounds
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


def make(
    session: Session,
    actor: Actor,
    committee: Committee,
    checks: Sequence[SheetCheck],
    *,
    now: datetime,
    today: date,
) -> None:
    """Meetings, resolutions, items, shares and their last report, in the order of the rows."""
    groups: dict[tuple[str, str, str], list[Wanted]] = {}
    for one in checks:
        for row in one.rows:
            if row.fate in MAKES:
                groups.setdefault(row.wanted.key, []).append(row.wanted)
    for wanted in groups.values():
        resolution = _resolution(session, actor, committee, wanted[0], now)
        item = _item(session, actor, committee, resolution, wanted, now)
        _shares(session, actor, item, resolution, wanted, now, today)


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
        CellChange(columns.STATE, "", word(wanted.state)),
    )
    return RowCheck(cells.row, label, name, Fate.NEW, told, wanted)


def _wanted(cells: Cells, known: _Known, today: date) -> Wanted | None:
    label, slug = _meeting(cells)
    asked, decision = _text(cells, columns.TITLE, required=True), _text(cells, columns.DECISION)
    title = " ".join(asked.split())[:LONGEST_TITLE]
    leads = _agencies(cells, columns.AGENCY, known, required=True)
    others = tuple(one for one in _agencies(cells, columns.CO, known) if one not in leads)
    state = _state(cells)
    due, dispatched, ended = (
        _due(cells, today),
        _day(cells, columns.DISPATCHED, today),
        _day(cells, columns.ENDED, today),
    )
    meeting = known.meetings.get(slug)
    dispatched = dispatched or (meeting.held_on if meeting else None)
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


def _due(cells: Cells, today: date) -> date | None:
    return None if cells.text(columns.DUE) in columns.ONGOING_WORDS else _day(cells, columns.DUE, today)


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


def _resolution(
    session: Session, actor: Actor, committee: Committee, wanted: Wanted, now: datetime
) -> Resolution:
    """The one named, else one of the meeting as a whole with the words of the list."""
    meeting = session.scalars(
        select(Meeting).where(Meeting.committee_id == committee.id, Meeting.slug == wanted.slug)
    ).one_or_none()
    if wanted.resolution:
        own = select(Resolution).join(Resolution.meeting).where(Meeting.committee_id == committee.id)
        return session.scalars(own.where(Resolution.code == wanted.resolution)).one()
    if meeting is None:
        meeting = _new_meeting(session, actor, committee, wanted, now)
    count = session.scalar(select(func.count(Resolution.id)).where(Resolution.meeting_id == meeting.id)) or 0
    made = Resolution(
        meeting_id=meeting.id, ordinal=count + 1, code=chair_code(meeting.slug, count + 1), kind=ResolutionKind.RULING,
        tracking_choice=TrackingChoice.TRACK, text=wanted.decision or wanted.asked, recorded_at=now,
        recorded_by_id=actor.person_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    session.add(
        ResolutionText(
            resolution_id=made.id,
            text=made.text,
            amended_measures="",
            written_at=now,
            written_by_id=actor.person_id,
        )
    )
    return made


def _new_meeting(
    session: Session, actor: Actor, committee: Committee, wanted: Wanted, now: datetime
) -> Meeting:
    year = wanted.slug.partition("-")[0]
    plan = MeetingPlan(
        title=f"{committee.host}{wanted.label}{committee.name.removeprefix(committee.host)}", label=wanted.label,
        year=int(year) if year.isdigit() else None,
    )  # fmt: skip
    meeting = new_meeting(session, actor, committee, plan, MeetingState.CLOSED, now=now)
    lines.note(session, actor, "import", meeting, meeting, now=now, changes={"title": [None, meeting.title]})
    return meeting


def _item(
    session: Session,
    actor: Actor,
    committee: Committee,
    resolution: Resolution,
    rows: Sequence[Wanted],
    now: datetime,
) -> TrackedItem:
    ordinal = session.scalar(
        select(func.max(TrackedItem.ordinal)).where(TrackedItem.resolution_id == resolution.id)
    )
    leads = {one for row in rows for one in row.leads}
    due = rows[0].due
    item = TrackedItem(
        committee_id=committee.id, resolution_id=resolution.id, ordinal=(ordinal or 0) + 1,
        code=item_code(resolution.code, (ordinal or 0) + 1), title=rows[0].title, legacy=True,
        text=rows[0].decision or rows[0].asked,
        mode=ItemMode.SINGLE_LEAD if len(leads) == 1 else ItemMode.SEVERAL_LEADS,
        due_kind=DueKind.FIXED_DATE if due else DueKind.ONGOING, due_on=due, frequency=Frequency.ONCE,
        other_number=rows[0].number, created_at=now, created_by_id=actor.person_id,
    )  # fmt: skip
    session.add(item)
    session.flush()
    return item


def _shares(
    session: Session,
    actor: Actor,
    item: TrackedItem,
    resolution: Resolution,
    rows: Sequence[Wanted],
    now: datetime,
    today: date,
) -> None:
    case_code = case_code_of(resolution.code)
    last = select(func.max(Assignment.serial)).where(
        Assignment.committee_id == item.committee_id, Assignment.case_code == case_code
    )
    serial = session.scalar(last) or 0
    began = min(row.dispatched for row in rows)
    round_ = ReportRound(
        committee_id=item.committee_id, frequency=Frequency.ONCE, label=item.code, opens_on=began,
        due_on=max(item.due_on, began) if item.due_on else None, item_id=item.id,
    )  # fmt: skip
    session.add(round_)
    made: list[Assignment] = []
    leads = {one for row in rows for one in row.leads}
    taken: set[int] = set()
    for row in rows:
        for agency_id in (*row.leads, *row.others):
            if agency_id in taken or (agency_id in leads and agency_id not in row.leads):
                continue
            taken.add(agency_id)
            serial += 1
            share = _share(
                actor, item, row, agency_id, assignment_code(case_code, serial), serial, case_code, now
            )
            session.add(share)
            session.flush()
            if row.report and agency_id in row.leads:
                session.add(_report(actor, share, round_, row, now, today))
            made.append(share)
    session.flush()
    rounds.follow_all(session, made)


def _share(
    actor: Actor,
    item: TrackedItem,
    row: Wanted,
    agency_id: int,
    code: str,
    serial: int,
    case_code: str,
    now: datetime,
) -> Assignment:
    return Assignment(
        committee_id=item.committee_id, item_id=item.id, agency_id=agency_id, case_code=case_code, serial=serial,
        code=code, role=AssignmentRole.LEAD if agency_id in row.leads else AssignmentRole.CO, state=row.state,
        due_kind=DueKind.FIXED_DATE if row.due else DueKind.ONGOING, due_original=row.due, due_current=row.due,
        dispatched_on=row.dispatched, ended_on=row.ended, prepared_at=now, prepared_by_id=actor.person_id,
        closed_as=ClosedAs.SELF_TRACKED if row.state is AssignmentState.CLOSED_OTHERWISE else None,
    )  # fmt: skip


def _report(
    actor: Actor, share: Assignment, round_: ReportRound, row: Wanted, now: datetime, today: date
) -> ProgressReport:
    """The last word of the list, as received."""
    done = row.state is AssignmentState.RELEASED
    return ProgressReport(
        assignment_id=share.id, round_id=round_.id, number=1, state=ReportState.RECEIVED,
        progress=Progress.DONE if done else Progress.UNDER_WAY, text=row.report, written_at=now,
        written_by_id=actor.person_id, submitted_at=now, submitted_on=row.ended or today,
        submitted_by_id=actor.person_id,
    )  # fmt: skip
