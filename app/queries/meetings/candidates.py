"""Proposals that may come to a meeting: those that passed review, deferred ones first, and those still on their way to it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from app.domain.confidentiality import Confidentiality, reads_confidential_of
from app.domain.meetings.meeting_flow import MeetingKind
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState
from app.models import Meeting, Proposal

UNDER_WAY = (ProposalState.DRAFT, ProposalState.IN_REVIEW, ProposalState.RETURNED)


def candidates(session: Session, actor: Actor, meeting: Meeting) -> list[Proposal]:
    """Passed and on no agenda; those meant for another meeting last. Of a 追蹤會議 none: it hears open items only."""
    if meeting.kind is MeetingKind.FOLLOW_UP:
        return []
    found = _of_committee(session, actor, meeting, (ProposalState.APPROVED,))
    return sorted(found, key=lambda one: (_elsewhere(one, meeting), -one.deferrals, one.id))


def on_their_way(session: Session, actor: Actor, meeting: Meeting) -> list[Proposal]:
    """Meant for this meeting, but not passed yet."""
    found = _of_committee(session, actor, meeting, UNDER_WAY)
    return [one for one in found if one.intended_meeting_id == meeting.id]


def _elsewhere(proposal: Proposal, meeting: Meeting) -> bool:
    return proposal.intended_meeting_id not in (None, meeting.id) and not proposal.deferrals


def _of_committee(
    session: Session, actor: Actor, meeting: Meeting, states: tuple[ProposalState, ...]
) -> list[Proposal]:
    query = (
        select(Proposal)
        .join(Proposal.committee)
        .where(Proposal.committee_id == meeting.committee_id, Proposal.state.in_(states))
        .options(contains_eager(Proposal.committee))
        .order_by(Proposal.id)
    )
    if meeting.committee.agency_id not in reads_confidential_of(actor):
        query = query.where(Proposal.confidentiality == Confidentiality.NORMAL)
    return list(session.scalars(query))
