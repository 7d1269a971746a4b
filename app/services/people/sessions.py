"""Sign-ins: begin one, end one, end all of a person's."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people.actor import Actor
from app.models import User, UserSession
from app.services import audit


def hash_token(token: str) -> str:
    """What is stored of a random token: a hash is enough, nobody can guess 256 bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def start(session: Session, user: User, *, now: datetime, address: str, browser: str) -> str:
    """Begin a session for `user`; returns the token for the cookie."""
    token = secrets.token_urlsafe(32)
    row = UserSession(
        token_hash=hash_token(token),
        user=user,
        created_at=now,
        last_seen_at=now,
        address=address,
        browser=browser,
    )
    session.add(row)
    session.flush()
    return token


def end(session: Session, actor: Actor, row: UserSession, *, now: datetime, action: str = "sign_out") -> None:
    """End one session; it answers no further request."""
    if row.ended_at is None:
        row.ended_at = now
        audit.record(session, actor, action, row, now=now)


def end_all(
    session: Session, actor: Actor, user: User, *, now: datetime, but: UserSession | None = None
) -> int:
    """End every session of `user` but the one named; returns how many."""
    rows = session.scalars(
        select(UserSession).where(UserSession.user_id == user.id, UserSession.ended_at.is_(None))
    )
    ended = [row for row in rows if but is None or row.id != but.id]
    for row in ended:
        end(session, actor, row, now=now, action="end_session")
    return len(ended)
