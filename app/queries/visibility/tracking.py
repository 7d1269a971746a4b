"""Who sees which items and shares: the only place that says so.

Officers, head, leader and auditor of the committee see all of it, what is 待發 only those who prepare it; an agency's contact,
supervisor and auditor the shares of their own agency once they were sent, and the items those belong to. What belongs to a 密
case is absent for those without the right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, contains_eager

from app.domain.confidentiality import Confidentiality, reads_confidential_of
from app.domain.errors import Absent
from app.domain.meetings.numbering import normalise_code
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with
from app.domain.tracking.assignment_flow import SENT, AssignmentState
from app.models import (
    AgendaItem,
    Assignment,
    Committee,
    Meeting,
    Proposal,
    Resolution,
    TrackedItem,
)
from app.queries.visibility.meetings import item_is_seen as case_is_seen

T = TypeVar("T")
_CODE = re.compile(r"[A-Z0-9_.-]{1,60}")
_SECRET_PROPOSALS = select(Proposal.id).where(Proposal.confidentiality != Confidentiality.NORMAL)
_SECRET_LINES = select(AgendaItem.id).where(AgendaItem.proposal_id.in_(_SECRET_PROPOSALS))
_SECRET_RESOLUTIONS = select(Resolution.id).where(Resolution.item_id.in_(_SECRET_LINES))
_SECRET = select(TrackedItem.id).where(TrackedItem.resolution_id.in_(_SECRET_RESOLUTIONS))
"""The items of 密 cases: few, found from their proposals down, so that a list of a million shares only asks whether its
item is one of them."""


def assignment_is_seen(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Assignment`."""
    return and_(Assignment.removed_at.is_(None), _share_is_reached(actor), _share_not_hidden(actor))


def reaches_whole(actor: Actor, committee: Committee) -> bool:
    """Does `actor` see every share of this committee that was sent, save for those of 密 cases?"""
    whole = agencies_with(actor, Right.PREPARE_SPLITS, Scope.COMMITTEE)
    whole |= agencies_with(actor, Right.READ_TRACKING, Scope.COMMITTEE)
    return actor.everywhere or committee.agency_id in whole


