"""/assignments: the shares a person sees, filtered, sorted by what the data mean, fifty a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, UnaryExpression, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from app.domain.meetings.numbering import normalise_code
from app.domain.office_calendar import OfficeCalendar
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with
from app.domain.tracking.assignment_flow import ENDED, OPEN, AssignmentState
from app.domain.tracking.flags import Flag
from app.domain.tracking.item import AssignmentRole
from app.models import Agency, Assignment, Committee, Meeting, Resolution, TrackedItem
from app.queries.counting import counted
from app.queries.tracking.flagged import bearing
from app.queries.tracking.listing import AssignmentLine, lines_of
from app.queries.visibility.tracking import assignment_is_seen, item_is_seen

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
    """The shares seen that answer the filters. Nothing is joined: a million are counted in an index."""
    found = select(Assignment).where(assignment_is_seen(actor))
    if filters.agency:
        found = found.where(Assignment.agency_id.in_(select(Agency.id).where(Agency.code == filters.agency)))
    if filters.state:
        found = found.where(_standing(states_of(filters.state)))
    if filters.role is not None:
        found = found.where(Assignment.role == filters.role)
    if filters.due_from is not None:
        found = found.where(Assignment.due_current >= filters.due_from)
    if filters.due_to is not None:
        found = found.where(Assignment.due_current <= filters.due_to)
    if filters.meeting:
        found = found.where(_of_items(of_meeting(filters.meeting)))
    if filters.text:
        found = found.where(_says(filters.text))
    if filters.flag is not None:
        found = found.where(bearing(session, found, filters.flag, calendar, today))
    return found


def _standing(states: frozenset[AssignmentState]) -> ColumnElement[bool]:
    """Several open ones are few among a million: they are found by the index of what has not ended."""
    among = Assignment.state.in_(states)
    return among if len(states) == 1 or states & ENDED else and_(among, Assignment.ended_on.is_(None))


def count(session: Session, query: Select[Assignment], up_to: int | None = None) -> int:
    return counted(session, query.with_only_columns(Assignment.serial), up_to)


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
    shown = ordered(query, sort).offset(offset).limit(size)
    around = (
        joinedload(one, innerjoin=True) for one in (Assignment.item, Assignment.committee, Assignment.agency)
    )
    return lines_of(session, session.scalars(shown.options(*around)).all(), calendar, today)


def ordered(query: Select[Assignment], sort: str) -> Select[Assignment]:
    """A filtered query in the order of `sort`, with what that order looks at joined."""
    name, found = sort.removeprefix("-"), query.order_by(*_order(sort))
    if name == "agency":
        return found.join(Assignment.agency)
    if name == "code":
        return (
            found.join(Assignment.committee)
            .join(Assignment.item)
            .join(TrackedItem.resolution)
            .join(Resolution.meeting)
        )
    return found


def choices(session: Session, actor: Actor) -> Choices:
    """Agencies with a share in official order, meetings that asked for something, the newest first."""
    agencies = select(Agency.code, Agency.short_name).where(exists().where(Assignment.agency_id == Agency.id))
    if not actor.everywhere and not agencies_with(actor, Right.READ_TRACKING, Scope.COMMITTEE):
        agencies = agencies.where(Agency.id.in_(agencies_with(actor, Right.READ_TRACKING, Scope.OWN_AGENCY)))
    named: Sequence[Any] = session.execute(agencies.order_by(Agency.sort_order, Agency.code)).all()
    return Choices(tuple((row.code, row.short_name) for row in named), meetings_offered(session, actor))


def meetings_offered(session: Session, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Meetings of which this person sees an item."""
    seen = exists().where(TrackedItem.resolution_id == Resolution.id, item_is_seen(actor))
    rows = session.execute(
        select(Meeting.slug, Meeting.label)
        .where(exists().where(Resolution.meeting_id == Meeting.id, seen))
        .order_by(Meeting.year.desc(), Meeting.held_on.desc(), Meeting.id.desc())
    )
    return tuple((row.slug, row.label) for row in rows)


def of_meeting(slug: str) -> ColumnElement[bool]:
    """On a query of `TrackedItem`."""
    of_it = (
        select(Resolution.id)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .where(Meeting.slug == normalise_code(slug))
    )
    return TrackedItem.resolution_id.in_(of_it)


def _says(text: str) -> ColumnElement[bool]:
    """A code, or every word in the item's title or text or in the share's own; 台 and 臺 are the same."""
    code = normalise_code(text)
    said = or_(Assignment.code == code, _of_items(TrackedItem.code == code))
    words = [
        or_(
            _contains(Assignment.text, word),
            _of_items(_contains(TrackedItem.title, word) | _contains(TrackedItem.text, word)),
        )
        for word in text.split()
    ]
    return said | and_(*words)


def _of_items(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Items are a hundredth of their shares: they are looked through first."""
    return Assignment.item_id.in_(select(TrackedItem.id).where(condition))


def _contains(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    return or_(*(column.contains(spelling, autoescape=True) for spelling in spellings(word)))


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
        return (turned[0].nulls_last(), *turned[1:])
    return tuple(turned)
