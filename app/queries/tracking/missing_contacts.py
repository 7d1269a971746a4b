"""The agencies with open shares that nobody is reached at, for those who split and dispatch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from app.domain.notices.missing_contact import MissingWhy, missing_why
from app.domain.notices.recipients import Seat
from app.domain.people.actor import Actor, Role
from app.domain.tracking.assignment_flow import OPEN
from app.models import Agency, Assignment, Committee, Delivery, User
from app.queries.notices.deliveries import came_back
from app.queries.notices.recipients import seats
from app.queries.visibility.tracking import assignment_is_seen, prepares_for
from app.wording.people import telephone


@dataclass(frozen=True, slots=True)
class WithoutContact:
    """`shares`: how many are open. `call`: (name, title, telephone) of whom to ask: the contacts written to in vain, the supervisors."""

    agency_id: int
    agency: str
    shares: int
    why: MissingWhy
    call: tuple[tuple[str, str, str], ...]


def without_contact(session: Session, actor: Actor, today: date) -> list[WithoutContact]:
    """In 機關排序. The convening agency itself is not among them: its own people answer there."""
    open_here = _open_shares(actor)
    agencies = session.execute(
        select(Agency.id, Agency.short_name)
        .where(exists().where(Assignment.agency_id == Agency.id, open_here))
        .order_by(Agency.sort_order, Agency.id)
    ).all()
    of_agency: defaultdict[int, list[Seat]] = defaultdict(list)
    for seat in seats(session, [row.id for row in agencies], Role.CONTACT, Role.SUPERVISOR, today=today):
        of_agency[seat.agency_id].append(seat)
    contacts = {
        one: [seat for seat in those if seat.role is Role.CONTACT] for one, those in of_agency.items()
    }
    bounced = _bounced(session, {seat.person_id for those in contacts.values() for seat in those})
    missing = {
        row.id: why for row in agencies if (why := missing_why(contacts.get(row.id, ()), bounced)) is not None
    }
    counted = _counted(session, open_here, missing)
    people = telephones(session, {seat.person_id for one in missing for seat in of_agency[one]})
    return [
        WithoutContact(
            row.id,
            row.short_name,
            counted[row.id],
            missing[row.id],
            tuple(people[one] for one in dict.fromkeys(seat.person_id for seat in of_agency[row.id])),
        )
        for row in agencies
        if row.id in missing
    ]


def _open_shares(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Assignment`; its committee is looked for here."""
    return and_(
        Assignment.state.in_(OPEN),
        Committee.id == Assignment.committee_id,
        Committee.agency_id != Assignment.agency_id,
        prepares_for(actor),
        assignment_is_seen(actor),
    )


def _bounced(session: Session, people: Collection[int]) -> frozenset[int]:
    """Those whose present mailbox refused a mail and took none since."""
    found = select(Delivery.recipient_id).where(Delivery.recipient_id.in_(people), came_back())
    return frozenset(session.scalars(found))


def _counted(session: Session, open_here: ColumnElement[bool], agencies: Collection[int]) -> dict[int, int]:
    if not agencies:
        return {}
    rows = session.execute(
        select(Assignment.agency_id, func.count(Assignment.id))
        .select_from(Assignment)
        .join(Committee, Committee.id == Assignment.committee_id)
        .where(Assignment.agency_id.in_(agencies), open_here)
        .group_by(Assignment.agency_id)
    )
    return {agency: count for agency, count in rows}


def telephones(session: Session, ids: Collection[int]) -> dict[int, tuple[str, str, str]]:
    """(name, title, telephone) of these people."""
    if not ids:
        return {}
    rows = session.execute(
        select(User.id, User.name, User.title, User.phone, User.extension).where(User.id.in_(ids))
    )
    return {row.id: (row.name, row.title, telephone(row.phone, row.extension)) for row in rows}