def not_hidden(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Assignment` that such a one asks: `assignment_is_seen` without asking whose committee it is."""
    return and_(Assignment.removed_at.is_(None), _share_not_hidden(actor))


def of_no_secret_case() -> ColumnElement[bool]:
    """On a query of `Assignment`: what everybody sees who reaches it."""
    return and_(Assignment.removed_at.is_(None), Assignment.item_id.not_in(_SECRET))


def secret_items(committee_id: int) -> Select[int]:
    """The ids of its items that belong to 密 cases."""
    return select(TrackedItem.id).where(TrackedItem.id.in_(_SECRET), TrackedItem.committee_id == committee_id)


def item_is_seen(actor: Actor) -> ColumnElement[bool]:
    """On a query of `TrackedItem`."""
    return and_(TrackedItem.removed_at.is_(None), _item_is_reached(actor), _item_not_hidden(actor))


def prepares_for(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Committee`: those whose resolutions `actor` splits."""
    if actor.everywhere:
        return true()
    return Committee.agency_id.in_(agencies_with(actor, Right.PREPARE_SPLITS, Scope.COMMITTEE))


def assignments_visible_to(actor: Actor) -> Select[Assignment]:
    """Shares with their item and committee loaded."""
    return (
        select(Assignment)
        .join(Assignment.item)
        .join(Assignment.committee)
        .options(contains_eager(Assignment.item), contains_eager(Assignment.committee))
        .where(assignment_is_seen(actor))
    )


def items_visible_to(actor: Actor) -> Select[TrackedItem]:
    """Items with their resolution, meeting and committee loaded."""
    return (
        select(TrackedItem)
        .join(TrackedItem.committee)
        .join(TrackedItem.resolution)
        .join(Resolution.meeting)
        .options(
            contains_eager(TrackedItem.committee),
            contains_eager(TrackedItem.resolution).contains_eager(Resolution.meeting),
        )
        .where(item_is_seen(actor))
    )


def of_secret_case() -> ColumnElement[bool]:
    """On a query of `Assignment`: does it belong to a 密 case?"""
    return Assignment.item_id.in_(_SECRET)


def one_assignment(session: Session, actor: Actor, address: str) -> Assignment:
    """The share of this address (114-1-3-11, EDU.114-1-3-11), item, committee and agency loaded; `Absent` else."""
    committee, code = split_address(address)
    query = assignments_visible_to(actor).where(Assignment.code == code, committee)
    return _one(session.scalars(query).unique().all())


def one_item(session: Session, actor: Actor, address: str) -> TrackedItem:
    """The item of this address (114-1-3-T2, EDU.114-1-3-T2), resolution, meeting and committee loaded; `Absent` else."""
    committee, code = split_address(address)
    return _one(session.scalars(items_visible_to(actor).where(TrackedItem.code == code, committee)).all())


def one_resolution(session: Session, actor: Actor, address: str) -> Resolution:
    """The resolution of this address (114-1-3, 114-1-3.2, EDU.114-1-3), meeting and committee loaded; `Absent` else.

    Seen by whoever sees its case, and by an agency that has a share of it.
    """
    committee, code = split_address(address)
    query = (
        select(Resolution)
        .join(Resolution.meeting)
        .join(Meeting.committee)
        .outerjoin(AgendaItem, AgendaItem.id == Resolution.item_id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .options(contains_eager(Resolution.meeting).contains_eager(Meeting.committee))
        .where(
            Resolution.code == code,
            Resolution.removed_at.is_(None),
            committee,
            resolution_is_seen(actor),
        )
    )
    return _one(session.scalars(query).all())


def resolution_is_seen(actor: Actor) -> ColumnElement[bool]:
    """On a query that joins `Resolution`, `Meeting`, `Committee` and (outer) `AgendaItem` and `Proposal`."""
    owned = exists().where(
        TrackedItem.resolution_id == Resolution.id,
        Assignment.item_id == TrackedItem.id,
        assignment_is_seen(actor),
    )
    return or_(case_is_seen(actor), owned)


def split_address(address: str) -> tuple[ColumnElement[bool], str]:
    """Which committee (a condition on `Committee`) and which of its codes; `Absent` for what no code looks like."""
    typed = normalise_code(address)
    if not _CODE.fullmatch(typed):
        raise Absent
    prefix = re.match(r"([A-Z][A-Z0-9_]*)\.(.+)", typed)
    if prefix is None:
        return Committee.is_primary.is_(True), typed
    return Committee.code == prefix[1], prefix[2]


def _one(found: Sequence[T]) -> T:
    if len(found) != 1:
        raise Absent
    return found[0]


def _of(committee_id: InstrumentedAttribute[int], agency_ids: frozenset[int]) -> ColumnElement[bool]:
    """Of the committees of these agencies. One is a value, not a join: an index that begins with it then gives its order."""
    found = select(Committee.id).where(Committee.agency_id.in_(agency_ids))
    return committee_id == found.scalar_subquery() if len(agency_ids) == 1 else committee_id.in_(found)


def _share_is_reached(actor: Actor) -> ColumnElement[bool]:
    if actor.everywhere:
        return true()
    prepares = agencies_with(actor, Right.PREPARE_SPLITS, Scope.COMMITTEE)
    committees = agencies_with(actor, Right.READ_TRACKING, Scope.COMMITTEE) - prepares
    own = agencies_with(actor, Right.READ_TRACKING, Scope.OWN_AGENCY)
    ways: list[ColumnElement[bool]] = [false()]
    if prepares:
        ways.append(_of(Assignment.committee_id, prepares))
    sent = Assignment.state.in_(SENT)
    if committees:
        ways.append(and_(_of(Assignment.committee_id, committees), sent))
    if own:
        ways.append(and_(Assignment.agency_id.in_(own), sent))
    return or_(*ways)


def _share_not_hidden(actor: Actor) -> ColumnElement[bool]:
    readable = reads_confidential_of(actor)
    if not actor.everywhere and readable >= _reached(actor):
        return true()
    normal = Assignment.item_id.not_in(_SECRET)
    if not readable:
        return normal
    return or_(normal, _of(Assignment.committee_id, readable), Assignment.agency_id.in_(readable))


def _reached(actor: Actor) -> frozenset[int]:
    """Every agency for which this person reads shares, as its committee's or as its own."""
    return (
        agencies_with(actor, Right.PREPARE_SPLITS, Scope.COMMITTEE)
        | agencies_with(actor, Right.READ_TRACKING, Scope.COMMITTEE)
        | agencies_with(actor, Right.READ_TRACKING, Scope.OWN_AGENCY)
    )


def _item_is_reached(actor: Actor) -> ColumnElement[bool]:
    if actor.everywhere:
        return true()
    prepares = agencies_with(actor, Right.PREPARE_SPLITS, Scope.COMMITTEE)
    committees = agencies_with(actor, Right.READ_TRACKING, Scope.COMMITTEE) - prepares
    own = agencies_with(actor, Right.READ_TRACKING, Scope.OWN_AGENCY)
    ways: list[ColumnElement[bool]] = [false()]
    if prepares:
        ways.append(_of(TrackedItem.committee_id, prepares))
    if committees:
        ways.append(and_(_of(TrackedItem.committee_id, committees), _has_share(Assignment.state.in_(SENT))))
    if own:
        ways.append(_has_share(Assignment.agency_id.in_(own), Assignment.state != AssignmentState.PREPARED))
    return or_(*ways)


def _item_not_hidden(actor: Actor) -> ColumnElement[bool]:
    normal = TrackedItem.id.not_in(_SECRET)
    readable = reads_confidential_of(actor)
    if not readable:
        return normal
    return or_(
        normal, _of(TrackedItem.committee_id, readable), _has_share(Assignment.agency_id.in_(readable))
    )


def _has_share(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Assignment.item_id == TrackedItem.id, Assignment.removed_at.is_(None), *conditions)
