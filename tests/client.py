"""The test client of the house: each page it fetches keeps the house rules, each GET leaves the database as it was."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import Engine, event, select
from werkzeug.test import TestResponse

from app.extensions.transaction import unit_of_work
from app.models import User
from app.services.people import sessions
from app.web.auth.session import TOKEN
from tests.house_rules import check_page

# What stays although the request was a GET or was refused: session last-seen, failed sign-in, refused access,
# reading of personal or confidential data, first reading of a share. See app/web/side_notes.py.
SIDE_NOTE_TABLES = ("user_sessions", "sign_in_throttles", "refused_accesses", "read_events", "first_readings")
STATEMENTS, STATEMENTS_OF_OVERVIEWS = 30, 60
OF_THE_INDEX = 10
"""What a change may send beside, so that the search index follows it as it commits."""
OVERVIEWS = re.compile(r"/work|/reminders(/calls/\d+)?|/meetings/[^/]+(/documents.*)?")
"""Pages that put a dozen lists together, or compare every paper with all it prints. The number is fixed there, too."""
WRITE = re.compile(
    r'\s*(?:WITH\b.*?\)\s*)?(INSERT INTO|UPDATE|DELETE FROM|MERGE INTO)\s+"?(\w+)', re.IGNORECASE | re.DOTALL
)
CHANGES_SCHEMA = re.compile(r"\s*(?:CREATE|ALTER|DROP|TRUNCATE)\b", re.IGNORECASE)


class HouseClient(FlaskClient):
    """Set as `app.test_client_class`. `budget` is the number of SQL statements one request may send."""

    budget = STATEMENTS
    signed = ("", "")

    def sign_in(self, login: str) -> None:
        """Be this person from now on, without asking for a password: the sign-in page has tests of its own."""
        token = start_session(self.application, login)
        with self.session_transaction() as cookie:
            cookie[TOKEN] = token

    def submit(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        """POST a form as its page would have it sent: with a CSRF token."""
        return self.post(path, data={"csrf_token": self._csrf_token(), **(data or {})}, **kwargs)

    def _csrf_token(self) -> str:
        """Signed anew whenever the cookie is another: a page's token is good for as long as the session."""
        if (known := self._cookie()) != self.signed[0] or not known:
            with self.session_transaction() as cookie:
                secret = cookie.setdefault("csrf_token", secrets.token_hex(20))
            signer = URLSafeTimedSerializer(str(self.application.secret_key), salt="wtf-csrf-token")
            self.signed = self._cookie(), str(signer.dumps(secret))
        return self.signed[1]

    def _cookie(self) -> str:
        found = self.get_cookie(self.application.config["SESSION_COOKIE_NAME"])
        return found.value if found else ""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        engine: Engine = self.application.extensions["tracker"].engine
        with watched(engine) as seen:
            response = super().open(*args, **kwargs)
        request = response.request
        where = f"{request.method} {request.path}"
        if request.method in {"GET", "HEAD"} and not response.history:
            changed = [table for table in seen.written if table not in SIDE_NOTE_TABLES]
            assert not changed, f"{where} wrote to {', '.join(changed)}"
        assert seen.open_connections == 0, f"{where} kept {seen.open_connections} connections open"
        budget = max(self.budget, STATEMENTS_OF_OVERVIEWS if OVERVIEWS.fullmatch(request.path) else 0)
        if request.method not in {"GET", "HEAD"}:
            budget += OF_THE_INDEX
        assert len(seen.statements) <= budget * (1 + len(response.history)), (
            f"{where} sent {len(seen.statements)} statements, {budget} are allowed:\n"
            + "\n".join(seen.statements)
        )
        check_page(
            response,
            fragment=request.headers.get("HX-Request") == "true"
            and not response.get_data().startswith(b"<!"),
            where=where,
        )
        return response


def start_session(app: Flask, login: str) -> str:
    """Begin a session of the user with this login; returns the token for the cookie."""
    with unit_of_work(app.extensions["tracker"].database) as session:
        user = session.scalars(select(User).where(User.login == login)).one()
        return sessions.start(session, user, now=datetime.now(UTC), address="127.0.0.1", browser="test")


class Seen:
    """What went to the database during one request."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.written: list[str] = []
        self.open_connections = 0


@contextmanager
def watched(engine: Engine) -> Iterator[Seen]:
    """Every statement that `engine` sends inside the block, and the connections it did not give back."""
    seen = Seen()

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement in {"BEGIN", "BEGIN IMMEDIATE"}:
            return  # PostgreSQL's driver sends its own unseen
        seen.statements.append(statement)
        if found := WRITE.match(statement):
            seen.written.append(found.group(2))
        elif CHANGES_SCHEMA.match(statement):
            seen.written.append(statement.strip())

    def taken(*_: Any) -> None:
        seen.open_connections += 1

    def given_back(*_: Any) -> None:
        seen.open_connections -= 1

    hooks = [("before_cursor_execute", note), ("checkout", taken), ("checkin", given_back)]
    for name, hook in hooks:
        event.listen(engine, name, hook)
    try:
        yield seen
    finally:
        for name, hook in hooks:
            event.remove(engine, name, hook)
