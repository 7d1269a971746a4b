"""What 統計表 is counted from: the year as leadership's page has it, or one meeting, with what only the paper asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.insight.marks import Standing
from app.domain.insight.registers import AgencyYear
from app.domain.insight.statistics import Ground, MeetingFacts, Told
from app.domain.meetings.agenda import CASES
from app.domain.meetings.yearly import HELD_STATES, chaired_by_head
from app.domain.people.actor import Actor
from app.domain.roc_date import roc_year
from app.domain.tracking.rates import year_span
from app.domain.tracking.report_flow import COUNTED
from app.models import (
    AgendaItem,
    Assignment,
    Committee,
    ExtensionRequest,
    Meeting,
    ProgressReport,
    Proposal,
    RegisteredMeeting,
    Resolution,
    TrackedItem,
)
from app.queries.insight.share_lines import lines_of_meeting, names_of_agencies
from app.queries.meetings.agency_meetings import title_of_chair
from app.queries.visibility.meetings import item_is_seen
from app.queries.visibility.tracking import assignment_is_seen, resolution_is_seen

TAIPEI = ZoneInfo("Asia/Taipei")
Pairs = dict[tuple[int, int], int]


def of_year(
    session: Session, actor: Actor, committee: Committee, standing: Standing, years: Iterable[AgencyYear]
) -> Ground:
    """`standing`, `years`: as leadership's page has them, live or kept. Only of the primary committee the paper says how the agencies met."""
    first, last = year_span(standing.year, standing.as_of)
    within = and_(
        Assignment.committee_id == committee.id,
        Assignment.dispatched_on <= last,
        or_(Assignment.ended_on.is_(None), Assignment.ended_on >= first),
    )
    met = tuple(years) if committee.is_primary else ()
    by_then = or_(
        Meeting.held_on.is_(None), Meeting.held_on <= last
    )  # of past years the day may not be known
    held = and_(Meeting.committee_id == committee.id, Meeting.year == standing.year, by_then)
    named = {one.agency_id for one in standing.lines} | {one.id for one in met}
    return _ground(session, actor, standing, within, held, first, last, named, met)


def of_meeting(session: Session, actor: Actor, meeting: Meeting, today: date) -> Ground:
    """All shares of its items, whenever they were sent or ended, as they stand today."""
    lines = lines_of_meeting(session, actor, meeting, today)
    standing = Standing(meeting.year or roc_year(meeting.held_on or today), today, lines)
    within = Assignment.item_id.in_(
        select(TrackedItem.id).join(TrackedItem.resolution).where(Resolution.meeting_id == meeting.id)
    )
    named = {one.agency_id for one in lines}
    return _ground(session, actor, standing, within, Meeting.id == meeting.id, date.min, today, named, ())


def _ground(
    session: Session,
    actor: Actor,
    standing: Standing,
    within: ColumnElement[bool],
    held: ColumnElement[bool],
    first: date,
    last: date,
    named: set[int],
    years: tuple[AgencyYear, ...],
) -> Ground:
    meetings, proposals = _meetings(session, actor, held)
    names = names_of_agencies(session, named | {agency for agency, _ in proposals})
    return Ground(
        standing,
        _told(session, actor, within, standing.as_of),
        meetings,
        {key: one.short_name for key, one in names.items()},
        _extensions(session, actor, within, first, last),
        proposals,
        years,
    )


def _told(session: Session, actor: Actor, within: ColumnElement[bool], as_of: date) -> dict[int, Told]:
    reported_on = (
        select(func.max(ProgressReport.submitted_on))
        .where(
            ProgressReport.assignment_id == Assignment.id,
            ProgressReport.state.in_(COUNTED),
            ProgressReport.submitted_on <= as_of,
        )
        .correlate(Assignment)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Assignment.id, Resolution.meeting_id, TrackedItem.resolution_id, Assignment.due_original,
            reported_on.label("reported_on"),
        )
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .join(Resolution, Resolution.id == TrackedItem.resolution_id)
        .where(assignment_is_seen(actor), within)
    )  # fmt: skip
    return {
        row.id: Told(row.meeting_id, row.resolution_id, row.due_original, row.reported_on) for row in rows
    }


def _extensions(
    session: Session, actor: Actor, within: ColumnElement[bool], first: date, last: date
) -> Pairs:
    """How many were granted between the two days, by agency and meeting."""
    rows = session.execute(
        select(Assignment.agency_id, Resolution.meeting_id, func.count(ExtensionRequest.id))
        .join(Assignment, Assignment.id == ExtensionRequest.assignment_id)
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .join(Resolution, Resolution.id == TrackedItem.resolution_id)
        .where(
            assignment_is_seen(actor),
            within,
            ExtensionRequest.granted_on.is_not(None),
            ExtensionRequest.decided_at < _begins(last + timedelta(days=1)),
            *([ExtensionRequest.decided_at >= _begins(first)] if first > date.min else []),
        )
        .group_by(Assignment.agency_id, Resolution.meeting_id)
    )
    return {(agency, meeting): number for agency, meeting, number in rows}


def _meetings(
    session: Session, actor: Actor, held: ColumnElement[bool]
) -> tuple[tuple[MeetingFacts, ...], Pairs]:
    """Those that were held in their order, and the cases of each agency by meeting. What this person does not see is not counted."""
    rows = session.execute(
        select(Meeting, RegisteredMeeting, title_of_chair().label("title"))
        .outerjoin(RegisteredMeeting, RegisteredMeeting.meeting_id == Meeting.id)
        .where(held, Meeting.state.in_(HELD_STATES))
        .order_by(Meeting.held_on, Meeting.id)
    ).all()
    keys = [meeting.id for meeting, *_ in rows]
    cases, by_agency = _cases(session, actor, keys)
    resolutions = session.execute(
        select(Resolution.meeting_id, func.count(Resolution.id))
        .join(Resolution.meeting)
        .join(Meeting.committee)
        .outerjoin(AgendaItem, AgendaItem.id == Resolution.item_id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .where(Resolution.meeting_id.in_(keys), Resolution.removed_at.is_(None), resolution_is_seen(actor))
        .group_by(Resolution.meeting_id)
    )
    resolved = {meeting: number for meeting, number in resolutions}
    found = tuple(
        MeetingFacts(
            meeting.id,
            meeting.label,
            meeting.held_on,
            meeting.kind,
            chaired_by_head(
                registered.chair_role if registered else None, meeting.chair, meeting.convener, title or ""
            ),
            registered.proposals if registered else cases.get(meeting.id, 0),
            registered.resolutions if registered else resolved.get(meeting.id, 0),
        )
        for meeting, registered, title in rows
    )
    return found, by_agency


def _cases(session: Session, actor: Actor, keys: list[int]) -> tuple[dict[int, int], Pairs]:
    """Of each meeting, and by agency where 提案單位 is a known one."""
    rows = session.execute(
        select(AgendaItem.meeting_id, Proposal.agency_id, func.count(AgendaItem.id))
        .join(AgendaItem.meeting)
        .join(Meeting.committee)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .where(
            AgendaItem.meeting_id.in_(keys), AgendaItem.removed_at.is_(None), AgendaItem.section.in_(CASES),
            item_is_seen(actor),
        )
        .group_by(AgendaItem.meeting_id, Proposal.agency_id)
    )  # fmt: skip
    of_meeting: dict[int, int] = {}
    by_agency: Pairs = {}
    for meeting, agency, number in rows:
        of_meeting[meeting] = of_meeting.get(meeting, 0) + number
        if agency is not None:
            by_agency[agency, meeting] = number
    return of_meeting, by_agency


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(0), TAIPEI).astimezone(UTC)
