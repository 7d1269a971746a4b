"""What was written of a committee's shares, so that a month's end of before can be rebuilt."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.insight.rebuilding import Asked, Past, Told
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import Outcome
from app.domain.tracking.item import AssignmentRole, ItemMode
from app.domain.tracking.report_flow import ReportState
from app.models import (
    Assignment,
    ClockPause,
    ClosureDecision,
    Committee,
    Correction,
    ExtensionRequest,
    Finding,
    ProgressReport,
    TrackedItem,
)

TAIPEI = ZoneInfo("Asia/Taipei")


def past_shares(session: Session, committee: Committee, since: date, until: date) -> dict[int, Past]:
    """By id: what was sent out by `until` and had not ended before `since`; what was 改分 is left to its successor."""
    found = session.execute(
        select(
            Assignment.id,
            Assignment.state,
            Assignment.due_kind,
            Assignment.due_original,
            Assignment.ended_on,
            TrackedItem.legacy,
        )
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .where(*_of(committee, since, until))
    ).all()
    told, asked, corrected, pauses, continued = _written(session, committee, since, until)
    return {
        row.id: Past(
            row.state,
            row.due_kind,
            row.due_original,
            row.ended_on,
            told[row.id],
            asked[row.id],
            corrected[row.id],
            pauses[row.id],
            continued[row.id],
            row.legacy,
        )
        for row in found
    }


def _of(committee: Committee, since: date, until: date) -> tuple[Any, ...]:
    return (
        Assignment.committee_id == committee.id,
        Assignment.removed_at.is_(None),
        Assignment.dispatched_on <= until,
        or_(Assignment.ended_on.is_(None), Assignment.ended_on >= since),
        Assignment.state != AssignmentState.REASSIGNED,
    )


def _written(session: Session, committee: Committee, since: date, until: date) -> tuple[Any, ...]:
    """Reports, extensions, corrections, pauses and 繼續列管, by share."""

    def among(query: Any, column: Any) -> Any:
        return session.execute(
            query.join(Assignment, Assignment.id == column).where(*_of(committee, since, until))
        )

    told: dict[int, list[Told]] = defaultdict(list)
    reports = (
        select(
            ProgressReport.assignment_id,
            ProgressReport.submitted_on,
            ProgressReport.state,
            Finding.opinion,
            Finding.effective_at,
        )
        .outerjoin(Finding, Finding.report_id == ProgressReport.id)
        .where(ProgressReport.submitted_on.is_not(None), ProgressReport.state != ReportState.RECALLED)
        .order_by(ProgressReport.number)
    )
    for row in among(reports, ProgressReport.assignment_id):
        # The last word of a 舊案 came in as received, and nobody here answered it.
        came_received = row.effective_at is None and row.state is ReportState.RECEIVED
        answered_on = row.submitted_on if came_received else _day(row.effective_at)
        told[row.assignment_id].append(Told(row.submitted_on, row.opinion, answered_on))
    asked: dict[int, list[Asked]] = defaultdict(list)
    requests = select(
        ExtensionRequest.assignment_id, ExtensionRequest.requested_at, ExtensionRequest.decided_at,
        ExtensionRequest.granted_on, ExtensionRequest.due_before,
    ).order_by(ExtensionRequest.id)  # fmt: skip
    for row in among(requests, ExtensionRequest.assignment_id):
        on = row.requested_at.astimezone(TAIPEI).date()
        asked[row.assignment_id].append(Asked(on, _day(row.decided_at), row.granted_on, row.due_before))
    for row in session.execute(_of_leads().where(*_of(committee, since, until))):
        decided = row.decided_at.astimezone(TAIPEI).date()
        asked[row.id].append(Asked(decided, decided, row.granted_on, row.due_before, of_lead=True))
    corrected: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    corrections = select(Correction.assignment_id, Correction.corrected_at, Correction.due_before)
    for row in among(corrections.order_by(Correction.id), Correction.assignment_id):
        corrected[row.assignment_id].append((row.corrected_at.astimezone(TAIPEI).date(), row.due_before))
    pauses: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    stood = select(ClockPause.assignment_id, ClockPause.paused_on, ClockPause.resumed_on)
    for row in among(stood, ClockPause.assignment_id):
        pauses[row.assignment_id].append((row.paused_on, row.resumed_on))
    continued: dict[int, list[date]] = defaultdict(list)
    said = select(ClosureDecision.assignment_id, ClosureDecision.decided_on).where(
        ClosureDecision.outcome == Outcome.CONTINUE
    )
    for row in among(said, ClosureDecision.assignment_id):
        continued[row.assignment_id].append(row.decided_on)
    return told, asked, corrected, pauses, continued


def _of_leads() -> Select[int, datetime | None, date | None, date]:
    """What was granted to the lead of each 協辦 in 單一主辦, by the id of the 協辦."""
    lead = aliased(Assignment)
    return (
        select(
            Assignment.id,
            ExtensionRequest.decided_at,
            ExtensionRequest.granted_on,
            ExtensionRequest.due_before,
        )
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .join(lead, lead.item_id == Assignment.item_id)
        .join(ExtensionRequest, ExtensionRequest.assignment_id == lead.id)
        .where(
            TrackedItem.mode == ItemMode.SINGLE_LEAD,
            Assignment.role == AssignmentRole.CO,
            lead.role == AssignmentRole.LEAD,
            ExtensionRequest.granted_on.is_not(None),
        )
        .order_by(ExtensionRequest.id)
    )


def _day(at: datetime | None) -> date | None:
    return at.astimezone(TAIPEI).date() if at else None
