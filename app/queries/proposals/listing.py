"""The list of proposals: filtered, sorted by what the data mean, fifty a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, UnaryExpression, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.numbering import normalise_code
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState
from app.models import Agency, AgendaItem, Committee, Meeting, Proposal
from app.queries.visibility.proposals import proposals_visible_to

PAGE_SIZE = 50
LAST_IN_ORDER = 1_000_000
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
    found = filtered(actor, filters)
    ids = found.with_only_columns(Proposal.id).order_by(None).subquery()
    total = session.scalar(select(func.count()).select_from(ids)) or 0
    number = min(max(number, 1), max(1, -(-total // PAGE_SIZE)))
    rows = session.scalars(
        found.outerjoin(Agency, Agency.id == Proposal.agency_id)
        .order_by(*_order(filters.sort))
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    labels = _meeting_labels(session, [row.id for row in rows])
    return Listing(tuple(_line(row, labels.get(row.id, ())) for row in rows), total, number)


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
    visible = proposals_visible_to(actor).with_only_columns(Proposal.id).subquery()
    inside = Proposal.id.in_(select(visible.c.id))
    years = session.scalars(select(Proposal.year).where(inside).distinct().order_by(Proposal.year.desc()))
    units = session.execute(
        select(Proposal.unit, func.min(func.coalesce(Agency.sort_order, LAST_IN_ORDER)))
        .outerjoin(Agency, Agency.id == Proposal.agency_id)
        .where(inside, Proposal.unit != "")
        .group_by(Proposal.unit)
        .order_by(func.min(func.coalesce(Agency.sort_order, LAST_IN_ORDER)), Proposal.unit)
    )
    on_agenda = select(AgendaItem.meeting_id).join(Proposal, Proposal.id == AgendaItem.proposal_id)
    meetings = session.execute(
        select(Meeting.slug, Meeting.label)
        .where(Meeting.id.in_(on_agenda.where(inside, AgendaItem.removed_at.is_(None))))
        .order_by(Meeting.year.desc(), Meeting.held_on.desc(), Meeting.id.desc())
    )
    return Choices(
        tuple(years),
        tuple((slug, label) for slug, label in meetings),
        tuple(unit for unit, _ in units),
    )


def _line(row: Proposal, meetings: Sequence[str]) -> Line:
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
    rows = session.execute(
        select(AgendaItem.proposal_id, Meeting.label)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.proposal_id.in_(ids), AgendaItem.removed_at.is_(None))
        .order_by(Meeting.id)
    )
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


def _order(sort: str) -> tuple[UnaryExpression[Any], ...]:
    """Codes by year and number, units in the official order, states in the order of the flow; ties by code."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    states = case({state.value: at for at, state in enumerate(ProposalState)}, value=Proposal.state)
    code = (Proposal.year, Proposal.running, Committee.id)
    columns = {
        "code": code,
        "unit": (func.coalesce(Agency.sort_order, LAST_IN_ORDER), Proposal.unit, *code),
        "state": (states, *code),
        "changed": (Proposal.changed_at, *code),
    }[name]
    return tuple(column.desc() if down else column.asc() for column in columns)
