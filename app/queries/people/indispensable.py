"""Without whom nobody could administer or confirm any more."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.people.actor import Role
from app.models import RoleGrant, User

KEPT = (Role.ADMIN, Role.HEAD)


def roles_of(session: Session, user: User, *, today: date, but: RoleGrant | None = None) -> frozenset[Role]:
    """The roles of administration that only `user` fills today; with `but`, only what hangs on that grant."""
    working = list(
        session.execute(
            select(RoleGrant.id, RoleGrant.user_id, RoleGrant.role)
            .join(User, User.id == RoleGrant.user_id)
            .where(
                RoleGrant.role.in_(KEPT),
                RoleGrant.from_on <= today,
                or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= today),
                or_(RoleGrant.role != Role.HEAD, RoleGrant.confirmed_at.is_not(None)),
                or_(~RoleGrant.may_read_confidential, RoleGrant.confirmed_at.is_not(None)),
                User.disabled_at.is_(None),
                or_(User.valid_until.is_(None), User.valid_until >= today),
            )
        )
    )
    leaving = {row.id for row in working if (row.user_id == user.id if but is None else row.id == but.id)}
    return frozenset(
        role
        for role in KEPT
        if any(row.role is role and row.id in leaving for row in working)
        and not any(row.role is role and row.id not in leaving for row in working)
    )
