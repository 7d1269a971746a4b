"""/review/extension-5: one 展延 or 改分 that was asked for, decided here or recorded from paper."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.domain.errors import Absent, Invalid, NotAllowed, Refusal
from app.domain.people.rights import Right, may
from app.domain.tracking.request_flow import RequestState
from app.models import Agency, ExtensionRequest, ReassignmentRequest
from app.queries.tracking.facts import request_facts
from app.queries.tracking.review import Request, address_of, extensions_of, granted_counts, one_request
from app.services.tracking import extensions, reassigning
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Choice, Day, Text, put_errors, seen_version
from app.web.tracking.blueprint import bp
from app.web.tracking.decided import DecidedForm
from app.web.tracking.record import note_reading
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence

PAGE = "tracking/request.html"
DECISIONS = {"grant": "核可", "otherwise": "另定後核可", "refuse": "不同意"}
KINDS = ("extension", "reassignment")


class DecisionForm(DecidedForm):
    """`granted_on`: of 展延 granted to another day; `agency`, `due`: of 改分; the other's fields are taken off."""

    decision = Choice("決定", choices=list(DECISIONS.items()))
    granted_on = Day("另定的日期")
    agency = Choice("改分給", coerce=int)
    due = Day("新機關的期限")
    answer = Text("回覆機關的說明", limit=2000)


@bp.get("/review/<string:kind>/<int:number>")
@access(Right.DECIDE_TRACKING, Right.RECORD_APPROVALS)
def ask_request(kind: str, number: int) -> ResponseReturnValue:
    asked = _find(kind, number)
    note_reading(asked.assignment, "review")
    form = _form(asked, formdata=None)
    form.decision.data = "grant"
    if isinstance(asked, ReassignmentRequest):
        form.agency.data, form.due.data = asked.wanted_agency_id, asked.assignment.due_current
    return _page(asked, form)


@bp.post("/review/<string:kind>/<int:number>")
@access(Right.DECIDE_TRACKING, Right.RECORD_APPROVALS)
def decide_request(kind: str, number: int) -> ResponseReturnValue:
    asked = _find(kind, number)
    form = _form(asked)
    if not form.validate():
        return _page(asked, form, 422)
    code = asked.assignment.code
    try:
        _decide(asked, form)
    except NotAllowed:
        raise
    except Refusal as refusal:
        db().rollback()
        asked = _find(kind, number)
        if refusal.code == "reason_missing":
            refusal = Invalid("reason_missing", "answer")
        if not isinstance(refusal, Invalid):
            return _page(asked, form, 409, [sentence(refusal.code, **refusal.facts)])
        put_errors(form, refusal)
        return _page(asked, form, 422)
    said = "request_refused" if form.decision.data == "refuse" else "request_granted"
    flash(MESSAGES[said].format(code=code))
    return redirect(url_for("tracking.approvals"), 303)


def _decide(asked: Request, form: DecisionForm) -> None:
    answer = (form.answer.data or "").strip()
    word, when = form.word(next_level=True), {"seen_version": seen_version(), "now": now(), "today": today()}
    given: dict[str, Any] = {"answer": answer, **when}
    if isinstance(asked, ExtensionRequest):
        if form.decision.data == "grant":
            extensions.grant(db(), actor(), asked, word, **given)
        elif form.decision.data == "refuse":
            extensions.refuse(db(), actor(), asked, word, **given)
        elif form.granted_on.data is None:
            raise Invalid("granted_day_missing", "granted_on")
        else:
            extensions.grant_otherwise(db(), actor(), asked, form.granted_on.data, word, **given)
        return
    due = form.due.data or asked.assignment.due_current
    if form.decision.data == "refuse":
        reassigning.refuse(db(), actor(), asked, word, **given)
    elif form.agency.data is None:
        raise Invalid("agency_to_choose", "agency")
    elif form.agency.data == asked.wanted_agency_id:
        reassigning.grant(db(), actor(), asked, word, due=due, **given)
    else:
        reassigning.grant_otherwise(db(), actor(), asked, form.agency.data, word, due=due, **given)


def _find(kind: str, number: int) -> Request:
    if kind not in KINDS or number > 2_147_483_647:
        raise Absent
    asked = one_request(db(), actor(), kind, number)
    if asked is None:
        raise Absent
    return asked


def _form(asked: Request, **kwargs: Any) -> DecisionForm:
    form = DecisionForm(**kwargs)
    if isinstance(asked, ExtensionRequest):
        del form.agency, form.due
        return form
    del form.granted_on
    rows = db().execute(select(Agency.id, Agency.short_name).order_by(Agency.sort_order)).all()
    own = asked.assignment.agency_id
    form.agency.choices = [("", "（請選擇）"), *((row.id, row.short_name) for row in rows if row.id != own)]
    return form


def _page(
    asked: Request, form: DecisionForm, status: int = 200, errors: list[str] | None = None
) -> ResponseReturnValue:
    share = asked.assignment
    facts = request_facts(db(), actor(), asked, today=today())
    extension = isinstance(asked, ExtensionRequest)
    html = render_template(
        PAGE,
        asked=asked,
        share=share,
        form=form,
        errors=errors,
        extension=extension,
        granted=granted_counts(db(), [share.id]).get(share.id, 0),
        extensions=extensions_of(db(), share),
        wanted_agency=db().get(Agency, asked.wanted_agency_id)
        if isinstance(asked, ReassignmentRequest) and asked.wanted_agency_id
        else None,
        is_open=asked.state is RequestState.REQUESTED,
        beyond=sentence("extensions_used_up" if extension else "reassignment_disputed")
        if (extension and not facts.within_limit) or facts.disputed
        else "",
        own=sentence("decider_asked") if facts.own_request else "",
        heads=may(actor(), Right.DECIDE_TRACKING, committee_agency_id=facts.committee_agency_id),
        address=address_of(share),
    )
    return html, status
