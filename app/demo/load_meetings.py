"""The city's past meetings with what they decided, and the one being prepared."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.demo.city.cases import CaseRow, ResolutionRow
from app.demo.city.meetings import COMING_MEETING, MAYOR, PAST_MEETINGS, MeetingRow
from app.domain.meetings.dated_fact import FactKind
from app.domain.meetings.resolution import Disposition, ResolutionKind, Section, TrackingChoice
from app.domain.people.actor import CONSOLE
from app.models import Committee, Meeting
from app.services.meetings import dated_facts, minutes_approving, minuting, planning
from app.services.meetings.minuting import FreeParts
from app.services.meetings.past import PastCase, PastResolution, record_past
from app.services.meetings.planning import MeetingPlan
from app.services.proposals.reviewing import PaperDecision
from app.wording.minutes import SIGN_IN_SHEET

TAIPEI = ZoneInfo("Asia/Taipei")


def load_meetings(session: Session, committee: Committee, *, now: datetime) -> Meeting:
    """Record the past ones, each on its own day; returns the coming one, in preparation and still without cases."""
    for row in PAST_MEETINGS:
        meeting = record_past(
            session, CONSOLE, committee, _plan(row), [_case(case) for case in row.cases],
            [_resolution(word) for word in row.closing], now=datetime.combine(row.held_on, row.ends, TAIPEI),
            today=row.held_on,
        )  # fmt: skip
        _approve_minutes(session, meeting, row)
    return planning.create(session, CONSOLE, committee, _plan(COMING_MEETING), now=now)


def _approve_minutes(session: Session, meeting: Meeting, row: MeetingRow) -> None:
    """紀錄: written the day after, approved by the mayor and sent out on paper."""
    if row.approved_on is None or row.sent_on is None:
        return
    parts = FreeParts(recorder=row.recorder, present=SIGN_IN_SHEET)
    written = datetime.combine(row.held_on + timedelta(days=1), row.starts, TAIPEI)
    minutes = minuting.begin(session, CONSOLE, meeting, parts=parts, now=written)
    minutes_approving.record_approval(
        session, CONSOLE, meeting, PaperDecision(MAYOR[0], MAYOR[1], row.approved_on, row.approval_number),
        seen_version=minutes.version, now=datetime.combine(row.approved_on, row.starts, TAIPEI), today=row.approved_on,
    )  # fmt: skip
    dated_facts.record(
        session, CONSOLE, meeting, FactKind.MINUTES_SENT, dated_on=row.sent_on, document_number=row.sent_number,
        now=datetime.combine(row.sent_on, row.starts, TAIPEI), today=row.sent_on,
    )  # fmt: skip


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
