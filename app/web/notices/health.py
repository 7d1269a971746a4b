"""健康狀態 of the worker: a page for whoever looks after mail, and an answer for a monitor."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue

from app.domain.notices.delivery import DeliveryState
from app.domain.people.rights import Right
from app.queries.notices.health import health
from app.web.access import access
from app.web.transaction import db, now

bp = Blueprint("worker_health", __name__)


@bp.get("/admin/health")
@access(Right.KEEP_MAIL)
def page() -> ResponseReturnValue:
    return render_template("notices/health.html", health=health(db(), now=now()), states=list(DeliveryState))


@bp.get("/healthz/worker")
@access(public=True)
def answer() -> ResponseReturnValue:
    """200 while the worker ticks and plans and nothing waits too long, else 503. Numbers and instants only."""
    found = health(db(), now=now())
    return jsonify(
        status="ok" if found.is_well else "attention",
        last_tick=_instant(found.last_tick),
        last_plan=_instant(found.last_plan),
        oldest_due=_instant(found.oldest_due),
        workers=found.workers,
        mails={state.value: count for state, count in found.mails.items()},
    ), 200 if found.is_well else 503


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
