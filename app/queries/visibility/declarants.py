"""Whose names of 申報義務人 an actor sees: the only place that says so.

The officers and the head of the receiving agency see its roster; an agency's contact sees its own people there, and no
more of them than their posts in that agency. For everybody else there is nobody: they see n／N.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, or_, true

from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with, may
from app.models import Declarant, OfficePeriod, Roster


def roster_is_kept(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Roster`: the actor keeps it."""
    if actor.everywhere:
        return true()
    return Roster.agency_id.in_(agencies_with(actor, Right.KEEP_ROSTER, Scope.OWN_AGENCY))


def roster_is_seen(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Roster`: kept by the actor, or with people of the actor's agency."""
    known = exists().where(Declarant.roster_id == Roster.id, _is_own(own_agencies(actor)))
    return or_(roster_is_kept(actor), known)


def declarant_is_seen(actor: Actor) -> ColumnElement[bool]:
    """On a query that joins `Declarant` and `Roster`."""
    return or_(roster_is_kept(actor), _is_own(own_agencies(actor)))


def keeps(actor: Actor, roster: Roster) -> bool:
    return may(actor, Right.KEEP_ROSTER, agency_id=roster.agency_id)


def own_agencies(actor: Actor) -> frozenset[int]:
    """The agencies whose own people the actor reads."""
    return agencies_with(actor, Right.READ_OWN_DECLARANTS, Scope.OWN_AGENCY)


def _is_own(agencies: Collection[int]) -> ColumnElement[bool]:
    return exists().where(
        OfficePeriod.declarant_id == Declarant.id,
        OfficePeriod.agency_id.in_(agencies),
        OfficePeriod.struck_out_at.is_(None),
    )
