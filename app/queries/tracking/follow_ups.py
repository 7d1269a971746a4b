"""The lines of 歷次決議辦理情形 of a meeting: live until 議程定稿, then as they were pinned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.agenda import PINNED_IN
from app.domain.meetings.meeting_flow import OVER
from app.domain.tracking.assignment_flow import OPEN, AssignmentState
from app.domain.tracking.decisions import Basis, FollowUpPart, Verdict
from app.domain.tracking.follow_up import BETWEEN_MEETINGS, STANDS_OPEN, is_to_report, proposed
from app.domain.tracking.item import AssignmentRole
from app.domain.tracking.item_status import ItemStatus, Part, status_of
from app.models import (
    Agency,
    AgendaItem,
    Approval,
    Assignment,
    ClosureDecision,
    FollowUp,
    ItemSummary,
    Meeting,
    Proposal,
    ReportRound,
    Resolution,
    TrackedItem,
)


@dataclass(frozen=True, slots=True)
class Owner:
    """One share as a line names it; `order`: 機關排序."""

    share_id: int
    code: str
    agency: str
    order: int
    role: AssignmentRole
    state: AssignmentState
    due: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One item before a meeting. `row`: what is stored of it, None while it is only live.

    `secret`: of a 密 case, `subject` is then its 代號 and nothing else of it is shown. `released_by`: 文號 of the memo.
    """

    item: TrackedItem
    resolution: Resolution
    meeting: Meeting
    subject: str
    secret: bool
    part: FollowUpPart
    status: ItemStatus
    owners: tuple[Owner, ...]
    summary: ItemSummary | None
    proposal: Verdict | None
    row: FollowUp | None
    released_by: str = ""

    @property
    def leads(self) -> tuple[str, ...]:
        return tuple(one.agency for one in self.owners if one.role is AssignmentRole.LEAD)

    @property
    def assisting(self) -> tuple[str, ...]:
        return tuple(one.agency for one in self.owners if one.role is AssignmentRole.CO)

    @property
    def due(self) -> date | None:
        """The latest last day of its leads."""
        return max(
            (one.due for one in self.owners if one.due and one.role is AssignmentRole.LEAD), default=None
        )


def lines_of(session: Session, meeting: Meeting) -> list[Line]:
    """In the order of the meetings and codes they come from; open items first, then 已簽准解除列管."""
    stored = {
        row.item_id: row
        for row in session.scalars(
            select(FollowUp).where(FollowUp.meeting_id == meeting.id).options(joinedload(FollowUp.summary))
        )
    }
    if meeting.state not in PINNED_IN and meeting.state not in OVER:
        return live_lines_of(session, meeting, stored)
    found = _found(session, meeting, list(stored)) if stored else []
    lines = [line for row in found if (line := _line(row, stored.get(row.item.id), True))]
    return sorted(lines, key=lambda line: line.row.position if line.row else 0)


def live_lines_of(session: Session, meeting: Meeting, stored: Mapping[int, FollowUp]) -> list[Line]:
    """As the records say now, whatever the state of the meeting; `stored`: what was chosen already, by item."""
    found = _found(session, meeting, None)
    lines = [line for row in found if (line := _line(row, stored.get(row.item.id), False))]
    return sorted(lines, key=lambda line: line.part is FollowUpPart.RELEASED)


@dataclass(frozen=True, slots=True)
class _Facts:
    item: TrackedItem
    resolution: Resolution
    meeting: Meeting
    subject: str
    secret: bool
    shares: tuple[Any, ...]
    summary: ItemSummary | None
    last: tuple[Basis, str] | None
    reported: bool


def _line(facts: _Facts, row: FollowUp | None, pinned: bool) -> Line | None:
    parts = [Part(one.state, one.role, one.closed_as) for one in facts.shares]
    status = status_of(facts.item.mode, parts)
    basis = facts.last[0] if facts.last else None
    if pinned:
        part = row.part if row else FollowUpPart.OPEN
    elif status in STANDS_OPEN:
        part = FollowUpPart.OPEN
    elif is_to_report(status, basis, facts.reported):
        part = FollowUpPart.RELEASED
    else:
        return None
    proposal = row.proposal if row and row.proposal else None
    if proposal is None and part is FollowUpPart.OPEN:
        proposal = proposed(status)
    return Line(
        item=facts.item,
        resolution=facts.resolution,
        meeting=facts.meeting,
        subject=facts.subject,
        secret=facts.secret,
        part=part,
        status=status,
        owners=tuple(
            Owner(one.id, one.code, one.short_name, one.sort_order, one.role, one.state, one.due_current)
            for one in facts.shares
        ),
        summary=(row.summary if row else None) if pinned else facts.summary,
        proposal=proposal,
        row=row,
        released_by=facts.last[1] if facts.last and part is FollowUpPart.RELEASED else "",
    )


