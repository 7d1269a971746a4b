"""Who may give, confirm and end a grant: four eyes, and nobody for himself (product §1a)."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import NotAllowed
from app.domain.people.actor import Actor, ActorKind, Role
from app.domain.people.rights import Right, has


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """What the rules look at: for whom, for which agency, given by whom (None: the console)."""

    user_id: int
    agency_id: int
    granted_by_id: int | None


def check_grant(actor: Actor, user_id: int) -> None:
    """An administrator grants, and nothing to himself. NotAllowed: not_yours_to_do, grant_to_oneself."""
    check_manages(actor)
    if actor.person_id == user_id:
        raise NotAllowed("grant_to_oneself")


def confirm_refusal(actor: Actor, facts: GrantFacts) -> NotAllowed | None:
    """Why this actor may not confirm, or None. A head confirms for his own agency, the department's head for every one;
    never what he was given or gave himself: not_yours_to_do, grant_confirm_own, grant_confirm_given_by_oneself.
    """
    if not reaches(actor, facts.agency_id):
        return NotAllowed("not_yours_to_do")
    if actor.kind is ActorKind.CONSOLE:
        return None
    if actor.person_id == facts.user_id:
        return NotAllowed("grant_confirm_own")
    if actor.person_id == facts.granted_by_id:
        return NotAllowed("grant_confirm_given_by_oneself")
    return None


def check_confirm(actor: Actor, facts: GrantFacts) -> None:
    """Raises what `confirm_refusal` finds."""
    if refusal := confirm_refusal(actor, facts):
        raise refusal


def check_end(actor: Actor) -> None:
    """An administrator ends any grant, his own too: giving up is always allowed."""
    check_manages(actor)


def reaches(actor: Actor, agency_id: int) -> bool:
    """Is it this head's business who works for the agency? Officer here and head elsewhere do not add up."""
    if actor.kind is ActorKind.CONSOLE:
        return True
    return any(
        grant.role is Role.HEAD and (grant.of_department or grant.agency_id == agency_id)
        for grant in actor.grants
    )


def check_manages(actor: Actor) -> None:
    """Agencies, groups, users and grants are the administrator's, and the console's. NotAllowed: not_yours_to_do."""
    if actor.kind is not ActorKind.CONSOLE and not has(actor, Right.MANAGE_PEOPLE):
        raise NotAllowed("not_yours_to_do")
