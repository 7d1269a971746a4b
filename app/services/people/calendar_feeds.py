"""Give out the secret address of one's calendar, take it back, and find whose it is."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.people.actor import Actor
from app.models import CalendarFeed, User
from app.queries.people.signed_in import in_force
from app.services import audit
from app.services.people.sessions import hash_token


def current(session: Session, user_id: int) -> CalendarFeed | None:
    """The address that works."""
    found = select(CalendarFeed).where(CalendarFeed.user_id == user_id, CalendarFeed.ended_at.is_(None))
    return session.scalars(found).one_or_none()


def make(session: Session, actor: Actor, user: User, *, now: datetime) -> str:
    """A new address; the one before works no more. Returns the secret, which is shown once and kept nowhere."""
    session.execute(select(User.id).where(User.id == user.id).with_for_update())
    end(session, actor, user, now=now)
    token = secrets.token_urlsafe(32)
    row = CalendarFeed(user_id=user.id, token_hash=hash_token(token), made_at=now)
    session.add(row)
    session.flush()
    audit.record(session, actor, "make_feed", row, now=now)
    return token


def end(session: Session, actor: Actor, user: User, *, now: datetime) -> None:
    """停用. Without an address nothing happens."""
    row = current(session, user.id)
    if row is not None:
        row.ended_at = now
        session.flush()
        audit.record(session, actor, "end_feed", row, now=now)


def owner(session: Session, token: str, today: date) -> User | None:
    """Whose calendar this secret opens; None for an unknown or ended one, and for an account out of force."""
    row = session.scalars(
        select(CalendarFeed)
        .options(joinedload(CalendarFeed.user))
        .where(CalendarFeed.token_hash == hash_token(token), CalendarFeed.ended_at.is_(None))
    ).one_or_none()
    return row.user if row is not None and in_force(row.user, today) else None
