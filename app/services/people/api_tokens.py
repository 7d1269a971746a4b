"""Keys for programs: made by a person for oneself, shown once, ended by the same person."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import Absent, Invalid, NotAllowed
from app.domain.people.actor import Actor
from app.models import ApiToken
from app.services import audit
from app.services.people.sessions import hash_token

MOST = 10
"""Keys of one person that answer."""


def make(session: Session, actor: Actor, name: str, *, now: datetime) -> str:
    """Returns the key; nobody can read it again. Invalid: token_name_missing, too_many_tokens."""
    if actor.person_id is None:
        raise NotAllowed("not_yours_to_do")
    if not name.strip():
        raise Invalid("token_name_missing", "name")
    own = select(func.count(ApiToken.id)).where(
        ApiToken.user_id == actor.person_id, ApiToken.ended_at.is_(None)
    )
    if (session.scalar(own) or 0) >= MOST:
        raise Invalid("too_many_tokens", "name", limit=MOST)
    token = secrets.token_urlsafe(32)
    row = ApiToken(user_id=actor.person_id, name=name.strip(), token_hash=hash_token(token), created_at=now)
    session.add(row)
    session.flush()
    audit.record(session, actor, "make_token", row, now=now, code=row.name)
    return token


def end(session: Session, actor: Actor, token_id: int, *, now: datetime) -> ApiToken:
    """Absent for what is somebody else's, or ended."""
    row = session.get(ApiToken, token_id)
    if row is None or row.user_id != actor.person_id or row.ended_at is not None:
        raise Absent
    row.ended_at = now
    session.flush()
    audit.record(session, actor, "end_token", row, now=now, code=row.name)
    return row
