"""單鍵操作: keys that act outside of text fields, for whoever wants them; a matter of the browser, not of the record."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from app.domain.people.actor import Actor, Role
from app.web.settings import settings

ON, OFF = "on", "off"
KEPT_FOR = 365 * 24 * 3600  # seconds


def _name() -> str:
    return "__Host-tracker-keys" if settings().production else "tracker-keys"


def are_on(actor: Actor) -> bool:
    """As chosen in this browser; else for 政風處, who works here daily, and for nobody else."""
    chosen = request.cookies.get(_name())
    if chosen in (ON, OFF):
        return chosen == ON
    return actor.holds_any(Role.OFFICER) or actor.holds_any(Role.HEAD)


def choose(response: Response, chosen: str) -> None:
    response.set_cookie(
        _name(), ON if chosen == ON else OFF, max_age=KEPT_FOR, path="/", secure=settings().production,
        httponly=True, samesite="Lax",
    )  # fmt: skip
