"""Files of a proposal: bytes lie under their SHA-256 and are written before the row, so that no row lacks its bytes.

Bytes whose transaction failed stay behind without a row: they harm nothing, and the same file sent again finds them.
"""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality
from app.domain.errors import NotAllowed, NotNow
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState, writes
from app.models import Attachment, Proposal
from app.queries.proposals.facts import facts_of
from app.readers.upload import EVIDENCE_KINDS, check_upload
from app.services.proposals.fresh import hold
from app.services.proposals.history import note
from app.services.versions import check_seen

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
    checked = check_upload(filename, data, EVIDENCE_KINDS)
    store(files_dir, checked.sha256, data)
    row = Attachment(
        proposal_id=proposal.id,
        filename=checked.filename,
        kind=checked.kind.value,
        size=checked.size,
        sha256=checked.sha256,
        uploaded_at=now,
        uploaded_by_id=actor.person_id,
    )
    session.add(row)
    note(session, actor, "attach", proposal, now=now, changes={"sha256": [None, checked.sha256]})
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
    session.refresh(row)
    check_seen(row, seen_version)
    if row.removed_at is not None:
        return
    row.removed_at = now
    note(session, actor, "remove_attachment", proposal, now=now, changes={"sha256": [row.sha256, None]})


def path_of(files_dir: Path, sha256: str) -> Path:
    """Where the bytes of this digest lie."""
    return files_dir / sha256[:2] / sha256


def store(files_dir: Path, sha256: str, data: bytes) -> Path:
    """Write the bytes under their digest, whole or not at all; the same bytes twice are one file."""
    target = path_of(files_dir, sha256)
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, target)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return target


def _writable(session: Session, actor: Actor, proposal: Proposal) -> Proposal:
    proposal = hold(session, proposal)
    if not writes(actor, facts_of(session, proposal)):
        raise NotAllowed("proposal_not_editable")
    if proposal.state in _OVER:
        raise NotNow("not_in_this_state")
    return proposal
