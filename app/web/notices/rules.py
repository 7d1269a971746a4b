"""/reminders/rules: the steps of the ladder, each with its next days; another offset is shown with its effect before it is kept."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired

from app.domain.errors import Absent, ChangedSinceSeen, Invalid
from app.domain.notices.ladder import MOST_DAYS, Clock
from app.domain.people.rights import Right
from app.models import ReminderRule
from app.queries.notices import rules
from app.services.notices import reminding
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Figure, put_errors, refuse, seen_version
from app.web.notices.reminders import bp
from app.web.reckoning import ladder_now
from app.web.stale import stale_page
from app.web.transaction import db, now
from app.wording.messages import MESSAGES
from app.wording.notices import step_said
from app.wording.words import word

__all__ = ["bp"]
ONE = "notices/rule.html"


class RuleForm(FlaskForm):
    days = Figure("工作天數", validators=[InputRequired("這一欄必填。")])


@bp.get("/reminders/rules")
@access(Right.PREPARE_SPLITS)
def steps() -> ResponseReturnValue:
    ladder = ladder_now()
    return render_template(
        "notices/rules.html",
        clocks=[(clock, rules.of(db(), clock)) for clock in Clock],
        next_days=rules.next_days(db(), actor(), ladder),
        keeps=reminding.keeps_ladder(actor()),
        said=step_said,
    )


@bp.post("/reminders/steps/<int:rule_id>")
@access(Right.PREPARE_SPLITS)
def switch(rule_id: int) -> ResponseReturnValue:
    """One step on or off."""
    on = request.form.get("on") == "1"
    reminding.switch(db(), actor(), _rule(rule_id), on=on, seen_version=seen_version(), now=now())
    flash(MESSAGES["step_switched_on" if on else "step_switched_off"])
    return redirect(url_for("reminders.steps"), 303)


@bp.post("/reminders/kinds/<string:kind>")
@access(Right.PREPARE_SPLITS)
def switch_kind(kind: str) -> ResponseReturnValue:
    """All steps of one kind of duty on or off."""
    if kind not in list(Clock) or not reminding.keeps_ladder(actor()):
        raise Absent
    clock, on = Clock(kind), request.form.get("on") == "1"
    reminding.switch_kind(db(), actor(), rules.of(db(), clock), on=on, now=now())
    flash(MESSAGES["kind_switched_on" if on else "kind_switched_off"].format(kind=word(clock)))
    return redirect(url_for("reminders.steps"), 303)


@bp.get("/reminders/rules/<int:rule_id>")
@access(Right.PREPARE_SPLITS)
def rule(rule_id: int) -> ResponseReturnValue:
    row = _rule(rule_id)
    return render_template(ONE, form=RuleForm(formdata=None, days=abs(row.days)), **_around(row, row.days))


@bp.post("/reminders/rules/<int:rule_id>")
@access(Right.PREPARE_SPLITS)
def change_rule(rule_id: int) -> ResponseReturnValue:
    """看影響 shows the days as they would be; 儲存 keeps them."""
    row, form = _rule(rule_id), RuleForm()
    if not form.validate():
        return refuse(ONE, form, **_around(row, row.days))
    days = -form.days.data if row.days <= 0 else form.days.data
    try:
        if request.form.get("do") != "save":
            reminding.check_days(db(), row, days)
            return render_template(ONE, form=form, **_around(row, days))
        reminding.change_days(db(), actor(), row, days, seen_version=seen_version(), now=now())
    except ChangedSinceSeen:
        return stale_page(row, form, named=word(row.clock), back_url=url_for("reminders.steps"))
    except Invalid as refusal:
        put_errors(form, refusal)
        return refuse(ONE, form, **_around(row, row.days))
    flash(MESSAGES["step_moved"].format(step=step_said(row.days, word(row.way))))
    return redirect(url_for("reminders.steps"), 303)


def _rule(rule_id: int) -> ReminderRule:
    """There is one ladder for all committees; for the officers of other agencies its forms do not exist."""
    row = db().get(ReminderRule, rule_id)
    if row is None or not reminding.keeps_ladder(actor()):
        raise Absent
    return row


def _around(row: ReminderRule, days: int) -> dict[str, Any]:
    ladder = ladder_now()
    return {
        "row": row,
        "days": days,
        "said": step_said,
        "limit": MOST_DAYS,
        "effect": rules.effect(db(), actor(), ladder, row, days),
        "waiting": rules.waiting(db(), row),
        "seen": request.form.get("seen_version", row.version),
    }
