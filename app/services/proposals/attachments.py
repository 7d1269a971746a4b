"""Files of a proposal."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality
from app.domain.errors import NotAllowed, NotNow
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState, writes
from app.models import Attachment, Proposal
from app.queries.proposals.attached import owner_of
from app.queries.proposals.facts import facts_of
from app.services.proposals import attached
from app.services.proposals.fresh import hold
from app.services.proposals.history import note

_OVER = frozenset({ProposalState.DECIDED, ProposalState.WITHDRAWN})


def attach(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    filename: str,
    data: bytes,
    *,
    files_dir: Path,
    now: datetime,
    mechanism: str = "",
) -> Attachment:
    """Add a file; `FileRefused` when it is not what it says or may not be opened. A stub holds no files."""
    proposal = _writable(session, actor, proposal)
    if proposal.confidentiality is Confidentiality.CONFIDENTIAL and not mechanism:
        raise NotNow("stub_holds_no_text")
    row = attached.add(session, actor, owner_of(proposal), filename, data, files_dir=files_dir, now=now)
    note(session, actor, "attach", proposal, now=now, changes={"sha256": [None, row.sha256]})
    return row


def remove(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    row: Attachment,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Hide the file; its bytes and its row stay."""
    proposal = _writable(session, actor, proposal)
    if attached.hide(session, row, seen_version=seen_version, now=now):
        note(session, actor, "remove_attachment", proposal, now=now, changes={"sha256": [row.sha256, None]})


def _writable(session: Session, actor: Actor, proposal: Proposal) -> Proposal:
    proposal = hold(session, proposal)
    if not writes(actor, facts_of(session, proposal)):
        raise NotAllowed("proposal_not_editable")
    if proposal.state in _OVER:
        raise NotNow("not_in_this_state")
    return proposal
