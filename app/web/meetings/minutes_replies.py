"""更正意見 while the minutes circulate, and 更正 after 核定."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, Invalid
from app.domain.meetings.minutes_flow import MinutesState, head_approves
from app.domain.meetings.resolution import Section
from app.domain.people.rights import Right, may
from app.models import AgendaItem, CorrectionRequest, Resolution
from app.queries.meetings.found import find_line
from app.queries.meetings.minutes import charter_on
from app.services.meetings import minutes_correcting, minutes_requests
from app.services.meetings.minutes_correcting import Place
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, refuse, seen_version
from app.web.meetings.blueprint import bp
from app.web.meetings.minutes import HERE, PAGE, Shown, around, head, see
from app.web.meetings.minutes_forms import (
    HERE as GIVEN_HERE,
)
from app.web.meetings.minutes_forms import (
    AnswerForm,
    CorrectForm,
    RequestForm,
    correction_places,
    request_parts,
)
from app.web.meetings.page import address, runner_only
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES

ANSWER = "meetings/minutes_answer.html"
CORRECT = "meetings/minutes_correct.html"
PLACES = "meetings/minutes_places.html"


@bp.post(f"{HERE}/requests")
@access(Right.REQUEST_CORRECTIONS)
def request_correction(slug: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    shown = see(slug)
    form = RequestForm()
    form.part.choices = request_parts(shown.content)
    if form.validate():
        part = form.part.data or ""
        minutes_requests.ask(
            db(), actor(), shown.found.meeting, text=form.text.data, now=now(),
            section=Section(part) if part and not part.isdigit() else None,
            item=find_line(db(), actor(), shown.found.meeting, int(part)) if part.isdigit() else None,
        )  # fmt: skip
        flash(MESSAGES["minutes_requested"])
        return once.lead(address("minutes", shown.found))
    return refuse(PAGE, form, **around(shown, request_form=form))


@bp.get(f"{HERE}/requests/<int:request_id>")
@access(Right.RUN_MEETINGS)
def minutes_request(slug: str, request_id: int) -> ResponseReturnValue:
    shown, one = _request(slug, request_id)
    return render_template(ANSWER, form=AnswerForm(formdata=None), one=one, **_answer_head(shown))


@bp.post(f"{HERE}/requests/<int:request_id>")
@access(Right.RUN_MEETINGS)
def answer_request(slug: str, request_id: int) -> ResponseReturnValue:
    shown, one = _request(slug, request_id)
    form = AnswerForm()
    if form.validate():
        try:
            minutes_requests.answer(
                db(), actor(), shown.found.meeting, one, adopted=form.adopted.data == "yes",
                text=form.answer.data, seen_version=seen_version(), now=now(),
            )  # fmt: skip
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["minutes_answered"])
            return redirect(address("minutes", shown.found), 303)
    shown, one = _request(slug, request_id)  # the refused verb looked at them with its own eyes
    return refuse(ANSWER, form, one=one, **_answer_head(shown))


@bp.get(f"{HERE}/corrections")
@access(Right.RUN_MEETINGS)
def correction_list(slug: str) -> ResponseReturnValue:
    shown = _approved(slug)
    return render_template(PLACES, places=correction_places(shown.content), **head(shown.found))


@bp.get(f"{HERE}/corrections/<string:place>")
@access(Right.RUN_MEETINGS)
def ask_correction(slug: str, place: str) -> ResponseReturnValue:
    shown = _approved(slug)
    label, before = _place_named(shown, place)
    form = CorrectForm(formdata=None, after=before)
    return render_template(CORRECT, form=form, label=label, before=before, **_correct_head(shown, place))


@bp.post(f"{HERE}/corrections/<string:place>")
@access(Right.RUN_MEETINGS)
def correct_minutes(slug: str, place: str) -> ResponseReturnValue:
    shown = _approved(slug)
    label, before = _place_named(shown, place)
    form = CorrectForm()
    if form.validate():
        here = form.given.data == GIVEN_HERE
        try:
            if not here and form.decided_on.data is None:
                raise Invalid("decided_on_missing", "decided_on")
            minutes_correcting.correct(
                db(), actor(), shown.found.meeting, _place(shown, place), form.after.data,
                reason=form.reason.data, paper=None if here else form.paper(),
                seen_version=seen_version(), now=now(), today=today(),
            )  # fmt: skip
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["minutes_corrected"])
            return redirect(address("minutes", shown.found), 303)
    shown = _approved(slug)
    return refuse(CORRECT, form, label=label, before=before, **_correct_head(shown, place))


def _request(slug: str, request_id: int) -> tuple[Shown, CorrectionRequest]:
    shown = see(slug)
    runner_only(shown.found)
    keys = {case.key for case in shown.content.cases()}
    for one in shown.minutes.requests:
        if one.id == request_id and (one.item_id is None or one.item_id in keys):
            return shown, one
    raise Absent


def _answer_head(shown: Shown) -> dict[str, Any]:
    return {
        **head(shown.found),
        "minutes": shown.minutes,
        "part_names": dict(request_parts(shown.content)),
    }


def _approved(slug: str) -> Shown:
    shown = see(slug, notes=False)
    runner_only(shown.found)
    if shown.minutes.state is not MinutesState.APPROVED:
        raise Absent
    return shown


def _place_named(shown: Shown, place: str) -> tuple[str, str]:
    for key, label, text in correction_places(shown.content):
        if key == place:
            return label, text
    raise Absent


def _place(shown: Shown, place: str) -> Place:
    """The address names a free part, or a part and the id of its resolution or line; it is one of the page's own."""
    part, _, number = place.partition("-")
    if not number:
        return Place(part)
    if part == minutes_correcting.SUMMARY:
        return Place(part, item=db().get_one(AgendaItem, int(number)))
    return Place(part, resolution=db().get_one(Resolution, int(number)))


def _correct_head(shown: Shown, place: str) -> dict[str, Any]:
    meeting = shown.found.meeting
    charter = charter_on(db(), meeting.committee_id, today())
    here = charter is not None and head_approves(charter.minutes_approver)
    gives = may(actor(), Right.APPROVE_MINUTES, committee_agency_id=meeting.committee.agency_id)
    return {**head(shown.found), "minutes": shown.minutes, "place": place, "may_give": here and gives}
