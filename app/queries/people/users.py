"""The list of users, one user with grants and sessions, and the accounts nobody uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.people.accounts import needs_confirmation
from app.domain.people.actor import Role
from app.models import Agency, RoleGrant, User, UserSession
from app.queries.counting import counted
from app.queries.people.matching import contains


class Standing(StrEnum):
    """Which accounts a list shows."""

    USABLE = "usable"
    DISABLED = "disabled"
    NO_PASSWORD = "no-password"  # noqa: S105 — not one
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class UserFilter:
    """What the list's address asks for. `idle_since`: whoever has not signed in since then is idle."""

    idle_since: datetime
    standing: Standing | None = None
    role: Role | None = None
    agency_id: int | None = None
    keyword: str = ""


@dataclass(frozen=True, slots=True)
class Granted:
    """A role for an agency, by its short name and its code. `waits`: for confirmation."""

    role: Role
    agency: str
    code: str
    waits: bool


@dataclass(frozen=True, slots=True)
class UserRow:
    id: int
    login: str
    name: str
    title: str
    unit: str
    email: str
    phone: str
    extension: str
    disabled: bool
    has_password: bool
    last_sign_in: datetime | None
    grants: tuple[Granted, ...]


def count(session: Session, wanted: UserFilter, today: date, up_to: int | None = None) -> int:
    return counted(session, select(User.id).where(*_where(wanted, today)), up_to)


def listed(
    session: Session, wanted: UserFilter, today: date, *, offset: int, limit: int | None
) -> list[UserRow]:
    """One page of users, by login; without `limit` all of them."""
    statement = (
        select(User, _last_sign_in())
        .where(*_where(wanted, today))
        .order_by(User.login)
        .offset(offset)
        .limit(limit)
    )
    rows = list(session.execute(statement))
    grants = _grants_of(session, [user.id for user, _ in rows], today)
    return [
        UserRow(
            user.id, user.login, user.name, user.title, user.unit, user.email, user.phone, user.extension,
            user.disabled_at is not None, user.password_hash is not None, at, tuple(grants[user.id]),
        )
        for user, at in rows
    ]  # fmt: skip


def one(session: Session, user_id: int) -> User | None:
    """A user, the grants loaded with their agencies."""
    statement = select(User).where(User.id == user_id)
    return session.scalars(
        statement.options(selectinload(User.grants).joinedload(RoleGrant.agency))
    ).one_or_none()


def open_sessions(
    session: Session, user_id: int, *, now: datetime, idle_since: datetime
) -> list[UserSession]:
    """Where the person is signed in, latest first."""
    return list(
        session.scalars(
            select(UserSession)
            .where(
                UserSession.user_id == user_id,
                UserSession.ended_at.is_(None),
                UserSession.last_seen_at > idle_since,
            )
            .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
            .options(joinedload(UserSession.user))
        )
    )


def _last_sign_in() -> ScalarSelect[datetime]:
    return (
        select(func.max(UserSession.created_at))
        .where(UserSession.user_id == User.id)
        .correlate(User)
        .scalar_subquery()
    )


def _where(wanted: UserFilter, today: date) -> list[ColumnElement[bool]]:
    usable = User.disabled_at.is_(None) & or_(User.valid_until.is_(None), User.valid_until >= today)
    signed_in_since = (
        select(UserSession.id)
        .where(UserSession.user_id == User.id, UserSession.created_at >= wanted.idle_since)
        .exists()
    )
    standings: dict[Standing, ColumnElement[bool]] = {
        Standing.USABLE: usable,
        Standing.DISABLED: ~usable,
        Standing.NO_PASSWORD: usable & User.password_hash.is_(None),
        Standing.IDLE: usable & (User.created_at < wanted.idle_since) & ~signed_in_since,
    }
    found: list[ColumnElement[bool]] = []
    if wanted.standing:
        found.append(standings[wanted.standing])
    if wanted.keyword:
        found.append(contains(wanted.keyword, User.login, User.name, User.unit, User.title))
    if wanted.role or wanted.agency_id:
        found.append(_granted(wanted, today))
    return found


def _granted(wanted: UserFilter, today: date) -> ColumnElement[bool]:
    matches = [RoleGrant.user_id == User.id, or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= today)]
    if wanted.role:
        matches.append(RoleGrant.role == wanted.role)
    if wanted.agency_id:
        matches.append(RoleGrant.agency_id == wanted.agency_id)
    return select(RoleGrant.id).where(*matches).exists()


def _grants_of(session: Session, user_ids: Sequence[int], today: date) -> defaultdict[int, list[Granted]]:
    """The grants that have not ended, by user."""
    found: defaultdict[int, list[Granted]] = defaultdict(list)
    statement = (
        select(RoleGrant, Agency.short_name, Agency.code)
        .join(Agency, Agency.id == RoleGrant.agency_id)
        .where(RoleGrant.user_id.in_(user_ids), or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= today))
        .order_by(RoleGrant.id)
    )
    for row, agency, code in session.execute(statement):
        waiting = row.confirmed_at is None and needs_confirmation(row.role, row.may_read_confidential)
        found[row.user_id].append(Granted(row.role, agency, code, waiting))
    return found
