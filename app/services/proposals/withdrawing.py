"""撤案: nothing is deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.flow import performs
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import PROPOSAL_FLOW, ProposalAction
from app.models import Proposal
from app.queries.proposals.facts import facts_of
from app.services.proposals.fresh import hold_seen
from app.services.proposals.history import note, state_change


@performs(PROPOSAL_FLOW, ProposalAction.WITHDRAW)
def withdraw(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> Proposal:
    """Take the case out for good, with a reason. Its text, versions and comments stay readable."""
    proposal = hold_seen(session, proposal, seen_version)
    before, facts = proposal.state, facts_of(session, proposal)
    proposal.state = PROPOSAL_FLOW.step(before, ProposalAction.WITHDRAW, actor, facts, reason=reason)
    changes = {"state": state_change(before, proposal.state)}
    note(session, actor, ProposalAction.WITHDRAW, proposal, now=now, reason=reason, changes=changes)
    return proposal
