"""The city's agencies, groups, committee, people and grants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.demo.city.agencies import DEPARTMENT, GROUPS, AgencyRow
from app.demo.city.meetings import COMMITTEE_NAME
from app.demo.city.people import PEOPLE, PersonRow
from app.domain.people.actor import CONSOLE, Actor, Role
from app.domain.people.agency import AgencyKind, EthicsMode
from app.models import Agency, Committee, RoleGrant, User
from app.queries.people.signed_in import actor_of
from app.services.people import agencies, committees, grants, groups, users
from app.services.people.agencies import AgencyFields
from app.services.people.committees import CommitteeEntry
from app.services.people.grants import GrantFields
from app.services.people.users import UserFields
from app.wording.words import word

BEGINNING = date(2024, 1, 1)
HOST = "示範市政府"
_KINDS = {word(kind): kind for kind in AgencyKind}
_MODES = {word(mode): mode for mode in EthicsMode}


@dataclass(frozen=True, slots=True)
class City:
    """What the later parts of the loading need: the committee, the agencies by code, everybody as an actor by login."""

    committee: Committee
    agencies: dict[str, Agency]
    actors: dict[str, Actor]


def load_people(session: Session, rows: Sequence[AgencyRow], *, now: datetime, today: date) -> City:
    bodies = _agencies(session, rows, now)
    _groups(session, rows, bodies, now)
    entry = CommitteeEntry("CITY", COMMITTEE_NAME, HOST, bodies[DEPARTMENT].id, is_primary=True)
    committee = committees.create(session, CONSOLE, entry, now=now)
    people = {row.login: _person(session, row, bodies, now, today) for row in PEOPLE}
    return City(committee, bodies, {login: actor_of(session, user, today) for login, user in people.items()})


def _agencies(session: Session, rows: Sequence[AgencyRow], now: datetime) -> dict[str, Agency]:
    made = {
        row.code: agencies.create(
            session, CONSOLE, AgencyFields(row.code, row.name, row.short, _KINDS[row.kind], _MODES[row.ethics_mode]),
            now=now, sort_order=row.order,
        )
        for row in rows
    }  # fmt: skip
    for row in rows:
        agency = made[row.code]
        for field, code in (
            ("parent_id", row.parent),
            ("supervised_by_id", row.supervised_by),
            ("declares_to_id", row.receives_declarations),
        ):
            if code:
                setattr(agency, field, made[code].id)
    return made


def _groups(session: Session, rows: Sequence[AgencyRow], bodies: dict[str, Agency], now: datetime) -> None:
    for name in GROUPS:
        group = groups.create(session, CONSOLE, name, now=now)
        members = [bodies[row.code].id for row in rows if name in row.groups]
        groups.add_members(
            session, CONSOLE, group, members, from_on=BEGINNING, seen_version=group.version, now=now
        )


def _person(session: Session, row: PersonRow, bodies: dict[str, Agency], now: datetime, today: date) -> User:
    number = "-".join(filter(None, (row.phone_area, row.phone_number)))
    fields = UserFields(row.login, row.name, row.title, row.unit, row.email, number, row.phone_extension)
    user = users.create(session, CONSOLE, fields, now=now)
    for grant in row.roles:
        given = GrantFields(
            Role(grant.role),
            bodies[grant.agency].id,
            grant.valid_from,
            grant.valid_to,
            grant.may_read_confidential,
        )
        _confirmed(session, grants.grant(session, CONSOLE, user, given, now=now), user, now, today)
    return user


def _confirmed(session: Session, row: RoleGrant, user: User, now: datetime, today: date) -> None:
    """The console confirms what waits: in a demonstration there is nobody else yet."""
    row.user = user
    if grants.waits(row):
        grants.confirm(session, CONSOLE, row, seen_version=row.version, now=now, today=today)
