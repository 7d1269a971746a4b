"""辦公日曆表: each year's official calendar, version by version. Rows are added, never changed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Id


class CalendarYear(Base):
    """One import of a year (西元). The highest `number` of a year is the one in force."""

    __tablename__ = "calendar_years"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        CheckConstraint("number > 0", name="numbered"),
        CheckConstraint("days_off BETWEEN 0 AND 366", name="days_off_counted"),
    )

    id: Mapped[Id]
    year: Mapped[int]
    number: Mapped[int]
    days_off: Mapped[int]
    filename: Mapped[str]
    sha256: Mapped[str]
    imported_at: Mapped[datetime]
    imported_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    days: Mapped[list[CalendarDay]] = relationship(
        back_populates="calendar_year", order_by="CalendarDay.day", lazy="raise"
    )


class CalendarDay(Base):
    """A day that is not what its weekday says, or that has a name. The others are as their weekday says."""

    __tablename__ = "calendar_days"
    __table_args__ = (UniqueConstraint("calendar_year_id", "day"),)

    id: Mapped[Id]
    calendar_year_id: Mapped[int] = mapped_column(ForeignKey("calendar_years.id"))
    day: Mapped[date]
    is_off: Mapped[bool]
    note: Mapped[str] = mapped_column(default="")

    calendar_year: Mapped[CalendarYear] = relationship(back_populates="days", lazy="raise")
