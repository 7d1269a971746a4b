"""The files that hang on one thing, in their order."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AgendaItem, Attachment, DutyOccurrence, Proposal, RegisteredMeeting

Owner = dict[str, int]
"""The one column of `Attachment` that names what the file hangs on, and its id."""


def owner_of(thing: Proposal | AgendaItem | RegisteredMeeting | DutyOccurrence) -> Owner:
    column = {
        Proposal: "proposal_id",
        AgendaItem: "item_id",
        RegisteredMeeting: "registered_id",
        DutyOccurrence: "occurrence_id",
    }[type(thing)]
    return {column: thing.id}


def files_of(session: Session, owner: Owner, *, removed: bool = False) -> list[Attachment]:
    """Those that were not removed; with `removed` all."""
    query = select(Attachment).filter_by(**owner)
    if not removed:
        query = query.where(Attachment.removed_at.is_(None))
    return list(session.scalars(query.order_by(Attachment.position, Attachment.id)))
