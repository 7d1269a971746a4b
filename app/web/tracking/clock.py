"""暫停計時 and 恢復計時 of a share that waits for a named third party, and 更正 of its original date."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import InputRequired

from app.domain.errors import Refusal
from app.domain.office_calendar import working_days_between
from app.domain.people.rights import Right
from app.domain.roc_date import roc_text
from app.domain.tracking.deadline import offered_after_pause
from app.models import Assignment
from app.queries.office_calendar import calendar_in_force
from app.queries.tracking.requests import asked_of, open_pause
from app.queries.tracking.review import address_of
from app.services.tracking import extensions, pausing
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Day, DayRequired, Line, Text, refuse, seen_version
from app.web.tracking import decided, record
from app.web.tracking.blueprint import bp
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES

PAUSE = "tracking/pause.html"
RESUME = "tracking/resume.html"
CORRECT = "tracking/correct_due.html"
_SHARE = "/assignments/<string:code>"


class PauseForm(FlaskForm):
    waits_for = Line("等待的對象", limit=100, validators=[InputRequired("請填寫等待的對象。")])
    reason = Text("說明", limit=500)


class ResumeForm(FlaskForm):
    extend = BooleanField("一併提出展延")


class CorrectForm(FlaskForm):
    due = Day("更正為", validators=[DayRequired("請填寫正確的期限。")])
    reason = Text("誤繕的情形", limit=500, validators=[InputRequired("請說明誤繕的情形。")])


@bp.get(f"{_SHARE}/pause")
@access(Right.PREPARE_SPLITS)
def ask_pause(code: str) -> ResponseReturnValue:
    return render_template(PAUSE, form=PauseForm(formdata=None), **decided.around(record.find(code)))


@bp.post(f"{_SHARE}/pause")
@access(Right.PREPARE_SPLITS)
def pause(code: str) -> ResponseReturnValue:
    share, form = record.find(code), PauseForm()
    if not form.validate():
        return refuse(PAUSE, form, **decided.around(share))
    try:
        pausing.pause(
            db(), actor(), share, form.waits_for.data, reason=form.reason.data or "",
            seen_version=seen_version(), now=now(), today=today(),
        )  # fmt: skip
    except Refusal as refusal:
        db().rollback()
        return decided.refused(PAUSE, form, refusal, decided.around(record.find(code)))
    return _back(share, "clock_paused")


@bp.get(f"{_SHARE}/resume")
@access(Right.PREPARE_SPLITS)
def ask_resume(code: str) -> ResponseReturnValue:
    share = record.find(code)
    return render_template(RESUME, form=ResumeForm(formdata=None, extend=True), **_standing(share))


@bp.post(f"{_SHARE}/resume")
@access(Right.PREPARE_SPLITS)
def resume(code: str) -> ResponseReturnValue:
    share, form = record.find(code), ResumeForm()
    stands = _standing(share)
    try:
        row = pausing.resume(db(), actor(), share, seen_version=seen_version(), now=now(), today=today())
        asked = form.extend.data and stands["offered"] is not None
        if asked:
            extensions.offer(db(), actor(), share, row, stands["offered"], now=now(), today=today())
    except Refusal as refusal:
        db().rollback()
        return decided.refused(RESUME, form, refusal, _standing(record.find(code)))
    return _back(share, "clock_resumed_extension" if asked else "clock_resumed", stands["offered"])


@bp.get(f"{_SHARE}/correct-due")
@access(Right.DECIDE_TRACKING)
def ask_correct_due(code: str) -> ResponseReturnValue:
    return render_template(CORRECT, form=CorrectForm(formdata=None), **decided.around(record.find(code)))


@bp.post(f"{_SHARE}/correct-due")
@access(Right.DECIDE_TRACKING)
def correct_due(code: str) -> ResponseReturnValue:
    share, form = record.find(code), CorrectForm()
    if not form.validate():
        return refuse(CORRECT, form, **decided.around(share))
    try:
        extensions.correct(
            db(), actor(), share, form.due.data, reason=form.reason.data,
            seen_version=seen_version(), now=now(), today=today(),
        )  # fmt: skip
    except Refusal as refusal:
        db().rollback()
        return decided.refused(CORRECT, form, refusal, decided.around(record.find(code)))
    return _back(share, "due_corrected", form.due.data)


def _standing(share: Assignment) -> dict[str, Any]:
    """Since when the clock stands, for whom, and what may be offered: nothing without a date or beside an open request."""
    row = open_pause(db(), share)
    calendar = calendar_in_force(db())
    days = working_days_between(calendar, row.paused_on, today()).days if row else 0
    asked = any(one.is_open for one in asked_of(db(), share))
    offered = None
    if row is not None and share.due_current is not None and not asked and days > 0:
        offered = offered_after_pause(calendar, share.due_current, row.paused_on, today())
    return {**decided.around(share), "pause": row, "days": days, "asked": asked, "offered": offered}


def _back(share: Assignment, said: str, day: date | None = None) -> ResponseReturnValue:
    flash(MESSAGES[said].format(code=share.code, day=roc_text(day) if day else ""))
    return redirect(url_for("tracking.assignment", code=address_of(share)), 303)
