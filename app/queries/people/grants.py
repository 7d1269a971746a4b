"""Grants that wait for a head, and one grant."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.domain.people.actor import Actor, Role
from app.models import RoleGrant
from app.queries.visibility.people import grants_to_confirm


def waiting_count(session: Session, actor: Actor, today: date) -> int:
    """How many grants wait for this head."""
    statement = select(func.count(RoleGrant.id)).where(_waiting(today), grants_to_confirm(actor))
    return session.scalar(statement) or 0


def waiting(session: Session, actor: Actor, today: date) -> list[RoleGrant]:
    """The grants that wait for this head, oldest first; person and agency loaded."""
    statement = select(RoleGrant).where(_waiting(today), grants_to_confirm(actor)).order_by(RoleGrant.id)
    return list(session.scalars(statement.options(joinedload(RoleGrant.user), joinedload(RoleGrant.agency))))


def one(session: Session, grant_id: int) -> RoleGrant | None:
    """A grant, person and agency loaded."""
    statement = select(RoleGrant).where(RoleGrant.id == grant_id)
    return session.scalars(
        statement.options(joinedload(RoleGrant.user), joinedload(RoleGrant.agency))
    ).one_or_none()


def _waiting(today: date) -> ColumnElement[bool]:
    return (
        RoleGrant.confirmed_at.is_(None)
        & or_(RoleGrant.role.in_([Role.OFFICER, Role.HEAD]), RoleGrant.may_read_confidential)
        & or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= today)
    )
