"""Who a session token belongs to, and the grants that work today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.people.accounts import grant_works
from app.domain.people.actor import Actor, ActorKind, Grant
from app.models import Committee, RoleGrant, User, UserSession

TAIPEI = ZoneInfo("Asia/Taipei")


@dataclass(frozen=True, slots=True)
class SignedIn:
    actor: Actor
    user: User
    session: UserSession

    def password_expired(self, today: date, maximum_age_days: int) -> bool:
        """Must the password be changed before anything else? 0 days: never by age."""
        set_at = self.user.password_set_at
        if not maximum_age_days or set_at is None:
            return False
        return (today - set_at.astimezone(TAIPEI).date()).days > maximum_age_days


def signed_in(
    session: Session, token_hash: str, *, now: datetime, today: date, idle: timedelta, absolute: timedelta
) -> SignedIn | None:
    """The person behind a session that is neither ended nor too old, whose account is in force; else None."""
    found = session.scalars(
        select(UserSession)
        .where(
            UserSession.token_hash == token_hash,
            UserSession.ended_at.is_(None),
            UserSession.last_seen_at > now - idle,
            UserSession.created_at > now - absolute,
        )
        .options(joinedload(UserSession.user))
    ).one_or_none()
    if found is None or not in_force(found.user, today):
        return None
    return SignedIn(actor_of(session, found.user, today), found.user, found)


def in_force(user: User, today: date) -> bool:
    """May this account be used today?"""
    return user.disabled_at is None and (user.valid_until is None or today <= user.valid_until)


def actor_of(session: Session, user: User, today: date) -> Actor:
    """`user` with the grants that work today."""
    rows = session.execute(
        select(RoleGrant, Committee.id)
        .outerjoin(Committee, (Committee.agency_id == RoleGrant.agency_id) & Committee.is_primary)
        .where(RoleGrant.user_id == user.id)
        .order_by(RoleGrant.id)
    )
    grants = tuple(
        Grant(grant.role, grant.agency_id, grant.may_read_confidential, of_department=primary is not None)
        for grant, primary in rows
        if grant_works(
            today=today,
            from_on=grant.from_on,
            to_on=grant.to_on,
            role=grant.role,
            may_read_confidential=grant.may_read_confidential,
            confirmed=grant.confirmed_at is not None,
        )
    )
    return Actor(ActorKind.PERSON, user.name, user.id, grants)
