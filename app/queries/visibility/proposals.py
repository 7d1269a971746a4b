"""Who sees which proposals: the only place that says so. Lists, counts, pages and papers start from here."""

from __future__ import annotations

import re
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import Session, contains_eager, joinedload

from app.domain.confidentiality import Confidentiality, reads_confidential_of
from app.domain.errors import Absent
from app.domain.meetings.numbering import normalise_code
from app.domain.people.actor import Actor, Role
from app.domain.people.rights import RIGHTS, By, Right, Scope
from app.domain.proposals.proposal_flow import ProposalState
from app.models import Committee, Proposal

LEADERS_SEE = (ProposalState.APPROVED, ProposalState.SCHEDULED, ProposalState.DECIDED)
"""What has passed review; before that a text is its drafter's and its reviewer's business."""
_CODE = re.compile(r"[A-Z0-9_.-]{1,60}")


@lru_cache(maxsize=200)
def proposals_visible_to(actor: Actor) -> Select[Proposal]:
    """The proposals `actor` may see, their committee loaded. Confidential ones are absent without the right."""
    return (
        select(Proposal)
        .join(Proposal.committee)
        .options(contains_eager(Proposal.committee))
        .where(proposal_is_seen(actor))
    )


def proposal_is_seen(actor: Actor) -> ColumnElement[bool]:
    """On a query that joins `Proposal` and its `Committee`."""
    return and_(_reached(actor), not_hidden(actor))


def one_visible(session: Session, actor: Actor, code: str) -> Proposal:
    """The proposal of this code, however it was typed, with committee and agency; `Absent` when there is none to see."""
    wanted = normalise_code(code)
    if not _CODE.fullmatch(wanted):
        raise Absent
    found = session.scalars(
        proposals_visible_to(actor)
        .where(Proposal.code == wanted)
        .options(joinedload(Proposal.agency), contains_eager(Proposal.committee).joinedload(Committee.agency))
    ).one_or_none()
    if found is None:
        raise Absent
    return found


def _reached(actor: Actor) -> ColumnElement[bool]:
    if actor.everywhere:
        return true()
    return or_(false(), *(_reached_by(actor, by) for by in RIGHTS[Right.READ_PROPOSALS]))


def _reached_by(actor: Actor, by: By) -> ColumnElement[bool]:
    """The records of the agencies for which the role is held."""
    agencies = actor.agencies_as(by.role)
    if not agencies:
        return false()
    owner = Committee.agency_id if by.scope is Scope.COMMITTEE else Proposal.agency_id
    if by.role is Role.LEADER:
        return and_(owner.in_(agencies), Proposal.state.in_(LEADERS_SEE))
    return owner.in_(agencies)


def not_hidden(actor: Actor) -> ColumnElement[bool]:
    """Leaves out confidential proposals the actor has no right to; `Committee` must be joined."""
    readable = reads_confidential_of(actor)
    normal = Proposal.confidentiality == Confidentiality.NORMAL
    return or_(normal, Committee.agency_id.in_(readable)) if readable else normal
