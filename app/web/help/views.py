"""/help: an index and one page per journey, for everybody who is signed in."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent
from app.web.access import access
from app.wording.help import TOPICS

bp = Blueprint("help", __name__)


@bp.get("/help")
@access()
def index() -> ResponseReturnValue:
    return render_template("help/index.html", topics=TOPICS)


@bp.get("/help/<string:topic>")
@access()
def page(topic: str) -> ResponseReturnValue:
    found = next((one for one in TOPICS if one.slug == topic), None)
    if found is None:
        raise Absent
    return render_template("help/page.html", topic=found, topics=TOPICS)
