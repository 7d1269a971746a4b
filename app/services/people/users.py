"""使用者: created, changed, disabled, enabled. Never deleted; a person has no agency, only grants."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.people.accounts import login_key
from app.domain.people.actor import Actor
from app.domain.people.granting import check_manages
from app.models import User
from app.queries.people import indispensable
from app.services import audit
from app.services.people import sessions
from app.services.people.changes import apply
from app.services.versions import check_seen

PERSONAL = frozenset({"name", "title", "unit", "email", "phone", "extension"})
LOGIN_FORM = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
EMAIL_FORM = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
NAME_LENGTHS = range(2, 41)


@dataclass(frozen=True, slots=True)
class UserFields:
    """What is typed about a person."""

    login: str
    name: str
    title: str = ""
    unit: str = ""
    email: str = ""
    phone: str = ""
    extension: str = ""
    valid_until: date | None = None


def create(session: Session, actor: Actor, fields: UserFields, *, now: datetime) -> User:
    """A person who cannot sign in yet: an invitation lets him choose a password.

    Invalid: login_malformed, login_taken, name_length, email_malformed.
    """
    check_manages(actor)
    return add(session, actor, fields, now=now)


def add(session: Session, actor: Actor, fields: UserFields, *, now: datetime) -> User:
    """The same for a rule of its own that was asked already (移交). Invalid as `create`."""
    fields = _checked(session, fields, None)
    user = User(**asdict(fields), created_at=now)
    session.add(user)
    session.flush()
    audit.record(session, actor, "create", user, now=now, code=user.login)
    return user


def change(
    session: Session, actor: Actor, user: User, fields: UserFields, *, seen_version: int | None, now: datetime
) -> None:
    """Write what was typed. Invalid as `create`."""
    check_manages(actor)
    check_seen(user, seen_version)
    if changes := apply(session, user, asdict(_checked(session, fields, user)), personal=PERSONAL):
        audit.record(session, actor, "change", user, now=now, code=user.login, changes=changes)
        session.flush()


def disable(
    session: Session,
    actor: Actor,
    user: User,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """Signed out everywhere at once, and no way in. NotAllowed: user_disables_oneself; NotNow: last_of_role."""
    check_manages(actor)
    check_seen(user, seen_version)
    if user.id == actor.person_id:
        raise NotAllowed("user_disables_oneself")
    if indispensable.roles_of(session, user, today=today):
        raise NotNow("last_of_role")
    if user.disabled_at is None:
        user.disabled_at = now
        sessions.end_all(session, actor, user, now=now)
        audit.record(session, actor, "disable", user, now=now, code=user.login, reason=reason)
        session.flush()


def enable(session: Session, actor: Actor, user: User, *, seen_version: int | None, now: datetime) -> None:
    """The account may be used again; sessions ended before stay ended."""
    check_manages(actor)
    check_seen(user, seen_version)
    if user.disabled_at is not None:
        user.disabled_at = None
        sessions.end_all(session, actor, user, now=now)
        audit.record(session, actor, "enable", user, now=now, code=user.login)
        session.flush()


def _checked(session: Session, fields: UserFields, itself: User | None) -> UserFields:
    login = login_key(fields.login)
    if not LOGIN_FORM.fullmatch(login):
        raise Invalid("login_malformed", "login")
    holder = session.scalar(select(User.id).where(User.login == login))
    if holder is not None and (itself is None or holder != itself.id):
        raise Invalid("login_taken", "login")
    if len(fields.name.strip()) not in NAME_LENGTHS:
        raise Invalid("name_length", "name")
    if fields.email and not EMAIL_FORM.fullmatch(fields.email):
        raise Invalid("email_malformed", "email")
    return replace(fields, login=login, name=fields.name.strip())
