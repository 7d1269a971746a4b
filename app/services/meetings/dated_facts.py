"""Letters that went out for a meeting, each with date and 文號, at any time."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.errors import Absent, Invalid
from app.domain.meetings.dated_fact import FactKind
from app.domain.people.actor import Actor
from app.models import DatedFact, Meeting
from app.services.meetings import lines
from app.services.versions import check_seen


def record(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    kind: FactKind,
    *,
    dated_on: date,
    document_number: str = "",
    now: datetime,
    today: date,
) -> DatedFact:
    """登錄發文. Invalid: dated_in_future, minutes_sent_before_meeting."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    if dated_on > today:
        raise Invalid("dated_in_future", "dated_on")
    if kind is FactKind.MINUTES_SENT and meeting.held_on is not None and dated_on < meeting.held_on:
        raise Invalid("minutes_sent_before_meeting", "dated_on")
    fact = DatedFact(
        meeting_id=meeting.id,
        kind=kind,
        dated_on=dated_on,
        document_number=document_number,
        recorded_at=now,
        recorded_by_id=actor.person_id,
    )
    session.add(fact)
    session.flush()
    changes: dict[str, list[object]] = {
        "dated_on": [None, dated_on.isoformat()],
        "document_number": [None, document_number],
    }
    lines.note(session, actor, f"record_{kind.value}", fact, meeting, now=now, changes=changes)
    return fact


def take_back(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    fact: DatedFact,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Entered by mistake: it counts no longer; the row stays."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    lines.read_anew(session, fact, lock=True)
    check_seen(fact, seen_version)
    if fact.meeting_id != meeting.id or fact.removed_at is not None:
        raise Absent
    if not reason.strip():
        raise Invalid("reason_missing", "reason")
    fact.removed_at = now
    session.flush()
    lines.note(session, actor, "take_back_fact", fact, meeting, now=now, reason=reason)
