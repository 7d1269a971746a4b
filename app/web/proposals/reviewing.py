"""Review: compare, pass or return, record what was decided on paper."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from app.domain.errors import ChangedSinceSeen, Invalid, NotNow, Refusal
from app.domain.people.rights import Right
from app.models import Proposal
from app.queries.proposals.to_review import next_to_review
from app.services.proposals import reviewing
from app.services.proposals.reviewing import PaperDecision
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import seen_version
from app.web.proposals import record, review_page
from app.web.proposals.blueprint import bp
from app.web.proposals.forms import PaperForm, ReturnForm
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence

NEXT_CASE = Markup('　<a href="{url}">下一件：{code}</a>')


@bp.get("/<string:code>/review")
@access(Right.REVIEW_PROPOSALS)
def review(code: str) -> ResponseReturnValue:
    return review_page.page(record.find(code, "review"))


@bp.post("/<string:code>/approve")
@access(Right.PASS_PROPOSALS)
def approve(code: str) -> ResponseReturnValue:
    proposal = record.find(code)
    try:
        reviewing.approve(db(), actor(), proposal, seen_version=seen_version(), now=now(), today=today())
    except (ChangedSinceSeen, NotNow) as refusal:
        return _too_late(proposal, refusal)
    return _done(proposal, "proposal_approved")


@bp.post("/<string:code>/return")
@access(Right.PASS_PROPOSALS)
def send_back(code: str) -> ResponseReturnValue:
    proposal, form = record.find(code), ReturnForm()
    if not form.validate():
        errors = [(form.reason.id, form.reason.errors[0])]
        return review_page.page(proposal, errors=errors, return_form=form)
    reason = form.whole_reason()
    if not reason:
        form.reason.errors = [sentence("reason_missing")]
        return review_page.page(
            proposal, errors=[(form.reason.id, sentence("reason_missing"))], return_form=form
        )
    try:
        reviewing.send_back(db(), actor(), proposal, reason=reason, seen_version=seen_version(), now=now())
    except (ChangedSinceSeen, NotNow) as refusal:
        return _too_late(proposal, refusal, return_form=form)
    return _done(proposal, "proposal_returned")


@bp.post("/<string:code>/record")
@access(Right.RECORD_APPROVALS)
def record_paper(code: str) -> ResponseReturnValue:
    proposal, form = record.find(code), PaperForm()
    if not form.validate():
        errors = [(form[name].id, texts[0]) for name, texts in form.errors.items()]
        return review_page.page(proposal, errors=errors, paper_form=form)
    returned = form.decision.data == "return"
    try:
        _record(proposal, form, returned)
    except Invalid as refusal:
        form[refusal.field].errors = [sentence(refusal.code)]
        errors = [(form[refusal.field].id, sentence(refusal.code))]
        return review_page.page(proposal, errors=errors, paper_form=form)
    except (ChangedSinceSeen, NotNow) as refusal:
        if refusal.code == "reason_missing":
            form.paper_reason.errors = [sentence(refusal.code)]
            return review_page.page(
                proposal, errors=[(form.paper_reason.id, sentence(refusal.code))], paper_form=form
            )
        return _too_late(proposal, refusal, paper_form=form)
    return _done(
        proposal,
        "proposal_return_recorded" if returned else "proposal_approval_recorded",
        Right.RECORD_APPROVALS,
    )


def _record(proposal: Proposal, form: PaperForm, returned: bool) -> None:
    paper = PaperDecision(
        approver_title=form.approver_title.data or "",
        approver_name=form.approver_name.data or "",
        decided_on=form.decided_on.data or today(),
        document_number=form.document_number.data or "",
    )
    if returned:
        reviewing.record_return(
            db(),
            actor(),
            proposal,
            paper,
            reason=form.paper_reason.data or "",
            seen_version=seen_version(),
            now=now(),
            today=today(),
        )
    else:
        reviewing.record_approval(
            db(), actor(), proposal, paper, seen_version=seen_version(), now=now(), today=today()
        )


def _done(proposal: Proposal, message: str, right: Right = Right.PASS_PROPOSALS) -> ResponseReturnValue:
    """The case as it is now, with the way to the next one that waits."""
    said = escape(MESSAGES[message].format(code=proposal.code))
    if following := next_to_review(db(), actor(), right):
        url = url_for("proposals.review", code=following.code)
        said += NEXT_CASE.format(url=url, code=following.code)
    flash(said)
    return redirect(url_for("proposals.show", code=proposal.code), 303)


def _too_late(
    proposal: Proposal,
    refusal: Refusal,
    *,
    return_form: ReturnForm | None = None,
    paper_form: PaperForm | None = None,
) -> ResponseReturnValue:
    """The case moved on while it was being looked at: the page as it is now, with what was typed."""
    return review_page.page(
        record.find(proposal.code),
        errors=[("", sentence(refusal.code, **refusal.facts))],
        return_form=return_form,
        paper_form=paper_form,
        status=409,
    )
