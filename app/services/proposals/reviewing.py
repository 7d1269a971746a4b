"""Hand a proposal in, take it back, pass it or return it: here, or recorded from paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.errors import Invalid
from app.domain.flow import performs
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import PROPOSAL_FLOW, ProposalAction
from app.domain.proposals.versions import CutFor
from app.models import Approval, Proposal, User
from app.queries.proposals.facts import facts_of
from app.services.proposals.fresh import hold_seen
from app.services.proposals.history import note, state_change
from app.services.proposals.versions import cut


@dataclass(frozen=True, slots=True)
class PaperDecision:
    """A decision made on paper: by whom (title and name), on which day, under which 文號."""

    approver_title: str
    approver_name: str
    decided_on: date
    document_number: str = ""
    level: str = ""


@performs(PROPOSAL_FLOW, ProposalAction.SUBMIT)
def submit(
    session: Session, actor: Actor, proposal: Proposal, *, seen_version: int | None, now: datetime
) -> Proposal:
    """送請審核: cuts a version. Open comments warn on the check page, they never block."""
    proposal = hold_seen(session, proposal, seen_version)
    before = proposal.state
    proposal.state = PROPOSAL_FLOW.step(before, ProposalAction.SUBMIT, actor, facts_of(session, proposal))
    proposal.submitted_by_id, proposal.submitted_at = actor.person_id, now
    version = cut(session, proposal, CutFor.SUBMISSION, by_id=actor.person_id, now=now)
    changes = {"state": state_change(before, proposal.state), "version": [None, version.number]}
    note(session, actor, ProposalAction.SUBMIT, proposal, now=now, changes=changes)
    return proposal


@performs(PROPOSAL_FLOW, ProposalAction.RECALL)
def recall(
    session: Session, actor: Actor, proposal: Proposal, *, seen_version: int | None, now: datetime
) -> Proposal:
    """取回: until the reviewer has acted."""
    proposal = hold_seen(session, proposal, seen_version)
    before = proposal.state
    proposal.state = PROPOSAL_FLOW.step(before, ProposalAction.RECALL, actor, facts_of(session, proposal))
    proposal.submitted_by_id, proposal.submitted_at = None, None
    changes = {"state": state_change(before, proposal.state)}
    note(session, actor, ProposalAction.RECALL, proposal, now=now, changes=changes)
    return proposal


@performs(PROPOSAL_FLOW, ProposalAction.APPROVE)
def approve(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> Proposal:
    """通過審核, decided here by a head who is not its author."""
    proposal = hold_seen(session, proposal, seen_version)
    before = proposal.state
    proposal.state = PROPOSAL_FLOW.step(before, ProposalAction.APPROVE, actor, facts_of(session, proposal))
    person = session.get(User, actor.person_id) if actor.person_id is not None else None
    approval = Approval(
        from_paper=False,
        approver_title=person.title if person else "",
        approver_name=actor.name,
        decided_on=today,
        user_id=actor.person_id,
        recorded_at=now,
    )
    _passed(
        session, actor, proposal, ProposalAction.APPROVE, approval, state_change(before, proposal.state), now
    )
    return proposal


@performs(PROPOSAL_FLOW, ProposalAction.RECORD_APPROVAL)
def record_approval(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    paper: PaperDecision,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> Proposal:
    """登錄核可: the decision was made on paper and is recorded here by name, date and 文號."""
    proposal = hold_seen(session, proposal, seen_version)
    before = proposal.state
    proposal.state = PROPOSAL_FLOW.step(
        before, ProposalAction.RECORD_APPROVAL, actor, facts_of(session, proposal)
    )
    approval = _from_paper(actor, paper, now, today)
    _passed(
        session,
        actor,
        proposal,
        ProposalAction.RECORD_APPROVAL,
        approval,
        state_change(before, proposal.state),
        now,
    )
    return proposal


@performs(PROPOSAL_FLOW, ProposalAction.RETURN)
def send_back(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> Proposal:
    """退回修正, decided here, with a reason."""
    proposal = hold_seen(session, proposal, seen_version)
    before, facts = proposal.state, facts_of(session, proposal)
    proposal.state = PROPOSAL_FLOW.step(before, ProposalAction.RETURN, actor, facts, reason=reason)
    changes = {"state": state_change(before, proposal.state)}
    note(session, actor, ProposalAction.RETURN, proposal, now=now, reason=reason, changes=changes)
    return proposal


@performs(PROPOSAL_FLOW, ProposalAction.RECORD_RETURN)
def record_return(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    paper: PaperDecision,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> Proposal:
    """登錄退回: returned on paper; who and when stand in an Approval row, the reason in the log."""
    proposal = hold_seen(session, proposal, seen_version)
    before, facts = proposal.state, facts_of(session, proposal)
    proposal.state = PROPOSAL_FLOW.step(before, ProposalAction.RECORD_RETURN, actor, facts, reason=reason)
    approval = _from_paper(actor, paper, now, today)
    session.add(approval)
    session.flush()
    changes = {"state": state_change(before, proposal.state), "approval": [None, approval.id]}
    note(session, actor, ProposalAction.RECORD_RETURN, proposal, now=now, reason=reason, changes=changes)
    return proposal


def _from_paper(actor: Actor, paper: PaperDecision, now: datetime, today: date) -> Approval:
    if not paper.approver_name.strip():
        raise Invalid("approver_missing", "approver_name")
    if paper.decided_on > today:
        raise Invalid("decided_in_future", "decided_on")
    return Approval(
        from_paper=True,
        approver_title=paper.approver_title,
        approver_name=paper.approver_name,
        level=paper.level,
        decided_on=paper.decided_on,
        document_number=paper.document_number,
        recorded_by_id=actor.person_id,
        recorded_at=now,
    )


def _passed(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    action: ProposalAction,
    approval: Approval,
    states: list[str],
    now: datetime,
) -> None:
    session.add(approval)
    session.flush()
    version = cut(session, proposal, CutFor.APPROVAL, by_id=actor.person_id, now=now, approval=approval)
    changes = {"state": states, "version": [None, version.number], "approval": [None, approval.id]}
    note(session, actor, action, proposal, now=now, changes=changes)
