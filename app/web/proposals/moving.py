"""Hand in, take back, withdraw."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import ChangedSinceSeen, NotNow
from app.domain.people.rights import Right
from app.domain.proposals.proposal_flow import PROPOSAL_FLOW, ProposalAction
from app.domain.proposals.versions import TextField
from app.models import Meeting, Proposal
from app.queries.proposals import story
from app.queries.proposals.facts import facts_of
from app.services.proposals import reviewing, withdrawing
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import refuse, seen_version
from app.web.proposals import picture, record
from app.web.proposals.blueprint import bp
from app.web.proposals.forms import WithdrawForm
from app.web.transaction import db, now
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence


@bp.get("/<string:code>/submit")
@access(Right.WRITE_PROPOSALS)
def submit(code: str) -> ResponseReturnValue:
    """The check page: what is missing, what could be better, what was not answered."""
    return _check_page(record.find(code, "submit"))


@bp.post("/<string:code>/submit")
@access(Right.WRITE_PROPOSALS)
def submit_act(code: str) -> ResponseReturnValue:
    proposal = record.find(code)
    try:
        reviewing.submit(db(), actor(), proposal, seen_version=seen_version(), now=now())
    except (ChangedSinceSeen, NotNow) as refusal:
        said = [sentence(refusal.code, **refusal.facts)]
        return _check_page(record.find(code), errors=said, status=409)
    flash(MESSAGES["proposal_submitted"].format(code=proposal.code))
    return redirect(url_for("proposals.show", code=proposal.code), 303)


@bp.post("/<string:code>/recall")
@access(Right.WRITE_PROPOSALS)
def recall(code: str) -> ResponseReturnValue:
    proposal = record.find(code)
    reviewing.recall(db(), actor(), proposal, seen_version=seen_version(), now=now())
    flash(MESSAGES["proposal_recalled"].format(code=proposal.code))
    return redirect(url_for("proposals.edit", code=proposal.code), 303)


@bp.get("/<string:code>/withdraw")
@access(Right.WRITE_PROPOSALS)
def withdraw(code: str) -> ResponseReturnValue:
    proposal = record.find(code, "withdraw")
    refusal = PROPOSAL_FLOW.refusal(
        proposal.state, ProposalAction.WITHDRAW, actor(), facts_of(db(), proposal)
    )
    if refusal:
        raise refusal
    return render_template("proposals/withdraw.html", proposal=proposal, form=WithdrawForm())


@bp.post("/<string:code>/withdraw")
@access(Right.WRITE_PROPOSALS)
def withdraw_act(code: str) -> ResponseReturnValue:
    proposal, form = record.find(code), WithdrawForm()
    if not form.validate():
        return refuse("proposals/withdraw.html", form, proposal=proposal)
    withdrawing.withdraw(
        db(), actor(), proposal, reason=form.reason.data or "", seen_version=seen_version(), now=now()
    )
    flash(MESSAGES["proposal_withdrawn"].format(code=proposal.code))
    return redirect(url_for("proposals.show", code=proposal.code), 303)


def _check_page(
    proposal: Proposal, *, errors: list[str] | None = None, status: int = 200
) -> ResponseReturnValue:
    texts = {field: getattr(proposal, field.value) for field in TextField}
    open_comments = sum(comment.open for comment in story.comments_of(db(), proposal))
    stub = record.is_stub(proposal)
    meeting = db().get(Meeting, proposal.intended_meeting_id) if proposal.intended_meeting_id else None
    html = render_template(
        "proposals/submit.html",
        proposal=proposal,
        stub=stub,
        checks=[] if stub else picture.checks(texts, picture.suggest(texts), open_comments),
        table=picture.picture(texts, proposal.unit, picture.title_of(proposal.committee, meeting)),
        may_submit=ProposalAction.SUBMIT in record.available(proposal),
        errors=errors,
    )
    return html, status
