"""What waits for release between meetings, and the meetings of which nothing is left."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with
from app.domain.tracking.assignment_flow import AssignmentState
from app.models import Assignment, Committee, Meeting, Resolution, TrackedItem
from app.queries.visibility.tracking import assignments_visible_to

NOT_OWN = Assignment.agency_id != Committee.agency_id
"""政風處's own items are closed by the meeting only."""


def waiting_for(actor: Actor) -> Select[Assignment]:
    """Of the committees this person runs."""
    return (
        assignments_visible_to(actor)
        .where(
            Assignment.state == AssignmentState.RELEASE_PROPOSED,
            Committee.agency_id.in_(agencies_with(actor, Right.RECORD_APPROVALS, Scope.COMMITTEE)),
        )
        .order_by(Assignment.committee_id, Assignment.item_id, Assignment.serial)
    )


def nothing_left(session: Session, actor: Actor, meetings: Collection[int]) -> list[tuple[Meeting, bool]]:
    """Those of these closed meetings of which something was tracked and all has ended; whether some of it as 改列."""
    otherwise = func.count(case((Assignment.state == AssignmentState.CLOSED_OTHERWISE, 1)))
    ended = (
        assignments_visible_to(actor)
        .join(Resolution, Resolution.id == TrackedItem.resolution_id)
        .where(Resolution.meeting_id.in_(meetings))
        .with_only_columns(Resolution.meeting_id, otherwise.label("otherwise"))
        .group_by(Resolution.meeting_id)
        .having(func.count(Assignment.id) == func.count(Assignment.ended_on))
        .subquery()
    )
    rows = session.execute(
        select(Meeting, ended.c.otherwise)
        .join(ended, ended.c.meeting_id == Meeting.id)
        .where(Meeting.state == MeetingState.CLOSED)
        .order_by(Meeting.id)
    )
    return [(meeting, count > 0) for meeting, count in rows]


def meetings_of(session: Session, shares: Collection[Assignment]) -> set[int]:
    """The meetings that these shares come from."""
    items = {share.item_id for share in shares}
    found = select(Resolution.meeting_id).join(TrackedItem, TrackedItem.resolution_id == Resolution.id)
    return set(session.scalars(found.where(TrackedItem.id.in_(items)).distinct()))
