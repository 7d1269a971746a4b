"""目前卡在誰: whose turn it is on one share, and since when (U68)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.tracking.assignment_flow import REPORTABLE, AssignmentState


class Turn(StrEnum):
    DISPATCHING = "turn_dispatching"
    AGENCY = "turn_agency"
    AGENCY_APPROVAL = "turn_agency_approval"
    THIRD_PARTY = "turn_third_party"
    LEAD = "turn_lead"
    DEPARTMENT = "turn_department"
    HEAD = "turn_head"
    MEETING = "turn_meeting"
    NOBODY = "turn_nobody"


@dataclass(frozen=True, slots=True)
class Hands:
    """What says whose turn it is; each day is None where that does not hold."""

    state: AssignmentState
    dispatched_on: date | None = None
    submitted_on: date | None = None
    answered_on: date | None = None
    awaiting_since: date | None = None
    paused_on: date | None = None
    asked_on: date | None = None
    proposed_on: date | None = None
    owes_reports: bool = True


@dataclass(frozen=True, slots=True)
class Waiting:
    turn: Turn
    since: date | None = None


def waits_for(hands: Hands) -> Waiting:
    """A request for time or another agency waits for 政風主管 before the agency goes on; a pause stands above its own turn."""
    if hands.state is AssignmentState.PREPARED:
        return Waiting(Turn.DISPATCHING)
    if hands.state is AssignmentState.SUBMITTED:
        return Waiting(Turn.DEPARTMENT, hands.submitted_on)
    if hands.state is AssignmentState.RELEASE_PROPOSED:
        return Waiting(Turn.MEETING, hands.proposed_on)
    if hands.state not in REPORTABLE:
        return Waiting(Turn.NOBODY)
    if hands.asked_on is not None:
        return Waiting(Turn.HEAD, hands.asked_on)
    if hands.paused_on is not None:
        return Waiting(Turn.THIRD_PARTY, hands.paused_on)
    if hands.awaiting_since is not None:
        return Waiting(Turn.AGENCY_APPROVAL, hands.awaiting_since)
    if not hands.owes_reports:
        return Waiting(Turn.LEAD, hands.dispatched_on)
    return Waiting(Turn.AGENCY, hands.answered_on or hands.dispatched_on)
