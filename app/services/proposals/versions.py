"""Versions of a proposal's text: cut whole, numbered, never changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed, NotNow
from app.domain.people.actor import Actor
from app.domain.proposals.versions import CutFor
from app.models import Approval, Proposal, ProposalVersion
from app.queries.proposals.facts import facts_of, may_edit
from app.services.proposals.fresh import hold_seen
from app.services.proposals.history import note as write_history

TEXTS = ("unit", "subject", "explanation", "measures", "suggested_resolution")
"""What a version keeps of the working text."""


def latest(session: Session, proposal: Proposal) -> ProposalVersion | None:
    """The newest version; None while none was cut."""
    return session.scalars(
        select(ProposalVersion)
        .where(ProposalVersion.proposal_id == proposal.id)
        .order_by(ProposalVersion.number.desc())
        .limit(1)
    ).one_or_none()


def differs(proposal: Proposal, version: ProposalVersion | None) -> bool:
    """Does the working text say anything that `version` does not?"""
    return version is None or any(getattr(proposal, name) != getattr(version, name) for name in TEXTS)


def cut(
    session: Session,
    proposal: Proposal,
    cut_for: CutFor,
    *,
    by_id: int | None,
    now: datetime,
    note: str = "",
    approval: Approval | None = None,
) -> ProposalVersion:
    """Keep the working text as the next version. `by_id`: whose text it is. The caller writes the audit row."""
    before = latest(session, proposal)
    version = ProposalVersion(
        proposal_id=proposal.id,
        number=before.number + 1 if before else 1,
        cut_for=cut_for,
        note=note,
        cut_at=now,
        cut_by_id=by_id,
        approval_id=approval.id if approval else None,
        **{name: getattr(proposal, name) for name in TEXTS},
    )
    session.add(version)
    session.flush()
    return version


def keep_version(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    seen_version: int | None,
    now: datetime,
    note: str = "",
) -> ProposalVersion:
    """「存成版本」: keep the working text by hand. NotNow when the newest version already says the same."""
    proposal = hold_seen(session, proposal, seen_version)
    if not may_edit(actor, proposal, facts_of(session, proposal)):
        raise NotAllowed("proposal_not_editable")
    if not differs(proposal, latest(session, proposal)):
        raise NotNow("version_says_the_same")
    version = cut(session, proposal, CutFor.KEPT, by_id=actor.person_id, now=now, note=note)
    write_history(
        session,
        actor,
        "keep_version",
        proposal,
        now=now,
        reason=note,
        changes={"version": [None, version.number]},
    )
    return version
