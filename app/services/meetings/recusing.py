"""迴避: who leaves for which case, on which ground."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.errors import Absent, Invalid, NotNow
from app.domain.meetings.attendance import RecusalGround
from app.domain.people.actor import Actor
from app.models import AgendaItem, Attendance, Meeting, Recusal
from app.services.meetings import attending, lines


def recuse(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    attendance_id: int,
    ground: RecusalGround,
    reason: str,
    *,
    now: datetime,
) -> Recusal:
    """This person, and whoever came in his place, counts no longer in this case. Invalid `recused_already`."""
    _open(session, actor, meeting)
    one = attending.person_of(session, meeting, attendance_id)
    found = session.scalars(
        select(Recusal).where(Recusal.item_id == item.id, Recusal.attendance_id == one.id)
    ).one_or_none()
    if found is not None and found.removed_at is None:
        raise Invalid("recused_already", "person")
    recusal = found or Recusal(item_id=item.id, attendance_id=one.id)
    recusal.ground, recusal.reason, recusal.removed_at = ground, reason, None
    recusal.recorded_at, recusal.recorded_by_id = now, actor.person_id
    session.add(recusal)
    session.flush()
    _note(session, actor, "recuse", recusal, item, meeting, now, {"ground": [None, ground]})
    return recusal


def take_back(session: Session, actor: Actor, meeting: Meeting, recusal_id: int, *, now: datetime) -> None:
    """Recorded by mistake. Raises Absent."""
    _open(session, actor, meeting)
    found = session.execute(
        select(Recusal, AgendaItem)
        .join(AgendaItem, AgendaItem.id == Recusal.item_id)
        .where(Recusal.id == recusal_id, AgendaItem.meeting_id == meeting.id, Recusal.removed_at.is_(None))
        .options(joinedload(AgendaItem.proposal))
    ).one_or_none()
    if found is None:
        raise Absent
    recusal, item = found
    recusal.removed_at = now
    session.flush()
    _note(session, actor, "take_back_recusal", recusal, item, meeting, now, {})


def recusals_of(
    session: Session, meeting: Meeting, item: AgendaItem | None = None
) -> list[tuple[Recusal, AgendaItem, Attendance]]:
    """Those that stand, of the meeting or of one case, in the order of the agenda."""
    query = (
        select(Recusal, AgendaItem, Attendance)
        .join(AgendaItem, AgendaItem.id == Recusal.item_id)
        .join(Attendance, Attendance.id == Recusal.attendance_id)
        .where(AgendaItem.meeting_id == meeting.id, Recusal.removed_at.is_(None))
        .order_by(AgendaItem.position, Attendance.position)
    )
    if item is not None:
        query = query.where(AgendaItem.id == item.id)
    return [(recusal, item, one) for recusal, item, one in session.execute(query)]


def _open(session: Session, actor: Actor, meeting: Meeting) -> None:
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    if meeting.state not in attending.KEPT_IN:
        raise NotNow("people_are_fixed")


def _note(
    session: Session,
    actor: Actor,
    action: str,
    recusal: Recusal,
    item: AgendaItem,
    meeting: Meeting,
    now: datetime,
    changes: dict[str, list[object]],
) -> None:
    lines.note(
        session, actor.recording(), action, recusal, meeting, now=now, code=item.code or "", changes=changes,
        confidential=lines.is_confidential(item),
    )  # fmt: skip
