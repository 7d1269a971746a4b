"""/duties/authorisation: the days as of which data are served in a year, and which of them are 停辦."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField

from app.domain.errors import Absent, ChangedSinceSeen, Invalid
from app.domain.people.rights import Right
from app.domain.roc_date import roc_text, roc_year
from app.models import AuthorisationBatch
from app.queries.duties.tallies import batches_of
from app.services.duties import tallying
from app.services.office_calendar import keeps_calendar
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.duties.blueprint import bp
from app.web.forms import Day, DayRequired, Line, put_errors, refuse, seen_version
from app.web.stale import stale_page
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES

PAGE = "duties/authorisation.html"
ONE = "duties/authorisation_day.html"
YEAR = "<int(min=100, max=200):year>"
BATCH = f"/authorisation/{YEAR}/days/<int(max={2**31 - 1}):batch_id>"


class NewDayForm(FlaskForm):
    base_on = Day("基準日", validators=[DayRequired("這一欄必填。")])


class DayForm(FlaskForm):
    suspended = BooleanField("停辦")
    note = Line("說明", limit=100)


@bp.get("/authorisation")
@access(Right.READ_TALLIES)
def authorisation_now() -> ResponseReturnValue:
    return redirect(url_for("duties.authorisation", year=roc_year(today())), 303)


@bp.get(f"/authorisation/{YEAR}")
@access(Right.READ_TALLIES)
def authorisation(year: int) -> ResponseReturnValue:
    return render_template(PAGE, form=NewDayForm(formdata=None), **_around(year))


@bp.post(f"/authorisation/{YEAR}")
@access(Right.KEEP_CALENDAR)
def add_day(year: int) -> ResponseReturnValue:
    _demand_keeper()
    if led := once.already_led():
        return led
    form = NewDayForm()
    if form.validate():
        try:
            made = tallying.add_batch(db(), actor(), form.base_on.data, now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["batch_added"].format(day=roc_text(made.base_on)))
            return once.lead(url_for("duties.authorisation", year=roc_year(made.base_on)))
    return refuse(PAGE, form, **_around(year))


@bp.post(f"/authorisation/{YEAR}/usual")
@access(Right.KEEP_CALENDAR)
def take_usual_days(year: int) -> ResponseReturnValue:
    _demand_keeper()
    tallying.take_usual_days(db(), actor(), year, now=now())
    flash(MESSAGES["batches_taken"].format(year=year))
    return redirect(url_for("duties.authorisation", year=year), 303)


@bp.get(BATCH)
@access(Right.KEEP_CALENDAR)
def edit_day(year: int, batch_id: int) -> ResponseReturnValue:
    row = _day(year, batch_id)
    return render_template(ONE, form=DayForm(formdata=None, obj=row), row=row, year=year)


@bp.post(BATCH)
@access(Right.KEEP_CALENDAR)
def save_day(year: int, batch_id: int) -> ResponseReturnValue:
    row, form = _day(year, batch_id), DayForm()
    here = url_for("duties.authorisation", year=year)
    if not form.validate():
        return refuse(ONE, form, row=row, year=year)
    try:
        tallying.change_batch(
            db(), actor(), row, suspended=form.suspended.data, note=form.note.data,
            seen_version=seen_version(), now=now(),
        )  # fmt: skip
    except ChangedSinceSeen:
        return stale_page(
            row, form, named=f"{roc_text(row.base_on)}的授權作業", back_url=here, leave_out=("suspended",)
        )
    flash(MESSAGES["batch_saved"].format(day=roc_text(row.base_on)))
    return redirect(here, 303)


def _demand_keeper() -> None:
    """One table for all; for the officers of other agencies its forms do not exist."""
    if not keeps_calendar(actor()):
        raise Absent


def _day(year: int, batch_id: int) -> AuthorisationBatch:
    _demand_keeper()
    found = [row for row in batches_of(db(), year) if row.id == batch_id]
    if not found:
        raise Absent
    return found[0]


def _around(year: int) -> dict[str, Any]:
    return {"rows": batches_of(db(), year), "year": year, "keeps": keeps_calendar(actor())}
