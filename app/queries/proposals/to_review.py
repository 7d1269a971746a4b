"""The cases in review that wait for this person."""

from __future__ import annotations

from sqlalchemy import Select, or_
from sqlalchemy.orm import Session

from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with
from app.domain.proposals.proposal_flow import ProposalState
from app.models import Committee, Proposal
from app.queries.visibility.proposals import proposals_visible_to


def to_review(actor: Actor, right: Right = Right.PASS_PROPOSALS) -> Select[Proposal]:
    """審核中 where this person has the right to decide, or to record the decision on paper; nobody passes his own."""
    waiting = proposals_visible_to(actor).where(
        Proposal.state == ProposalState.IN_REVIEW,
        Committee.agency_id.in_(agencies_with(actor, right, Scope.COMMITTEE)),
    )
    if right is not Right.PASS_PROPOSALS:
        return waiting
    mine = (Proposal.submitted_by_id, Proposal.drafted_by_id, Proposal.in_charge_id)
    return waiting.where(*(or_(one.is_(None), one != actor.person_id) for one in mine))


def next_to_review(session: Session, actor: Actor, right: Right = Right.PASS_PROPOSALS) -> Proposal | None:
    """The one that has waited longest; None when all is done."""
    oldest_first = to_review(actor, right).order_by(Proposal.submitted_at, Proposal.id)
    return session.scalars(oldest_first.limit(1)).first()
