"""暫停計時: a share waits for a named third party. Flags and the ladder stand still; no date moves."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import REPORTABLE, prepares
from app.models import Assignment, ClockPause
from app.queries.tracking.facts import facts_of
from app.queries.tracking.requests import open_pause
from app.services import outbox
from app.services.tracking import moving


def pause(
    session: Session,
    actor: Actor,
    share: Assignment,
    waits_for: str,
    *,
    reason: str = "",
    seen_version: int | None,
    now: datetime,
    today: date,
) -> ClockPause:
    """NotNow: share_is_closed, clock_stands. Invalid: third_party_missing."""
    moving.hold(session, share, seen_version)
    facts = facts_of(session, actor, share, today=today)
    if not prepares(actor, facts):
        raise NotAllowed("not_yours_to_do")
    if not waits_for.strip():
        raise Invalid("third_party_missing", "waits_for")
    if share.state not in REPORTABLE:
        raise NotNow("share_is_closed")
    if share.paused_on is not None:
        raise NotNow("clock_stands")
    row = ClockPause(
        assignment_id=share.id,
        waits_for=waits_for,
        reason=reason,
        paused_on=today,
        paused_by_id=actor.person_id,
    )
    share.paused_on = today
    session.add(row)
    session.flush()
    outbox.stop_ladder(session, share.__tablename__, [share.id], now=now)
    moving.note(
        session, actor, "pause_clock", row, share, now=now, reason=reason, confidential=facts.confidential,
        changes={"waits_for": [None, waits_for]},
    )  # fmt: skip
    return row


def resume(
    session: Session, actor: Actor, share: Assignment, *, seen_version: int | None, now: datetime, today: date
) -> ClockPause:
    """The clock runs again; `deadline.offered_after_pause` says what extension to offer. NotNow: clock_runs."""
    moving.hold(session, share, seen_version)
    facts = facts_of(session, actor, share, today=today)
    if not prepares(actor, facts):
        raise NotAllowed("not_yours_to_do")
    row = open_pause(session, share)
    if row is None:
        raise NotNow("clock_runs")
    row.resumed_on, row.resumed_by_id, share.paused_on = today, actor.person_id, None
    session.flush()
    moving.note(
        session, actor, "resume_clock", row, share, now=now, confidential=facts.confidential,
        changes={"waits_for": [row.waits_for, None]},
    )  # fmt: skip
    return row
