"""申報義務人名冊: who must declare to a receiving agency, in which posts, and what was filed. Never what is declared."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.duties.declarable_posts import PostKind
from app.domain.duties.declarations import DeclarationType
from app.domain.duties.roster import FilingWay
from app.models.base import Base, Id, Versioned, code_named
from app.models.people.agency import Agency


class Roster(Versioned, Base):
    """A receiving agency that keeps people, not only 人數. `begins_on`: what was due before is not asked. `ended_on`: back to 人數."""

    __tablename__ = "rosters"

    id: Mapped[Id]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), unique=True)
    begins_on: Mapped[date]
    ended_on: Mapped[date | None]
    created_at: Mapped[datetime]

    agency: Mapped[Agency] = relationship(lazy="raise")


class Declarant(Versioned, Base):
    """申報義務人 of one roster. `staff_number`: the personnel office's own number, never the national one."""

    __tablename__ = "declarants"
    __table_args__ = (Index(None, "roster_id", "name"),)

    id: Mapped[Id]
    roster_id: Mapped[int] = mapped_column(ForeignKey("rosters.id"))
    name: Mapped[str]
    staff_number: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]

    roster: Mapped[Roster] = relationship(lazy="raise_on_sql")
    periods: Mapped[list[OfficePeriod]] = relationship(
        back_populates="declarant", order_by="OfficePeriod.from_on, OfficePeriod.id", lazy="raise"
    )
    told: Mapped[list[DeclarationOccurrence]] = relationship(back_populates="declarant", lazy="raise")


class OfficePeriod(Versioned, Base):
    """One period in a declarable post. `to_on`: 實際離職之日. `suspended_from`, `suspended_to`: 停職 or 留職停薪, both days in it."""

    __tablename__ = "office_periods"
    __table_args__ = (
        Index(None, "declarant_id"),
        Index(None, "agency_id"),
        CheckConstraint("to_on IS NULL OR to_on >= from_on", name="ends_after_it_begins"),
        CheckConstraint("suspended_to IS NULL OR suspended_to >= suspended_from", name="suspended_in_order"),
        CheckConstraint("(struck_out_at IS NULL) = (struck_out_reason = '')", name="struck_out_for_a_reason"),
    )

    id: Mapped[Id]
    declarant_id: Mapped[int] = mapped_column(ForeignKey("declarants.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    receiver_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    kind: Mapped[PostKind]
    post_title: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    suspended_from: Mapped[date | None]
    suspended_to: Mapped[date | None]
    struck_out_at: Mapped[datetime | None]
    struck_out_reason: Mapped[str] = mapped_column(default="")

    declarant: Mapped[Declarant] = relationship(back_populates="periods", lazy="raise")
    agency: Mapped[Agency] = relationship(foreign_keys=[agency_id], lazy="raise")
    receiver: Mapped[Agency] = relationship(foreign_keys=[receiver_id], lazy="raise")


class Declaration(Versioned, Base):
    """One filing; it may settle several occurrences. Entered by mistake, it is struck out for a reason and settles none."""

    __tablename__ = "declarations"
    __table_args__ = (
        Index(None, "declarant_id"),
        CheckConstraint("(struck_out_at IS NULL) = (struck_out_reason = '')", name="struck_out_for_a_reason"),
    )

    id: Mapped[Id]
    declarant_id: Mapped[int] = mapped_column(ForeignKey("declarants.id"))
    filed_on: Mapped[date]
    way: Mapped[FilingWay]
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    struck_out_at: Mapped[datetime | None]
    struck_out_reason: Mapped[str] = mapped_column(default="")


class DeclarationOccurrence(Versioned, Base):
    """What was entered about one declaration a person owes. Its dates are reckoned from the periods; a row is made when there
    is something to keep. 定期 is known by its ROC year, every other by the period it hangs on.
    """

    __tablename__ = "declaration_occurrences"
    __table_args__ = (
        UniqueConstraint("declarant_id", "year"),
        UniqueConstraint("period_id", "type"),
        Index(None, "declaration_id"),
        CheckConstraint("(type = 'periodic') = (year IS NOT NULL)", name="periodic_by_year"),
        CheckConstraint("(year IS NULL) = (period_id IS NOT NULL)", name="others_by_period"),
        CheckConstraint("declaration_id IS NULL OR exempt_reason = ''", name="filed_or_exempt"),
        CheckConstraint("(last_day IS NULL) = (last_day_reason = '')", name="last_day_for_a_reason"),
    )

    id: Mapped[Id]
    declarant_id: Mapped[int] = mapped_column(ForeignKey("declarants.id"))
    period_id: Mapped[int | None] = mapped_column(ForeignKey("office_periods.id"))
    type: Mapped[DeclarationType] = mapped_column(code_named(DeclarationType, "occurrence_type"))
    year: Mapped[int | None]
    declaration_id: Mapped[int | None] = mapped_column(ForeignKey("declarations.id"))
    authorised: Mapped[bool] = mapped_column(default=False)
    exempt_reason: Mapped[str] = mapped_column(default="")
    last_day: Mapped[date | None]
    last_day_reason: Mapped[str] = mapped_column(default="")
    fined: Mapped[bool] = mapped_column(default=False)

    declarant: Mapped[Declarant] = relationship(back_populates="told", lazy="raise")
    declaration: Mapped[Declaration | None] = relationship(lazy="raise")
