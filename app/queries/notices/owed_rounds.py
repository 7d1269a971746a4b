"""The rounds that shares owe, with the people of their seats: the first source of the ladder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain.meetings.numbering import with_committee
from app.domain.notices import recipients as seats_of
from app.domain.notices.ladder import Clock, Ladder, Subject, Why
from app.domain.notices.recipients import Seat
from app.domain.office_calendar import ONE_DAY
from app.domain.people.actor import Actor, Role
from app.domain.tracking import rounds
from app.domain.tracking.assignment_flow import OPEN, REPORTABLE
from app.domain.tracking.item import AssignmentRole, Frequency, ItemMode, owes_reports
from app.models import Assignment, Committee, Dispatch, Reminder, ReportRound, TrackedItem
from app.queries.notices.ladder import Owed
from app.queries.notices.recipients import seats_by_agency
from app.queries.visibility.tracking import assignment_is_seen, of_secret_case, prepares_for

SHARES = Assignment.__tablename__
_DAY = case((ReportRound.frequency == Frequency.ONCE, Assignment.due_current), else_=ReportRound.due_on)


def of_committee(actor: Actor) -> ColumnElement[bool]:
    """On `Assignment` and `Committee`: the shares whose reminders this person looks after."""
    return and_(prepares_for(actor), assignment_is_seen(actor))


def looked_after(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Reminder`, of shares."""
    return exists(
        select(Assignment.id)
        .join(Assignment.item)
        .join(Committee, Committee.id == Assignment.committee_id)
        .where(Assignment.id == Reminder.thing_id, of_committee(actor))
        .correlate(Reminder)
    )


def owed_rounds(
    session: Session, ladder: Ladder, *, after: int = 0, limit: int, lock: bool = False
) -> tuple[list[Owed], int | None]:
    """What agencies still owe whose day is near enough for a mail, of the shares after `after`; some `limit` rows, no share cut in two.

    Returns them and the last share they reach to; None: there are no more. `lock`: nobody pauses or moves them meanwhile.
    """
    query = _candidates(*ladder.window(Clock.ROUND)).where(Assignment.id > after, _runs())
    query = query.order_by(Assignment.id, ReportRound.id).limit(limit)
    if lock:
        query = query.with_for_update(read=True, of=Assignment)
    rows = session.execute(query).all()
    last = None
    if len(rows) == limit:
        last = rows[-1].id
        rows = [row for row in rows if row.id != last]
        last -= 1
    return list(_owed(session, rows, ladder.today)), last


def near_rounds(session: Session, ladder: Ladder, actor: Actor, limit: int) -> list[Owed]:
    """Those this person looks after, with what is paused or reported, each with its reason."""
    query = (
        _candidates(*ladder.window(Clock.ROUND))
        .where(of_committee(actor))
        .order_by(Assignment.id, ReportRound.id)
        .limit(limit)
    )
    return list(_owed(session, session.execute(query).all(), ladder.today))


def late_rounds(session: Session, ladder: Ladder, only: ColumnElement[bool]) -> list[Owed]:
    """What is still owed though its day has passed, however long ago; in the order of the days."""
    query = _candidates(date.min, ladder.today - ONE_DAY).where(_runs(), only).order_by(_DAY, Assignment.id)
    return list(_owed(session, session.execute(query).all(), ladder.today))


def late_by_agency(
    session: Session, ladder: Ladder, only: ColumnElement[bool]
) -> list[tuple[int, date, int]]:
    """(agency, first day missed, how many shares) of the same, counted by the database: each share once, by its earliest day."""
    late = _candidates(date.min, ladder.today - ONE_DAY).where(_runs(), only, _owes()).subquery()
    by_share = (
        select(late.c.agency_id, func.min(late.c.due).label("due"))
        .group_by(late.c.id, late.c.agency_id)
        .subquery()
    )
    query = select(by_share.c.agency_id, by_share.c.due, func.count()).group_by(
        by_share.c.agency_id, by_share.c.due
    )
    return [(agency, due, count) for agency, due, count in session.execute(query)]


