"""密: mark a case with its 核定 and 解密條件, and lift the mark.

By default such a case is a stub (代號, where the paper lies). So it is marked before anything is written: while a text, a
version or an attachment is here the mark is refused, for nothing that was stored can be unsaid by a mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality, may_read_confidential
from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState, writes
from app.models import Attachment, Proposal, ProposalVersion
from app.queries.proposals.facts import facts_of
from app.services.proposals.fresh import hold_seen
from app.services.proposals.history import note

_TEXTS = ("subject", "explanation", "measures", "suggested_resolution")
_OVER = frozenset({ProposalState.DECIDED, ProposalState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Classification:
    """代號, 核定 (by whom, date, 文號), 解密條件, and where the paper lies."""

    stub_name: str
    basis: str
    declassify_when: str
    paper_lies_at: str = ""


def mark(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    classification: Classification,
    *,
    seen_version: int | None,
    now: datetime,
    mechanism: str = "",
) -> Proposal:
    """核定為密. `mechanism`: the certified mechanism that allows text here; without it the case must be empty."""
    proposal = hold_seen(session, proposal, seen_version)
    facts = facts_of(session, proposal)
    if not writes(actor, facts):
        raise NotAllowed("not_yours_to_do")
    if not may_read_confidential(actor, committee_agency_id=facts.committee_agency_id):
        raise NotAllowed("confidential_right_missing")
    if proposal.state in _OVER:
        raise NotNow("not_in_this_state")
    for value, field in (
        (classification.stub_name, "stub_name"),
        (classification.basis, "basis"),
        (classification.declassify_when, "declassify_when"),
    ):
        if not value.strip():
            raise Invalid("confidential_field_missing", field)
    if not mechanism and _holds_anything(session, proposal):
        raise NotNow("confidential_while_text")
    proposal.confidentiality = Confidentiality.CONFIDENTIAL
    _write(proposal, classification)
    proposal.changed_at, proposal.changed_by_id = now, actor.person_id
    note(session, actor, "mark_confidential", proposal, now=now)
    return proposal


def lift(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> Proposal:
    """解密, with its basis as the reason. The log keeps saying that the case was 密."""
    proposal = hold_seen(session, proposal, seen_version)
    facts = facts_of(session, proposal)
    allowed = may_read_confidential(actor, committee_agency_id=facts.committee_agency_id)
    if not (allowed and writes(actor, facts)):
        raise NotAllowed("not_yours_to_do")
    if not reason.strip():
        raise NotNow("reason_missing")
    note(session, actor, "lift_confidential", proposal, now=now, reason=reason)
    proposal.confidentiality = Confidentiality.NORMAL
    proposal.changed_at, proposal.changed_by_id = now, actor.person_id
    session.flush()
    return proposal


def _write(proposal: Proposal, classification: Classification) -> None:
    proposal.stub_name = classification.stub_name
    proposal.confidential_basis = classification.basis
    proposal.declassify_when = classification.declassify_when
    proposal.paper_lies_at = classification.paper_lies_at


def _holds_anything(session: Session, proposal: Proposal) -> bool:
    if any(getattr(proposal, name).strip() for name in _TEXTS):
        return True
    kept = exists().where(ProposalVersion.proposal_id == proposal.id)
    files = exists().where(Attachment.proposal_id == proposal.id)
    return bool(session.scalar(select(kept | files)))
