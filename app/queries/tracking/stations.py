"""五站: how far a resolution has come, each station with its day and how many shares are past it (C5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.tracking.assignment_flow import ENDED, SENT, AssignmentState
from app.domain.tracking.item_status import Station
from app.domain.tracking.report_flow import ReportState
from app.models import Assignment, ProgressReport, Resolution


@dataclass(frozen=True, slots=True)
class Stop:
    """`n` of `of` shares have passed it; `since`: the day of the first (決議: of the meeting), of the last for 解除."""

    station: Station
    n: int
    of: int
    since: date | None

    @property
    def is_passed(self) -> bool:
        return self.of > 0 and self.n == self.of

    @property
    def is_begun(self) -> bool:
        return self.n > 0


def stations_of(session: Session, resolution: Resolution, shares: Sequence[Assignment]) -> tuple[Stop, ...]:
    """`shares`: of this resolution as far as they are seen; `resolution.meeting` must be loaded."""
    counted = [share for share in shares if share.state is not AssignmentState.REASSIGNED]
    ids, total = [share.id for share in counted], len(counted)
    sent = [share for share in counted if share.state in SENT]
    ended = [share for share in counted if share.state in ENDED]
    told = _reports(session, ids, (ReportState.SUBMITTED, ReportState.RECEIVED, ReportState.RETURNED))
    taken = _reports(session, ids, (ReportState.RECEIVED,))
    return (
        Stop(Station.RESOLVED, 1, 1, resolution.meeting.held_on),
        Stop(Station.DISPATCHED, len(sent), total, _first(share.dispatched_on for share in sent)),
        Stop(Station.REPORTED, len(told), total, _first(told.values())),
        Stop(Station.RECEIVED, len(taken), total, _first(taken.values())),
        Stop(
            Station.RELEASED, len(ended), total, max((s.ended_on for s in ended if s.ended_on), default=None)
        ),
    )


def _reports(session: Session, ids: Sequence[int], states: Sequence[ReportState]) -> dict[int, date]:
    """Share → the day of its first report in one of these states."""
    rows = session.execute(
        select(ProgressReport.assignment_id, func.min(ProgressReport.submitted_on))
        .where(ProgressReport.assignment_id.in_(ids), ProgressReport.state.in_(states))
        .group_by(ProgressReport.assignment_id)
    )
    return {share_id: day for share_id, day in rows if day is not None}


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)
