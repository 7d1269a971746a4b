"""Deny by default: every route declares who may use it; what is not declared answers 404."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.domain.people.actor import Actor
from app.domain.people.rights import Right, has
from app.models import RefusedAccess
from app.web import side_notes
from app.web.auth import held
from app.web.auth.session import current_actor, must_change_password
from app.web.logs import shown_path
from app.web.transaction import READS, now

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use a route: everybody, everybody signed in, or the holders of one of `rights`."""

    public: bool = False
    rights: tuple[Right, ...] = ()
    while_password_must_change: bool = False

    def allows(self, actor: Actor) -> bool:
        return not self.rights or any(has(actor, right) for right in self.rights)


def access(
    *rights: Right, public: bool = False, while_password_must_change: bool = False
) -> Callable[[View], View]:
    """Declare who may use a view. No rights and not public: everybody signed in."""

    def mark(view: View) -> View:
        view.access = Access(public, rights, while_password_must_change)  # type: ignore[attr-defined]
        return view

    return mark


def install(app: Flask) -> None:
    app.view_functions["static"].access = Access(public=True)  # type: ignore[union-attr]

    app.before_request(_limit_typed_forms)
    app.before_request(_refuse_foreign_pages)

    @app.before_request
    def check() -> ResponseReturnValue | None:
        view = current_app.view_functions.get(request.endpoint or "")
        if view is None:
            return None  # the router answers 404 or 405
        declared: Access | None = getattr(view, "access", None)
        if declared is None:
            abort(404)
        if declared.public:
            return None
        actor = current_actor()
        if actor is None:
            return held.ask_to_sign_in()
        if must_change_password() and not declared.while_password_must_change:
            return redirect(url_for("account.password"), 303)
        if not declared.allows(actor):
            note_refusal()
            abort(404)
        return None


def _limit_typed_forms() -> None:
    """Werkzeug holds a form without files in memory whole: it may not be as large as an upload."""
    if request.mimetype == "application/x-www-form-urlencoded":
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]


def _refuse_foreign_pages() -> None:
    """A form on somebody else's page is refused whatever token it carries."""
    if request.method not in READS and _comes_from_elsewhere():
        abort(403)


def _comes_from_elsewhere() -> bool:
    """Does the browser say that another site's page sent this? Scripts and old browsers say nothing."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return origin is not None and origin.partition("://")[2] != request.host


def rights_of_this_route() -> tuple[Right, ...]:
    """What the route of this request declares: the door asks for it on any record, the view on the record it has found."""
    declared: Access = current_app.view_functions[request.endpoint or ""].access  # type: ignore[union-attr]
    return declared.rights


def note_refusal() -> None:
    """Remember who asked for what is not his."""
    row = {
        "at": now(),
        "user_id": g.get("user_id"),
        "method": request.method,
        "path": shown_path()[:500].replace("\0", ""),  # PostgreSQL keeps no NUL
        "address": request.remote_addr or "",
        "request": g.get("request_id", ""),
    }

    def note(session: Session) -> None:
        session.add(RefusedAccess(**row))

    side_notes.add(note)
