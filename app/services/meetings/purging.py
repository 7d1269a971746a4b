"""Meetings past their time are reported, never taken away."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.retention import Kept, Purged
from app.models import Meeting
from app.services.purging import PurgeRule

RULES = (
    PurgeRule(
        Purged.MEETINGS,
        Kept.RECORDS,
        lambda since: select(Meeting.id).where(Meeting.state == MeetingState.CLOSED, Meeting.held_on < since),
    ),
)
