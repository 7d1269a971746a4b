"""/handover/deputies: who stands in for me, and for whom I do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired

from app.domain.errors import Absent, Invalid
from app.domain.people.deputising import LENT
from app.domain.roc_date import roc_text
from app.models import User
from app.queries.people import deputies as rows
from app.services.people import deputies
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Choice, Day, DayRequired, put_errors, refuse, seen_version
from app.web.people.blueprint import bp, found
from app.web.people.forms import REQUIRED
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.people import person_line

PAGE = "people/deputies.html"


class DeputyForm(FlaskForm):
    deputy_id = Choice("代理人", coerce=int, validators=[InputRequired("請選擇代理人。")])
    from_on = Day("代理起日", validators=[DayRequired(REQUIRED)])
    to_on = Day("代理迄日", validators=[DayRequired(REQUIRED)])


@bp.get("/handover/deputies")
@access()
def deputy_list() -> ResponseReturnValue:
    tomorrow = today() + timedelta(days=1)
    form = _offer(DeputyForm(from_on=tomorrow, to_on=tomorrow + timedelta(days=6)))
    return render_template(PAGE, form=form, **_around())


@bp.post("/handover/deputies")
@access()
def deputy_appoint() -> ResponseReturnValue:
    if led := once.already_led():
        return led
    form = _offer(DeputyForm())
    if not form.validate():
        return refuse(PAGE, form, **_around())
    try:
        row = deputies.appoint(
            db(), actor(), form.deputy_id.data, from_on=form.from_on.data, to_on=form.to_on.data, now=now(),
            today=today(),
        )  # fmt: skip
    except Invalid as refusal:
        put_errors(form, refusal)
        return refuse(PAGE, form, **_around())
    name = db().get_one(User, row.deputy_id).name
    flash(
        MESSAGES["deputy_appointed"].format(
            name=name, from_on=roc_text(row.from_on), to_on=roc_text(row.to_on)
        )
    )
    return once.lead(url_for("people.deputy_list"))


@bp.post("/handover/deputies/<int:deputy_id>/end")
@access()
def deputy_end(deputy_id: int) -> ResponseReturnValue:
    row = found(rows.one(db(), deputy_id))
    if actor().person_id not in (row.owner_id, row.deputy_id):
        raise Absent
    deputies.end(db(), actor(), row, seen_version=seen_version(), now=now(), today=today())
    flash(MESSAGES["deputy_ended"].format(deputy=row.deputy.name, owner=row.owner.name))
    return redirect(url_for("people.deputy_list"), 303)


def _offer(form: DeputyForm) -> DeputyForm:
    colleagues = rows.colleagues_of(db(), actor(), today())
    form.deputy_id.choices = [
        ("", "（請選擇）"),
        *((one.id, person_line(one.name, one.agency, one.unit, one.title)) for one in colleagues),
    ]
    return form


def _around() -> dict[str, Any]:
    me = actor()
    return {
        "mine": rows.of_owner(db(), me.person_id, today()),
        "others": rows.of_deputy(db(), me.person_id, today()),
        "can_lend": any(grant.role in LENT and not grant.lent_by for grant in me.grants),
        "today": today(),
    }
