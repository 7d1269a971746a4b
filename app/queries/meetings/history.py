"""What happened to a meeting, its agenda and its resolutions, from the audit log; confidential lines are absent."""

from __future__ import annotations

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.confidentiality import reads_confidential_of
from app.domain.people.actor import Actor
from app.models import AgendaItem, AuditEvent, Meeting, Resolution


def history_of(
    session: Session, actor: Actor, meeting: Meeting, item: AgendaItem | None = None
) -> list[AuditEvent]:
    """Newest first; with `item` only what concerns that case."""
    items = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id)
    resolutions = select(Resolution.id).where(Resolution.meeting_id == meeting.id)
    if item is not None:
        items, resolutions = (
            items.where(AgendaItem.id == item.id),
            resolutions.where(Resolution.item_id == item.id),
        )
    about = [
        and_(AuditEvent.thing == AgendaItem.__tablename__, AuditEvent.thing_id.in_(items)),
        and_(AuditEvent.thing == Resolution.__tablename__, AuditEvent.thing_id.in_(resolutions)),
    ]
    if item is None:
        about.append(and_(AuditEvent.thing == Meeting.__tablename__, AuditEvent.thing_id == meeting.id))
    query = select(AuditEvent).where(or_(*about)).order_by(AuditEvent.id.desc())
    if meeting.committee.agency_id not in reads_confidential_of(actor):
        query = query.where(AuditEvent.confidential.is_(False))
    return list(session.scalars(query))