def _found(session: Session, meeting: Meeting, only: list[int] | None) -> list[_Facts]:
    """The items that may be lines: these, or every one of the committee that is open or ended between meetings."""
    wanted = TrackedItem.id.in_(only if only is not None else _candidates(meeting))
    rows = session.execute(
        select(TrackedItem, Resolution, Meeting, Proposal, AgendaItem.title)
        .join(Resolution, Resolution.id == TrackedItem.resolution_id)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == Resolution.item_id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .where(TrackedItem.committee_id == meeting.committee_id, TrackedItem.removed_at.is_(None), wanted)
        .order_by(Meeting.year, Meeting.held_on, Meeting.id, AgendaItem.position, Resolution.ordinal, TrackedItem.ordinal)
    ).all()  # fmt: skip
    if not rows:
        return []
    ids = [row[0].id for row in rows]
    shares, summaries = _shares(session, ids), _summaries(session, ids)
    last, reported = _last_decisions(session, ids), _reported(session, ids, meeting)
    found = []
    for item, resolution, at, proposal, title in rows:
        secret = proposal is not None and proposal.confidentiality is Confidentiality.CONFIDENTIAL
        subject = (
            (proposal.stub_name if secret else proposal.subject) if proposal else title or resolution.text
        )
        found.append(
            _Facts(
                item, resolution, at, subject, secret, tuple(shares[item.id]), summaries.get(item.id),
                last.get(item.id), item.id in reported,
            )
        )  # fmt: skip
    return found


def _candidates(meeting: Meeting) -> Any:
    """Open, or with a decision taken outside a meeting."""
    between = (
        select(ClosureDecision.assignment_id).where(ClosureDecision.basis.in_(BETWEEN_MEETINGS)).distinct()
    )
    return (
        select(Assignment.item_id)
        .where(
            Assignment.committee_id == meeting.committee_id,
            Assignment.state.in_(OPEN) | Assignment.id.in_(between),
        )
        .distinct()
    )


def _shares(session: Session, ids: Sequence[int]) -> dict[int, list[Any]]:
    """Those that count for an item, in official order, 主辦 first."""
    rows = session.execute(
        select(
            Assignment.item_id, Assignment.id, Assignment.code, Assignment.state, Assignment.role,
            Assignment.closed_as, Assignment.due_current, Agency.short_name, Agency.sort_order,
        )
        .join(Agency, Agency.id == Assignment.agency_id)
        .where(
            Assignment.item_id.in_(ids),
            Assignment.removed_at.is_(None),
            Assignment.state != AssignmentState.REASSIGNED,
        )
        .order_by(Assignment.item_id, Assignment.role.desc(), Agency.sort_order, Assignment.serial)
    )  # fmt: skip
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found


def _summaries(session: Session, ids: Sequence[int]) -> dict[int, ItemSummary]:
    """The last version of the latest round of each item."""
    rows = session.scalars(
        select(ItemSummary)
        .join(ReportRound, ReportRound.id == ItemSummary.round_id)
        .where(ItemSummary.item_id.in_(ids))
        .order_by(ReportRound.opens_on, ItemSummary.number)
    )
    return {one.item_id: one for one in rows}


def _last_decisions(session: Session, ids: Sequence[int]) -> dict[int, tuple[Basis, str]]:
    newest = (
        select(Assignment.item_id, func.max(ClosureDecision.id).label("id"))
        .join(ClosureDecision, ClosureDecision.assignment_id == Assignment.id)
        .where(Assignment.item_id.in_(ids))
        .group_by(Assignment.item_id)
        .subquery()
    )
    rows = session.execute(
        select(newest.c.item_id, ClosureDecision.basis, Approval.document_number, ClosureDecision.clause)
        .join(ClosureDecision, ClosureDecision.id == newest.c.id)
        .outerjoin(Approval, Approval.id == ClosureDecision.approval_id)
    )
    return {row.item_id: (row.basis, row.document_number or row.clause or "") for row in rows}


def _reported(session: Session, ids: Sequence[int], meeting: Meeting) -> frozenset[int]:
    """The items another meeting was told of as 已簽准解除列管."""
    rows = session.scalars(
        select(FollowUp.item_id)
        .join(Meeting, Meeting.id == FollowUp.meeting_id)
        .where(
            FollowUp.item_id.in_(ids),
            FollowUp.part == FollowUpPart.RELEASED,
            FollowUp.meeting_id != meeting.id,
            Meeting.state.in_(OVER),
        )
    )
    return frozenset(rows)
