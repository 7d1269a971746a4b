"""義務／期程: what recurs, and each time it falls due."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.duties.duty_flow import DutyState
from app.domain.duties.plan_items import PlanFrequency, ReadyMade
from app.models.base import Base, Id, Versioned, code_named
from app.models.people.user import User


class Duty(Versioned, Base):
    """A periodic item of an agency's 年度施政計畫. `made_from`: the ready-made one it began as. `ended_on`: switched off."""

    __tablename__ = "duties"
    __table_args__ = (
        Index(None, "agency_id"),
        CheckConstraint("days_after BETWEEN 0 AND 60", name="due_after_its_period"),
        CheckConstraint(
            "(frequency = 'every_year') = (from_month IS NOT NULL AND to_month IS NOT NULL)",
            name="yearly_in_months",
        ),
    )

    id: Mapped[Id]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    made_from: Mapped[ReadyMade | None]
    title: Mapped[str]
    basis: Mapped[str] = mapped_column(default="")
    frequency: Mapped[PlanFrequency]
    from_month: Mapped[int | None]
    to_month: Mapped[int | None]
    days_after: Mapped[int] = mapped_column(default=0)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    ended_on: Mapped[date | None]

    owner: Mapped[User | None] = relationship(lazy="raise")


class DutyOccurrence(Versioned, Base):
    """One time a duty falls due: `number` of the month or quarter, 0 for the year. Title and owner stay as they were then."""

    __tablename__ = "duty_occurrences"
    __table_args__ = (
        UniqueConstraint("duty_id", "frequency", "year", "number"),
        Index(None, "year"),
        Index(None, "state", "due_on"),
        CheckConstraint("(state = 'duty_done') = (done_on IS NOT NULL)", name="done_on_a_day"),
        CheckConstraint("state <> 'duty_exempt' OR reason <> ''", name="exempt_for_a_reason"),
    )

    id: Mapped[Id]
    duty_id: Mapped[int] = mapped_column(ForeignKey("duties.id"))
    year: Mapped[int]
    frequency: Mapped[PlanFrequency] = mapped_column(code_named(PlanFrequency, "occurrence_frequency"))
    number: Mapped[int]
    title: Mapped[str]
    opens_on: Mapped[date]
    due_on: Mapped[date]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    state: Mapped[DutyState] = mapped_column(default=DutyState.OPEN)
    report: Mapped[str] = mapped_column(default="")
    document_number: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None]

    duty: Mapped[Duty] = relationship(lazy="raise")
    owner: Mapped[User | None] = relationship(lazy="raise")
