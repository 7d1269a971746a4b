"""A browser in which somebody signed in is known as his for thirty days: by a signed cookie, as long as that sign-in was not ended."""

from __future__ import annotations

from flask import Flask, current_app, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.domain.notices.mail_link import KNOWN_FOR
from app.models import User, UserSession
from app.queries.people.signed_in import in_force
from app.services.people.sessions import hash_token
from app.web.settings import settings
from app.web.transaction import db, today

COOKIE = "tracker-known"


def _name() -> str:
    return f"__Host-{COOKIE}" if settings().production else COOKIE


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="known browser")


def remember(token: str) -> None:
    """This answer's browser is the one of the sign-in with this session token."""
    g.known_browser = _signer().dumps(hash_token(token))


def forget() -> None:
    """Whoever signs out leaves no trace: the next person at this machine is somebody else."""
    g.known_browser = ""


def person() -> User | None:
    """Whose browser this is known to be. Ending all of a person's sessions, for whatever reason, ends it too."""
    cookie = request.cookies.get(_name())
    if not cookie:
        return None
    try:
        token_hash = _signer().loads(cookie, max_age=int(KNOWN_FOR.total_seconds()))
    except BadSignature:
        return None
    user = (
        db()
        .scalars(
            select(User)
            .join(UserSession, UserSession.user_id == User.id)
            .where(UserSession.token_hash == token_hash, UserSession.ended_at.is_(None))
        )
        .one_or_none()
    )
    return user if user is not None and in_force(user, today()) else None


def install(app: Flask) -> None:
    @app.after_request
    def put(response: Response) -> Response:
        value: str | None = g.get("known_browser")
        if value and response.status_code < 400:
            response.set_cookie(
                _name(), value, max_age=KNOWN_FOR, secure=current_app.config["SESSION_COOKIE_SECURE"],
                httponly=True, samesite="Lax", path="/",
            )  # fmt: skip
        elif value == "" and _name() in request.cookies:
            response.delete_cookie(_name(), path="/", secure=current_app.config["SESSION_COOKIE_SECURE"])
        return response
