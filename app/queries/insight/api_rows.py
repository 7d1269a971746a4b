"""What programs read: rows of plain values. Their fields are the API's document; a change of one is a change of the API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, contains_eager

from app.domain.errors import Absent
from app.domain.insight.marks import Mark
from app.domain.insight.overview import release_rate
from app.domain.meetings.meeting_flow import MeetingKind, MeetingState
from app.domain.meetings.numbering import normalise_code, with_committee
from app.domain.meetings.resolution import Disposition, ResolutionKind, TrackingChoice
from app.domain.office_calendar import OfficeCalendar
from app.domain.people.actor import Actor
from app.domain.people.agency import AgencyKind, EthicsMode
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ClosedAs
from app.domain.tracking.flags import Flag
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.domain.tracking.item_status import ItemStatus
from app.models import AgendaItem, Assignment, Meeting, Proposal, Resolution, TrackedItem
from app.queries.insight import snapshots
from app.queries.insight.figures import basis_of, figures_seen
from app.queries.insight.share_lines import committee_asked_for, names_of_agencies
from app.queries.meetings.overview import meetings_seen
from app.queries.people.agencies import AgencyFilter
from app.queries.people.agencies import listed as agencies_listed
from app.queries.tracking import assignment_list, item_list
from app.queries.visibility.meetings import item_is_seen as case_is_seen
from app.queries.visibility.tracking import assignment_is_seen

BY_CODE = "code"


@dataclass(frozen=True, slots=True)
class MeetingOut:
    """會議. `code` is its address; `cases` and `resolved` count the cases the key's owner sees."""

    code: str
    label: str
    title: str
    committee: str
    kind: MeetingKind
    state: MeetingState
    year: int | None
    held_on: date | None
    cases: int
    resolved: int


@dataclass(frozen=True, slots=True)
class ResolutionOut:
    """決議、決定、裁示或結論. `meeting` is the meeting's code."""

    code: str
    meeting: str
    kind: ResolutionKind
    disposition: Disposition | None
    tracking_choice: TrackingChoice | None
    text: str


@dataclass(frozen=True, slots=True)
class ItemOut:
    """列管事項（項）. `shares` and `open_shares` count its 件 the key's owner sees; `legacy`: 舊案, in no rate."""

    code: str
    resolution: str
    meeting: str
    title: str
    text: str
    mode: ItemMode
    status: ItemStatus
    due_kind: DueKind
    due_on: date | None
    frequency: Frequency
    shares: int
    open_shares: int
    legacy: bool


@dataclass(frozen=True, slots=True)
class AssignmentOut:
    """分辦（件）: one agency's share of an item, with both dates and the flags it bears today."""

    code: str
    item: str
    agency: str
    agency_name: str
    role: AssignmentRole
    state: AssignmentState
    closed_as: ClosedAs | None
    due_kind: DueKind
    due_original: date | None
    due_current: date | None
    dispatched_on: date | None
    ended_on: date | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class AgencyOut:
    """機關, in 機關排序."""

    code: str
    name: str
    short_name: str
    kind: AgencyKind
    ethics_mode: EthicsMode
    parent: str
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """One agency's 件 of the year."""

    agency: str
    tracked: int
    overdue: int
    awaiting: int


@dataclass(frozen=True, slots=True)
class DashboardOut:
    """The year as it stands at `as_of`: 項 (`items_…`) beside 件 (`shares_…`). 解除比率 is `released` of `rated`, in 項.

    `final`: 定稿, the figures the head released, which is what leadership's key reads.
    """

    committee: str
    year: int
    as_of: date
    final: bool
    items_tracked: int
    shares_tracked: int
    items_overdue: int
    shares_overdue: int
    items_awaiting: int
    shares_awaiting: int
    items_ruling: int
    shares_ruling: int
    released: int
    rated: int
    agencies: tuple[AgencyFigures, ...]


def meetings(session: Session, actor: Actor, *, offset: int, size: int) -> list[MeetingOut]:
    """Newest first."""
    return [
        MeetingOut(
            one.address, one.label, one.title, one.committee, one.kind, one.state, one.year, one.held_on, one.cases,
            one.resolved,
        )
        for one in meetings_seen(session, actor)[offset : offset + size]
    ]  # fmt: skip


