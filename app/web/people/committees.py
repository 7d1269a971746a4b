"""/admin/committees: which committees there are; the administrator's, as agencies and settings are."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import DataRequired, InputRequired

from app.domain.errors import ChangedSinceSeen, Invalid
from app.domain.people.rights import Right
from app.domain.proposals.enumerators import MarkerStyle
from app.models import Committee
from app.queries.people.committees import agencies_to_choose, all_committees, committee_of_code
from app.services.people import committees
from app.services.people.committees import CommitteeEntry, has_records
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Choice, Line, put_errors, refuse, seen_version
from app.web.stale import stale_page
from app.web.transaction import db, now
from app.wording.meetings import MARKER_STYLES
from app.wording.messages import MESSAGES

bp = Blueprint("committees", __name__)

LIST = "people/committees.html"
ONE = "people/committee.html"
REQUIRED = "這一欄必填。"


class CommitteeForm(FlaskForm):
    code = Line("代碼", limit=20, validators=[DataRequired(REQUIRED)])
    name = Line("會報名稱", limit=80, validators=[DataRequired(REQUIRED)])
    host = Line("機關全銜", limit=80, validators=[DataRequired(REQUIRED)])
    agency_id = Choice("召集機關", coerce=int, validators=[InputRequired(REQUIRED)])
    is_primary = BooleanField("主要會報")
    marker_style = Choice(
        "段落編號樣式",
        coerce=MarkerStyle,
        choices=list(MARKER_STYLES.items()),
        validators=[InputRequired(REQUIRED)],
    )

    def entry(self) -> CommitteeEntry:
        return CommitteeEntry(
            code=self.code.data,
            name=self.name.data,
            host=self.host.data,
            agency_id=self.agency_id.data,
            is_primary=self.is_primary.data,
            marker_style=self.marker_style.data,
        )


@bp.get("/admin/committees")
@access(Right.MANAGE_PEOPLE)
def index() -> ResponseReturnValue:
    return render_template(LIST, form=_form(formdata=None), rows=all_committees(db()))


@bp.post("/admin/committees")
@access(Right.MANAGE_PEOPLE)
def create() -> ResponseReturnValue:
    if led := once.already_led():
        return led
    form = _form()
    if form.validate():
        try:
            made = committees.create(db(), actor(), form.entry(), now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["committee_created"].format(name=made.name))
            return once.lead(url_for("committees.index"))
    return refuse(LIST, form, rows=all_committees(db()))


@bp.get("/admin/committees/<string:code>")
@access(Right.MANAGE_PEOPLE)
def edit(code: str) -> ResponseReturnValue:
    one = committee_of_code(db(), code)
    return render_template(ONE, form=_form(formdata=None, obj=one), **_around(one))


@bp.post("/admin/committees/<string:code>")
@access(Right.MANAGE_PEOPLE)
def save(code: str) -> ResponseReturnValue:
    one = committee_of_code(db(), code)
    form = _form()
    if form.validate():
        try:
            committees.change(db(), actor(), one, form.entry(), seen_version=seen_version(), now=now())
        except ChangedSinceSeen:
            return stale_page(one, form, named=f"會報「{one.name}」", back_url=url_for("committees.index"))
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["committee_changed"].format(name=one.name))
            return redirect(url_for("committees.index"), 303)
    return refuse(ONE, form, **_around(one))


def _form(**given: Any) -> CommitteeForm:
    form = CommitteeForm(**given)
    form.agency_id.choices = [
        ("", "請選擇"),
        *((agency.id, agency.name) for agency in agencies_to_choose(db())),
    ]
    return form


def _around(one: Committee) -> dict[str, Any]:
    return {"committee": one, "fixed": has_records(db(), one)}
