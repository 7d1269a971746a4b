"""One-time keys: a form that creates something carries one; sending it again goes where the first sending led."""

from __future__ import annotations

import re
import secrets

from flask import Flask, current_app, g, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from app.domain.errors import ChangedSinceSeen
from app.models import FormKey
from app.web.auth import held
from app.web.auth.session import current_actor
from app.web.errors import refused
from app.web.transaction import db, now

UNIQUE_VIOLATION = "23505"  # SQLSTATE, ISO/IEC 9075
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


def once_key() -> str:
    """The key of a fresh form, or the one that was sent with a form being shown again."""
    return _sent() or secrets.token_urlsafe(18)


def earlier() -> FormKey | None:
    """What this person's earlier sending of this very form left; None for the first time."""
    return db().get(FormKey, _stored()) if _sent() else None


def already_led() -> ResponseReturnValue | None:
    """Where this form led when it was sent before; None for the first time."""
    row = earlier()
    return redirect(row.led_to, 303) if row else None


def lead(url: str) -> ResponseReturnValue:
    """Remember where this form led, and go there."""
    if _sent():
        db().add(FormKey(key=_stored(), user_id=_person(), used_at=now(), led_to=url))
    return redirect(url, 303)


def _sent() -> str:
    """The key that came with the form; what no form of ours can have carried is none."""
    key = request.form.get("once_key", "")
    return key if _KEY.fullmatch(key) else ""


def _stored() -> str:
    """A key is one person's: somebody else's neither leads anywhere nor stands in the way."""
    return f"{_person() or 0}.{_sent()}"


def _person() -> int | None:
    actor = current_actor()
    return actor.person_id if actor else None


def install(app: Flask) -> None:
    app.add_template_global(once_key, "once_key")

    @app.after_request
    def refused_for_what_the_first_sending_made(response: Response) -> Response:
        """A value may be taken because the same form, sent a moment before, has just taken it."""
        if request.method == "POST" and response.status_code == 422 and _sent() and "db" in g:
            db().rollback()
            if (led := already_led()) is not None:
                return current_app.make_response(led)
        return response

    @app.errorhandler(ChangedSinceSeen)
    def changed_by_the_first_sending(refusal: ChangedSinceSeen) -> ResponseReturnValue:
        """What changed the record while this sending waited may be the same form, sent a moment before."""
        db().rollback()
        return already_led() or refused(refusal)

    @app.errorhandler(IntegrityError)
    def raced(error: IntegrityError) -> ResponseReturnValue:
        """Two sendings at the same moment: the second one of a form goes where the first one led; others meet a conflict."""
        if not _is_taken(error):
            raise error
        db().rollback()
        return already_led() or held.after_conflict()

    @app.errorhandler(StaleDataError)
    def overtaken(_error: StaleDataError) -> ResponseReturnValue:
        """The row changed between our reading and our writing of it."""
        db().rollback()
        return held.after_conflict()


def _is_taken(error: IntegrityError) -> bool:
    """A value that must be unique stands there already; every other broken constraint is a fault of ours."""
    return getattr(error.orig, "sqlstate", "") == UNIQUE_VIOLATION or "UNIQUE constraint failed" in str(
        error.orig
    )
