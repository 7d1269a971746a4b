"""年度會議的規劃: planned month, 派員列席, and why an agency need not meet in a year."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id, Versioned


class YearlyPlan(Versioned, Base):
    """One per agency and ROC year; without a row nothing is planned. What was held is counted from the meetings."""

    __tablename__ = "yearly_plans"
    __table_args__ = (
        UniqueConstraint("agency_id", "year"),
        CheckConstraint("planned_month BETWEEN 1 AND 12", name="planned_in_a_month"),
    )

    id: Mapped[Id]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    year: Mapped[int]
    planned_month: Mapped[int | None]
    visitor: Mapped[str] = mapped_column(default="")
    exempt_basis: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
