"""迴避 recorded before the meeting, on the page of its people: that member reads no paper of the case from then on."""

from __future__ import annotations

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, Invalid
from app.domain.people.rights import Right
from app.queries.meetings.found import find_lines
from app.services.meetings import attending, recusing
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors
from app.web.meetings import people
from app.web.meetings.blueprint import bp, found
from app.web.meetings.page import address, runner_only
from app.web.meetings.recusal_form import CaseRecusalForm, recusals_seen
from app.web.transaction import db, now
from app.wording.messages import MESSAGES

_HERE = "/meetings/<string:slug>/people/recusals"
PANEL = "recusals"


@bp.post(_HERE)
@access(Right.RUN_MEETINGS)
def recuse_for_case(slug: str) -> ResponseReturnValue:
    shown = runner_only(found(slug))
    form = CaseRecusalForm.of(shown, sent=True)
    if form.validate():
        item = next(line for line in find_lines(db(), actor(), shown.meeting) if line.id == form.item.data)
        ground, reason = form.ground.data, form.reason.data
        try:
            recusing.recuse(db(), actor(), shown.meeting, item, form.person.data, ground, reason, now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            name = attending.person_of(db(), shown.meeting, form.person.data).name
            flash(MESSAGES["recused"].format(name=name))
            return redirect(address("people", shown, _anchor=PANEL), 303)
    return people.page(shown, recusal=form, status=422)


@bp.post(f"{_HERE}/<int:recusal_id>/take-back")
@access(Right.RUN_MEETINGS)
def take_back_recusal_for_case(slug: str, recusal_id: int) -> ResponseReturnValue:
    shown = found(slug)
    if all(one.id != recusal_id for one, _, _ in recusals_seen(shown)):
        raise Absent
    runner_only(shown)
    recusing.take_back(db(), actor(), shown.meeting, recusal_id, now=now())
    flash(MESSAGES["recusal_taken_back"])
    return redirect(address("people", shown, _anchor=PANEL), 303)
