"""What was asked of a share: 展延 and 改分, the latest first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, false, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from app.domain.errors import NotNow
from app.domain.tracking.deadline import Extended
from app.domain.tracking.item import AssignmentRole, ItemMode
from app.domain.tracking.request_flow import RequestState
from app.models import (
    Agency,
    Assignment,
    ClockPause,
    ExtensionRequest,
    ReassignmentRequest,
    TrackedItem,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """`to`: the agency named for 改分."""

    request: ExtensionRequest | ReassignmentRequest
    to: Agency | None = None

    @property
    def is_open(self) -> bool:
        return self.request.state is RequestState.REQUESTED

    @property
    def is_extension(self) -> bool:
        return isinstance(self.request, ExtensionRequest)


def asked_of(session: Session, share: Assignment) -> list[Asked]:
    extensions = session.scalars(
        select(ExtensionRequest)
        .where(ExtensionRequest.assignment_id == share.id)
        .options(joinedload(ExtensionRequest.assignment))
    )
    others = session.execute(
        select(ReassignmentRequest, Agency)
        .outerjoin(Agency, Agency.id == ReassignmentRequest.wanted_agency_id)
        .where(ReassignmentRequest.assignment_id == share.id)
        .options(joinedload(ReassignmentRequest.assignment))
    )
    found = [Asked(row) for row in extensions] + [Asked(row, agency) for row, agency in others]
    return sorted(found, key=lambda one: one.request.requested_at, reverse=True)


def open_request(session: Session, share: Assignment) -> Asked:
    """The one that waits for its answer. NotNow: not_in_this_state."""
    for one in asked_of(session, share):
        if one.is_open:
            return one
    raise NotNow("not_in_this_state")


def granted_to(session: Session, share: Assignment) -> list[Extended]:
    """In the order they were decided: its own, and those of the lead it delivers to."""
    rows = session.execute(
        select(ExtensionRequest.assignment_id, ExtensionRequest.due_before, ExtensionRequest.granted_on)
        .where(
            or_(
                ExtensionRequest.assignment_id == share.id,
                ExtensionRequest.id.in_(of_its_lead(share).with_only_columns(ExtensionRequest.id)),
            ),
            ExtensionRequest.granted_on.is_not(None),
        )
        .order_by(ExtensionRequest.decided_at, ExtensionRequest.id)
    )
    return [Extended(row.due_before, row.granted_on, row.assignment_id != share.id) for row in rows]


def of_its_lead(share: Assignment) -> Select[ExtensionRequest]:
    """What was granted to the lead of a 協辦 in 單一主辦; nothing for every other share."""
    lead, granted = aliased(Assignment), select(ExtensionRequest)
    if share.role is not AssignmentRole.CO:
        return granted.where(false())
    return (
        granted.join(lead, lead.id == ExtensionRequest.assignment_id)
        .join(TrackedItem, TrackedItem.id == lead.item_id)
        .where(
            lead.item_id == share.item_id,
            lead.role == AssignmentRole.LEAD,
            TrackedItem.mode == ItemMode.SINGLE_LEAD,
            ExtensionRequest.granted_on.is_not(None),
        )
    )


def was_refused(session: Session, share: Assignment) -> bool:
    """Was a 改分 of this share refused before?"""
    refused = select(ReassignmentRequest.id).where(
        ReassignmentRequest.assignment_id == share.id, ReassignmentRequest.state == RequestState.REFUSED
    )
    return session.scalars(refused.limit(1)).first() is not None


def open_pause(session: Session, share: Assignment) -> ClockPause | None:
    """暫停計時 that has not ended."""
    return session.scalars(
        select(ClockPause).where(ClockPause.assignment_id == share.id, ClockPause.resumed_on.is_(None))
    ).one_or_none()
