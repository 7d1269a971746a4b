"""What a meeting does to a proposal: put it on, take it off, defer it, decide it. Agendas themselves are not known here.

The meeting's page was checked by the meeting's own verb, so these take no seen_version; the row is held meanwhile.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import NotNow
from app.domain.flow import performs
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import PROPOSAL_FLOW, ProposalAction
from app.models import Proposal
from app.queries.proposals.facts import facts_of
from app.services.proposals.fresh import hold
from app.services.proposals.history import note, state_change


@performs(PROPOSAL_FLOW, ProposalAction.SCHEDULE)
def schedule(session: Session, actor: Actor, proposal: Proposal, *, now: datetime) -> Proposal:
    """排入議程."""
    return _move(session, actor, proposal, ProposalAction.SCHEDULE, now)


@performs(PROPOSAL_FLOW, ProposalAction.UNSCHEDULE)
def unschedule(
    session: Session, actor: Actor, proposal: Proposal, *, now: datetime, reason: str = ""
) -> Proposal:
    """移出議程: after 定稿 with a reason. Call it while the agenda still names the case."""
    proposal = hold(session, proposal)
    if facts_of(session, proposal).agenda_is_set and not reason.strip():
        raise NotNow("reason_missing", flow=PROPOSAL_FLOW.name, action=ProposalAction.UNSCHEDULE)
    return _move(session, actor, proposal, ProposalAction.UNSCHEDULE, now, reason)


@performs(PROPOSAL_FLOW, ProposalAction.DEFER)
def defer(session: Session, actor: Actor, proposal: Proposal, *, now: datetime, reason: str = "") -> Proposal:
    """保留（緩議）: passed as before, one deferral more; it is again a candidate of the next meeting."""
    proposal = _move(session, actor, proposal, ProposalAction.DEFER, now, reason)
    proposal.deferrals += 1
    session.flush()
    return proposal


@performs(PROPOSAL_FLOW, ProposalAction.DECIDE)
def decide(session: Session, actor: Actor, proposal: Proposal, *, now: datetime) -> Proposal:
    """已決議."""
    return _move(session, actor, proposal, ProposalAction.DECIDE, now)


def _move(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    action: ProposalAction,
    now: datetime,
    reason: str = "",
) -> Proposal:
    proposal = hold(session, proposal)
    before = proposal.state
    proposal.state = PROPOSAL_FLOW.step(before, action, actor, facts_of(session, proposal), reason=reason)
    changes = {"state": state_change(before, proposal.state)}
    note(session, actor, action, proposal, now=now, reason=reason, changes=changes)
    return proposal
