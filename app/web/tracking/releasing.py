"""/release: what is 建議解除 and ended between meetings, many rows on one 文號 (簽奉核可), or by the clause that delegates it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import joinedload
from wtforms.validators import DataRequired

from app.domain.errors import Invalid, NotAllowed, Refusal
from app.domain.people.rights import Right, may
from app.models import Assignment
from app.queries.meetings.minutes import charter_on
from app.queries.office_calendar import calendar_in_force
from app.queries.tracking.listing import AssignmentLine, lines_of
from app.queries.tracking.releasing import NOT_OWN, meetings_of, nothing_left, waiting_for
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import closing, moving
from app.services.tracking.closing import Ground
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import ID, Day, DayRequired, Line, put_errors, refuse
from app.web.tracking.blueprint import bp
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence
from app.wording.tracking.follow_up import OTHERWISE, RELEASE_ROWS_MISSING

PAGE = "tracking/release.html"


class ReleaseForm(FlaskForm):
    approver_title = Line("核可者職稱", validators=[DataRequired("請填寫核可者職稱。")])
    approver_name = Line("核可者姓名", validators=[DataRequired("請填寫核可者姓名。")])
    decided_on = Day("核可日期", validators=[DayRequired("請填寫核可日期。")])
    document_number = Line("文號", validators=[DataRequired("請填寫文號。")])

    clause = Line("授權的依據條款", limit=200)

    @property
    def by_clause(self) -> bool:
        """「依授權解除」 was pressed: the clause is wanted, the paper is not."""
        return request.form.get("do") == "delegation"

    def sound(self) -> bool:
        """Whether what the pressed button wants was typed."""
        whole = self.validate()
        if not self.by_clause:
            return bool(whole)
        for field in self:
            field.errors = field.errors if field is self.clause else []
        return not self.clause.errors

    def paper(self) -> PaperDecision:
        return PaperDecision(
            self.approver_title.data,
            self.approver_name.data,
            self.decided_on.data,
            self.document_number.data,
        )


@bp.get("/release")
@access(Right.RECORD_APPROVALS)
def ask_release() -> ResponseReturnValue:
    return render_template(PAGE, form=ReleaseForm(formdata=None), **_around(None))


@bp.post("/release")
@access(Right.RECORD_APPROVALS)
def release() -> ResponseReturnValue:
    """The ticked rows on one memo or by one clause, all or none; open 協辦 end with their lead."""
    ticked = {int(one) for one in request.form.getlist("shares") if ID.fullmatch(one)}
    releasable = waiting_for(actor()).where(NOT_OWN).with_only_columns(Assignment.id).order_by(None)
    offered = set(db().scalars(releasable))
    form = ReleaseForm()
    if form.sound():
        field = form.clause if form.by_clause else form.document_number
        if not ticked or ticked - offered:
            field.errors = [*field.errors, RELEASE_ROWS_MISSING]
            return refuse(PAGE, form, **_around(ticked))
        try:
            ground = _ground(form)
            shares = moving.hold_all(db(), ticked)
            done = closing.release(db(), actor(), shares, ground, now=now(), today=today())
        except NotAllowed:
            raise
        except Refusal as refusal:
            db().rollback()
            if not isinstance(refusal, Invalid):
                said = [sentence(refusal.code, **refusal.facts)]
                return refuse(PAGE, form, status=409, errors=said, **_around(ticked))
            put_errors(form, refusal)
        else:
            flash(
                MESSAGES["shares_released"].format(
                    count=len(done), more=len(done) - len(shares), number=field.data
                )
            )
            for meeting, otherwise in nothing_left(db(), actor(), meetings_of(db(), done)):
                some = OTHERWISE if otherwise else ""
                flash(MESSAGES["nothing_left"].format(label=meeting.label, otherwise=some))
            return redirect(url_for("tracking.ask_release"), 303)
    return refuse(PAGE, form, **_around(ticked))


def _ground(form: ReleaseForm) -> Ground:
    when: dict[str, Any] = {"now": now(), "today": today()}
    if form.by_clause:
        return closing.by_delegation(db(), actor(), form.clause.data or "", **when)
    return closing.by_memo(db(), actor(), form.paper(), **when)


def _around(ticked: Collection[int] | None) -> dict[str, Any]:
    found = _lines()
    return {
        "rows": [line for line in found if not _own(line)],
        "own": [line for line in found if _own(line)],
        "ticked": ticked,
        "delegated": _delegated([line for line in found if not _own(line)]),
    }


def _delegated(rows: list[AssignmentLine]) -> list[str]:
    """Codes of the rows whose charter lets this person release them by its clause."""
    letting = set()
    for committee in {row.assignment.committee for row in rows}:
        decides = may(actor(), Right.DECIDE_TRACKING, committee_agency_id=committee.agency_id)
        charter = charter_on(db(), committee.id, today()) if decides else None
        if charter is not None and charter.release_by_delegation:
            letting.add(committee.id)
    return [row.code for row in rows if row.assignment.committee_id in letting]


def _lines() -> list[AssignmentLine]:
    """What waits for release in the committees this person runs."""
    found = db().scalars(waiting_for(actor()).options(joinedload(Assignment.agency))).unique().all()
    return lines_of(db(), found, calendar_in_force(db()), today())


def _own(line: AssignmentLine) -> bool:
    """政風處's own items are closed by the meeting only."""
    return line.assignment.agency_id == line.assignment.committee.agency_id
