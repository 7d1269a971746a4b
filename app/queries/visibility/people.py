"""Which grants a head is asked about, which committees are read, and which rows of the audit log exist for whom."""

from __future__ import annotations

from sqlalchemy import ColumnElement, false, or_, true

from app.domain.confidentiality import reads_confidential_of
from app.domain.people.actor import Actor, Role
from app.domain.people.rights import Right, Scope, agencies_with, everywhere, has
from app.models import AuditEvent, Committee, RoleGrant


def grants_to_confirm(actor: Actor) -> ColumnElement[bool]:
    """Grants for the agencies this person heads; the department's head is asked about all (domain.people.granting)."""
    if actor.everywhere or any(grant.of_department and grant.role is Role.HEAD for grant in actor.grants):
        return true()
    headed = actor.agencies_as(Role.HEAD)
    return RoleGrant.agency_id.in_(headed) if headed else false()


def audit_texts_of(actor: Actor) -> frozenset[int]:
    """Agencies whose audit rows the actor reads with reason and values."""
    return agencies_with(actor, Right.READ_AUDIT, Scope.COMMITTEE)


def audit_events(actor: Actor) -> ColumnElement[bool]:
    """Rows of the actor's committees, all rows for an administrator; confidential ones only with the right."""
    everything = actor.everywhere or has(actor, Right.READ_AUDIT_WITHOUT_TEXTS)
    reach = true() if everything else AuditEvent.agency_id.in_(audit_texts_of(actor))
    readable = reads_confidential_of(actor) & audit_texts_of(actor)
    return reach & or_(~AuditEvent.confidential, AuditEvent.agency_id.in_(readable))


def committee_is_seen(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Committee`: those whose charter and members the actor may read."""
    if everywhere(actor, Right.KEEP_COMMITTEE):
        return true()
    return Committee.agency_id.in_(agencies_with(actor, Right.READ_MEETINGS, Scope.COMMITTEE))
