"""改列 of a share without looking at a report: 併案, 自行列管 or 撤銷, by the head here or recorded from paper."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Refusal
from app.domain.people.rights import Right
from app.queries.tracking.review import address_of
from app.services.tracking import deciding
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import refuse, seen_version
from app.web.tracking import decided, record
from app.web.tracking.blueprint import bp
from app.web.tracking.review import answer_of
from app.web.tracking.review_forms import CloseForm
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES

PAGE = "tracking/close.html"


@bp.get("/assignments/<string:code>/close")
@access(Right.DECIDE_TRACKING, Right.RECORD_APPROVALS)
def ask_close(code: str) -> ResponseReturnValue:
    return render_template(PAGE, form=CloseForm(formdata=None), **decided.around(record.find(code)))


@bp.post("/assignments/<string:code>/close")
@access(Right.DECIDE_TRACKING, Right.RECORD_APPROVALS)
def close(code: str) -> ResponseReturnValue:
    share, form = record.find(code), CloseForm()
    if not form.validate():
        return refuse(PAGE, form, **decided.around(share))
    try:
        deciding.close_share(
            db(), actor(), share, answer_of(form), form.word(), seen_version=seen_version(), now=now(), today=today()
        )  # fmt: skip
    except Refusal as refusal:
        db().rollback()
        return decided.refused(PAGE, form, refusal, decided.around(record.find(code)))
    flash(MESSAGES["share_closed_otherwise"].format(code=share.code))
    return redirect(url_for("tracking.assignment", code=address_of(share)), 303)
