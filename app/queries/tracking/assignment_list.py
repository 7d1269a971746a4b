"""/assignments: the shares a person sees, filtered, sorted by what the data mean, fifty a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
TRIED, ASKED = 2, 12
"""Meetings looked through before it is asked which ones a filter leaves, and of how many that is asked first."""


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
    many: bool = False,
) -> list[AssignmentLine]:
    """One page of a filtered query, with the flags each row bears. `many`: it is too long to be sorted for fifty rows."""
    around = [
        joinedload(one, innerjoin=True) for one in (Assignment.item, Assignment.committee, Assignment.agency)
    ]
    shown = ordered(query, sort).offset(offset).limit(size)
    if many:
        ids: Sequence[int] = _walked(session, query, sort, offset + size)[offset:]
    elif (
        sort.removeprefix("-") == "code"
    ):  # PostgreSQL plans nine tables in one longer than it reads them in two
        ids = session.scalars(shown.with_only_columns(Assignment.id)).all()
    else:
        return lines_of(session, session.scalars(shown.options(*around)).all(), calendar, today)
    rows = session.scalars(select(Assignment).where(Assignment.id.in_(ids)).options(*around))
    found = {one.id: one for one in rows}
    return lines_of(session, [found[one] for one in ids if one in found], calendar, today)


def _walked(session: Session, query: Select[Assignment], sort: str, wanted: int) -> list[int]:
    """The first `wanted` in the order of `sort`: part after part of that order, until there are enough."""
    ids: list[int] = []
    for part in _parts(session, query, sort):
        some = ordered(query.where(part), sort, parted=True).with_only_columns(Assignment.id)
        ids += session.scalars(some.limit(wanted - len(ids)))
        if len(ids) == wanted:
            break
    return ids


def _parts(session: Session, query: Select[Assignment], sort: str) -> Iterator[ColumnElement[bool]]:
    """Conditions that cut a list into parts that follow each other in this order."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if name == "due":
        yield from (Assignment.due_current.is_not(None), Assignment.due_current.is_(None))
    elif name == "state":
        states = tuple(AssignmentState)
        yield from (Assignment.state == one for one in (reversed(states) if down else states))
    elif name == "agency":
        every = session.scalars(_turned(select(Agency.id), (Agency.sort_order, Agency.code), down))
        yield from (Assignment.agency_id.in_(some) for some in _growing(every.all()))
    else:
        yield from _meetings(session, query, down)


def _meetings(session: Session, query: Select[Assignment], down: bool) -> Iterator[ColumnElement[bool]]:
    """Meeting after meeting; once the first ones had too few, only those of whose items any has some of it."""
    in_order = (Meeting.committee_id, Meeting.year, Meeting.held_on, Meeting.id)
    some = exists().where(Resolution.meeting_id == Meeting.id)
    every = session.scalars(_turned(select(Meeting.id).where(some), in_order, down)).all()
    yield _of_items(TrackedItem.resolution_id.in_(_resolutions(every[:TRIED])))
    its = select(Resolution.meeting_id).join(TrackedItem, TrackedItem.resolution_id == Resolution.id)
    having = its.where(query.where(Assignment.item_id == TrackedItem.id).exists()).distinct()
    for asked in _growing(every[TRIED:], ASKED):
        holders = frozenset(session.scalars(having.where(Resolution.meeting_id.in_(asked))))
        for some_of_them in _growing([one for one in asked if one in holders]):
            yield _of_items(TrackedItem.resolution_id.in_(_resolutions(some_of_them)))


def _resolutions(meetings: Sequence[int]) -> Select[int]:
    return select(Resolution.id).where(Resolution.meeting_id.in_(meetings))


def _growing(ids: Sequence[int], size: int = 1) -> Iterator[Sequence[int]]:
    """So many, then always four times as many: where the first ones hold nothing, few questions reach the others."""
    at = 0
    while at < len(ids):
        yield ids[at : at + size]
        at, size = at + size, size * 4


def _turned(query: Select[int], columns: Iterable[Any], down: bool) -> Select[int]:
    return query.order_by(*(column.desc() if down else column.asc() for column in columns))


def ordered(query: Select[Assignment], sort: str, *, parted: bool = False) -> Select[Assignment]:
    """A filtered query in the order of `sort`, with what that order looks at joined. `parted`: it is one of `_parts`."""
    name, found = sort.removeprefix("-"), query.order_by(*_order(sort, parted))
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
    # Limited, so that PostgreSQL looks for one item of each meeting instead of reading them all.
    item = (
        select(TrackedItem.id)
        .join(TrackedItem.resolution)
        .where(Resolution.meeting_id == Meeting.id, item_is_seen(actor))
        .limit(1)
        .correlate(Meeting)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Meeting.slug, Meeting.label)
        .where(item.is_not(None))
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
_BY_DATE = (Assignment.due_current, *_TIES)
_ORDERS: dict[str, tuple[ColumnElement[Any] | InstrumentedAttribute[Any] | UnaryExpression[Any], ...]] = {
    "agency": (Agency.sort_order, Agency.code, *_TIES),
    "due": _BY_DATE,
}


def _order(sort: str, parted: bool) -> tuple[Any, ...]:
    """Codes by meeting and number, agencies in the official order, states in the order of the flow and by date in each;
    without a date at the end."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if name == "state":
        in_each = (Assignment.due_current.asc().nulls_last(), *_TIES)
        return in_each if parted else (_IN_FLOW.desc() if down else _IN_FLOW.asc(), *in_each)
    columns = _CODE[1:] if name == "code" else _ORDERS[name]
    turned = [column.desc() if down else column.asc() for column in columns]
    if name == "due" and not parted:
        return (turned[0].nulls_last(), *turned[1:])
    return tuple(turned)
