"""The shares that leadership's page counts: of one committee and year, as they stand today, those this person sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, Executable, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.domain.errors import Absent
from app.domain.insight.marks import ShareLine
from app.domain.insight.overview import AgencyName
from app.domain.meetings.numbering import with_committee
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.rates import year_span
from app.domain.tracking.request_flow import RequestState
from app.domain.tracking.ruling import Asking, asks_ruling
from app.models import (
    Agency,
    Assignment,
    Committee,
    ExtensionRequest,
    Meeting,
    ReassignmentRequest,
    Resolution,
    TrackedItem,
)
from app.queries.meetings.minutes import charter_on
from app.queries.prepared import prepared
from app.queries.tracking.flagged import overdue_on
from app.queries.visibility.tracking import assignment_is_seen, items_visible_to, of_secret_case

MANY = 100
S = TypeVar("S", bound=Executable)


@dataclass(frozen=True, slots=True)
class ItemName:
    """`code`: as an address has it."""

    code: str
    title: str


def committees_offered(session: Session, actor: Actor) -> list[Committee]:
    """Whose shares this person reads, the primary one first; agencies loaded."""
    whole = agencies_with(actor, Right.READ_TRACKING, Scope.COMMITTEE)
    own = agencies_with(actor, Right.READ_TRACKING, Scope.OWN_AGENCY)
    ways: list[ColumnElement[bool]] = [Committee.agency_id.in_(whole)]
    if own or actor.everywhere:
        ways += [
            Committee.is_primary.is_(True),
            exists().where(Assignment.committee_id == Committee.id, assignment_is_seen(actor)),
        ]
    query = select(Committee).where(or_(*ways)).options(joinedload(Committee.agency))
    return list(session.scalars(prepared(query.order_by(Committee.is_primary.desc(), Committee.code))))


def committee_asked_for(session: Session, actor: Actor, code: str) -> tuple[Committee, list[Committee]]:
    """The one of this code, else the first, and all of them. Raises Absent."""
    offered = committees_offered(session, actor)
    found = [one for one in offered if one.code == code] if code else offered
    if not found:
        raise Absent
    return found[0], offered


@dataclass(frozen=True, slots=True)
class Among:
    """Which of the shares: of a committee, or of these items of it; of one agency alone."""

    committee: Committee
    items: Sequence[int] | None = None
    agency_id: int | None = None

    def condition(self) -> ColumnElement[bool]:
        """Items are given by their ids and nothing else, so that no engine looks for them among all of the committee."""
        found = [
            Assignment.committee_id == self.committee.id
            if self.items is None
            else Assignment.item_id.in_(self.items)
        ]
        if self.agency_id is not None:
            found.append(Assignment.agency_id == self.agency_id)
        return and_(*found)

    def key(self) -> ColumnElement[int]:
        """`Assignment.id` to join by: where items are asked for, no engine shall begin with the other table."""
        own: ColumnElement[int] = Assignment.id.expression
        return own if self.items is None else func.coalesce(own, own)

    def planned(self, statement: S) -> S:
        """Of items asked for by id one plan is right for all; to plan had taken longer than to read them."""
        return statement if self.items is None else prepared(statement)


def share_lines(
    session: Session, among: Among, seen: ColumnElement[bool], year: int, today: date, most: int | None
) -> tuple[ShareLine, ...]:
    """In one statement whatever their number; the few that ask for a ruling in one more. `most`: as `most_extensions`."""
    return _lines(session, among, and_(seen, of_year(year, today)), today, most)


def lines_of_meeting(session: Session, actor: Actor, meeting: Meeting, today: date) -> tuple[ShareLine, ...]:
    """Every share of its items that was sent, of whatever year."""
    own = select(TrackedItem.id).join(TrackedItem.resolution).where(Resolution.meeting_id == meeting.id)
    sent = and_(Assignment.dispatched_on.is_not(None), Assignment.state != AssignmentState.REASSIGNED)
    within = and_(assignment_is_seen(actor), Assignment.item_id.in_(own), sent)
    most = most_extensions(session, meeting.committee, today)
    return _lines(session, Among(meeting.committee), within, today, most)


def _lines(
    session: Session, among: Among, within: ColumnElement[bool], today: date, most: int | None
) -> tuple[ShareLine, ...]:
    found = (
        select(
            Assignment.id, Assignment.item_id, Assignment.agency_id, Assignment.state, Assignment.role,
            TrackedItem.mode, TrackedItem.legacy, Assignment.closed_as, Assignment.dispatched_on, Assignment.ended_on,
            Assignment.due_current, overdue_on(today).label("overdue"), of_secret_case().label("secret"),
        )
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .where(within, among.condition())
        .order_by(Assignment.item_id, Assignment.serial)
    )  # fmt: skip
    rows, asking = session.execute(among.planned(found)), _asking(session, among, most)
    return tuple(
        ShareLine(
            row.id, row.item_id, row.agency_id, row.state, row.role, row.mode, row.closed_as,
            row.dispatched_on, row.ended_on, row.due_current, bool(row.overdue),
            asks_ruling(asking.get(row.id) or Asking(row.state)), bool(row.secret), row.legacy,
        )
        for row in rows
    )  # fmt: skip


def all_share_lines(session: Session, committee: Committee, year: int, today: date) -> tuple[ShareLine, ...]:
    """The same whoever looks: what is kept as a snapshot."""
    most = most_extensions(session, committee, today)
    return share_lines(session, Among(committee), Assignment.removed_at.is_(None), year, today, most)


def most_extensions(session: Session, committee: Committee, day: date) -> int | None:
    """What the charter lets 政風主管 grant; beyond it is asked the chair."""
    charter = charter_on(session, committee.id, day)
    return charter.most_extensions if charter else None


def names_of_agencies(session: Session, ids: Iterable[int]) -> dict[int, AgencyName]:
    """In 機關排序. Of many all are read: it takes less than to name them."""
    wanted = set(ids)
    query = select(Agency.id, Agency.code, Agency.short_name).order_by(Agency.sort_order, Agency.code)
    rows = session.execute(prepared(query) if len(wanted) > MANY else query.where(Agency.id.in_(wanted)))
    return {row.id: AgencyName(row.code, row.short_name) for row in rows if row.id in wanted}


def agency_called(session: Session, code: str) -> dict[int, AgencyName]:
    """By its id; empty where none is."""
    rows = session.execute(select(Agency.id, Agency.code, Agency.short_name).where(Agency.code == code))
    return {row.id: AgencyName(row.code, row.short_name) for row in rows}


def names_of_items(session: Session, actor: Actor, ids: Iterable[int]) -> dict[int, ItemName]:
    found = session.scalars(items_visible_to(actor).where(TrackedItem.id.in_(set(ids))))
    return {
        one.id: ItemName(with_committee(one.code, one.committee.code, one.committee.is_primary), one.title)
        for one in found
    }


def codes_of_items(session: Session, ids: Iterable[int]) -> dict[int, str]:
    rows = session.execute(select(TrackedItem.id, TrackedItem.code).where(TrackedItem.id.in_(set(ids))))
    return {row.id: row.code for row in rows}


def codes_of_shares(session: Session, committee: Committee, ids: Iterable[int]) -> dict[int, str]:
    query = select(Assignment.id, Assignment.code).where(Assignment.id.in_(set(ids)))
    return {
        row.id: with_committee(row.code, committee.code, committee.is_primary)
        for row in session.execute(prepared(query))
    }


def of_year(year: int, today: date) -> ColumnElement[bool]:
    """`rates.belongs_to` as a condition, without what was 改分."""
    first, last = year_span(year, today)
    return and_(
        Assignment.dispatched_on <= last,
        or_(Assignment.ended_on.is_(None), Assignment.ended_on >= first),
        Assignment.state != AssignmentState.REASSIGNED,
    )


def _asking(session: Session, among: Among, most: int | None) -> dict[int, Asking]:
    """The shares with an open request, by id."""
    asked = select(ExtensionRequest.assignment_id).where(ExtensionRequest.state == RequestState.REQUESTED)
    disputed = select(ReassignmentRequest.assignment_id).where(
        ReassignmentRequest.state == RequestState.REQUESTED, ReassignmentRequest.disputed
    )
    granted = (
        select(func.count(ExtensionRequest.id))
        .where(ExtensionRequest.assignment_id == Assignment.id, ExtensionRequest.granted_on.is_not(None))
        .correlate(Assignment)
        .scalar_subquery()
    )
    found = select(
        Assignment.id,
        Assignment.state,
        granted.label("granted"),
        Assignment.id.in_(asked).label("asked"),
        Assignment.id.in_(disputed).label("disputed"),
    ).where(
        among.condition(),
        Assignment.ended_on.is_(None),
        or_(Assignment.id.in_(asked), Assignment.id.in_(disputed)),
    )
    rows = session.execute(among.planned(found))
    return {row.id: Asking(row.state, bool(row.asked), row.granted, most, bool(row.disputed)) for row in rows}
