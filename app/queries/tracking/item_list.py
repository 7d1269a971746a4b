"""/items: the items a person sees, with how they stand among the shares that person sees; filtered, sorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain.meetings.numbering import normalise_code, with_committee
from app.domain.office_calendar import OfficeCalendar
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import OPEN, AssignmentState
from app.domain.tracking.flags import Flag
from app.domain.tracking.item import AssignmentRole, DueKind, ItemMode
from app.domain.tracking.item_status import ItemStatus, Part, status_of
from app.models import Agency, Assignment, Meeting, Resolution, TrackedItem
from app.queries.counting import counted
from app.queries.tracking.assignment_list import of_meeting, spellings
from app.queries.tracking.flagged import bearing
from app.queries.visibility.tracking import assignment_is_seen, assignments_visible_to, items_visible_to

ENDED_ONES = "ended"
"""A word of the status filter: whatever way it ended."""
STATUSES = (ItemStatus.OPEN, ItemStatus.DONE_AWAITING, ItemStatus.PREPARED)
SORTS = ("code", "due", "shares")
NEWEST_FIRST = "-code"


@dataclass(frozen=True, slots=True)
class Filters:
    status: str = ""
    flag: Flag | None = None
    meeting: str = ""
    agency: str = ""
    due_kind: DueKind | None = None
    text: str = ""
    sort: str = NEWEST_FIRST


@dataclass(frozen=True, slots=True)
class Line:
    """One 項. `shares`, `open_shares`, `flagged`: of its 件 that this person sees; `lead`: the first 主辦, of `leads`."""

    code: str
    item: TrackedItem
    status: ItemStatus
    shares: int
    open_shares: int
    lead: str
    leads: int


def filtered(
    session: Session, actor: Actor, filters: Filters, calendar: OfficeCalendar, today: date
) -> Select[TrackedItem]:
    found = items_visible_to(actor)
    if filters.meeting:
        found = found.where(of_meeting(filters.meeting))
    if filters.due_kind is not None:
        found = found.where(TrackedItem.due_kind == filters.due_kind)
    if filters.status:
        found = found.where(_stands(actor, filters.status))
    if filters.agency:
        agency = select(Agency.id).where(Agency.code == filters.agency)
        found = found.where(_has(actor, Assignment.agency_id.in_(agency)))
    if filters.flag is not None:
        shares = assignments_visible_to(actor)
        bears = bearing(session, shares, filters.flag, calendar, today)
        found = found.where(TrackedItem.id.in_(shares.where(bears).with_only_columns(Assignment.item_id)))
    if filters.text:
        found = found.where(_says(filters.text))
    return found


def count(session: Session, query: Select[TrackedItem], up_to: int | None = None) -> int:
    return counted(session, query.with_only_columns(TrackedItem.id), up_to)


def page(
    session: Session, actor: Actor, query: Select[TrackedItem], sort: str, *, offset: int, size: int
) -> list[Line]:
    items = session.scalars(ordered(query, sort).offset(offset).limit(size)).unique().all()
    return lines_of(session, actor, items)


def ordered(query: Select[TrackedItem], sort: str) -> Select[TrackedItem]:
    return query.order_by(*_order(sort))


def lines_of(session: Session, actor: Actor, items: Sequence[TrackedItem]) -> list[Line]:
    """Items with committee and resolution loaded, each with the shares this person sees counted."""
    like = (Assignment.item_id, Assignment.state, Assignment.role, Assignment.closed_as)
    seen = assignments_visible_to(actor).where(Assignment.item_id.in_([item.id for item in items]))
    counts = (func.count().label("shares"), func.min(Assignment.id).label("first"))
    alike: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(seen.with_only_columns(*like, *counts).group_by(*like)):
        alike[row.item_id].append(row)
    names = _names(session, [row.first for rows in alike.values() for row in rows if _leads(row)])
    return [_line(item, alike[item.id], names) for item in items]


def _leads(row: Any) -> bool:
    return row.role is AssignmentRole.LEAD and row.state is not AssignmentState.REASSIGNED


def _names(session: Session, shares: Sequence[int]) -> dict[int, str]:
    """The agency of each of these shares."""
    query = select(Assignment.id, Agency.short_name).join(Assignment.agency)
    found = session.execute(query.where(Assignment.id.in_(shares))) if shares else ()
    return {share: name for share, name in found}


def _line(item: TrackedItem, alike: Sequence[Any], names: Mapping[int, str]) -> Line:
    """`alike`: of shares that stand alike one row, with how many they are."""
    leads = [row for row in alike if _leads(row)]
    parts = [part for row in alike for part in (Part(row.state, row.role, row.closed_as),) * row.shares]
    return Line(
        with_committee(item.code, item.committee.code, item.committee.is_primary),
        item,
        status_of(item.mode, parts),
        len(parts),
        sum(part.state in OPEN for part in parts),
        names[min(row.first for row in leads)] if leads else "",
        sum(row.shares for row in leads),
    )


def _has(actor: Actor, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Assignment.item_id == TrackedItem.id, assignment_is_seen(actor), *conditions)


def _stands(actor: Actor, status: str) -> ColumnElement[bool]:
    """`item_status.status_of` as a condition; the ways an item ends are one word here."""
    counts = and_(
        Assignment.state != AssignmentState.REASSIGNED,
        or_(Assignment.role == AssignmentRole.LEAD, TrackedItem.mode != ItemMode.SINGLE_LEAD),
    )
    going = _has(actor, counts, Assignment.state.in_(OPEN - {AssignmentState.RELEASE_PROPOSED}))
    waiting = _has(actor, counts, Assignment.state == AssignmentState.RELEASE_PROPOSED)
    unsent = _has(actor, counts, Assignment.state == AssignmentState.PREPARED)
    sent = _has(actor, counts, Assignment.state != AssignmentState.PREPARED)
    if status == ItemStatus.PREPARED:
        return ~sent
    if status == ItemStatus.DONE_AWAITING:
        return and_(sent, ~going, or_(waiting, unsent))
    if status == ItemStatus.OPEN:
        return going
    return and_(sent, ~going, ~waiting, ~unsent)


def _says(text: str) -> ColumnElement[bool]:
    said: ColumnElement[bool] = or_(
        TrackedItem.code == normalise_code(text), Resolution.code == normalise_code(text)
    )
    columns = (TrackedItem.title, TrackedItem.text, TrackedItem.other_number)
    words = [
        or_(
            *(
                column.contains(spelling, autoescape=True)
                for column in columns
                for spelling in spellings(word)
            )
        )
        for word in text.split()
    ]
    return said | and_(*words)


_CODE = (Meeting.year, Meeting.held_on, Meeting.id, TrackedItem.resolution_id, TrackedItem.ordinal)
_SHARES = (
    select(func.count(Assignment.id))
    .where(Assignment.item_id == TrackedItem.id, Assignment.removed_at.is_(None))
    .correlate(TrackedItem)
    .scalar_subquery()
)


def _order(sort: str) -> tuple[Any, ...]:
    """Codes by meeting and number; dates with what has none at the end."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    columns = {"code": _CODE, "due": (TrackedItem.due_on, *_CODE), "shares": (_SHARES, *_CODE)}[name]
    turned = [column.desc() if down else column.asc() for column in columns]
    return (TrackedItem.due_on.is_(None), *turned) if name == "due" else tuple(turned)
