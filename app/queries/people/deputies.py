"""Who stands in for whom, and who could."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session, joinedload

from app.domain.people.accounts import grant_works
from app.domain.people.actor import Actor, Role
from app.domain.people.deputising import LENT
from app.models import Agency, Deputy, RoleGrant, User


@dataclass(frozen=True, slots=True)
class Colleague:
    id: int
    name: str
    title: str
    unit: str
    agency: str


def of_owner(session: Session, owner_id: int | None, today: date) -> list[Deputy]:
    """Who stands in for this person, now or later, both people loaded."""
    return list(session.scalars(_shown(Deputy.owner_id == owner_id, today)))


def of_deputy(session: Session, deputy_id: int | None, today: date) -> list[Deputy]:
    """For whom this person stands in, now or later, both people loaded."""
    return list(session.scalars(_shown(Deputy.deputy_id == deputy_id, today)))


def one(session: Session, row_id: int) -> Deputy | None:
    return session.scalars(
        select(Deputy).where(Deputy.id == row_id).options(joinedload(Deputy.owner), joinedload(Deputy.deputy))
    ).one_or_none()


def colleagues_of(session: Session, actor: Actor, today: date) -> list[Colleague]:
    """Who could stand in for this person: people in force with such a role today for an agency he works for himself."""
    own = frozenset(grant.agency_id for grant in actor.grants if grant.role in LENT and not grant.lent_by)
    return [one for one in holders(session, own, LENT, today) if one.id != actor.person_id]


def holders(
    session: Session, agencies: Collection[int] | None, roles: Collection[Role], today: date
) -> list[Colleague]:
    """People in force who hold one of the roles today for one of the agencies (None: any), each once, by agency and name."""
    where = true() if agencies is None else RoleGrant.agency_id.in_(agencies)
    rows = session.execute(
        select(
            User.id, User.name, User.title, User.unit, Agency.short_name, RoleGrant.role, RoleGrant.from_on,
            RoleGrant.to_on, RoleGrant.may_read_confidential, RoleGrant.confirmed_at,
        )
        .join(User, User.id == RoleGrant.user_id)
        .join(Agency, Agency.id == RoleGrant.agency_id)
        .where(where, RoleGrant.role.in_(roles), in_force(today))
        .order_by(Agency.sort_order, Agency.id, User.name, User.id)
    )  # fmt: skip
    found: dict[int, Colleague] = {}
    for row in rows:
        if row.id not in found and grant_works(
            today=today, from_on=row.from_on, to_on=row.to_on, role=row.role,
            may_read_confidential=row.may_read_confidential, confirmed=row.confirmed_at is not None,
        ):  # fmt: skip
            found[row.id] = Colleague(row.id, row.name, row.title, row.unit, row.short_name)
    return list(found.values())


def in_force(today: date) -> ColumnElement[bool]:
    """On a query of `User`: the account may be used."""
    return User.disabled_at.is_(None) & or_(User.valid_until.is_(None), User.valid_until >= today)


def _shown(whose: ColumnElement[bool], today: date) -> Select[Deputy]:
    return (
        select(Deputy)
        .where(whose, Deputy.ended_at.is_(None), Deputy.to_on >= today)
        .options(joinedload(Deputy.owner), joinedload(Deputy.deputy))
        .order_by(Deputy.from_on, Deputy.id)
    )
