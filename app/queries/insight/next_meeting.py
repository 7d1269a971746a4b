"""The committee's next meeting, as leadership's page names it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.insight.overview import ComingMeeting
from app.domain.meetings.numbering import with_committee
from app.domain.people.actor import Actor
from app.models import Committee, Meeting
from app.queries.insight.coming import UPCOMING
from app.queries.prepared import prepared
from app.queries.visibility.meetings import meeting_is_seen


def next_meeting(session: Session, actor: Actor, committee: Committee, today: date) -> ComingMeeting | None:
    found = (
        select(Meeting.label, Meeting.held_on, Meeting.slug)
        .join(Meeting.committee)
        .where(
            Meeting.committee_id == committee.id, Meeting.state.in_(UPCOMING), Meeting.held_on >= today,
            meeting_is_seen(actor),
        )
        .order_by(Meeting.held_on, Meeting.id)
        .limit(1)
    )  # fmt: skip
    row = session.execute(prepared(found)).one_or_none()
    if row is None or row.held_on is None:
        return None
    address = with_committee(row.slug, committee.code, committee.is_primary)
    return ComingMeeting(row.label, row.held_on, address)
