"""恢復列管: a share that ended goes on again, by the head here or recorded from paper, with a reason."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.validators import DataRequired

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.meetings.numbering import with_committee
from app.domain.people.rights import Right, may
from app.domain.tracking.assignment_flow import AssignmentState
from app.models import Agency, Assignment
from app.queries.visibility.tracking import one_assignment
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import closing
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Day, DayRequired, Line, Text, put_errors, refuse, seen_version
from app.web.tracking.blueprint import bp
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES

PAGE = "tracking/restore.html"
RESTORABLE = frozenset({AssignmentState.RELEASED, AssignmentState.CLOSED_OTHERWISE})


class RestoreForm(FlaskForm):
    reason = Text("理由", validators=[DataRequired("請填寫恢復列管的理由。")])
    approver_title = Line("核可者職稱", validators=[DataRequired("請填寫核可者職稱。")])
    approver_name = Line("核可者姓名", validators=[DataRequired("請填寫核可者姓名。")])
    decided_on = Day("核可日期", validators=[DayRequired("請填寫核可日期。")])
    document_number = Line("文號", validators=[DataRequired("請填寫文號。")])

    def paper(self) -> PaperDecision:
        return PaperDecision(
            self.approver_title.data,
            self.approver_name.data,
            self.decided_on.data,
            self.document_number.data,
        )


@bp.get("/assignments/<string:code>/restore")
@access(Right.PREPARE_SPLITS)
def ask_restore(code: str) -> ResponseReturnValue:
    share = _share(code)
    return render_template(PAGE, form=RestoreForm(formdata=None), **_around(share))


@bp.post("/assignments/<string:code>/restore")
@access(Right.PREPARE_SPLITS)
def restore(code: str) -> ResponseReturnValue:
    share = _share(code)
    form = RestoreForm()
    if form.validate():
        try:
            ground = closing.by_memo(db(), actor(), form.paper(), now=now(), today=today())
            closing.restore(
                db(), actor(), share, ground, reason=form.reason.data, seen_version=seen_version(),
                now=now(), today=today(),
            )  # fmt: skip
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["share_restored"].format(code=share.code))
            return redirect(url_for("tracking.assignment", code=code), 303)
    return refuse(PAGE, form, **_around(share))


def _share(code: str) -> Assignment:
    share = one_assignment(db(), actor(), code)
    if not may(actor(), Right.PREPARE_SPLITS, committee_agency_id=share.committee.agency_id):
        raise NotAllowed("not_yours_to_do")
    if share.state not in RESTORABLE:
        raise NotNow("not_in_this_state")
    return share


def _around(share: Assignment) -> dict[str, Any]:
    committee = share.committee
    return {
        "share": share,
        "agency": db().get_one(Agency, share.agency_id),
        "address": with_committee(share.code, committee.code, committee.is_primary),
    }
