"""Passwords: chosen by invitation, changed by the person; every other session ends, the last ones may not come back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotNow
from app.domain.people.accounts import LinkKind
from app.domain.people.actor import Actor, ActorKind
from app.domain.people.passwords import FIELD, PasswordOwner, PasswordRules, faults
from app.models import Agency, FormerPassword, RoleGrant, User, UserSession
from app.queries.people.signed_in import in_force
from app.services import audit
from app.services.people import links, sessions, signing_in
from app.services.people.signing_in import Hasher


class PasswordRefused(Invalid):
    """This password may not be used; `faults` are all the reasons."""

    def __init__(self, found: tuple[Invalid, ...]) -> None:
        super().__init__(found[0].code, FIELD, **found[0].facts)
        self.faults = found


def choose_by_link(
    session: Session,
    hasher: Hasher,
    rules: PasswordRules,
    token: str,
    password: str,
    *,
    now: datetime,
    today: date,
) -> User:
    """Use the invitation up and set the password. Nobody is signed in by it; whoever was is signed out.

    NotNow: link_unknown, link_used, link_expired, user_disabled; PasswordRefused.
    """
    used = links.use(session, token, LinkKind.INVITATION, now=now)
    user = session.get_one(User, used.user_id)
    if not in_force(user, today):
        raise NotNow("user_disabled")
    actor = Actor(ActorKind.PERSON, user.name, user.id)
    store(session, hasher, rules, user, password, now=now, today=today)
    sessions.end_all(session, actor, user, now=now)
    signing_in.succeeded(session, user.login)
    audit.record(session, actor, "choose_password", user, now=now, code=user.login)
    return user


def change_own(
    session: Session,
    hasher: Hasher,
    rules: PasswordRules,
    actor: Actor,
    here: UserSession,
    current: str,
    password: str,
    *,
    now: datetime,
    today: date,
) -> None:
    """Change one's password; every session but `here` ends. `here.user` must be loaded.

    Invalid: current_password_wrong; PasswordRefused.
    """
    user = here.user
    if not hasher.matches(user.password_hash, current[: signing_in.LONGEST]):
        raise Invalid("current_password_wrong", "current_password")
    store(session, hasher, rules, user, password, now=now, today=today)
    sessions.end_all(session, actor, user, now=now, but=here)
    links.revoke_for(session, user, LinkKind.INVITATION, now=now)
    audit.record(session, actor, "change_password", user, now=now, code=user.login)


def store(
    session: Session,
    hasher: Hasher,
    rules: PasswordRules,
    user: User,
    password: str,
    *,
    now: datetime,
    today: date,
) -> None:
    """Check `password` against the rules and the last ones, and keep its hash. Raises PasswordRefused."""
    found = faults(password, rules, _owner(session, user, today))
    if not found and _is_former(session, hasher, rules, user, password):
        found = (Invalid("password_used_before", FIELD, history=rules.history),)
    if found:
        raise PasswordRefused(found)
    _retire(session, rules, user, now)
    user.password_hash = hasher.hash(password)
    user.password_set_at = now
    session.flush()


def _owner(session: Session, user: User, today: date) -> PasswordOwner:
    rows = session.execute(
        select(Agency.name, Agency.short_name)
        .join(RoleGrant, RoleGrant.agency_id == Agency.id)
        .where(RoleGrant.user_id == user.id)
        .distinct()
    )
    return PasswordOwner(user.login, user.name, tuple(name for row in rows for name in row), today.year)


def _is_former(session: Session, hasher: Hasher, rules: PasswordRules, user: User, password: str) -> bool:
    former = _former(session, user)[: rules.history - 1]
    hashes = [user.password_hash, *(row.password_hash for row in former)]
    return any(hasher.matches(one, password) for one in hashes if one)


def _former(session: Session, user: User) -> list[FormerPassword]:
    """Newest first."""
    return list(
        session.scalars(
            select(FormerPassword)
            .where(FormerPassword.user_id == user.id)
            .order_by(FormerPassword.set_at.desc(), FormerPassword.id.desc())
        )
    )


def _retire(session: Session, rules: PasswordRules, user: User, now: datetime) -> None:
    """The current hash joins the former ones; those beyond what the history needs are dropped."""
    if user.password_hash:
        set_at = user.password_set_at or now
        session.add(FormerPassword(user_id=user.id, password_hash=user.password_hash, set_at=set_at))
        session.flush()
    for row in _former(session, user)[rules.history :]:
        session.delete(row)
