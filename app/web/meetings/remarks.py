"""發言摘要 and 迴避 beside the case that is on."""

from __future__ import annotations

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, Invalid
from app.domain.people.rights import Right
from app.services.meetings import attending, recusing, remarking
from app.services.meetings.remarking import Said
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, seen_version
from app.web.meetings import live_station
from app.web.meetings.blueprint import bp
from app.web.meetings.live_station import Here, RecusalForm, RemarkForm, back_to, here
from app.web.transaction import db, now
from app.wording.messages import MESSAGES

_HERE = "/meetings/<string:slug>/live/<string:number>"


@bp.post(f"{_HERE}/remarks")
@access(Right.RUN_MEETINGS)
def add_remark(slug: str, number: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    this, form = here(slug, number), RemarkForm()
    if form.validate():
        try:
            remark = remarking.add(db(), actor(), this.shown.meeting, this.item, _said(form), now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["remark_added"].format(speaker=remark.speaker))
            return once.lead(f"{back_to(this)}#remarks")
    return live_station.page(this, status=422, remark=form)


@bp.post(f"{_HERE}/remarks/<int:remark_id>")
@access(Right.RUN_MEETINGS)
def change_remark(slug: str, number: str, remark_id: int) -> ResponseReturnValue:
    this = here(slug, number)
    if request.form.get("do") == "remove":
        one = remarking.remark_of(db(), this.shown.meeting, this.item, remark_id)
        remarking.remove(
            db(), actor(), this.shown.meeting, this.item, remark_id, seen_version=seen_version(), now=now()
        )
        flash(MESSAGES["remark_removed"].format(speaker=one.speaker))
        return redirect(f"{back_to(this)}#remarks", 303)
    form = RemarkForm()
    if not form.validate():
        return live_station.page(this, status=422, remark=form)
    try:
        remarking.change(
            db(),
            actor(),
            this.shown.meeting,
            this.item,
            remark_id,
            _said(form),
            seen_version=seen_version(),
            now=now(),
        )
    except Invalid as refusal:
        put_errors(form, refusal)
        return live_station.page(this, status=422, remark=form)
    flash(MESSAGES["remark_changed"])
    return redirect(f"{back_to(this)}#remarks", 303)


@bp.post(f"{_HERE}/recusals")
@access(Right.RUN_MEETINGS)
def recuse(slug: str, number: str) -> ResponseReturnValue:
    this, form = here(slug, number), RecusalForm()
    if this.item is None:
        raise Absent
    person = _person(form.person.data)
    if form.validate():
        try:
            if person is None:
                raise Invalid("remark_speaker_missing", "person")
            made = recusing.recuse(
                db(),
                actor(),
                this.shown.meeting,
                this.item,
                person,
                form.ground.data,
                form.reason.data,
                now=now(),
            )
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["recused"].format(name=_name(this, made.attendance_id)))
            return redirect(f"{back_to(this)}#recusals", 303)
    return live_station.page(this, status=422, recusal=form)


@bp.post(f"{_HERE}/recusals/<int:recusal_id>/take-back")
@access(Right.RUN_MEETINGS)
def take_back_recusal(slug: str, number: str, recusal_id: int) -> ResponseReturnValue:
    this = here(slug, number)
    recusing.take_back(db(), actor(), this.shown.meeting, recusal_id, now=now())
    flash(MESSAGES["recusal_taken_back"])
    return redirect(f"{back_to(this)}#recusals", 303)


def _said(form: RemarkForm) -> Said:
    return Said(_person(form.person.data), form.remark.data, bool(form.printed.data))


def _person(sent: str | None) -> int | None:
    return int(sent) if sent and sent.isascii() and sent.isdigit() and len(sent) < 10 else None


def _name(this: Here, attendance_id: int) -> str:
    return attending.person_of(db(), this.shown.meeting, attendance_id).name
