"""提醒的階梯 as data: one row for each step."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.notices.ladder import Clock, Way
from app.models.base import Base, Id, Versioned


class ReminderRule(Versioned, Base):
    """So many working days (`days`, negative: before it) from the day something is due. `rule`: its name in every 提醒 row."""

    __tablename__ = "reminder_rules"
    __table_args__ = (
        UniqueConstraint("rule"),
        UniqueConstraint("clock", "days"),
        CheckConstraint("days BETWEEN -60 AND 60", name="days_near_enough"),
    )

    id: Mapped[Id]
    rule: Mapped[str]
    clock: Mapped[Clock]
    way: Mapped[Way]
    days: Mapped[int]
    is_on: Mapped[bool] = mapped_column(default=True)
