"""The flags of `domain.tracking.flags` as conditions, so that a list can be filtered by what its rows bear.

Held to the domain's predicates by `tests/queries/tracking/test_flagged.py`, share by share.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, null, or_, select
from sqlalchemy.orm import Session

from app.domain.office_calendar import OfficeCalendar
from app.domain.tracking.assignment_flow import REPORTABLE
from app.domain.tracking.deadline import soon_through
from app.domain.tracking.flags import Flag, stands_still
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.domain.tracking.report_flow import COUNTED
from app.domain.tracking.request_flow import RequestState
from app.models import Assignment, ExtensionRequest, ProgressReport, ReportRound, TrackedItem
from app.queries.tracking.standing import shares_of

_AGENCYS_TURN = and_(Assignment.state.in_(REPORTABLE), Assignment.ended_on.is_(None))
_RUNS = and_(_AGENCYS_TURN, Assignment.paused_on.is_(None))
_HAS_END = Assignment.due_kind != DueKind.ONGOING
FILTERS = (
    Flag.OVERDUE,
    Flag.REPORT_OVERDUE,
    Flag.DUE_SOON,
    Flag.TO_REPORT,
    Flag.STANDS_STILL,
    Flag.EXTENSION_ASKED,
    Flag.PAUSED,
)


def bearing(
    session: Session, query: Select[Assignment], flag: Flag, calendar: OfficeCalendar, today: date
) -> ColumnElement[bool]:
    """The condition on `query` of `Assignment`. 連續2期無進展 compares texts, so its rows are read."""
    if flag is Flag.OVERDUE:
        return and_(_RUNS, _HAS_END, Assignment.due_current < today)
    if flag is Flag.DUE_SOON:
        return and_(_RUNS, _HAS_END, Assignment.due_current.between(today, soon_through(calendar, today)))
    if flag is Flag.REPORT_OVERDUE:
        return and_(_RUNS, _owes(), _open_round(today, late=True))
    if flag is Flag.TO_REPORT:
        return and_(_RUNS, _owes(), _open_round(today, late=False), ~_open_round(today, late=True))
    if flag is Flag.EXTENSION_ASKED:
        return exists().where(
            ExtensionRequest.assignment_id == Assignment.id, ExtensionRequest.state == RequestState.REQUESTED
        )
    if flag is Flag.PAUSED:
        return Assignment.paused_on.is_not(None)
    return Assignment.id.in_(_standing_still(session, query, today))


def _owes() -> ColumnElement[bool]:
    """協辦 in 單一主辦 deliver to their lead."""
    for_themselves = select(TrackedItem.id).where(TrackedItem.mode != ItemMode.SINGLE_LEAD)
    return or_(Assignment.role == AssignmentRole.LEAD, Assignment.item_id.in_(for_themselves))


def _open_round(today: date, *, late: bool) -> ColumnElement[bool]:
    """A round that has opened and is not reported (`rounds.days_asked`); with `late` one whose day has passed."""
    once = ReportRound.frequency == Frequency.ONCE
    kept = and_(once, Assignment.due_current >= Assignment.reports_from)
    day = case((kept, Assignment.due_current), (once, null()), else_=ReportRound.due_on)
    conditions = [
        TrackedItem.id == Assignment.item_id,
        ReportRound.committee_id == TrackedItem.committee_id,
        ReportRound.frequency == TrackedItem.frequency,
        or_(ReportRound.item_id.is_(None), ReportRound.item_id == TrackedItem.id),
        ReportRound.opens_on <= today,
        or_(once, ReportRound.due_on.is_(None), ReportRound.due_on >= Assignment.reports_from),
        or_(Assignment.reported_through.is_(None), day > Assignment.reported_through),
    ]
    if late:
        conditions.append(day < today)
    return select(ReportRound.id).where(*conditions).correlate(Assignment).exists()


def _standing_still(session: Session, query: Select[Assignment], today: date) -> list[int]:
    told = (
        select(ProgressReport.assignment_id)
        .where(ProgressReport.state.in_(COUNTED))
        .group_by(ProgressReport.assignment_id)
        .having(func.count() > 1)
    )
    candidates = session.scalars(query.where(_AGENCYS_TURN, Assignment.id.in_(told))).all()
    shares = shares_of(session, candidates, today)
    return [one.id for one in candidates if stands_still(shares[one.id])]
