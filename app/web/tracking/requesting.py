"""申請展延 and 申請改分 by the agency, taking either back; and how an agency approves its reports."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms.validators import InputRequired, Optional

from app.domain.errors import Absent, Refusal
from app.domain.meetings.yearly import Channel
from app.domain.people.rights import Right, Scope, agencies_with
from app.domain.roc_date import roc_text
from app.domain.tracking.assignment_flow import REPORTABLE
from app.domain.tracking.decisions import ApprovalMode, ExtensionReason, ReassignmentReason
from app.models import Agency, Assignment, ExtensionRequest, ReassignmentRequest
from app.queries.tracking.facts import speaks_for_another
from app.queries.tracking.owed import address_of_share
from app.queries.tracking.reports import modes_of
from app.queries.tracking.requests import open_request, was_refused
from app.services.tracking import approval_modes, extensions, reassigning
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Choice, Day, DayRequired, Line, options, put_errors, refuse, seen_version
from app.web.tracking import report_page
from app.web.tracking.blueprint import bp
from app.web.tracking.report_form import SourceForm
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.tracking.reporting import NOT_CHOSEN
from app.wording.words import word

EXTENSION = "tracking/extension.html"
REASSIGNMENT = "tracking/reassignment.html"
MODES = "tracking/approval_modes.html"
REQUIRED = "這一欄必填。"
ANY_AGENCY = "請政風處指定"
_SHARE = "/assignments/<string:code>"
HIGHEST_ID = 2_147_483_647


class ExtensionForm(FlaskForm):
    wanted_on = Day("申請展延至", validators=[DayRequired(REQUIRED)])
    reason = Choice(
        "理由", coerce=ExtensionReason, choices=[("", NOT_CHOSEN), *options(ExtensionReason)],
        validators=[InputRequired(REQUIRED)],
    )  # fmt: skip
    reason_text = Line("補充說明", limit=200)
    late_supervisor = Line("單位主管姓名", limit=60)


class ReassignmentForm(FlaskForm):
    reason = Choice(
        "理由", coerce=ReassignmentReason, choices=[("", NOT_CHOSEN), *options(ReassignmentReason)],
        validators=[InputRequired(REQUIRED)],
    )  # fmt: skip
    reason_text = Line("補充說明", limit=200)
    agency = Choice("建議改由哪個機關辦理", coerce=int, validators=[Optional()])


class ModeForm(FlaskForm):
    approval = Choice(
        "核可方式", coerce=ApprovalMode, choices=options(ApprovalMode), validators=[InputRequired(REQUIRED)]
    )


@bp.get(f"{_SHARE}/extension")
@access(Right.REPORT)
def extension(code: str) -> ResponseReturnValue:
    share = _asks(code)
    return render_template(
        EXTENSION, form=ExtensionForm(formdata=None), **_around(share, SourceForm(formdata=None))
    )


@bp.post(f"{_SHARE}/extension")
@access(Right.REPORT)
def ask_extension(code: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    share, form, source = _asks(code), ExtensionForm(), SourceForm()
    if form.validate() and source.validate():
        channel, informant = _told(share, source)
        wanted = extensions.Wanted(
            form.wanted_on.data, form.reason.data, form.reason_text.data or "", form.late_supervisor.data or "",
            channel, informant,
        )  # fmt: skip
        try:
            extensions.ask(
                db(), actor(), share, wanted, seen_version=seen_version(), now=now(), today=today()
            )
        except Refusal as refusal:
            db().rollback()
            share = _asks(code)
            _put(form, source, refusal)
        else:
            said = MESSAGES["extension_asked"]
            flash(said.format(code=address_of_share(share), day=roc_text(wanted.wanted_on)))
            return once.lead(url_for("tracking.report", code=address_of_share(share)))
    return refuse(EXTENSION, form, **_around(share, source, form))


@bp.get(f"{_SHARE}/reassignment")
@access(Right.REPORT)
def reassignment(code: str) -> ResponseReturnValue:
    share = _asks(code)
    form = _reassignment_form(share, fresh=True)
    return render_template(
        REASSIGNMENT, form=form, refused=was_refused(db(), share), **_around(share, SourceForm(formdata=None))
    )


@bp.post(f"{_SHARE}/reassignment")
@access(Right.REPORT)
def ask_reassignment(code: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    share, source = _asks(code), SourceForm()
    form = _reassignment_form(share)
    if form.validate() and source.validate():
        channel, informant = _told(share, source)
        wanted = reassigning.Wanted(
            form.agency.data, form.reason.data, form.reason_text.data or "", channel, informant
        )
        try:
            reassigning.ask(
                db(), actor(), share, wanted, seen_version=seen_version(), now=now(), today=today()
            )
        except Refusal as refusal:
            db().rollback()
            share = _asks(code)
            _put(form, source, refusal)
        else:
            flash(MESSAGES["reassignment_asked"].format(code=address_of_share(share)))
            return once.lead(url_for("tracking.report", code=address_of_share(share)))
    return refuse(REASSIGNMENT, form, refused=was_refused(db(), share), **_around(share, source, form))


@bp.post(f"{_SHARE}/requests/withdraw")
@access(Right.REPORT)
def withdraw_request(code: str) -> ResponseReturnValue:
    share = _asks(code)
    found = open_request(db(), share).request
    if isinstance(found, ExtensionRequest):
        extensions.withdraw(db(), actor(), found, seen_version=seen_version(), now=now(), today=today())
        flash(MESSAGES["extension_withdrawn"])
    elif isinstance(found, ReassignmentRequest):
        reassigning.withdraw(db(), actor(), found, seen_version=seen_version(), now=now(), today=today())
        flash(MESSAGES["reassignment_withdrawn"])
    return redirect(url_for("tracking.report", code=address_of_share(share)), 303)


@bp.get("/report/approval")
@access(Right.SIGN_OFF)
def approval_mode() -> ResponseReturnValue:
    """Each agency this person signs off for."""
    return render_template(MODES, agencies=_signed_for())


@bp.post(f"/report/approval/<int(max={HIGHEST_ID}):agency_id>")
@access(Right.SIGN_OFF)
def choose_approval(agency_id: int) -> ResponseReturnValue:
    agency = next((row[0] for row in _signed_for() if row[0].id == agency_id), None)
    if agency is None:
        raise Absent
    form = ModeForm()
    if not form.validate():
        return refuse(MODES, form, agencies=_signed_for())
    mode: ApprovalMode = form.approval.data
    approval_modes.choose(db(), actor(), agency, mode, seen_version=seen_version(), now=now())
    flash(MESSAGES["approval_mode_chosen"].format(agency=agency.short_name, mode=word(mode)))
    return redirect(url_for("tracking.approval_mode"), 303)


def _asks(code: str) -> Assignment:
    share = report_page.find(code)
    if not report_page.may_report(share):
        raise Absent
    return share


def _around(share: Assignment, source: SourceForm, form: FlaskForm | None = None) -> dict[str, Any]:
    due = share.due_current
    return {
        "share": share,
        "item": share.item,
        "agency": share.agency,
        "address": address_of_share(share),
        "seen": request.form.get("seen_version", share.version),
        "late": due is not None and today() > due,
        "may_ask": share.state in REPORTABLE,
        "errors": [
            (field.id, text) for one in (form, source) if one for field in one for text in field.errors
        ],
        "source": source if speaks_for_another(actor(), share.agency_id) else None,
    }


def _told(share: Assignment, source: SourceForm) -> tuple[Channel | None, str]:
    if not speaks_for_another(actor(), share.agency_id):
        return None, ""
    return source.channel.data, source.informant.data or ""


def _put(form: FlaskForm, source: SourceForm, refusal: Refusal) -> None:
    put_errors(source if refusal.code == "informant_missing" else form, refusal)


def _reassignment_form(share: Assignment, *, fresh: bool = False) -> ReassignmentForm:
    form = ReassignmentForm(formdata=None) if fresh else ReassignmentForm()
    rows = db().execute(
        select(Agency.id, Agency.short_name)
        .where(Agency.id != share.agency_id, Agency.valid_to.is_(None))
        .order_by(Agency.sort_order, Agency.id)
    )
    form.agency.choices = [("", ANY_AGENCY), *((agency_id, name) for agency_id, name in rows)]
    return form


def _signed_for() -> list[tuple[Agency, ApprovalMode, int]]:
    """Agency, how it approves, the version of the row that says so (0: none yet)."""
    ids = agencies_with(actor(), Right.SIGN_OFF, Scope.OWN_AGENCY)
    modes = modes_of(db(), ids)
    agencies = db().scalars(select(Agency).where(Agency.id.in_(ids)).order_by(Agency.sort_order, Agency.id))
    found = []
    for agency in agencies:
        rule = approval_modes.rule_of(db(), agency.id)
        found.append((agency, modes[agency.id], rule.version if rule else 0))
    return found
