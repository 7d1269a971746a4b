"""年度結轉 of a year: which steps were chosen, and the statistic that was frozen when it was confirmed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id, Versioned


class YearChange(Versioned, Base):
    """One per ROC year, of the department. `steps` are codes of `YearStep`; `figures` by name, as of `as_of`."""

    __tablename__ = "year_changes"
    __table_args__ = (
        CheckConstraint("(confirmed_at IS NULL) = (as_of IS NULL)", name="confirmed_as_of_a_day"),
    )

    id: Mapped[Id]
    year: Mapped[int] = mapped_column(unique=True)
    steps: Mapped[list[str]] = mapped_column(JSON, default=list)
    figures: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    as_of: Mapped[date | None]
    begun_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
