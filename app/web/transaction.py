"""The request's one transaction. GET and HEAD read; a POST answered below 400 commits before its answer exists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.extensions.transaction import commit, end_reading, reading
from app.services.audit import Origin, set_origin
from app.web import side_notes

READS = frozenset({"GET", "HEAD", "OPTIONS"})
TAIPEI = ZoneInfo("Asia/Taipei")


def db() -> Session:
    """This request's session."""
    if "db" not in g:
        database = current_app.extensions["tracker"].database
        g.db = reading(database) if request.method in READS else database.sessions()
        set_origin(g.db, Origin(request.remote_addr or "", g.get("request_id", "")))
    session: Session = g.db
    return session


def now() -> datetime:
    """The instant of this request, the same throughout."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    moment: datetime = g.now
    return moment


def today() -> date:
    """The date in Taipei at this request."""
    return now().astimezone(TAIPEI).date()


def around(view: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """Run the view; commit what it changed, or leave nothing."""
    response = current_app.make_response(view())
    if "db" in g:
        if request.method in READS:
            end_reading(g.pop("db"))
        elif response.status_code < 400:
            commit(g.db)
    return response


def install(app: Flask) -> None:
    @app.teardown_request
    def end(_error: BaseException | None) -> None:
        if (session := g.pop("db", None)) is not None:
            session.close()

    @app.after_request
    def write_side_notes(response: Response) -> Response:
        # After the first transaction has ended, never beside it: SQLite has one writer.
        if side_notes.waiting():
            if (session := g.pop("db", None)) is not None:
                session.close()
            side_notes.write(current_app.extensions["tracker"].database)
        return response
