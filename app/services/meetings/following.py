"""A proposal follows what the meeting decided of its case: deferred, withdrawn, or decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.meetings.resolution import Disposition, Outcome, outcome_of
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState
from app.models import AgendaItem, Resolution
from app.services.proposals import scheduling, withdrawing


def follow(
    session: Session,
    actor: Actor,
    item: AgendaItem,
    resolutions: Sequence[Resolution],
    *,
    otherwise: Outcome | None = None,
    now: datetime,
) -> None:
    """Move the proposal of this case, if it still waits here and a disposition was recorded.

    `otherwise`: where it goes when resolutions were recorded without a disposition.
    """
    found = dispositions_of(item, resolutions)
    outcome = outcome_of(found) or (otherwise if found else None)
    if outcome is None or not waits(session, item) or item.proposal is None:
        return
    if outcome is Outcome.DEFERRED:
        scheduling.defer(session, actor, item.proposal, now=now)
    elif outcome is Outcome.WITHDRAWN:
        text = next(r.text for r in resolutions if r.item_id == item.id and r.disposition)
        withdrawing.withdraw(
            session, actor, item.proposal, reason=text, seen_version=item.proposal.version, now=now
        )
    else:
        scheduling.decide(session, actor, item.proposal, now=now)


def waits(session: Session, item: AgendaItem) -> bool:
    """Is the proposal of this case still on this agenda? A deferred one may by now stand on a later one."""
    if item.proposal is None or item.proposal.state != ProposalState.SCHEDULED:
        return False
    newest = select(func.max(AgendaItem.id)).where(
        AgendaItem.proposal_id == item.proposal_id, AgendaItem.removed_at.is_(None)
    )
    return session.scalar(newest) == item.id


def dispositions_of(item: AgendaItem, resolutions: Sequence[Resolution]) -> list[Disposition | None]:
    """The dispositions of a case, in the order of its resolutions."""
    own = [resolution for resolution in resolutions if resolution.item_id == item.id]
    return [resolution.disposition for resolution in sorted(own, key=lambda one: one.ordinal)]
