"""What the editor offers: committees to write for, meetings to come, and the person's own agencies."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with
from app.models import Agency, Committee, Meeting

_TO_COME = (MeetingState.PREPARING, MeetingState.AGENDA_SET, MeetingState.POSTPONED)


def committees_to_write_for(session: Session, actor: Actor) -> Sequence[Committee]:
    """Those the actor keeps; a contact hands in to the primary one and to his own agency's. The primary one first."""
    kept = agencies_with(actor, Right.WRITE_PROPOSALS, Scope.COMMITTEE)
    own = agencies_with(actor, Right.WRITE_PROPOSALS, Scope.OWN_AGENCY)
    found = select(Committee).options(joinedload(Committee.agency))
    if not actor.everywhere:
        reached = Committee.agency_id.in_(kept | own)
        found = found.where(or_(reached, Committee.is_primary) if own else reached)
    return session.scalars(found.order_by(Committee.is_primary.desc(), Committee.id)).all()


def meetings_to_come(session: Session, committee_id: int) -> Sequence[Meeting]:
    """Meetings that can still take a case, the next one first."""
    return session.scalars(
        select(Meeting)
        .where(Meeting.committee_id == committee_id, Meeting.state.in_(_TO_COME))
        .order_by(Meeting.held_on.is_(None), Meeting.held_on, Meeting.id)
    ).all()


def own_agencies(session: Session, actor: Actor) -> Sequence[Agency]:
    """The agencies for which the actor drafts as their contact, in the official order."""
    own = agencies_with(actor, Right.WRITE_PROPOSALS, Scope.OWN_AGENCY)
    return session.scalars(select(Agency).where(Agency.id.in_(own)).order_by(Agency.sort_order)).all()
