"""Which dates of tracking hang on the office calendar: the day of a round before a meeting. A share's own date stands once set."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.meetings.agenda import ARRANGED_IN
from app.domain.office_calendar import MovedDate
from app.domain.people.actor import Actor
from app.domain.tracking.deadline import HangingDay, before_meeting
from app.models import Committee, Meeting, ReportRound
from app.queries.calendar_change import CalendarChange
from app.queries.visibility.tracking import prepares_for


def rounds_before_meetings(session: Session, actor: Actor, change: CalendarChange) -> Iterator[MovedDate]:
    """每次會議前: moves with the calendar until its meeting is held."""
    rows = session.execute(
        select(ReportRound.label, Meeting.held_on)
        .join(Meeting, Meeting.id == ReportRound.meeting_id)
        .join(Committee, Committee.id == ReportRound.committee_id)
        .where(
            ReportRound.due_on.is_not(None), Meeting.state.in_(ARRANGED_IN),
            prepares_for(actor),
        )
    )  # fmt: skip
    for label, held_on in rows:
        if held_on is None:
            continue
        was, becomes = before_meeting(change.before, held_on), before_meeting(change.after, held_on)
        if was != becomes:
            yield MovedDate(HangingDay.ROUND, label, was, becomes)
