"""密: a case that is only a 代號 here; its 核定 and its 解密."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.confidentiality import Confidentiality, may_read_confidential
from app.domain.errors import Absent, Invalid
from app.domain.people.rights import Right
from app.models import Committee, Proposal
from app.services.proposals import confidentiality, drafting
from app.services.proposals.confidentiality import Classification
from app.services.proposals.drafting import Draft
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, refuse, seen_version
from app.web.proposals import record
from app.web.proposals.blueprint import bp
from app.web.proposals.creating import chosen_committee, preset_unit
from app.web.proposals.forms import LiftForm, StubForm
from app.web.settings import settings
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES


@bp.get("/new-stub")
@access(Right.WRITE_PROPOSALS)
def new_stub() -> ResponseReturnValue:
    committee = _committee(request.args.get("committee", ""))
    form = StubForm(committee=committee.code, unit=preset_unit(committee))
    return render_template("proposals/stub.html", form=form, proposal=None, lift_form=None)


@bp.post("/new-stub")
@access(Right.WRITE_PROPOSALS)
def create_stub() -> ResponseReturnValue:
    """The record and its mark in one transaction: no moment in which it could be seen without the right."""
    if led := once.already_led():
        return led
    committee, form = _committee(request.form.get("committee", "")), StubForm()
    if not form.validate():
        return refuse("proposals/stub.html", form, proposal=None, lift_form=None)
    draft = Draft(unit=form.unit.data or "")
    proposal = drafting.create(db(), actor(), committee, draft, now=now(), today=today())
    confidentiality.mark(
        db(), actor(), proposal, _classification(form), seen_version=proposal.version, now=now()
    )
    flash(MESSAGES["proposal_stub_created"].format(code=proposal.code))
    return once.lead(url_for("proposals.show", code=proposal.code))


@bp.get("/<string:code>/classification")
@access(Right.WRITE_PROPOSALS)
def classification(code: str) -> ResponseReturnValue:
    proposal = record.find(code, "classification")
    if not may_read_confidential(actor(), committee_agency_id=proposal.committee.agency_id):
        raise Absent
    return _stub_page(proposal)


@bp.post("/<string:code>/classification")
@access(Right.WRITE_PROPOSALS)
def classify(code: str) -> ResponseReturnValue:
    proposal, form = record.find(code), StubForm()
    if not form.validate():
        return refuse("proposals/stub.html", form, proposal=proposal, lift_form=None)
    try:
        confidentiality.mark(
            db(),
            actor(),
            proposal,
            _classification(form),
            seen_version=seen_version(),
            now=now(),
            mechanism=settings().confidential_mechanism,
        )
    except Invalid as refusal:
        put_errors(form, refusal)
        return refuse("proposals/stub.html", form, proposal=proposal, lift_form=None)
    flash(MESSAGES["proposal_saved"].format(code=proposal.code))
    return redirect(url_for("proposals.show", code=proposal.code), 303)


@bp.post("/<string:code>/lift")
@access(Right.WRITE_PROPOSALS)
def lift(code: str) -> ResponseReturnValue:
    proposal, form = record.find(code), LiftForm()
    if not form.validate():
        return _stub_page(
            proposal, lift_form=form, errors=[(form.reason.id, form.reason.errors[0])], status=422
        )
    confidentiality.lift(
        db(), actor(), proposal, reason=form.reason.data or "", seen_version=seen_version(), now=now()
    )
    flash(MESSAGES["proposal_lifted"].format(code=proposal.code))
    return redirect(url_for("proposals.show", code=proposal.code), 303)


def _stub_page(
    proposal: Proposal,
    *,
    lift_form: LiftForm | None = None,
    errors: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    form = StubForm(
        formdata=None,
        stub_name=proposal.stub_name,
        unit=proposal.unit,
        basis=proposal.confidential_basis,
        declassify_when=proposal.declassify_when,
        paper_lies_at=proposal.paper_lies_at,
    )
    marked = proposal.confidentiality is Confidentiality.CONFIDENTIAL
    html = render_template(
        "proposals/stub.html",
        form=form,
        proposal=proposal,
        lift_form=(lift_form or LiftForm(formdata=None)) if marked else None,
        errors=errors,
    )
    return html, status


def _committee(code: str) -> Committee:
    """Only for those who may read what they make."""
    committee = chosen_committee(code)
    if not may_read_confidential(actor(), committee_agency_id=committee.agency_id):
        raise Absent
    return committee


def _classification(form: StubForm) -> Classification:
    return Classification(
        stub_name=form.stub_name.data or "",
        basis=form.basis.data or "",
        declassify_when=form.declassify_when.data or "",
        paper_lies_at=form.paper_lies_at.data or "",
    )
