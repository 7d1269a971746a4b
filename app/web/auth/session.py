"""Who is signed in: the cookie carries a random token, the server keeps the session and can end it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, g, request, session
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.domain.people.actor import Actor
from app.models import User, UserSession
from app.queries.people.signed_in import SignedIn, signed_in
from app.services.people import sessions
from app.web import side_notes
from app.web.settings import settings
from app.web.transaction import db, now, today

TOKEN = "token"  # noqa: S105 — the name of a key
SEEN_EVERY = timedelta(minutes=1)
ASKED_BY_ITSELF = "X-Poll"
"""The header of a request that a page repeats by itself: nobody is at the keyboard, so it keeps no session alive."""


def install(app: Flask) -> None:
    @app.before_request
    def load() -> None:
        g.signed_in = None
        if request.endpoint == "static" or TOKEN not in session:
            return
        found = signed_in(
            db(),
            sessions.hash_token(session[TOKEN]),
            now=now(),
            today=today(),
            idle=timedelta(minutes=settings().idle_minutes),
            absolute=timedelta(hours=settings().absolute_hours),
        )
        if found is None:
            session.pop(TOKEN)
            return
        g.signed_in, g.user_id = found, found.user.id
        if _is_seen_now(found.session):
            side_notes.add(_seen(found.session.id, now()))


def current_actor() -> Actor | None:
    found: SignedIn | None = g.get("signed_in")
    return found.actor if found else None


def actor() -> Actor:
    """The signed-in actor of a route that is not public."""
    found = current_actor()
    assert found is not None  # noqa: S101 — access.check let nobody else through
    return found


def current_user() -> User:
    found: SignedIn = g.signed_in
    return found.user


def current_session() -> UserSession:
    found: SignedIn = g.signed_in
    return found.session


@dataclass(frozen=True, slots=True)
class Lasting:
    """For how many seconds a sign-in still lasts, and whether using the system would make it longer."""

    seconds: int
    renewable: bool


def lasting() -> Lasting:
    """As this request leaves it."""
    held = current_session()
    seen_at = now() if _is_seen_now(held) else held.last_seen_at
    idle_end = seen_at + timedelta(minutes=settings().idle_minutes)
    last_end = held.created_at + timedelta(hours=settings().absolute_hours)
    return Lasting(int((min(idle_end, last_end) - now()).total_seconds()), idle_end < last_end)


def must_change_password() -> bool:
    found: SignedIn | None = g.get("signed_in")
    return found is not None and found.password_expired(today(), settings().password.maximum_age_days)


def begin(user: User) -> str:
    """Sign `user` in, returns the token: a new one whatever cookie came along; the sign-in it stood for ends."""
    earlier: SignedIn | None = g.get("signed_in")
    if earlier is not None:
        sessions.end(db(), earlier.actor, earlier.session, now=now())
    forget()
    token = sessions.start(
        db(), user, now=now(), address=request.remote_addr or "", browser=request.user_agent.string[:200]
    )
    session[TOKEN] = token
    return token


def forget() -> None:
    """An empty cookie, and a fresh token for whatever form this answer still carries."""
    session.clear()
    g.pop("csrf_token", None)


def _is_seen_now(held: UserSession) -> bool:
    return ASKED_BY_ITSELF not in request.headers and now() - held.last_seen_at >= SEEN_EVERY


def _seen(session_id: int, at: datetime) -> side_notes.Note:
    def note(database_session: Session) -> None:
        database_session.execute(
            update(UserSession).where(UserSession.id == session_id).values(last_seen_at=at)
        )

    return note
