"""What the moves of a proposal ask about it, and who may change its text now."""

from __future__ import annotations

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.domain.proposals.proposal_flow import EDITABLE, REVISABLE, ProposalFacts, ProposalState, writes
from app.models import AgendaItem, Meeting, Proposal, ProposalVersion, ReviewComment

_AGENDA_IS_OPEN = (MeetingState.PREPARING, MeetingState.POSTPONED, MeetingState.CANCELLED)


def facts_of(session: Session, proposal: Proposal) -> ProposalFacts:
    """The facts of `proposal`, whose committee must be loaded."""
    return ProposalFacts(
        committee_agency_id=proposal.committee.agency_id,
        agency_id=proposal.agency_id,
        drafted_by=proposal.drafted_by_id,
        submitted_by=proposal.submitted_by_id,
        has_subject=bool(proposal.subject.strip()),
        has_body=bool(proposal.explanation.strip() or proposal.measures.strip()),
        is_stub=proposal.confidentiality is Confidentiality.CONFIDENTIAL,
        reviewed_since_submitted=_reviewed_since_submitted(session, proposal),
        agenda_is_set=_agenda_is_set(session, proposal),
        in_charge=proposal.in_charge_id,
    )


def may_edit(actor: Actor, proposal: Proposal, facts: ProposalFacts) -> bool:
    """May `actor` change the text now: its writers while it is theirs, 政風處 also in review and once it has passed."""
    if proposal.state in EDITABLE:
        return writes(actor, facts)
    revises = may(actor, Right.REVIEW_PROPOSALS, committee_agency_id=facts.committee_agency_id)
    return proposal.state in REVISABLE and revises


def saves_are_versions(state: ProposalState) -> bool:
    """Outside the drafter's own time every save is a version that can be seen; nothing is overwritten there."""
    return state not in EDITABLE


def _reviewed_since_submitted(session: Session, proposal: Proposal) -> bool:
    """Did somebody else comment after the case was handed in?"""
    if proposal.submitted_at is None:
        return False
    own = [person for person in (proposal.submitted_by_id, proposal.drafted_by_id) if person is not None]
    comment = (
        exists()
        .where(ReviewComment.version_id == ProposalVersion.id)
        .where(ProposalVersion.proposal_id == proposal.id)
        .where(ReviewComment.written_at >= proposal.submitted_at)
        .where(or_(ReviewComment.written_by_id.is_(None), ReviewComment.written_by_id.not_in(own)))
    )
    return bool(session.scalar(select(comment)))


def _agenda_is_set(session: Session, proposal: Proposal) -> bool:
    """Is the agenda it stands on 定稿, in session or past? A deferred case may have stood on earlier ones."""
    newest = (
        select(Meeting.state)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(AgendaItem.proposal_id == proposal.id, AgendaItem.removed_at.is_(None))
        .order_by(AgendaItem.id.desc())
        .limit(1)
    )
    state = session.scalar(newest)
    return state is not None and state not in _AGENDA_IS_OPEN
