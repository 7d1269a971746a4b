"""健康狀態: does the worker tick and plan, does anything wait too long, how many mails stand where. No names, no texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.notices.delivery import DeliveryState
from app.domain.notices.timing import DIGEST
from app.models import Delivery, Reminder, WorkerBeat
from app.queries.notices.deliveries import SILENT_AFTER

WAITS_TOO_LONG = timedelta(minutes=15)
PLANS_TOO_RARELY = timedelta(minutes=10)
_ON_THE_WAY = (DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.DATA)


@dataclass(frozen=True, slots=True)
class Health:
    """`oldest_due`: since when the oldest mail or line that should have left waits. `workers`: those at work now."""

    now: datetime
    last_tick: datetime | None
    last_plan: datetime | None
    oldest_due: datetime | None
    workers: int
    trouble: str
    mails: dict[DeliveryState, int]

    @property
    def is_silent(self) -> bool:
        return self.last_tick is None or self.now - self.last_tick > SILENT_AFTER

    @property
    def plans_rarely(self) -> bool:
        return self.last_plan is None or self.now - self.last_plan > PLANS_TOO_RARELY

    @property
    def waits_long(self) -> bool:
        return self.oldest_due is not None and self.now - self.oldest_due > WAITS_TOO_LONG

    @property
    def is_well(self) -> bool:
        return not (self.is_silent or self.plans_rarely or self.waits_long)


def health(session: Session, *, now: datetime) -> Health:
    """A digest waits for a day the office works, so a line counts only once a mail was written of it or it is due by itself."""
    last_tick, last_plan = session.execute(
        select(func.max(WorkerBeat.seen_at), func.max(WorkerBeat.planned_at))
    ).one()
    alive = (WorkerBeat.ended_at.is_(None), WorkerBeat.seen_at >= now - SILENT_AFTER)
    troubles = session.scalars(select(WorkerBeat.trouble).where(*alive)).all()
    oldest_mail = session.scalar(
        select(func.min(Delivery.next_at)).where(Delivery.state.in_(_ON_THE_WAY), Delivery.next_at <= now)
    )
    oldest_line = session.scalar(
        select(func.min(Reminder.scheduled_for)).where(
            Reminder.delivery_id.is_(None),
            Reminder.superseded_at.is_(None),
            Reminder.scheduled_for <= now,
            ~Reminder.bundle.startswith(DIGEST),
        )
    )
    counted = session.execute(select(Delivery.state, func.count()).group_by(Delivery.state))
    return Health(
        now,
        last_tick,
        last_plan,
        min((one for one in (oldest_mail, oldest_line) if one is not None), default=None),
        len(troubles),
        next((one for one in troubles if one), ""),
        {state: count for state, count in counted},
    )
