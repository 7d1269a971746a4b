"""/meetings/114-1/copies: the numbered copies of its confidential cases, who took one, which are still out."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.validators import DataRequired, InputRequired

from app.domain.errors import Invalid, NotAllowed
from app.domain.meetings.copy_flow import CopyAction, CopyFacts, CopyState, keeps
from app.domain.people.rights import Right
from app.queries.meetings.numbered_copies import Register, register_of
from app.services.meetings import attending, numbered_copies
from app.web import once, reading
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import NUMBER, Choice, Figure, put_errors, refuse, seen_version
from app.web.meetings.blueprint import bp
from app.web.meetings.forms import NOT_CHOSEN, ReasonForm
from app.web.meetings.page import address
from app.web.transaction import db, now
from app.wording.messages import MESSAGES

LIST = "meetings/copies.html"
CORRECT = "meetings/copy_correct.html"
_ALL = "/meetings/<string:slug>/copies"
_ONE = f"{_ALL}/<int(max=999):number>"


class CopiesForm(FlaskForm):
    count = Figure("增加份數", validators=[InputRequired(NUMBER)])


class TakerForm(FlaskForm):
    taker = Choice("領用人", coerce=int, validators=[DataRequired("請選擇領用人。")])


@bp.get(_ALL)
@access(Right.READ_MEETINGS)
def copies(slug: str) -> ResponseReturnValue:
    register = register_of(db(), actor(), slug)
    for item in register.items:
        if item.proposal:
            reading.note(item.proposal, "open")
    return render_template(LIST, form=CopiesForm(formdata=None), **_around(register))


@bp.post(_ALL)
@access(Right.RUN_MEETINGS)
def make_copies(slug: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    register, form = _keeper(slug), CopiesForm()
    if form.validate():
        try:
            made = numbered_copies.make(db(), actor(), register.shown.meeting, form.count.data, now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["copies_made"].format(count=len(made)))
            return once.lead(_list(register))
    return refuse(LIST, form, **_around(register, form))


@bp.post(f"{_ONE}/hand-out")
@access(Right.RUN_MEETINGS)
def hand_out_copy(slug: str, number: int) -> ResponseReturnValue:
    register = _keeper(slug)
    copy, form = register.copy(number), TakerForm()
    form.taker.choices, form.taker.id = _takers(register), f"taker-{number}"
    if not form.validate():
        return refuse(LIST, form, **_around(register))
    numbered_copies.hand_out(
        db(), actor(), register.shown.meeting, copy, form.taker.data, seen_version=seen_version(), now=now()
    )
    flash(MESSAGES["copy_handed_out"].format(number=number))
    return redirect(_list(register), 303)


@bp.post(f"{_ONE}/collect")
@access(Right.RUN_MEETINGS)
def collect_copy(slug: str, number: int) -> ResponseReturnValue:
    register = _keeper(slug)
    numbered_copies.collect(
        db(), actor(), register.shown.meeting, register.copy(number), seen_version=seen_version(), now=now()
    )
    flash(MESSAGES["copy_collected"].format(number=number))
    return redirect(_list(register), 303)


@bp.get(f"{_ONE}/correct")
@access(Right.RUN_MEETINGS)
def ask_correct_copy(slug: str, number: int) -> ResponseReturnValue:
    register = _keeper(slug)
    return render_template(
        CORRECT, form=ReasonForm(formdata=None), copy=register.copy(number), **_around(register)
    )


@bp.post(f"{_ONE}/correct")
@access(Right.RUN_MEETINGS)
def correct_copy(slug: str, number: int) -> ResponseReturnValue:
    """Taken back to where it was before the last entry."""
    register = _keeper(slug)
    copy, form = register.copy(number), ReasonForm()
    if not form.validate():
        return refuse(CORRECT, form, copy=copy, **_around(register))
    verb = numbered_copies.reopen if copy.state is CopyState.COLLECTED else numbered_copies.take_back
    verb(
        db(), actor(), register.shown.meeting, copy, reason=form.reason.data, seen_version=seen_version(),
        now=now(),
    )  # fmt: skip
    flash(MESSAGES["copy_corrected"].format(number=number))
    return redirect(_list(register), 303)


def _keeper(slug: str) -> Register:
    register = register_of(db(), actor(), slug)
    if not _keeps(register):
        raise NotAllowed("not_yours_to_do")
    return register


def _keeps(register: Register) -> bool:
    return keeps(actor(), CopyFacts(register.shown.meeting.committee.agency_id))


def _list(register: Register) -> str:
    return address("copies", register.shown)


def _takers(register: Register) -> list[tuple[Any, str]]:
    people = attending.people_of(db(), register.shown.meeting)
    return [NOT_CHOSEN, *((str(one.id), one.said_by) for one in people)]


def _around(register: Register, counted: CopiesForm | None = None) -> dict[str, Any]:
    copies = register.copies
    return {
        "meeting": register.shown.meeting,
        "address": register.shown.address,
        "items": register.items,
        "copies": copies,
        "out": [copy for copy in copies if copy.state is CopyState.HANDED_OUT],
        "count": (counted or CopiesForm(formdata=None)).count,
        "takers": _takers(register),
        "keeps": _keeps(register),
        "correction": {state: _correction(state) for state in CopyState},
    }


def _correction(state: CopyState) -> CopyAction | None:
    corrected = {CopyState.HANDED_OUT: CopyAction.TAKE_BACK, CopyState.COLLECTED: CopyAction.REOPEN}
    return corrected.get(state)