def resolutions(
    session: Session, actor: Actor, meeting: str, *, offset: int, size: int
) -> list[ResolutionOut]:
    """Seen by whoever sees the case, and by an agency that has a share of it; the newest meeting first."""
    owned = exists().where(
        TrackedItem.resolution_id == Resolution.id,
        Assignment.item_id == TrackedItem.id,
        assignment_is_seen(actor),
    )
    query = (
        select(Resolution)
        .join(Resolution.meeting)
        .join(Meeting.committee)
        .outerjoin(AgendaItem, AgendaItem.id == Resolution.item_id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .options(contains_eager(Resolution.meeting).contains_eager(Meeting.committee))
        .where(Resolution.removed_at.is_(None), or_(case_is_seen(actor), owned))
        .order_by(Meeting.id.desc(), Resolution.id)
    )
    if meeting:
        query = query.where(Meeting.slug == normalise_code(meeting))
    return [_resolution(one) for one in session.scalars(query.offset(offset).limit(size))]


def items(
    session: Session,
    actor: Actor,
    filters: item_list.Filters,
    calendar: OfficeCalendar,
    today: date,
    *,
    offset: int,
    size: int,
) -> list[ItemOut]:
    query = item_list.filtered(session, actor, filters, calendar, today)
    return [_item(one) for one in item_list.page(session, actor, query, BY_CODE, offset=offset, size=size)]


def assignments(
    session: Session,
    actor: Actor,
    filters: assignment_list.Filters,
    calendar: OfficeCalendar,
    today: date,
    *,
    offset: int,
    size: int,
) -> list[AssignmentOut]:
    query = assignment_list.filtered(session, actor, filters, calendar, today)
    found = assignment_list.page(session, query, BY_CODE, calendar, today, offset=offset, size=size)
    return [
        AssignmentOut(
            line.code, line.item_code, one.agency.code, one.agency.short_name, one.role, one.state, one.closed_as,
            one.due_kind, one.due_original, one.due_current, one.dispatched_on, one.ended_on,
            tuple(standing.flag for standing in line.standings),
        )
        for line in found
        for one in (line.assignment,)
    ]  # fmt: skip


def agencies(session: Session, today: date, *, offset: int, size: int) -> list[AgencyOut]:
    rows = agencies_listed(session, AgencyFilter(with_ended=True), today)
    return [
        AgencyOut(one.code, one.name, one.short_name, one.kind, one.ethics_mode, one.parent, one.valid_to)
        for one in rows[offset : offset + size]
    ]


def dashboard(
    session: Session,
    actor: Actor,
    committee: str,
    year: int,
    today: date,
    *,
    final: bool,
) -> DashboardOut:
    """Each number is that of /dashboard. Absent for a committee the actor reads nothing of; `final`: where nothing was released."""
    chosen, _ = committee_asked_for(session, actor, committee)
    snapshot = snapshots.released_of(session, chosen, year) if final else None
    if final and snapshot is None:
        raise Absent
    figures = figures_seen(session, actor, basis_of(session, chosen, year, today, snapshot))
    tracked, overdue, awaiting, ruling = (
        figures.count(mark) for mark in (Mark.TRACKED, Mark.OVERDUE, Mark.AWAITING, Mark.RULING)
    )
    rate, names = release_rate(figures), names_of_agencies(session, figures.agencies)
    return DashboardOut(
        chosen.code, year, figures.as_of, final, tracked.items, tracked.shares, overdue.items, overdue.shares,
        awaiting.items, awaiting.shares, ruling.items, ruling.shares, rate.n, rate.of,
        tuple(
            AgencyFigures(
                name.code, *(figures.of_agency(key, mark) for mark in (Mark.TRACKED, Mark.OVERDUE, Mark.AWAITING))
            )
            for key, name in names.items()
        ),
    )  # fmt: skip


def _resolution(one: Resolution) -> ResolutionOut:
    committee = one.meeting.committee
    return ResolutionOut(
        with_committee(one.code, committee.code, committee.is_primary),
        with_committee(one.meeting.slug, committee.code, committee.is_primary),
        one.kind, one.disposition, one.tracking_choice, one.text,
    )  # fmt: skip


def _item(line: item_list.Line) -> ItemOut:
    item, committee = line.item, line.item.committee

    def code(text: str) -> str:
        return with_committee(text, committee.code, committee.is_primary)

    return ItemOut(
        line.code, code(item.resolution.code), code(item.resolution.meeting.slug), item.title, item.text, item.mode,
        line.status, item.due_kind, item.due_on, item.frequency, line.shares, line.open_shares, item.legacy,
    )  # fmt: skip
