"""What was asked of a share: 展延 and 改分, the latest first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.errors import NotNow
from app.domain.tracking.request_flow import RequestState
from app.models import Agency, Assignment, ClockPause, ExtensionRequest, ReassignmentRequest


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


def open_pause(session: Session, share: Assignment) -> ClockPause | None:
    """暫停計時 that has not ended."""
    return session.scalars(
        select(ClockPause).where(ClockPause.assignment_id == share.id, ClockPause.resumed_on.is_(None))
    ).one_or_none()
