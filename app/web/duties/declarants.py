"""/duties/declarants: one person of a roster, his posts and how each declaration stands."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.validators import DataRequired, InputRequired

from app.domain.duties.declarable_posts import PostKind
from app.domain.duties.declaration_steps import steps
from app.domain.duties.roster import LONGEST_NAME, LONGEST_NUMBER, LONGEST_TITLE
from app.domain.errors import Absent, ChangedSinceSeen, Invalid
from app.domain.people.rights import Right
from app.models import Declarant, OfficePeriod, Roster
from app.queries.duties import roster as rows
from app.queries.visibility.declarants import keeps
from app.services.duties import rostering
from app.services.duties.rostering import PeriodEntry
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.duties.blueprint import bp
from app.web.duties.rosters import HIGHEST_ID, REQUIRED, ROSTER
from app.web.forms import Choice, Day, DayRequired, Line, options, put_errors, refuse, seen_version
from app.web.reading import note_declarants
from app.web.reckoning import reckoned
from app.web.stale import stale_page
from app.web.transaction import db, now
from app.wording.declarations import step_sentence
from app.wording.messages import MESSAGES
from app.wording.roster import why_exempt

ONE, PERSON, PERIOD = "duties/declarant.html", "duties/declarant_form.html", "duties/period_form.html"
DECLARANT = f"/declarants/<int(max={HIGHEST_ID}):declarant_id>"
PERIOD_OF = f"{DECLARANT}/periods/<int(max={HIGHEST_ID}):period_id>"


class PersonForm(FlaskForm):
    name = Line("姓名", limit=LONGEST_NAME, validators=[DataRequired(REQUIRED)])
    staff_number = Line("人員代碼", limit=LONGEST_NUMBER)


class PeriodForm(FlaskForm):
    """One period in a post; without a receiving agency of its own it is the roster's."""

    agency_id = Choice("服務機關", coerce=int, validators=[InputRequired(REQUIRED)])
    post_title = Line("職稱", limit=LONGEST_TITLE, validators=[DataRequired(REQUIRED)])
    kind = Choice(
        "任職方式", coerce=PostKind, choices=options(PostKind), validators=[InputRequired(REQUIRED)]
    )
    from_on = Day("起日", validators=[DayRequired(REQUIRED)])
    to_on = Day("迄日")
    suspended_from = Day("停職或留職停薪起日")
    suspended_to = Day("停職或留職停薪迄日")
    receiver_id = Choice("受理申報機關", coerce=int)

    def entry(self) -> PeriodEntry:
        return PeriodEntry(
            self.agency_id.data, self.kind.data, self.post_title.data, self.from_on.data, self.to_on.data,
            self.suspended_from.data, self.suspended_to.data, self.receiver_id.data,
        )  # fmt: skip


class NewPersonForm(PeriodForm):
    name = Line("姓名", limit=LONGEST_NAME, validators=[DataRequired(REQUIRED)])
    staff_number = Line("人員代碼", limit=LONGEST_NUMBER)


class StrikeForm(FlaskForm):
    reason = Line("註銷的理由", validators=[DataRequired("請填寫註銷的理由。")])


@bp.get(DECLARANT)
@access(Right.KEEP_ROSTER, Right.READ_OWN_DECLARANTS)
def declarant(declarant_id: int) -> ResponseReturnValue:
    found = rows.declarant_of(db(), actor(), declarant_id)
    note_declarants([found], "open")
    with_what = reckoned()
    kept = keeps(actor(), found.roster)
    lines = rows.rows_of(actor(), found, with_what)
    said = {
        str(row.line.key): [
            step_sentence(step)
            for step in steps(row.line.occurrence.deadline, with_what.calendar, with_what.readings)
        ]
        for row in lines
    }
    return render_template(
        ONE,
        declarant=found,
        roster=found.roster,
        keeps=kept,
        periods=rows.periods_seen(actor(), found),
        struck=[one for one in found.periods if one.struck_out_at] if kept else [],
        struck_filings=rows.struck_out_of(db(), found) if kept else [],
        rows=list(reversed(lines)),
        said=said,
        why_exempt=why_exempt,
    )


@bp.get(f"{ROSTER}/declarants/new")
@access(Right.KEEP_ROSTER)
def new_declarant(roster_id: int) -> ResponseReturnValue:
    roster = rows.roster_of(db(), actor(), roster_id, to_keep=True)
    form = _with_agencies(NewPersonForm(formdata=None, kind=PostKind.OFFICE), roster)
    return render_template(PERSON, form=form, roster=roster, declarant=None)


@bp.post(f"{ROSTER}/declarants/new")
@access(Right.KEEP_ROSTER)
def add_declarant(roster_id: int) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    roster = rows.roster_of(db(), actor(), roster_id, to_keep=True)
    form = _with_agencies(NewPersonForm(), roster)
    if form.validate():
        try:
            made = rostering.add_declarant(
                db(), actor(), roster, form.name.data, form.staff_number.data, form.entry(), now=now()
            )
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["declarant_added"].format(name=made.name))
            return once.lead(url_for("duties.declarant", declarant_id=made.id))
    return refuse(PERSON, form, roster=roster, declarant=None)


