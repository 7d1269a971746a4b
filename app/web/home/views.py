"""The first page, and whether the program is alive."""

from __future__ import annotations

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.domain.people.rights import Right, has
from app.queries.insight.work import Work, work_of
from app.web.access import access
from app.web.auth.session import actor, current_user
from app.web.filters import roc
from app.web.readiness import is_ready
from app.web.settings import settings
from app.web.transaction import TAIPEI, db, now, today

bp = Blueprint("home", __name__)


@bp.get("/")
@access()
def index() -> ResponseReturnValue:
    return redirect(url_for("home.work"), 303)


@bp.get("/work")
@access()
def work() -> ResponseReturnValue:
    found = work_of(db(), actor(), today())
    return render_template(
        "home/work.html",
        work=found,
        greeting=greeting(found),
        links=_links(),
        proposal_url=lambda code: url_for("proposals.show", code=code),
        review_url=lambda code: url_for("proposals.review", code=code),
    )


def greeting(work: Work) -> str:
    """「早安，○○。今天是115年11月20日（五），距115年第2次廉政會報還有14天。」"""
    hour = now().astimezone(TAIPEI).hour
    hello = "早安" if hour < 12 else "午安" if hour < 18 else "晚安"
    said = f"{hello}，{current_user().name}。今天是{roc(today(), weekday=True)}"
    coming = work.coming
    if coming is None or coming.days is None or coming.days < 0:
        return f"{said}。"
    if coming.days == 0:
        return f"{said}，{coming.label}廉政會報就在今天。"
    return f"{said}，距{coming.label}廉政會報還有{coming.days}天。"


def _links() -> list[tuple[str, str]]:
    """What this person can begin from here."""
    offers = (
        (Right.WRITE_PROPOSALS, "新增提案", "proposals.new"),
        (Right.IMPORT, "匯入 Word 提案表", "intake.index"),
        (Right.RUN_MEETINGS, "建立會議", "meetings.new"),
        (Right.MANAGE_PEOPLE, "管理使用者", "people.users"),
    )
    return [
        (text, url_for(endpoint))
        for right, text, endpoint in offers
        if has(actor(), right) and endpoint in current_app.view_functions
    ]


@bp.get("/healthz")
@access(public=True)
def health() -> ResponseReturnValue:
    """200 when the database answers and stands at this program's migration."""
    db().execute(text("SELECT 1"))
    ready = is_ready()
    return jsonify(status="ok" if ready else "schema"), 200 if ready else 503


@bp.get("/styleguide")
@access(public=True)
def styleguide() -> ResponseReturnValue:
    if settings().production:
        return "", 404
    return render_template("styleguide.html"), 422 if "wrong" in request.args else 200
