"""The first page, and whether the program is alive."""

from __future__ import annotations

from flask import Blueprint, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.web.access import access
from app.web.readiness import is_ready
from app.web.settings import settings
from app.web.transaction import db

bp = Blueprint("home", __name__)


@bp.get("/")
@access()
def index() -> ResponseReturnValue:
    return redirect(url_for("home.work"), 303)


@bp.get("/work")
@access()
def work() -> ResponseReturnValue:
    return render_template("home/work.html")


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
    return render_template("styleguide.html")
