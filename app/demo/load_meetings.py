"""The city's past meetings with what they decided, and the one being prepared."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.demo.city.cases import CaseRow, ResolutionRow
from app.demo.city.meetings import COMING_MEETING, PAST_MEETINGS, MeetingRow
from app.domain.meetings.resolution import Disposition, ResolutionKind, Section, TrackingChoice
from app.domain.people.actor import CONSOLE
from app.models import Committee, Meeting
from app.services.meetings import planning
from app.services.meetings.past import PastCase, PastResolution, record_past
from app.services.meetings.planning import MeetingPlan

TAIPEI = ZoneInfo("Asia/Taipei")


def load_meetings(session: Session, committee: Committee, *, now: datetime) -> Meeting:
    """Record the past ones, each on its own day; returns the coming one, in preparation and still without cases."""
    for row in PAST_MEETINGS:
        record_past(
            session, CONSOLE, committee, _plan(row), [_case(case) for case in row.cases],
            [_resolution(word) for word in row.closing], now=datetime.combine(row.held_on, row.ends, TAIPEI),
            today=row.held_on,
        )  # fmt: skip
    return planning.create(session, CONSOLE, committee, _plan(COMING_MEETING), now=now)


def _plan(row: MeetingRow) -> MeetingPlan:
    return MeetingPlan(
        title=row.title, label=row.label, year=row.year, held_on=row.held_on, starts_at=row.starts,
        ends_at=row.ends, place=row.place, chair=f"{row.chair_title} {row.chair_name}",
    )  # fmt: skip


def _case(row: CaseRow) -> PastCase:
    section = Section(row.section)
    return PastCase(
        row.unit, row.subject, row.explanation, row.proposal,
        resolutions=tuple(_resolution(word) for word in row.resolutions),
        number=int(row.number) if section in (Section.DISCUSSION, Section.EXTEMPORE) else None,
        section=section, suggested_resolution=row.suggested_resolution, continues=row.continues,
    )  # fmt: skip


def _resolution(row: ResolutionRow) -> PastResolution:
    return PastResolution(
        row.text, Disposition(row.disposition), TrackingChoice(row.tracking_choice), ResolutionKind(row.kind)
    )
