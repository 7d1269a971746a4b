"""The proposal as it is stored now, held until this transaction ends, so that two verbs never cross."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Committee, Proposal
from app.services.versions import check_seen


def hold(session: Session, proposal: Proposal) -> Proposal:
    """Lock the row and read it anew; its committee and agency are loaded."""
    return session.scalars(
        select(Proposal)
        .where(Proposal.id == proposal.id)
        .options(joinedload(Proposal.committee).joinedload(Committee.agency), joinedload(Proposal.agency))
        .with_for_update(of=Proposal)
        .execution_options(populate_existing=True)
    ).one()


def hold_seen(session: Session, proposal: Proposal, seen_version: int | None) -> Proposal:
    """`hold`, and refuse when the page had shown another state of it."""
    held = hold(session, proposal)
    check_seen(held, seen_version)
    return held
