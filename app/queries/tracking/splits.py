"""Which resolutions are to be split, what was made of each, and what is still to be sent."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.meeting_flow import OVER
from app.domain.meetings.numbering import with_committee
from app.domain.meetings.resolution import TrackingChoice
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import AssignmentState
from app.models import (
    AgendaItem,
    Assignment,
    Committee,
    Dispatch,
    Meeting,
    Proposal,
    Resolution,
    TrackedItem,
)
from app.queries.visibility.meetings import item_is_seen as case_is_seen
from app.queries.visibility.tracking import prepares_for


@dataclass(frozen=True, slots=True)
class Split:
    """One item with its shares that stand, 主辦 first, in the order of their codes."""

    item: TrackedItem
    shares: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class ToSplit:
    """A 列管 resolution of which nothing was made; `subject`: of its case, else its own words."""

    address: str
    subject: str
    meeting: str


def unsplit(session: Session, meeting: Meeting) -> list[Resolution]:
    """列管 resolutions of which no item has a share: 結案 waits for them (product 3.2)."""
    owned = exists().where(
        TrackedItem.resolution_id == Resolution.id,
        TrackedItem.removed_at.is_(None),
        Assignment.item_id == TrackedItem.id,
        Assignment.removed_at.is_(None),
    )
    query = (
        select(Resolution)
        .where(
            Resolution.meeting_id == meeting.id,
            Resolution.removed_at.is_(None),
            Resolution.tracking_choice == TrackingChoice.TRACK,
            ~owned,
        )
        .order_by(Resolution.ordinal)
    )
    return list(session.scalars(query))


def resolutions_split(session: Session, meeting: Meeting) -> frozenset[int]:
    """The resolutions of a meeting that have an item."""
    query = (
        select(TrackedItem.resolution_id)
        .join(Resolution, Resolution.id == TrackedItem.resolution_id)
        .where(Resolution.meeting_id == meeting.id, TrackedItem.removed_at.is_(None))
    )
    return frozenset(session.scalars(query))


def split_of(session: Session, resolution: Resolution) -> list[Split]:
    """The items of a resolution with their shares, agencies and letters loaded."""
    items = session.scalars(
        select(TrackedItem)
        .where(TrackedItem.resolution_id == resolution.id, TrackedItem.removed_at.is_(None))
        .options(selectinload(TrackedItem.figures))
        .order_by(TrackedItem.ordinal)
        .execution_options(populate_existing=True)
    ).all()
    shares = session.scalars(
        select(Assignment)
        .where(Assignment.item_id.in_([item.id for item in items]), Assignment.removed_at.is_(None))
        .options(joinedload(Assignment.agency), joinedload(Assignment.dispatch))
        .order_by(Assignment.serial)
        .execution_options(populate_existing=True)
    ).all()
    return [Split(item, tuple(one for one in shares if one.item_id == item.id)) for item in items]


def prepared_of(session: Session, resolution: Resolution) -> list[Assignment]:
    """Shares of a resolution that wait for their letter."""
    query = (
        select(Assignment)
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .where(
            TrackedItem.resolution_id == resolution.id,
            Assignment.state == AssignmentState.PREPARED,
            Assignment.removed_at.is_(None),
        )
        .options(joinedload(Assignment.agency))
        .order_by(Assignment.serial)
    )
    return list(session.scalars(query))


def batches_of(session: Session, resolution: Resolution) -> list[Dispatch]:
    """The letters that sent shares of a resolution and still stand, the newest first."""
    of_resolution = (
        select(Assignment.dispatch_id)
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .where(TrackedItem.resolution_id == resolution.id, Assignment.dispatch_id.is_not(None))
    )
    query = select(Dispatch).where(Dispatch.id.in_(of_resolution), Dispatch.taken_back_at.is_(None))
    return list(session.scalars(query.options(joinedload(Dispatch.approval)).order_by(Dispatch.id.desc())))


def texts_of(session: Session, resolution: Resolution) -> tuple[str, str]:
    """說明 and 辦法 the resolution adopted: as pinned at 議程定稿, the 辦法 as amended where it was."""
    if resolution.item_id is None:
        return "", resolution.amended_measures
    line = session.scalars(
        select(AgendaItem)
        .where(AgendaItem.id == resolution.item_id)
        .options(joinedload(AgendaItem.proposal), joinedload(AgendaItem.pinned_version))
    ).one()
    text = line.pinned_version or line.proposal
    if text is None:
        return "", resolution.amended_measures
    return text.explanation, resolution.amended_measures or text.measures


def next_serial(session: Session, committee_id: int, case_code: str) -> int:
    """The serial the next share of a case will have."""
    last = select(func.max(Assignment.serial)).where(
        Assignment.committee_id == committee_id, Assignment.case_code == case_code
    )
    return (session.scalar(last) or 0) + 1


def is_secret(session: Session, resolution: Resolution) -> bool:
    """Is this the resolution of a 密 case?"""
    grade = session.scalar(
        select(Proposal.confidentiality)
        .join(AgendaItem, AgendaItem.proposal_id == Proposal.id)
        .where(AgendaItem.id == resolution.item_id)
    )
    return grade is Confidentiality.CONFIDENTIAL


def to_split(session: Session, actor: Actor) -> list[ToSplit]:
    """列管 resolutions of meetings that are over and of which nothing was made yet, for who prepares splits; the newest first."""
    owned = exists().where(TrackedItem.resolution_id == Resolution.id, TrackedItem.removed_at.is_(None))
    rows = session.execute(
        select(Resolution.code, Resolution.text, Meeting.label, Committee, Proposal.subject, AgendaItem.title)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(AgendaItem, AgendaItem.id == Resolution.item_id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .where(
            prepares_for(actor),
            case_is_seen(actor),
            Meeting.state.in_(OVER),
            Resolution.removed_at.is_(None),
            Resolution.tracking_choice == TrackingChoice.TRACK,
            ~owned,
        )
        .order_by(Meeting.held_on.desc(), Meeting.id, Resolution.ordinal)
    )
    return [
        ToSplit(
            with_committee(row.code, row.Committee.code, row.Committee.is_primary),
            row.subject or row.title or row.text,
            row.label,
        )
        for row in rows
    ]
