"""/reminders: what leaves this morning and why, what does not, whom to telephone; and the steps of the ladder."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.domain.errors import Absent
from app.domain.notices.ladder import Clock, Ladder
from app.domain.notices.letter import House, Person
from app.domain.notices.notice import NoticeKind
from app.domain.people.rights import Right
from app.models import ReminderRule
from app.queries.notices import morning
from app.queries.notices import operation as operations
from app.queries.notices.ladder import ladder_on
from app.queries.notices.morning import Letter
from app.services.notices import reminding
from app.services.notices.composing import line_of
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import ID, Line, seen_version
from app.web.settings import settings
from app.web.transaction import db, now, today
from app.wording import mails
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence
from app.wording.words import word

bp = Blueprint("reminders", __name__)
NOTE_LIMIT = 200


class CallForm(FlaskForm):
    note = Line("聯繫結果", limit=NOTE_LIMIT)


@bp.get("/reminders")
@access(Right.PREPARE_SPLITS)
def index() -> ResponseReturnValue:
    return _page()


@bp.post("/reminders")
@access(Right.PREPARE_SPLITS)
def decide() -> ResponseReturnValue:
    """Take the ticked lines off, or send them at once."""
    sends = request.form.get("do") == "send"
    typed = [int(one) for one in request.form.getlist("line") if ID.fullmatch(one)]
    if not typed:
        return _page([sentence("nothing_ticked")], 422)
    rows = morning.chosen(db(), actor(), typed)
    if len(rows) != len(set(typed)):
        return _page([sentence("reminder_left")], 409)
    (reminding.send_now if sends else reminding.take_off)(db(), actor(), rows, now=now())
    flash(MESSAGES["reminders_sent" if sends else "reminders_taken_off"].format(n=len(rows)))
    return redirect(url_for("reminders.index"), 303)


@bp.post("/reminders/<int:reminder_id>/back")
@access(Right.PREPARE_SPLITS)
def put_back(reminder_id: int) -> ResponseReturnValue:
    row = morning.taken_off(db(), actor(), reminder_id)
    if row is None:
        raise Absent
    reminding.put_back(db(), actor(), row, now=now())
    flash(MESSAGES["reminder_put_back"])
    return redirect(url_for("reminders.index"), 303)


@bp.post("/reminders/steps/<int:rule_id>")
@access(Right.PREPARE_SPLITS)
def switch(rule_id: int) -> ResponseReturnValue:
    rule = db().get(ReminderRule, rule_id)
    if rule is None or not reminding.keeps_ladder(actor()):
        raise Absent
    on = request.form.get("on") == "1"
    reminding.switch(db(), actor(), rule, on=on, seen_version=seen_version(), now=now())
    flash(MESSAGES["step_switched_on" if on else "step_switched_off"])
    return redirect(url_for("reminders.index", _anchor="steps"), 303)


@bp.post("/reminders/calls/<int:agency_id>")
@access(Right.PREPARE_SPLITS)
def called(agency_id: int) -> ResponseReturnValue:
    """已電話聯繫."""
    if led := once.already_led():
        return led
    form, ladder = CallForm(), ladder_on(db(), now())
    if agency_id not in {one.agency_id for one in morning.late_agencies(db(), actor(), ladder)}:
        raise Absent
    if not form.validate():
        return _page([text for texts in form.errors.values() for text in texts], 422, (agency_id, form))
    reminding.record_call(db(), actor(), agency_id, form.note.data or "", now=now())
    flash(MESSAGES["call_recorded"])
    return once.lead(url_for("reminders.index", _anchor="calls"))


def _page(
    errors: list[str] | None = None, status: int = 200, typed: tuple[int, CallForm] | None = None
) -> ResponseReturnValue:
    ladder = ladder_on(db(), now())
    letters = morning.leaving(db(), actor(), ladder)
    page = render_template(
        "notices/reminders.html",
        letters=[(one, *_text(one)) for one in letters],
        count=morning.waiting_count(db(), actor()),
        leaves_at=_leaves_at(letters, ladder),
        quiet=morning.quiet(db(), actor(), ladder),
        late=morning.late_agencies(db(), actor(), ladder),
        kind_word=_kind_word,
        clocks=[(clock, morning.rules_of(db(), clock)) for clock in (Clock.ROUND,)],
        keeps=reminding.keeps_ladder(actor()),
        operation=operations.current(db()),
        today=today(),
        errors=errors or [],
        ticked=request.form.getlist("line"),
        typed=typed,
    )
    return page, status


def _kind_word(rule: str) -> str:
    return word(NoticeKind(rule))


def _leaves_at(letters: list[Letter], ladder: Ladder) -> object:
    return min((line.row.scheduled_for for one in letters for line in one.lines), default=ladder.leaves_at)


def _text(letter: Letter) -> tuple[str, str]:
    """The mail as it will look, without the link of its own that it gets when it leaves."""
    chosen = settings()
    house = House(f"{chosen.institution}{chosen.department}", chosen.department_phone)
    agencies = {line.agency for line in letter.lines}
    person = Person(letter.person.name, letter.person.title, agencies.pop() if len(agencies) == 1 else "")
    return mails.digest([line_of(line.row) for line in letter.lines], person, house, "", today())