@bp.get(f"{DECLARANT}/edit")
@access(Right.KEEP_ROSTER)
def edit_declarant(declarant_id: int) -> ResponseReturnValue:
    found = _kept(declarant_id)
    return render_template(
        PERSON, form=PersonForm(formdata=None, obj=found), roster=found.roster, declarant=found
    )


@bp.post(f"{DECLARANT}/edit")
@access(Right.KEEP_ROSTER)
def change_declarant(declarant_id: int) -> ResponseReturnValue:
    found, form = _kept(declarant_id), PersonForm()
    here = url_for("duties.declarant", declarant_id=found.id)
    if form.validate():
        try:
            rostering.change_declarant(
                db(), actor(), found, form.name.data, form.staff_number.data, seen_version=seen_version(), now=now()
            )  # fmt: skip
        except ChangedSinceSeen:
            return stale_page(found, form, named=f"申報義務人{found.name}", back_url=here)
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["declarant_saved"].format(name=found.name))
            return redirect(here, 303)
    return refuse(PERSON, form, roster=found.roster, declarant=found)


@bp.get(f"{DECLARANT}/periods/new")
@access(Right.KEEP_ROSTER)
def new_period(declarant_id: int) -> ResponseReturnValue:
    found = _kept(declarant_id)
    form = _with_agencies(PeriodForm(formdata=None, kind=PostKind.OFFICE), found.roster)
    return render_template(PERIOD, form=form, fields=form, declarant=found, period=None)


@bp.post(f"{DECLARANT}/periods/new")
@access(Right.KEEP_ROSTER)
def add_period(declarant_id: int) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    found = _kept(declarant_id)
    form = _with_agencies(PeriodForm(), found.roster)
    if form.validate():
        try:
            rostering.add_period(db(), actor(), found, form.entry(), now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["period_saved"])
            return once.lead(url_for("duties.declarant", declarant_id=found.id))
    return refuse(PERIOD, form, fields=form, declarant=found, period=None)


@bp.get(PERIOD_OF)
@access(Right.KEEP_ROSTER)
def edit_period(declarant_id: int, period_id: int) -> ResponseReturnValue:
    found = _kept(declarant_id)
    period = _period(found, period_id)
    form = _with_agencies(PeriodForm(formdata=None, obj=period), found.roster)
    return render_template(PERIOD, form=form, fields=form, **_around(found, period))


@bp.post(PERIOD_OF)
@access(Right.KEEP_ROSTER)
def change_period(declarant_id: int, period_id: int) -> ResponseReturnValue:
    found = _kept(declarant_id)
    period = _period(found, period_id)
    form = _with_agencies(PeriodForm(), found.roster)
    here = url_for("duties.declarant", declarant_id=found.id)
    if form.validate():
        try:
            rostering.change_period(
                db(), actor(), found, period, form.entry(), seen_version=seen_version(), now=now()
            )
        except ChangedSinceSeen:
            return stale_page(period, form, named=f"{found.name}的任職期間", back_url=here)
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["period_saved"])
            return redirect(here, 303)
    return refuse(PERIOD, form, fields=form, **_around(found, period))


@bp.post(f"{PERIOD_OF}/strike")
@access(Right.KEEP_ROSTER)
def strike_period(declarant_id: int, period_id: int) -> ResponseReturnValue:
    found = _kept(declarant_id)
    period, form = _period(found, period_id), StrikeForm()
    if form.validate():
        try:
            rostering.strike_period(
                db(), actor(), found, period, form.reason.data, seen_version=seen_version(), now=now()
            )
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["period_struck"])
            return redirect(url_for("duties.declarant", declarant_id=found.id), 303)
    shown = _with_agencies(PeriodForm(formdata=None, obj=period), found.roster)
    return refuse(PERIOD, form, fields=shown, **(_around(found, period) | {"strike": form}))


def _kept(declarant_id: int) -> Declarant:
    """A person whose roster this reader keeps; for others the forms do not exist."""
    found = rows.declarant_of(db(), actor(), declarant_id, to_keep=True)
    if request.method == "GET":
        note_declarants([found], "open")
    return found


def _period(declarant: Declarant, period_id: int) -> OfficePeriod:
    found = next((one for one in declarant.periods if one.id == period_id and not one.struck_out_at), None)
    if found is None:
        raise Absent
    return found


def _with_agencies(form: PeriodForm, roster: Roster) -> PeriodForm:
    every = [(one.id, one.short_name) for one in rows.agencies_in_order(db())]
    form.agency_id.choices = [("", "（請選擇）"), *every]
    form.receiver_id.choices = [("", f"{roster.agency.short_name}（本名冊）"), *every]
    if form.receiver_id.data == roster.agency_id:
        form.receiver_id.data = None
    return form


def _around(declarant: Declarant, period: OfficePeriod) -> dict[str, Any]:
    return {"declarant": declarant, "period": period, "strike": StrikeForm(formdata=None)}
