"""Whose yearly meetings an actor reaches: the own agency's, those of the agencies it supervises, 政風處 all of them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select

from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with, supervises_all
from app.models import Agency, Committee


def agency_is_reached(actor: Actor, right: Right = Right.READ_YEARLY_MEETINGS) -> ColumnElement[bool]:
    """On a query of `Agency`. The agency that convenes the primary committee is left out: its meetings stand under 會議."""
    elsewhere = meets_elsewhere()
    if supervises_all(actor, right):
        return elsewhere
    own = agencies_with(actor, right, Scope.OWN_AGENCY)
    above = agencies_with(actor, right, Scope.SUPERVISED)
    return elsewhere & or_(Agency.id.in_(own), Agency.supervised_by_id.in_(above))


def meets_elsewhere() -> ColumnElement[bool]:
    """On a query of `Agency`: all but the one that convenes the primary committee."""
    primary = Committee.__table__.alias("primary_committee")
    return Agency.id.not_in(select(primary.c.agency_id).where(primary.c.is_primary))
