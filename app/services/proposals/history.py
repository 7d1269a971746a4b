"""The audit row of every change of a proposal: always about the proposal itself, so that its story is one list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality
from app.domain.notices.notice import Notice
from app.domain.notices.on_action import ON_ACTION
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState
from app.models import Proposal
from app.services import audit


def note(
    session: Session,
    actor: Actor,
    action: str,
    proposal: Proposal,
    *,
    now: datetime,
    reason: str = "",
    changes: Mapping[str, object] | None = None,
) -> None:
    """Write what was done. Texts are never in it: they stand in the versions, `changes` names them by number."""
    session.flush()
    audit.record(
        session,
        actor,
        action,
        proposal,
        now=now,
        code=proposal.code,
        reason=reason,
        changes=changes,
        agency_id=proposal.committee.agency_id,
        confidential=proposal.confidentiality is Confidentiality.CONFIDENTIAL,
        notice=_notice(proposal, reason) if (proposal.__tablename__, action) in ON_ACTION else None,
    )


def _notice(proposal: Proposal, reason: str) -> Notice:
    """Handed in: 政風處 hears of it; answered: whoever handed it in, or took it over."""
    return Notice(
        person_id=proposal.in_charge_id or proposal.submitted_by_id or proposal.drafted_by_id,
        path=f"/proposals/{proposal.code}",
        title=proposal.subject,
        reason=reason,
    )


def state_change(before: ProposalState, after: ProposalState) -> list[str]:
    return [before.value, after.value]
