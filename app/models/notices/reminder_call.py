"""已電話聯繫: an officer has telephoned an agency about what it owes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Id
from app.models.people.user import User


class ReminderCall(Base):
    """`note`: what was said, as a line."""

    __tablename__ = "reminder_calls"
    __table_args__ = (Index(None, "agency_id"),)

    id: Mapped[Id]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    called_at: Mapped[datetime]
    called_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    note: Mapped[str] = mapped_column(default="")

    called_by: Mapped[User | None] = relationship(lazy="raise")
