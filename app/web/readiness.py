"""Whether the database stands at this program's migration; until it does, every page says 系統維護中."""

from __future__ import annotations

from flask import Flask, current_app, request
from werkzeug.exceptions import ServiceUnavailable

from app.extensions import schema

ALWAYS_ANSWERED = frozenset({"static", "home.health"})


def is_ready() -> bool:
    """Asked once per process while the answer is no; yes stays yes, since a migration comes with a restart."""
    tracker = current_app.extensions["tracker"]
    if not current_app.extensions.get("tracker_ready"):
        current_app.extensions["tracker_ready"] = schema.current(tracker.engine) == schema.head()
    return bool(current_app.extensions["tracker_ready"])


def install(app: Flask) -> None:
    @app.before_request
    def check() -> None:
        if request.endpoint not in ALWAYS_ANSWERED and not is_ready():
            raise ServiceUnavailable
