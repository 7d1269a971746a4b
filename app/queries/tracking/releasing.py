"""What waits for release between meetings."""

from __future__ import annotations

from sqlalchemy import Select

from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with
from app.domain.tracking.assignment_flow import AssignmentState
from app.models import Assignment, Committee
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
