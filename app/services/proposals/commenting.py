"""Review comments on a paragraph of a version: write, resolve, reopen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Absent, Invalid, NotAllowed, NotNow
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.domain.proposals.paragraphs import parse
from app.domain.proposals.proposal_flow import ProposalState, writes
from app.domain.proposals.versions import TextField
from app.models import Proposal, ProposalVersion, ReviewComment
from app.queries.proposals.facts import facts_of
from app.services.proposals.fresh import hold
from app.services.proposals.history import note
from app.services.versions import check_seen

_OVER = frozenset({ProposalState.DECIDED, ProposalState.WITHDRAWN})


def comment(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    version_number: int,
    field: TextField,
    paragraph: int,
    text: str,
    now: datetime,
) -> ReviewComment:
    """An opinion on paragraph `paragraph` (from 0) of a field of that version; the paragraph is kept as it was."""
    proposal = hold(session, proposal)
    if not may(actor, Right.REVIEW_PROPOSALS, committee_agency_id=proposal.committee.agency_id):
        raise NotAllowed("not_yours_to_do")
    if proposal.state in _OVER:
        raise NotNow("not_in_this_state")
    if not text.strip():
        raise Invalid("comment_missing", "text")
    version = session.scalars(
        select(ProposalVersion).where(
            ProposalVersion.proposal_id == proposal.id, ProposalVersion.number == version_number
        )
    ).one_or_none()
    paragraphs = parse(getattr(version, field.value)) if version else ()
    if version is None or not 0 <= paragraph < len(paragraphs):
        raise Absent
    row = ReviewComment(
        version_id=version.id,
        field=field,
        paragraph=paragraph,
        quoted=paragraphs[paragraph].line,
        text=text,
        written_at=now,
        written_by_id=actor.person_id,
    )
    session.add(row)
    note(session, actor, "comment", proposal, now=now, changes={"field": [None, field.value]})
    return row


def resolve(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    row: ReviewComment,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """標示解決: by whoever writes the case or reviews it."""
    proposal = _check(session, actor, proposal, row, seen_version)
    if row.resolved_at is not None:
        return
    row.resolved_at, row.resolved_by_id = now, actor.person_id
    note(session, actor, "resolve_comment", proposal, now=now, changes={"field": [None, row.field.value]})


def reopen(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    row: ReviewComment,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """The opinion is not dealt with after all."""
    proposal = _check(session, actor, proposal, row, seen_version)
    if row.resolved_at is None:
        return
    row.resolved_at, row.resolved_by_id = None, None
    note(session, actor, "reopen_comment", proposal, now=now, changes={"field": [None, row.field.value]})


def _check(
    session: Session, actor: Actor, proposal: Proposal, row: ReviewComment, seen_version: int | None
) -> Proposal:
    proposal = hold(session, proposal)
    session.refresh(row)
    check_seen(row, seen_version)
    if not writes(actor, facts_of(session, proposal)):
        raise NotAllowed("not_yours_to_do")
    return proposal
