"""密件分發: one printed copy of the confidential cases of a meeting."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.meetings.copy_flow import CopyState
from app.models.base import Base, Id, Versioned
from app.models.meetings.attendance import Attendance


class NumberedCopy(Versioned, Base):
    """第○號. `attendance`: who took it, empty while it lies in store. Nothing of the cases stands here."""

    __tablename__ = "numbered_copies"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        CheckConstraint(
            "(state = 'in_store') = (attendance_id IS NULL) AND (state = 'in_store') = (handed_out_at IS NULL)",
            name="handed_out_to_somebody",
        ),
        CheckConstraint("(state = 'collected') = (collected_at IS NOT NULL)", name="collected_at_a_time"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    state: Mapped[CopyState] = mapped_column(default=CopyState.IN_STORE)
    attendance_id: Mapped[int | None] = mapped_column(ForeignKey("attendances.id"))
    handed_out_at: Mapped[datetime | None]
    collected_at: Mapped[datetime | None]

    attendance: Mapped[Attendance | None] = relationship(lazy="raise")
