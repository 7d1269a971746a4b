"""Who a session token belongs to, and the grants that work today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Date, Row, bindparam, exists, select
from sqlalchemy.orm import Session, contains_eager

from app.domain.people.accounts import grant_works
from app.domain.people.actor import Actor, ActorKind, Grant
from app.domain.people.deputising import lent
from app.models import Committee, Deputy, RoleGrant, User, UserSession
from app.queries.prepared import prepared

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


_GRANTS = (
    RoleGrant.role,
    RoleGrant.agency_id,
    RoleGrant.from_on,
    RoleGrant.to_on,
    RoleGrant.may_read_confidential,
    RoleGrant.confirmed_at,
    Committee.is_primary,
    Committee.entrusted,
)
_TODAY = bindparam("today", type_=Date)
_STANDS_IN = (Deputy.from_on <= _TODAY) & (Deputy.to_on >= _TODAY) & Deputy.ended_at.is_(None)
_CONVENED = Committee.agency_id == RoleGrant.agency_id
# Asked at every request: put together once, and one way to the database and back.
_OF_TOKEN = prepared(
    select(UserSession, *_GRANTS, exists().where(Deputy.deputy_id == User.id, _STANDS_IN).label("stands_in"))
    .join(UserSession.user)
    .options(contains_eager(UserSession.user))
    .outerjoin(RoleGrant, RoleGrant.user_id == User.id)
    .outerjoin(Committee, _CONVENED)
    .where(
        UserSession.token_hash == bindparam("token_hash"),
        UserSession.ended_at.is_(None),
        UserSession.last_seen_at > bindparam("idle_since"),
        UserSession.created_at > bindparam("oldest"),
    )
    .order_by(RoleGrant.id)
)
_OF_USER = (
    select(*_GRANTS)
    .select_from(RoleGrant)
    .outerjoin(Committee, _CONVENED)
    .where(RoleGrant.user_id == bindparam("user_id"))
    .order_by(RoleGrant.id)
)

_OF_OWNERS = (
    select(User, *_GRANTS)
    .select_from(Deputy)
    .join(Deputy.owner)
    .join(RoleGrant, RoleGrant.user_id == User.id)
    .outerjoin(Committee, _CONVENED)
    .where(Deputy.deputy_id == bindparam("user_id"), _STANDS_IN)
    .order_by(Deputy.id, RoleGrant.id)
)


def signed_in(
    session: Session, token_hash: str, *, now: datetime, today: date, idle: timedelta, absolute: timedelta
) -> SignedIn | None:
    """The person behind a session that is neither ended nor too old, whose account is in force; else None."""
    rows = session.execute(
        _OF_TOKEN,
        {"token_hash": token_hash, "idle_since": now - idle, "oldest": now - absolute, "today": today},
    ).all()
    if not rows:
        return None
    found: UserSession = rows[0].UserSession
    if not in_force(found.user, today):
        return None
    more = _lent(session, found.user, today) if rows[0].stands_in else ()
    return SignedIn(_actor(found.user, rows, today, more), found.user, found)


def in_force(user: User, today: date) -> bool:
    """May this account be used today?"""
    return user.disabled_at is None and (user.valid_until is None or today <= user.valid_until)


def actor_of(session: Session, user: User, today: date) -> Actor:
    """`user` with the grants that work today, those of whoever he stands in for among them."""
    own = session.execute(_OF_USER, {"user_id": user.id}).all()
    return _actor(user, own, today, _lent(session, user, today))


def _lent(session: Session, user: User, today: date) -> tuple[Grant, ...]:
    """The grants of those this person stands in for, as far as they work today; of an account out of force none."""
    rows = session.execute(_OF_OWNERS, {"user_id": user.id, "today": today}).all()
    return tuple(
        grant
        for row in rows
        if in_force(row.User, today)
        for grant in lent(_working([row], today), row.User.name)
    )


def _actor(
    user: User, rows: Sequence[Row[*tuple[Any, ...]]], today: date, more: tuple[Grant, ...] = ()
) -> Actor:
    return Actor(ActorKind.PERSON, user.name, user.id, _working(rows, today) + more)


def _working(rows: Sequence[Row[*tuple[Any, ...]]], today: date) -> tuple[Grant, ...]:
    """`rows`: one per grant, with the columns of `_GRANTS`; without any grant perhaps one that is empty."""
    return tuple(
        Grant(
            row.role,
            row.agency_id,
            row.may_read_confidential,
            of_department=bool(row.is_primary),
            entrusted=frozenset(row.entrusted or ()),
        )
        for row in rows
        if row.role is not None
        and grant_works(
            today=today,
            from_on=row.from_on,
            to_on=row.to_on,
            role=row.role,
            may_read_confidential=row.may_read_confidential,
            confirmed=row.confirmed_at is not None,
        )
    )
