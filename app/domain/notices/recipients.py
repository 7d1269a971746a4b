"""Who of an agency is written to. A contact is a seat (a mailbox) with a name attached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.people.actor import Role


@dataclass(frozen=True, slots=True)
class Seat:
    """One grant that works today, of a person whose account is in force."""

    person_id: int
    agency_id: int
    role: Role
    unit: str
    has_mailbox: bool
    may_read_confidential: bool


def contact(
    seats: Sequence[Seat], *, person_id: int | None = None, unit: str = "", confidential: bool = False
) -> Seat | None:
    """案件聯絡人 → 單位窗口 → 機關總窗口: the first of an agency's contacts that there is, in the order they were granted.

    Who has a mailbox comes before who has none; of a confidential case only those hear who may read it. None: 無聯絡人.
    """
    contacts = [seat for seat in seats if seat.role is Role.CONTACT and _may_hear(seat, confidential)]
    contacts.sort(key=lambda seat: not seat.has_mailbox)  # stable: otherwise as granted
    own = [seat for seat in contacts if seat.person_id == person_id]
    of_unit = [seat for seat in contacts if unit and seat.unit == unit]
    return next(iter([*own, *of_unit, *contacts]), None)


def in_charge(seats: Sequence[Seat], *roles: Role, person_id: int | None = None) -> Seat | None:
    """Who sees to a body's own duty: the very person, else the first with a mailbox of the first role that has one."""
    found = [seat for role in roles for seat in seats if seat.role is role]
    found.sort(key=lambda seat: (seat.person_id != person_id, not seat.has_mailbox))
    return next(iter(found), None)


def above(seats: Sequence[Seat], *roles: Role) -> list[Seat]:
    """Those with a mailbox of the first of these roles that anybody holds."""
    found = [[seat for seat in holders(seats, role) if seat.has_mailbox] for role in roles]
    return next((those for those in found if those), [])


def holders(seats: Sequence[Seat], *roles: Role, confidential: bool = False) -> list[Seat]:
    """Everybody with one of the roles, each person once."""
    found = {seat.person_id: seat for seat in seats if seat.role in roles and _may_hear(seat, confidential)}
    return list(found.values())


def supervisors(seats: Sequence[Seat], contact: Seat | None, *, confidential: bool = False) -> list[Seat]:
    """單位主管: those of the contact's unit, else the agency's; only who has a mailbox."""
    found = [seat for seat in holders(seats, Role.SUPERVISOR, confidential=confidential) if seat.has_mailbox]
    of_unit = [seat for seat in found if contact is not None and contact.unit and seat.unit == contact.unit]
    return of_unit or found


def _may_hear(seat: Seat, confidential: bool) -> bool:
    return seat.may_read_confidential or not confidential