def _candidates(first: date, last: date) -> Select[*tuple[Any, ...]]:
    """Shares with each round that has a day between these, plain columns only: there may be a hundred thousand."""
    return (
        select(
            Assignment.id, Assignment.agency_id, Assignment.code, Assignment.state, Assignment.role, Assignment.contact_id,
            Assignment.paused_on, Assignment.reports_from, Assignment.reported_through, _DAY.label("due"),
            ReportRound.id.label("round_id"), ReportRound.label, ReportRound.frequency, TrackedItem.title, TrackedItem.mode,
            Committee.code.label("committee_code"), Committee.is_primary, Committee.agency_id.label("committee_agency_id"),
            Dispatch.letter_on, Dispatch.document_number, of_secret_case().label("secret"),
        )
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .join(Committee, Committee.id == Assignment.committee_id)
        .join(
            ReportRound,
            and_(
                ReportRound.committee_id == TrackedItem.committee_id,
                ReportRound.frequency == TrackedItem.frequency,
                or_(ReportRound.item_id.is_(None), ReportRound.item_id == TrackedItem.id),
            ),
        )
        .outerjoin(Dispatch, Dispatch.id == Assignment.dispatch_id)
        .where(Assignment.state.in_(OPEN), Assignment.removed_at.is_(None), _DAY.between(first, last))
        .where(Assignment.reports_from <= _DAY)
    )  # fmt: skip


def _runs() -> ColumnElement[bool]:
    """It is the agency's turn, its clock runs, and it has not reported so far."""
    return and_(
        Assignment.state.in_(REPORTABLE),
        Assignment.paused_on.is_(None),
        or_(Assignment.reported_through.is_(None), Assignment.reported_through < _DAY),
    )


def _owes() -> ColumnElement[bool]:
    """協辦 in 單一主辦 deliver to the lead (`item.owes_reports`)."""
    return or_(Assignment.role == AssignmentRole.LEAD, TrackedItem.mode != ItemMode.SINGLE_LEAD)


def _owed(session: Session, rows: Sequence[Row[*tuple[Any, ...]]], today: date) -> Iterator[Owed]:
    agencies = {row.agency_id for row in rows}
    of_agency = seats_by_agency(session, agencies, Role.CONTACT, Role.SUPERVISOR, today=today)
    people: dict[tuple[int, int | None, bool], tuple[int | None, tuple[int, ...]]] = {}
    for row in rows:
        if not owes_reports(row.mode, row.role):
            continue
        key = (row.agency_id, row.contact_id, row.secret)
        if key not in people:
            people[key] = _people(of_agency[row.agency_id], row.contact_id, row.secret)
        contact, supervisors = people[key]
        due: date = row.due
        subject = Subject(
            Clock.ROUND, SHARES, row.id, f"{row.round_id} {due.isoformat()}", due, row.reports_from, _silent(row),
            contact, supervisors,
        )  # fmt: skip
        code = with_committee(row.code, row.committee_code, row.is_primary)
        yield Owed(
            subject, code, _facts(row), row.secret, row.committee_agency_id, row.agency_id, f"/assignments/{code}"
        )  # fmt: skip


def _people(
    seats_here: Sequence[Seat], contact_id: int | None, secret: bool
) -> tuple[int | None, tuple[int, ...]]:
    seat = seats_of.contact(seats_here, person_id=contact_id, confidential=secret)
    above = seats_of.supervisors(seats_here, seat, confidential=secret)
    return seat.person_id if seat else None, tuple(one.person_id for one in above)


def _silent(row: Row[*tuple[Any, ...]]) -> Why | None:
    if row.state not in REPORTABLE:
        return Why.WAITS_FOR_US
    if not rounds.is_unanswered(row.due, row.reported_through):
        return Why.REPORTED
    return Why.PAUSED if row.paused_on is not None else None


def _facts(row: Row[*tuple[Any, ...]]) -> dict[str, str]:
    """As JSON has them; of a 密 case nothing."""
    if row.secret:
        return {}
    facts = {"title": row.title, "due_on": row.due.isoformat()}
    if row.frequency is not Frequency.ONCE:
        facts["round"] = row.label
    if row.letter_on is not None:
        facts["letter_on"] = row.letter_on.isoformat()
    if row.document_number:
        facts["document_number"] = row.document_number
    return facts
