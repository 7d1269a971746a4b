"""What the papers of a meeting say of its splits: each item with its agencies by role."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency
from app.models import Agency, AgendaItem, Assignment, Meeting, Proposal, Resolution, TrackedItem


@dataclass(frozen=True, slots=True)
class SharedItem:
    """`line_id`: the agenda line it came from, by which a reader's papers are cut. `title`: of a 密 case its 代號.

    `leads`, `cos`, `shares`: as it was split; `agency_ids`: also who took a share over.
    """

    line_id: int | None
    resolution_id: int
    resolution: str
    title: str
    due_kind: DueKind
    due_on: date | None
    frequency: Frequency
    leads: tuple[str, ...]
    cos: tuple[str, ...]
    shares: int
    agency_ids: frozenset[int]


def shared_of(session: Session, meeting: Meeting) -> tuple[SharedItem, ...]:
    """The items of a meeting in the order of its resolutions; agencies in 機關排序, by their short names."""
    rows = session.execute(
        select(
            TrackedItem,
            Resolution.item_id,
            Resolution.id,
            Resolution.code,
            Proposal.confidentiality,
            Proposal.stub_name,
        )
        .join(Resolution, Resolution.id == TrackedItem.resolution_id)
        .outerjoin(AgendaItem, AgendaItem.id == Resolution.item_id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .where(Resolution.meeting_id == meeting.id, TrackedItem.removed_at.is_(None))
        .order_by(Resolution.ordinal, Resolution.id, TrackedItem.ordinal)
    ).all()
    named: dict[tuple[int, AssignmentRole], list[str]] = defaultdict(list)
    shares = session.execute(
        select(Assignment.item_id, Assignment.role, Agency.short_name, Agency.id, Assignment.replaces_id)
        .join(Agency, Agency.id == Assignment.agency_id)
        .where(
            Assignment.item_id.in_([row[0].id for row in rows]),
            Assignment.removed_at.is_(None),
        )
        .order_by(Agency.sort_order, Agency.id)
    )
    agencies: dict[int, set[int]] = defaultdict(set)
    for share in shares:
        agencies[share.item_id].add(share.id)
        if share.replaces_id is None:
            named[(share.item_id, share.role)].append(share.short_name)
    return tuple(
        SharedItem(
            line_id=row.item_id,
            resolution_id=row.id,
            resolution=row.code,
            title=row.stub_name if row.confidentiality is Confidentiality.CONFIDENTIAL else row[0].title,
            due_kind=row[0].due_kind,
            due_on=row[0].due_on,
            frequency=row[0].frequency,
            leads=tuple(named[(row[0].id, AssignmentRole.LEAD)]),
            cos=tuple(named[(row[0].id, AssignmentRole.CO)]),
            shares=sum(len(named[(row[0].id, role)]) for role in AssignmentRole),
            agency_ids=frozenset(agencies[row[0].id]),
        )
        for row in rows
    )
