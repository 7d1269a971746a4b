"""恢復列管: a share that ended goes on again, with a reason: by the head here, recorded from paper, or as the chair ruled."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms.validators import InputRequired

from app.domain.errors import Invalid, NotNow, Refusal
from app.domain.meetings.meeting_flow import RECORDING
from app.domain.people.actor import Actor
from app.domain.people.rights import Right
from app.domain.tracking.assignment_flow import AssignmentState
from app.models import Assignment, Meeting
from app.services.tracking import closing, deciding
from app.services.tracking.closing import Ground
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Choice, Text, refuse, seen_version
from app.web.tracking import decided, record
from app.web.tracking.blueprint import bp
from app.web.tracking.decided import DecidedForm
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.tracking.review import HEAD_RESTORES

PAGE = "tracking/restore.html"
RESTORABLE = frozenset({AssignmentState.RELEASED, AssignmentState.CLOSED_OTHERWISE})


class RestoreForm(DecidedForm):
    """`meeting`: the one whose chair ruled so, while it is being recorded."""

    reason = Text("理由", limit=2000, validators=[InputRequired("請填寫恢復列管的理由。")])
    meeting = Choice("裁示的會議", coerce=int)


@bp.get("/assignments/<string:code>/restore")
@access(Right.PREPARE_SPLITS)
def ask_restore(code: str) -> ResponseReturnValue:
    share = _share(code)
    return render_template(PAGE, form=_form(share, formdata=None), **decided.around(share))


@bp.post("/assignments/<string:code>/restore")
@access(Right.PREPARE_SPLITS)
def restore(code: str) -> ResponseReturnValue:
    share = _share(code)
    form = _form(share)
    if not form.validate():
        return refuse(PAGE, form, **decided.around(share))
    try:
        who, ground = _ground(form)
        closing.restore(
            db(), who, share, ground, reason=form.reason.data, seen_version=seen_version(), now=now(), today=today()
        )  # fmt: skip
    except Refusal as refusal:
        db().rollback()
        return decided.refused(PAGE, form, refusal, decided.around(_share(code)))
    flash(MESSAGES["share_restored"].format(code=share.code))
    return redirect(url_for("tracking.assignment", code=code), 303)


def _ground(form: RestoreForm) -> tuple[Actor, Ground]:
    """Who acts, and on what basis: 會議裁示 recorded by the clerk, 簽奉核可, or the head here. Invalid: meeting_to_choose."""
    if request.form.get("do") != "meeting":
        ground, _ = deciding.ground_of(db(), actor(), form.word(), HEAD_RESTORES, now=now(), today=today())
        return actor(), ground
    if form.meeting.data is None:
        raise Invalid("meeting_to_choose", "meeting")
    return actor().recording(), closing.by_meeting(db().get_one(Meeting, form.meeting.data), today())


def _share(code: str) -> Assignment:
    share = record.find(code)
    if share.state not in RESTORABLE:
        raise NotNow("not_in_this_state")
    return share


def _form(share: Assignment, **kwargs: Any) -> RestoreForm:
    """Offers the meetings that are in session, or over and not yet approved."""
    form = RestoreForm(**kwargs)
    rows = db().execute(
        select(Meeting.id, Meeting.label)
        .where(Meeting.committee_id == share.committee_id, Meeting.state.in_(RECORDING))
        .order_by(Meeting.held_on.desc(), Meeting.id)
    )
    form.meeting.choices = [("", "（請選擇）"), *((row.id, row.label) for row in rows)]
    return form
