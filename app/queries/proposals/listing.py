"""The list of proposals: filtered, sorted by what the data mean, fifty a page."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    UnaryExpression,
    bindparam,
    case,
    exists,
    func,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.numbering import normalise_code
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState
from app.models import Agency, AgendaItem, Committee, Meeting, Proposal
from app.queries.counting import COUNTED_TO, counted, number_of
from app.queries.prepared import prepared
from app.queries.visibility.proposals import proposals_visible_to

PAGE_SIZE = 50
AT_ONCE = 500
LAST_IN_ORDER = 1_000_000
_COLUMNS = (
    Proposal.id,
    Proposal.code,
    Proposal.subject,
    Proposal.stub_name,
    Proposal.unit,
    Proposal.state,
    Proposal.confidentiality,
    Proposal.deferrals,
    Proposal.changed_at,
)
_LABELS = (
    select(AgendaItem.proposal_id, Meeting.label)
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .where(AgendaItem.proposal_id.in_(bindparam("ids", expanding=True)), AgendaItem.removed_at.is_(None))
    .order_by(Meeting.id)
)
SORTS = ("code", "unit", "state", "changed")
NEWEST_FIRST = "-code"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address bar says; empty = not filtered. `meeting` is a slug, `sort` one of SORTS with - for descending."""

    year: int | None = None
    meeting: str = ""
    state: ProposalState | None = None
    unit: str = ""
    text: str = ""
    sort: str = NEWEST_FIRST


