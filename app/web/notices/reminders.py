"""/reminders: what leaves this morning and why, what does not, whom to telephone; and the steps of the ladder."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.domain.errors import Absent
from app.domain.notices.ladder import Ladder
from app.domain.notices.letter import House, Person
from app.domain.notices.notice import NoticeKind
from app.domain.people.rights import Right
from app.queries.notices import morning
from app.queries.notices import operation as operations
from app.queries.notices.morning import LateAgency, Letter
from app.services.notices import reminding
from app.services.notices.composing import line_of
from app.web import exporting, once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import ID, Line
from app.web.notices.file_tables import call_table
from app.web.reckoning import ladder_now
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
    """As a file: 電話名單."""
    if fmt := exporting.asked():
        return exporting.send(call_table(morning.late_agencies(db(), actor(), ladder_now())), fmt)
    return _page()


@bp.post("/reminders")
@access(Right.PREPARE_SPLITS)
def decide() -> ResponseReturnValue:
    """Take the ticked lines off, or send them at once; `send_all`: every line the page showed."""
    do = request.form.get("do", "")
    sends = do in ("send", "send_all")
    named = request.form.getlist("shown" if do == "send_all" else "line")
    typed = [int(one) for line in named for one in line.split("-") if ID.fullmatch(one)]
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


@bp.post("/reminders/calls/<int:agency_id>")
@access(Right.PREPARE_SPLITS)
def called(agency_id: int) -> ResponseReturnValue:
    """已電話聯繫."""
    if led := once.already_led():
        return led
    form, ladder = CallForm(), ladder_now()
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
    ladder = ladder_now()
    letters = morning.leaving(db(), actor(), ladder)
    page = render_template(
        "notices/reminders.html",
        letters=[(one, *_text(one), _pasted(one)) for one in letters],
        count=morning.waiting_count(db(), actor()),
        leaves_at=_leaves_at(letters, ladder),
        quiet=morning.quiet(db(), actor(), ladder),
        files=exporting.links(),
        late=[(one, _urging(one)) for one in morning.late_agencies(db(), actor(), ladder)],
        kind_word=_kind_word,
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


def _house() -> House:
    chosen = settings()
    return House(f"{chosen.institution}{chosen.department}", chosen.department_phone)


def _pasted(letter: Letter) -> str:
    """The same to paste elsewhere, in a few lines."""
    entries = [mails.named(line_of(one.row)) for one in letter.lines for _ in one.alike]
    return mails.pasted(letter.lines[0].agency, entries, _house())


def _urging(late: LateAgency) -> str:
    entries = [mails.overdue_shares(late.shares, late.first_due)] if late.first_due else []
    entries += [mails.named_by(one.title, one.subject.due) for one in late.duties]
    return mails.pasted(late.agency, entries, _house())


def _text(letter: Letter) -> tuple[str, str]:
    """The mail as it will look, without the link of its own that it gets when it leaves."""
    house = _house()
    agencies = {line.agency for line in letter.lines}
    person = Person(letter.person.name, letter.person.title, agencies.pop() if len(agencies) == 1 else "")
    lines = [line_of(one.row) for one in letter.lines for _ in one.alike]
    return mails.digest(lines, person, house, "", today())
