"""/agency-meetings/…/filing/…: the minutes of a registered meeting on their way to 備查, and taking a registration back."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent
from app.domain.meetings.filing_flow import FILING_FLOW, FilingAction
from app.domain.people.rights import Right
from app.models import Agency, RegisteredMeeting
from app.queries.meetings.found import address_of
from app.services.meetings import registering
from app.services.tracking import fulfilling
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import refuse, seen_version
from app.web.meetings.agency_meeting_forms import FilingReasonForm
from app.web.meetings.agency_meetings_blueprint import bp
from app.web.meetings.registering import found
from app.web.transaction import db, now, today
from app.wording.agency_meetings import FILING_CONSEQUENCES
from app.wording.messages import MESSAGES
from app.wording.words import word

ASK = "meetings/agency_meeting_act.html"
PLAIN = {FilingAction.SEND: registering.send, FilingAction.FILE: registering.file}
WITH_REASON = {
    FilingAction.SEND_BACK: registering.send_back,
    FilingAction.REOPEN: registering.reopen,
    FilingAction.STRIKE_OUT: registering.strike_out,
}
PATHS = {action.value.replace("_", "-"): action for action in FilingAction}


@bp.get("/agency-meetings/<string:address>/filing/<string:act>")
@access(Right.REGISTER_MEETINGS, Right.FILE_MEETING_MINUTES)
def ask(address: str, act: str) -> ResponseReturnValue:
    """The page of an act that wants a reason."""
    row, agency = found(address)
    action = _action(row, act)
    if action not in WITH_REASON:
        raise Absent
    return render_template(ASK, form=FilingReasonForm(formdata=None), **_around(row, agency, action))


@bp.post("/agency-meetings/<string:address>/filing/<string:act>")
@access(Right.REGISTER_MEETINGS, Right.FILE_MEETING_MINUTES)
def do(address: str, act: str) -> ResponseReturnValue:
    row, agency = found(address)
    action, label, here = _action(row, act), row.meeting.label, address_of(row.meeting)
    if verb := PLAIN.get(action):
        verb(db(), actor(), row, seen_version=seen_version(), now=now())
    else:
        form = FilingReasonForm()
        if not form.validate():
            return refuse(ASK, form, **_around(row, agency, action))
        if action is FilingAction.STRIKE_OUT:
            fulfilling.strike_out(
                db(), actor(), row, reason=form.reason.data, seen_version=seen_version(), now=now(),
                today=today(),
            )  # fmt: skip
        else:
            WITH_REASON[action](
                db(), actor(), row, reason=form.reason.data, seen_version=seen_version(), now=now()
            )
    flash(MESSAGES[f"filing_{action.value}"].format(label=label))
    if action is FilingAction.STRIKE_OUT:
        return redirect(url_for("agency_meetings.of_agency", agency_id=agency.id), 303)
    return redirect(url_for("agency_meetings.one", address=here), 303)


def _action(row: RegisteredMeeting, act: str) -> FilingAction:
    """The action of this address. One that nobody of this kind may ever take is not there; the flow refuses the rest."""
    action = PATHS.get(act)
    if action is None:
        raise Absent
    facts = registering.facts_of(db(), row)
    if not any(
        who(actor(), facts)
        for (_, one), move in FILING_FLOW.moves.items()
        if one is action
        for who in move.who
    ):
        raise Absent
    return action


def _around(row: RegisteredMeeting, agency: Agency, action: FilingAction) -> dict[str, Any]:
    return {
        "row": row,
        "agency": agency,
        "address": address_of(row.meeting),
        "act": action.value.replace("_", "-"),
        "said": word(action),
        "consequence": FILING_CONSEQUENCES[action],
        "grave": action is FilingAction.STRIKE_OUT,
    }
