"""Whose figures of asset declaration an actor reaches: the own agency's, those it supervises or receives for, 政風處 all."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, true

from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with, supervises_all
from app.models import Agency


def tallies_are_reached(actor: Actor, right: Right = Right.READ_TALLIES) -> ColumnElement[bool]:
    """On a query of `Agency`."""
    if supervises_all(actor, right):
        return true()
    own = agencies_with(actor, right, Scope.OWN_AGENCY)
    above = agencies_with(actor, right, Scope.SUPERVISED)
    return or_(Agency.id.in_(own), Agency.supervised_by_id.in_(above), Agency.declares_to_id.in_(above))