@dataclass(frozen=True, slots=True)
class Line:
    """One row. `title` is the 案由, or the 代號 of a 密 case; `meetings` the labels of the meetings it came to."""

    code: str
    title: str
    unit: str
    state: ProposalState
    confidential: bool
    deferrals: int
    meetings: tuple[str, ...]
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Listing:
    """One page. `total`: exact up to COUNTED_TO, beyond it only that there is more."""

    lines: tuple[Line, ...]
    total: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: only what occurs among the proposals this person may see."""

    years: tuple[int, ...]
    meetings: tuple[tuple[str, str], ...]
    units: tuple[str, ...]


def list_proposals(session: Session, actor: Actor, filters: Filters, number: int) -> Listing:
    """Page `number` (from 1) of the proposals `actor` may see; beyond the last page, the last one."""
    number = max(number, 1)
    rows = session.execute(_page(actor, filters, number)).all()
    if not rows and number > 1:
        number = _last_page(session, actor, filters)
        rows = session.execute(_page(actor, filters, number)).all()
    lines = tuple(_line(row, labels) for row, labels in _with_meetings(rows))
    return Listing(lines, rows[0].total if rows else 0, number)


@lru_cache(maxsize=200)
def _page(actor: Actor, filters: Filters, number: int) -> Select[*tuple[Any, ...]]:
    """Kept, because putting the statement together takes longer than asking it."""
    total = number_of(_ids(actor, filters), max(COUNTED_TO, number * PAGE_SIZE))
    by = filters.sort.removeprefix("-")
    sorted_by = [column.label(f"sorted_{at}") for at, column in enumerate(_ORDERS[by])]
    found = filtered(actor, filters)
    if by == "unit":
        found = found.outerjoin(Agency, Agency.id == Proposal.agency_id)
    page = (
        found.with_only_columns(*_COLUMNS, total.label("total"), *sorted_by)
        .order_by(*_order(filters.sort))
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
        .subquery()
    )
    order = [page.c[column.name] for column in sorted_by]
    lines = (
        select(page, Meeting.label)
        .outerjoin(AgendaItem, (AgendaItem.proposal_id == page.c.id) & AgendaItem.removed_at.is_(None))
        .outerjoin(Meeting, Meeting.id == AgendaItem.meeting_id)
        .order_by(*_directed(order, filters.sort), Meeting.id)
    )
    return lines if filters.text else prepared(lines)


def _with_meetings(
    rows: Sequence[Row[*tuple[Any, ...]]],
) -> Iterator[tuple[Row[*tuple[Any, ...]], list[str]]]:
    """Each proposal once, with the labels of its meetings."""
    for _id, same in groupby(rows, key=attrgetter("id")):
        every = list(same)
        yield every[0], [row.label for row in every if row.label is not None]


def every_proposal(session: Session, actor: Actor, filters: Filters) -> Iterator[Line]:
    """The whole list in its order, some hundreds at a time."""
    keys = session.scalars(
        filtered(actor, filters)
        .outerjoin(Agency, Agency.id == Proposal.agency_id)
        .with_only_columns(Proposal.id)
        .order_by(*_order(filters.sort))
        .execution_options(yield_per=10_000)
    )
    ids = array("q", keys)
    for start in range(0, len(ids), AT_ONCE):
        batch = ids[start : start + AT_ONCE].tolist()
        rows = {row.id: row for row in session.execute(select(*_COLUMNS).where(Proposal.id.in_(batch)))}
        labels = _meeting_labels(session, batch)
        yield from (_line(rows[one], labels.get(one, ())) for one in batch)


def confidential_among(session: Session, actor: Actor, filters: Filters) -> list[int]:
    """The 密 ones of a list: whoever takes them along is noted."""
    secret = filtered(actor, filters).where(Proposal.confidentiality != Confidentiality.NORMAL)
    return list(session.scalars(secret.with_only_columns(Proposal.id)))


def _last_page(session: Session, actor: Actor, filters: Filters) -> int:
    return max(1, -(-counted(session, _ids(actor, filters)) // PAGE_SIZE))


def _ids(actor: Actor, filters: Filters) -> Select[int]:
    return filtered(actor, filters).with_only_columns(Proposal.id)


def filtered(actor: Actor, filters: Filters) -> Select[Proposal]:
    """The visible proposals that answer the filters."""
    found = proposals_visible_to(actor)
    if filters.year is not None:
        found = found.where(Proposal.year == filters.year)
    if filters.state is not None:
        found = found.where(Proposal.state == filters.state)
    if filters.unit:
        found = found.where(Proposal.unit == filters.unit)
    if filters.meeting:
        found = found.where(_at_meeting(filters.meeting))
    if filters.text:
        found = found.where(_says(filters.text))
    return found


def choices(session: Session, actor: Actor) -> Choices:
    """Years, meetings and units to choose from."""
    rows = session.execute(_offered(actor)).all()
    spoken_by = [row for row in rows if row.slug is None]
    meetings = [row for row in rows if row.slug is not None]
    meetings.sort(key=lambda row: (row.year, row.held_on or date.max, row.at), reverse=True)
    units: dict[str, int] = {}
    for row in spoken_by:
        units[row.name] = min(row.at, units.get(row.name, LAST_IN_ORDER))
    return Choices(
        years=tuple(sorted({row.year for row in spoken_by}, reverse=True)),
        meetings=tuple((row.slug, row.name) for row in meetings),
        units=tuple(sorted((unit for unit in units if unit), key=lambda unit: (units[unit], unit))),
    )


@lru_cache(maxsize=200)
def _offered(actor: Actor) -> CompoundSelect[*tuple[Any, ...]]:
    """In one statement: the meetings, and with no slug each year and unit."""
    visible = proposals_visible_to(actor)
    meetings = (
        visible.join(AgendaItem, AgendaItem.proposal_id == Proposal.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.removed_at.is_(None))
        .with_only_columns(
            Meeting.year, Meeting.label.label("name"), Meeting.id.label("at"), Meeting.slug, Meeting.held_on
        )
        .distinct()
    )
    units = (
        visible.outerjoin(Agency, Agency.id == Proposal.agency_id)
        .with_only_columns(Proposal.year, Proposal.unit, func.min(_OFFICIAL), null(), null())
        .group_by(Proposal.year, Proposal.unit)
    )
    return prepared(union_all(meetings, units))


def _line(row: Row[*tuple[Any, ...]], meetings: Sequence[str]) -> Line:
    confidential = row.confidentiality is Confidentiality.CONFIDENTIAL
    return Line(
        code=row.code,
        title=row.stub_name if confidential else row.subject,
        unit=row.unit,
        state=row.state,
        confidential=confidential,
        deferrals=row.deferrals,
        meetings=tuple(meetings),
        changed_at=row.changed_at,
    )


def _meeting_labels(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = session.execute(_LABELS, {"ids": ids}) if ids else ()
    for proposal_id, label in rows:
        if proposal_id is not None:
            found[proposal_id] = (*found.get(proposal_id, ()), label)
    return found


def _at_meeting(slug: str) -> ColumnElement[bool]:
    return (
        exists()
        .where(AgendaItem.proposal_id == Proposal.id, AgendaItem.removed_at.is_(None))
        .where(AgendaItem.meeting_id == Meeting.id, Meeting.slug == slug)
    )


def _says(text: str) -> ColumnElement[bool]:
    """Every word stands somewhere in the texts; 台 and 臺 are the same; a code finds its case."""
    columns = (Proposal.subject, Proposal.explanation, Proposal.measures, Proposal.unit, Proposal.stub_name)
    found: ColumnElement[bool] = Proposal.code == normalise_code(text)
    words = [
        or_(*(_contains(column, spelling) for column in columns for spelling in _spellings(word)))
        for word in text.split()
    ]
    every = words[0]
    for word in words[1:]:
        every = every & word
    return found | every


def _contains(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    return column.contains(word, autoescape=True)


def _spellings(word: str) -> frozenset[str]:
    return frozenset({word, word.replace("台", "臺"), word.replace("臺", "台")})


_CODE = (Proposal.year, Proposal.running, Committee.id)
_IN_FLOW = case({state.value: at for at, state in enumerate(ProposalState)}, value=Proposal.state)
_OFFICIAL = func.coalesce(Agency.sort_order, LAST_IN_ORDER)
_ORDERS: dict[str, tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...]] = {
    "code": _CODE,
    "unit": (_OFFICIAL, Proposal.unit, *_CODE),
    "state": (_IN_FLOW, *_CODE),
    "changed": (Proposal.changed_at, *_CODE),
}


def _order(sort: str) -> tuple[UnaryExpression[Any], ...]:
    """Codes by year and number, units in the official order, states in the order of the flow; ties by code."""
    return _directed(_ORDERS[sort.removeprefix("-")], sort)


def _directed(columns: Iterable[Any], sort: str) -> tuple[UnaryExpression[Any], ...]:
    return tuple(column.desc() if sort.startswith("-") else column.asc() for column in columns)
