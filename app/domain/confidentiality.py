"""密: grades this system may hold, and who may read such a record."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from app.domain.people.actor import Actor, ActorKind, Role


class Confidentiality(StrEnum):
    """普通 and 密 only. 機密 and above do not belong on this system (國家機密保護法, 文書處理手冊)."""

    NORMAL = "normal"
    CONFIDENTIAL = "confidential"


def reads_confidential_of(actor: Actor) -> frozenset[int]:
    """Agencies whose confidential records the actor may read: the right is the flag on a grant *and* the agency it is for."""
    return frozenset(
        grant.agency_id for grant in actor.grants if _carries(grant.role) and grant.may_read_confidential
    )


def may_read_confidential(
    actor: Actor, *, committee_agency_id: int, agency_ids: frozenset[int] = frozenset()
) -> bool:
    """Of the department, the leader, or of an agency the case is assigned to (`agency_ids`), with the flag.

    The console reads no confidential record: nobody stands behind it by name.
    """
    if actor.kind is ActorKind.CONSOLE:
        return False
    return bool(reads_confidential_of(actor) & (agency_ids | {committee_agency_id}))


def without_confidential_right(actor: Actor) -> Actor:
    """The same person where what is shown leaves the house: for a program that fetches, nobody opens a 密 record."""
    return replace(actor, grants=tuple(replace(one, may_read_confidential=False) for one in actor.grants))


def _carries(role: Role) -> bool:
    return role is not Role.ADMIN
