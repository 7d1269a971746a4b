"""What moves a meeting on: one button where nothing need be said, a page of its own where a reason or a day is asked for."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.domain.errors import Invalid
from app.domain.meetings.meeting_flow import MEETING_FLOW, MeetingAction
from app.domain.people.rights import Right
from app.queries.meetings.found import Found, find_lines
from app.queries.meetings.shown import case_number, shown_text
from app.services.meetings import agenda, holding, lines, planning
from app.services.tracking import follow_ups, next_meeting
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, refuse, seen_version
from app.web.meetings.blueprint import bp, found
from app.web.meetings.forms import AdjournForm, ReasonForm, RescheduleForm
from app.web.meetings.page import address, runner_only, unresolved
from app.web.transaction import db, now, today
from app.wording.meetings import CONSEQUENCES
from app.wording.messages import MESSAGES

ASK = "meetings/act.html"
VERBS = "postpone, cancel, adjourn, resume, reschedule, 'reopen-agenda'"
_ACTIONS = {
    "postpone": MeetingAction.POSTPONE,
    "cancel": MeetingAction.CANCEL,
    "adjourn": MeetingAction.ADJOURN,
    "resume": MeetingAction.RESUME,
    "reschedule": MeetingAction.RESCHEDULE,
    "reopen-agenda": MeetingAction.REOPEN_AGENDA,
}


@bp.post("/meetings/<string:slug>/set-agenda")
@access(Right.SET_AGENDA)
def set_agenda(slug: str) -> ResponseReturnValue:
    shown = found(slug)
    follow_ups.set_agenda(db(), actor(), shown.meeting, seen_version=seen_version(), now=now())
    return _done(shown, MeetingAction.SET_AGENDA)


@bp.post("/meetings/<string:slug>/start")
@access(Right.RUN_MEETINGS)
def start(slug: str) -> ResponseReturnValue:
    shown = found(slug)
    holding.start(db(), actor(), shown.meeting, seen_version=seen_version(), now=now())
    return _done(shown, MeetingAction.START)


@bp.get(f"/meetings/<string:slug>/<any({VERBS}):verb>")
@access(Right.RUN_MEETINGS)
def ask(slug: str, verb: str) -> ResponseReturnValue:
    shown = runner_only(found(slug))
    refusal = MEETING_FLOW.refusal(
        shown.meeting.state, _ACTIONS[verb], actor(), lines.facts_of(db(), shown.meeting)
    )
    if refusal:
        raise refusal
    return render_template(ASK, form=_form(verb, sent=False), **_around(shown, verb))


@bp.post(f"/meetings/<string:slug>/<any({VERBS}):verb>")
@access(Right.RUN_MEETINGS)
def act(slug: str, verb: str) -> ResponseReturnValue:
    shown = runner_only(found(slug))
    form = _form(verb, sent=True)
    if form.validate():
        try:
            _carry_out(shown, verb, form)
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            return _done(shown, _ACTIONS[verb])
    return refuse(ASK, form, **_around(shown, verb))


def _carry_out(shown: Found, verb: str, form: FlaskForm) -> None:
    session, meeting, seen = db(), shown.meeting, seen_version()
    if verb == "adjourn":
        holding.adjourn(session, actor(), meeting, ends_at=form.ends_at.data, seen_version=seen, now=now())
    elif verb == "reschedule":
        planning.reschedule(
            session, actor(), meeting, held_on=form.held_on.data, starts_at=form.starts_at.data,
            ends_at=form.ends_at.data, seen_version=seen, now=now(),
        )  # fmt: skip
    else:
        with_reason = {
            "postpone": planning.postpone,
            "cancel": planning.cancel,
            "resume": holding.resume,
            "reopen-agenda": agenda.reopen_agenda,
        }[verb]
        with_reason(session, actor(), meeting, reason=form.reason.data, seen_version=seen, now=now())
    next_meeting.follow(session, actor(), meeting, now=now(), today=today())


def _form(verb: str, *, sent: bool) -> FlaskForm:
    kind = {"adjourn": AdjournForm, "reschedule": RescheduleForm}.get(verb, ReasonForm)
    return kind() if sent else kind(formdata=None)


def _around(shown: Found, verb: str) -> dict[str, Any]:
    meeting, action = shown.meeting, _ACTIONS[verb]
    left = unresolved(find_lines(db(), actor(), meeting)) if action is MeetingAction.ADJOURN else []
    return {
        "meeting": meeting,
        "address": shown.address,
        "action": action,
        "verb": verb,
        "consequence": CONSEQUENCES[action],
        "left": [(case_number(item, meeting.slug), item.code, shown_text(item).subject) for item in left],
    }


def _done(shown: Found, action: MeetingAction) -> ResponseReturnValue:
    flash(MESSAGES[f"meeting_{action.value}"].format(label=shown.meeting.label))
    return redirect(address("check" if action is MeetingAction.ADJOURN else "page", shown), 303)
