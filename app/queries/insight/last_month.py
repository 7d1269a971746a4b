"""How the rows of a list stood at the end of last month, where that day was kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.domain.insight.comparing import Stand
from app.domain.office_calendar import OfficeCalendar
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import ENDED
from app.domain.tracking.flags import Flag
from app.domain.tracking.item_status import Part, status_of
from app.models import Assignment, Snapshot, SnapshotShare
from app.queries.tracking import item_list
from app.queries.tracking.flagged import bearing
from app.queries.tracking.listing import AssignmentLine
from app.queries.visibility.tracking import assignments_visible_to

Compared = dict[int, tuple[Stand | None, Stand]]
"""By id: how it stood, None where it was not there; how it stands."""


def last_month_end(today: date) -> date:
    return today.replace(day=1) - timedelta(days=1)


def is_kept(session: Session, day: date) -> bool:
    kept = select(Snapshot.id).where(Snapshot.month_end, Snapshot.as_of == day)
    return session.scalars(kept.limit(1)).first() is not None


def shares_compared(session: Session, lines: Sequence[AssignmentLine], day: date) -> Compared:
    rows = _kept(session, day, [one.assignment.id for one in lines])
    then = {row.id: Stand(row.state, row.state not in ENDED, row.overdue, row.due_current) for row in rows}
    found: Compared = {}
    for line in lines:
        share = line.assignment
        late = any(one.flag is Flag.OVERDUE for one in line.standings)
        now = Stand(share.state, share.state not in ENDED, late, share.due_current)
        found[share.id] = (then.get(share.id) or _ended_long_ago(now, share.dispatched_on, day), now)
    return found


def items_compared(
    session: Session,
    actor: Actor,
    lines: Sequence[item_list.Line],
    day: date,
    calendar: OfficeCalendar,
    today: date,
) -> Compared:
    """Among the shares this person sees today."""
    ids = [one.item.id for one in lines]
    seen = assignments_visible_to(actor).where(Assignment.item_id.in_(ids))
    modes = {one.item.id: one.item.mode for one in lines}
    parts: dict[int, list[Part]] = defaultdict(list)
    late_then: set[int] = set()
    for row in _kept(session, day, seen.with_only_columns(Assignment.id)):
        parts[row.item_id].append(Part(row.state, row.role, row.closed_as if row.ended_on else None))
        if row.overdue:
            late_then.add(row.item_id)
    late = seen.where(bearing(session, seen, Flag.OVERDUE, calendar, today))
    late_now = set(session.scalars(late.with_only_columns(Assignment.item_id)))
    first_sent = select(Assignment.item_id, func.min(Assignment.dispatched_on)).where(
        Assignment.item_id.in_(ids)
    )
    sent = {key: on for key, on in session.execute(first_sent.group_by(Assignment.item_id))}
    found: Compared = {}
    for line in lines:
        key = line.item.id
        now = Stand(line.status, line.status in item_list.STATUSES, key in late_now)
        then = _ended_long_ago(now, sent.get(key), day)
        if parts[key]:
            status = status_of(modes[key], parts[key])
            then = Stand(status, status in item_list.STATUSES, key in late_then)
        found[key] = (then, now)
    return found


def _ended_long_ago(now: Stand, sent_on: date | None, day: date) -> Stand | None:
    """A day keeps what had not ended before its year: what was sent by then and is not kept had. None: it is newer."""
    if sent_on is None or sent_on > day:
        return None
    return replace(now, is_open=False, overdue=False)


def _kept(session: Session, day: date, shares: Any) -> Sequence[Any]:
    """Each share's row of the day. `shares`: their ids, or a query of them."""
    return session.execute(
        select(
            Assignment.id, Assignment.item_id, Assignment.role, Assignment.closed_as, SnapshotShare.state,
            SnapshotShare.ended_on, SnapshotShare.due_current, SnapshotShare.overdue,
        )
        .join(SnapshotShare, SnapshotShare.assignment_id == Assignment.id)
        .join(Snapshot, and_(Snapshot.id == SnapshotShare.snapshot_id, Snapshot.committee_id == Assignment.committee_id))
        .where(Snapshot.month_end, Snapshot.as_of == day, Assignment.id.in_(shares))
    ).all()  # fmt: skip
