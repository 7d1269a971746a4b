"""One share or item as one story: its dates, its reports, what was asked and decided, and whose turn it is (U68)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.domain.tracking.item import owes_reports
from app.domain.tracking.report_flow import UNSENT, ReportState
from app.domain.tracking.request_flow import RequestState
from app.domain.tracking.waiting import Hands, Waiting, waits_for
from app.models import (
    Agency,
    Assignment,
    ClockPause,
    ClosureDecision,
    Correction,
    ExtensionRequest,
    FollowUp,
    ItemSummary,
    ProgressReport,
    ReassignmentRequest,
    ReportRound,
    TrackedItem,
)
from app.queries.tracking.requests import of_its_lead

T = TypeVar("T", ExtensionRequest, ReassignmentRequest, Correction, ClockPause)
TAIPEI = ZoneInfo("Asia/Taipei")


@dataclass(frozen=True, slots=True)
class Record:
    """What a share's page tells. `reports`: the newest first; what is unsent only for its own agency.

    `extensions_of_lead`: granted to the lead that a 協辦 in 單一主辦 delivers to."""

    reports: tuple[ProgressReport, ...]
    extensions: tuple[ExtensionRequest, ...]
    extensions_of_lead: tuple[ExtensionRequest, ...]
    corrections: tuple[Correction, ...]
    pauses: tuple[ClockPause, ...]
    reassignments: tuple[ReassignmentRequest, ...]
    decisions: tuple[ClosureDecision, ...]
    agencies: dict[int, str]
    waiting: Waiting
    awaiting_since: date | None

    @property
    def pause(self) -> ClockPause | None:
        return next((one for one in self.pauses if one.resumed_on is None), None)


def record_of(session: Session, actor: Actor, share: Assignment) -> Record:
    """`share.item` must be loaded."""
    reports = session.scalars(
        select(ProgressReport)
        .where(ProgressReport.assignment_id == share.id)
        .options(
            joinedload(ProgressReport.round),
            joinedload(ProgressReport.finding),
            joinedload(ProgressReport.submitted_by),
            selectinload(ProgressReport.figures),
            selectinload(ProgressReport.evidence),
        )
        .order_by(ProgressReport.number.desc())
    ).all()
    extensions = _of(session, ExtensionRequest, share)
    reassignments = _of(session, ReassignmentRequest, share)
    decisions = decisions_of(session, [share.id])
    own = may(actor, Right.REPORT, agency_id=share.agency_id)
    named = {one for row in reassignments for one in (row.wanted_agency_id, row.granted_agency_id) if one}
    return Record(
        reports=tuple(one for one in reports if own or one.state not in UNSENT),
        extensions=tuple(extensions),
        extensions_of_lead=tuple(session.scalars(of_its_lead(share).order_by(ExtensionRequest.id))),
        corrections=tuple(_of(session, Correction, share)),
        pauses=tuple(_of(session, ClockPause, share)),
        reassignments=tuple(reassignments),
        decisions=tuple(decisions),
        agencies={row.id: row.short_name for row in session.execute(_agencies(named))},
        waiting=_waiting(share, reports, [*extensions, *reassignments], decisions),
        awaiting_since=_awaiting(reports),
    )


def decisions_of(session: Session, share_ids: Sequence[int]) -> list[ClosureDecision]:
    """In the order they were taken, meeting and approval loaded."""
    query = (
        select(ClosureDecision)
        .where(ClosureDecision.assignment_id.in_(share_ids))
        .options(joinedload(ClosureDecision.meeting), joinedload(ClosureDecision.approval))
        .order_by(ClosureDecision.id)
    )
    return list(session.scalars(query))


def summaries_of(session: Session, item: TrackedItem) -> list[tuple[ReportRound, ItemSummary]]:
    """The last version of 綜整 per round, the newest round first."""
    rows = session.execute(
        select(ReportRound, ItemSummary)
        .join(ItemSummary, ItemSummary.round_id == ReportRound.id)
        .where(ItemSummary.item_id == item.id)
        .order_by(ReportRound.opens_on, ItemSummary.number)
    )
    last = {row[0].id: (row[0], row[1]) for row in rows}
    return list(reversed(last.values()))


def follow_ups_of(session: Session, item: TrackedItem) -> list[FollowUp]:
    """The meetings it was shown to, the newest first."""
    query = (
        select(FollowUp)
        .where(FollowUp.item_id == item.id)
        .options(joinedload(FollowUp.meeting), joinedload(FollowUp.summary))
        .order_by(FollowUp.id.desc())
    )
    return list(session.scalars(query))


def _of(session: Session, kind: type[T], share: Assignment) -> list[T]:
    query = select(kind).where(kind.assignment_id == share.id).order_by(kind.id)
    return list(session.scalars(query))


def _agencies(ids: set[int]) -> Select[int, str]:
    return select(Agency.id, Agency.short_name).where(Agency.id.in_(ids))


def _awaiting(reports: Sequence[ProgressReport]) -> date | None:
    return next((one.awaiting_since for one in reports if one.state is ReportState.AWAITING_APPROVAL), None)


def _waiting(
    share: Assignment,
    reports: Sequence[ProgressReport],
    requests: Sequence[ExtensionRequest | ReassignmentRequest],
    decisions: Sequence[ClosureDecision],
) -> Waiting:
    sent = next((one for one in reports if one.state is ReportState.SUBMITTED), None)
    findings = [one.finding for one in reports if one.finding and one.finding.effective_at]
    answered = max((one.effective_at for one in findings if one.effective_at), default=None)
    asked = [one.requested_at for one in requests if one.state is RequestState.REQUESTED]
    return waits_for(
        Hands(
            state=share.state,
            dispatched_on=share.dispatched_on,
            submitted_on=sent.submitted_on if sent else None,
            answered_on=answered.astimezone(TAIPEI).date() if answered else None,
            awaiting_since=_awaiting(reports),
            paused_on=share.paused_on,
            asked_on=min(asked).astimezone(TAIPEI).date() if asked else None,
            proposed_on=answered.astimezone(TAIPEI).date() if answered else None,
            owes_reports=owes_reports(share.item.mode, share.role),
        )
    )
