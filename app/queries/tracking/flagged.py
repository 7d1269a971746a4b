"""The flags of `domain.tracking.flags` as conditions, so that a list can be filtered by what its rows bear.

Held to the domain's predicates by `tests/queries/tracking/test_flagged.py`, share by share.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain.office_calendar import OfficeCalendar
from app.domain.tracking.assignment_flow import REPORTABLE
from app.domain.tracking.deadline import soon_through
from app.domain.tracking.flags import Flag, stands_still
from app.domain.tracking.item import AssignmentRole, DueKind, ItemMode
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
        return overdue_on(today)
    if flag is Flag.DUE_SOON:
        return and_(_RUNS, _HAS_END, Assignment.due_current.between(today, soon_through(calendar, today)))
    if flag is Flag.REPORT_OVERDUE:
        return and_(_RUNS, _owes(), _open_round(session, today, late=True))
    if flag is Flag.TO_REPORT:
        return and_(
            _RUNS, _owes(), _open_round(session, today, late=False), ~_open_round(session, today, late=True)
        )
    if flag is Flag.EXTENSION_ASKED:
        asked = ExtensionRequest.state == RequestState.REQUESTED
        return Assignment.id.in_(select(ExtensionRequest.assignment_id).where(asked))
    if flag is Flag.PAUSED:
        return Assignment.paused_on.is_not(None)
    return Assignment.id.in_(_standing_still(session, query, today))


def overdue_on(today: date) -> ColumnElement[bool]:
    """`Flag.OVERDUE` as a column, which asks for no calendar."""
    return and_(_RUNS, _HAS_END, Assignment.due_current < today)


def _owes() -> ColumnElement[bool]:
    """協辦 in 單一主辦 deliver to their lead."""
    for_themselves = select(TrackedItem.id).where(TrackedItem.mode != ItemMode.SINGLE_LEAD)
    return or_(Assignment.role == AssignmentRole.LEAD, Assignment.item_id.in_(for_themselves))


def _open_round(session: Session, today: date, *, late: bool) -> ColumnElement[bool]:
    """A round that has opened and is not reported (`rounds.days_asked`); with `late` one whose day has passed."""
    return or_(_own_round(today, late=late), *_common_rounds(session, today, late=late))


def _common_rounds(session: Session, today: date, *, late: bool) -> list[ColumnElement[bool]]:
    """Of the rounds that are one day for all only the newest of its kind is asked: if any is owed, that one is.

    They are few and read first, so that a million shares are only compared with days. One without a day is owed by
    whoever has reported nothing, and never late.
    """
    query = select(
        ReportRound.committee_id,
        ReportRound.frequency,
        func.max(ReportRound.due_on),
        func.count() > func.count(ReportRound.due_on),
    ).where(ReportRound.item_id.is_(None), ReportRound.opens_on <= today)
    if late:
        query = query.where(ReportRound.due_on < today)
    by_day: dict[date | None, list[ColumnElement[bool]]] = defaultdict(list)
    for committee_id, frequency, newest, undated in session.execute(
        query.group_by(ReportRound.committee_id, ReportRound.frequency)
    ):
        of_them = and_(TrackedItem.committee_id == committee_id, TrackedItem.frequency == frequency)
        by_day[newest].append(of_them)
        if undated:
            by_day[None].append(of_them)
    return [
        and_(_unreported(day), Assignment.item_id.in_(select(TrackedItem.id).where(or_(*items))))
        for day, items in by_day.items()
    ]


def _unreported(day: date | None) -> ColumnElement[bool]:
    never = Assignment.reported_through.is_(None)
    if day is None:
        return never
    return and_(Assignment.reports_from <= day, or_(never, Assignment.reported_through < day))


def _own_round(today: date, *, late: bool) -> ColumnElement[bool]:
    """一次: the round of the item, whose day is the share's own date, or none where that had passed when it was sent."""
    due = Assignment.due_current
    opened = exists().where(ReportRound.item_id == Assignment.item_id, ReportRound.opens_on <= today)
    never = Assignment.reported_through.is_(None)
    again = and_(due >= Assignment.reports_from, due > Assignment.reported_through)
    if late:
        return and_(due < today, due >= Assignment.reports_from, or_(never, again), opened)
    return and_(or_(never, again), opened)


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
