"""Items and shares as lists and files want them: what is seen, in order, with status and flags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session, joinedload

from app.domain.meetings.numbering import with_committee
from app.domain.office_calendar import OfficeCalendar
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import OPEN, AssignmentState
from app.domain.tracking.flags import Standing, standings
from app.domain.tracking.item_status import ItemStatus, Part, status_of
from app.models import Assignment, Resolution, TrackedItem
from app.queries.tracking.standing import shares_of
from app.queries.visibility.tracking import assignments_visible_to, items_visible_to


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One 項. `shares`, `open_shares`: of its 件 that this person sees."""

    code: str
    item: TrackedItem
    status: ItemStatus
    shares: int
    open_shares: int


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """One 件, with the flags it bears today."""

    code: str
    item_code: str
    assignment: Assignment
    standings: tuple[Standing, ...]


def item_lines(session: Session, actor: Actor) -> list[ItemLine]:
    """Every item this person sees, by meeting and code."""
    items = session.scalars(
        items_visible_to(actor).order_by(TrackedItem.committee_id, Resolution.meeting_id, TrackedItem.id)
    ).all()
    parts: dict[int, list[Part]] = defaultdict(list)
    shares = session.scalars(
        assignments_visible_to(actor).where(Assignment.item_id.in_([item.id for item in items]))
    )
    for one in shares:
        parts[one.item_id].append(Part(one.state, one.role, one.closed_as))
    return [
        ItemLine(
            with_committee(item.code, item.committee.code, item.committee.is_primary),
            item,
            status_of(item.mode, parts[item.id]),
            len(parts[item.id]),
            sum(part.state in OPEN for part in parts[item.id]),
        )
        for item in items
    ]


def assignment_lines(
    session: Session,
    actor: Actor,
    calendar: OfficeCalendar,
    today: date,
    *,
    states: Sequence[AssignmentState] = (),
) -> list[AssignmentLine]:
    """Every share this person sees (of these states, where any are named), by code."""
    query = assignments_visible_to(actor).options(joinedload(Assignment.agency))
    if states:
        query = query.where(Assignment.state.in_(states))
    found = session.scalars(
        query.order_by(Assignment.committee_id, Assignment.item_id, Assignment.serial)
    ).all()
    return lines_of(session, found, calendar, today)


def lines_of(
    session: Session, assignments: Sequence[Assignment], calendar: OfficeCalendar, today: date
) -> list[AssignmentLine]:
    """With their flags; item, committee and agency must be loaded."""
    shares = shares_of(session, assignments, today)
    return [
        AssignmentLine(
            with_committee(one.code, one.committee.code, one.committee.is_primary),
            with_committee(one.item.code, one.committee.code, one.committee.is_primary),
            one,
            standings(shares[one.id], calendar, today),
        )
        for one in assignments
    ]
