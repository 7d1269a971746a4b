"""/assignments: the shares a person sees, filtered, sorted by what the data mean, fifty a page, counted exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, UnaryExpression, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, contains_eager

from app.domain.meetings.numbering import normalise_code
from app.domain.office_calendar import OfficeCalendar
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with
from app.domain.tracking.assignment_flow import ENDED, OPEN, AssignmentState
from app.domain.tracking.flags import Flag
from app.domain.tracking.item import AssignmentRole
from app.models import Agency, Assignment, Committee, Meeting, Resolution, TrackedItem
from app.queries.tracking.flagged import bearing
from app.queries.tracking.listing import AssignmentLine, lines_of
from app.queries.visibility.tracking import assignments_visible_to

OPEN_ONES, ENDED_ONES = "open", "ended"
"""Two words of the state filter that name several states."""
SORTS = ("code", "agency", "due", "state")
BY_DUE = "due"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address says; empty = not filtered. `agency`: its code, `meeting`: a slug, `sort`: one of SORTS, - descending."""

    agency: str = ""
    state: str = ""
    flag: Flag | None = None
    meeting: str = ""
    due_from: date | None = None
    due_to: date | None = None
    role: AssignmentRole | None = None
    text: str = ""
    sort: str = BY_DUE


@dataclass(frozen=True, slots=True)
class Choices:
    """(value, what is shown) of the filters: only what occurs among what this person may see."""

    agencies: tuple[tuple[str, str], ...]
    meetings: tuple[tuple[str, str], ...]


def states_of(name: str) -> frozenset[AssignmentState]:
    """What a value of the state filter means; nothing for one that means nothing."""
    if name == OPEN_ONES:
        return OPEN
    if name == ENDED_ONES:
        return ENDED
    return frozenset({AssignmentState(name)}) if name in set(AssignmentState) else frozenset()


def filtered(
    session: Session, actor: Actor, filters: Filters, calendar: OfficeCalendar, today: date
) -> Select[Assignment]:
    """The shares seen that answer the filters; item and committee are joined."""
    found = assignments_visible_to(actor)
    if filters.agency:
        found = found.where(Assignment.agency_id.in_(select(Agency.id).where(Agency.code == filters.agency)))
    if filters.state:
        found = found.where(Assignment.state.in_(states_of(filters.state)))
    if filters.role is not None:
        found = found.where(Assignment.role == filters.role)
    if filters.due_from is not None:
        found = found.where(Assignment.due_current >= filters.due_from)
    if filters.due_to is not None:
        found = found.where(Assignment.due_current <= filters.due_to)
    if filters.meeting:
        found = found.where(of_meeting(filters.meeting))
    if filters.text:
        found = found.where(_says(filters.text))
    if filters.flag is not None:
        found = found.where(bearing(session, found, filters.flag, calendar, today))
    return found


def count(session: Session, query: Select[Assignment]) -> int:
    return session.scalar(query.with_only_columns(func.count(Assignment.id)).order_by(None)) or 0


def page(
    session: Session,
    query: Select[Assignment],
    sort: str,
    calendar: OfficeCalendar,
    today: date,
    *,
    offset: int,
    size: int,
) -> list[AssignmentLine]:
    """One page of a filtered query, with the flags each row bears."""
    ordered = (
        query.join(Agency, Agency.id == Assignment.agency_id)
        .options(contains_eager(Assignment.agency))
        .order_by(*_order(sort))
        .offset(offset)
        .limit(size)
    )
    if sort.removeprefix("-") == "code":
        ordered = ordered.join(Resolution, Resolution.id == TrackedItem.resolution_id).join(
            Meeting, Meeting.id == Resolution.meeting_id
        )
    return lines_of(session, session.scalars(ordered).all(), calendar, today)


def choices(session: Session, actor: Actor) -> Choices:
    """Agencies with a share in official order, meetings that asked for something, the newest first."""
    agencies = select(Agency.code, Agency.short_name).where(exists().where(Assignment.agency_id == Agency.id))
    if not actor.everywhere and not agencies_with(actor, Right.READ_TRACKING, Scope.COMMITTEE):
        agencies = agencies.where(Agency.id.in_(agencies_with(actor, Right.READ_TRACKING, Scope.OWN_AGENCY)))
    named: Sequence[Any] = session.execute(agencies.order_by(Agency.sort_order, Agency.code)).all()
    return Choices(tuple((row.code, row.short_name) for row in named), meetings_offered(session, actor))


def meetings_offered(session: Session, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Meetings of which this person sees a share."""
    seen = (
        assignments_visible_to(actor)
        .join(Resolution, Resolution.id == TrackedItem.resolution_id)
        .where(Resolution.meeting_id == Meeting.id)
        .with_only_columns(Assignment.id)
        .correlate(Meeting)
    )
    rows = session.execute(
        select(Meeting.slug, Meeting.label)
        .where(seen.exists())
        .order_by(Meeting.year.desc(), Meeting.held_on.desc(), Meeting.id.desc())
    )
    return tuple((row.slug, row.label) for row in rows)


def of_meeting(slug: str) -> ColumnElement[bool]:
    """On a query that joins `TrackedItem`."""
    of_it = (
        select(Resolution.id)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .where(Meeting.slug == normalise_code(slug))
    )
    return TrackedItem.resolution_id.in_(of_it)


def _says(text: str) -> ColumnElement[bool]:
    """A code, or every word in the item's title or text or in the share's own; 台 and 臺 are the same."""
    columns = (TrackedItem.title, TrackedItem.text, Assignment.text)
    said: ColumnElement[bool] = or_(
        Assignment.code == normalise_code(text), TrackedItem.code == normalise_code(text)
    )
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
    every = words[0]
    for word in words[1:]:
        every = every & word
    return said | every


def spellings(word: str) -> frozenset[str]:
    return frozenset({word, word.replace("台", "臺"), word.replace("臺", "台")})


_IN_FLOW = case({state.value: at for at, state in enumerate(AssignmentState)}, value=Assignment.state)
_TIES = (Assignment.committee_id, Assignment.item_id, Assignment.serial)
_CODE = (
    Committee.is_primary.desc(),
    Committee.id,
    Meeting.year,
    Meeting.held_on,
    Meeting.id,
    func.length(Assignment.case_code),
    Assignment.case_code,
    Assignment.serial,
)
_ORDERS: dict[str, tuple[ColumnElement[Any] | InstrumentedAttribute[Any] | UnaryExpression[Any], ...]] = {
    "agency": (Agency.sort_order, Agency.code, *_TIES),
    "due": (Assignment.due_current, *_TIES),
    "state": (_IN_FLOW, *_TIES),
}


def _order(sort: str) -> tuple[Any, ...]:
    """Codes by meeting and number, agencies in the official order, states in the order of the flow; without a date at the end."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    columns = _CODE[1:] if name == "code" else _ORDERS[name]
    turned = [column.desc() if down else column.asc() for column in columns]
    if name == "due":
        return (Assignment.due_current.is_(None), *turned)
    return tuple(turned)
