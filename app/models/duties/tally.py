"""申報人數: figures of asset declaration by agency, year, type and day, and the yearly days of 授權作業."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.duties.declarations import DeclarationType
from app.domain.meetings.yearly import Channel
from app.models.base import Base, Id, Versioned, code_named
from app.models.people.agency import Agency


class DeclarationTally(Versioned, Base):
    """How many must declare and how many have, as of a day. Of the same day there is one row; the latest day counts."""

    __tablename__ = "declaration_tallies"
    __table_args__ = (
        UniqueConstraint("agency_id", "year", "type", "as_of"),
        CheckConstraint("filed BETWEEN 0 AND required", name="filed_of_required"),
        CheckConstraint("online BETWEEN 0 AND filed", name="online_of_filed"),
        CheckConstraint("authorised BETWEEN 0 AND required", name="authorised_of_required"),
        CheckConstraint("late BETWEEN 0 AND required", name="late_of_required"),
        CheckConstraint("fined BETWEEN 0 AND required", name="fined_of_required"),
        CheckConstraint("(channel IS NULL) = (informant = '')", name="channel_with_informant"),
    )

    id: Mapped[Id]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    year: Mapped[int]
    type: Mapped[DeclarationType]
    as_of: Mapped[date]
    required: Mapped[int]
    filed: Mapped[int]
    online: Mapped[int] = mapped_column(default=0)
    authorised: Mapped[int] = mapped_column(default=0)
    late: Mapped[int] = mapped_column(default=0)
    fined: Mapped[int] = mapped_column(default=0)
    channel: Mapped[Channel | None] = mapped_column(code_named(Channel, "tally_channel"))
    informant: Mapped[str] = mapped_column(default="")
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    agency: Mapped[Agency] = relationship(lazy="raise")


class AuthorisationBatch(Versioned, Base):
    """One 基準日 of 授權作業. `suspended`: no data are served as of it, so that its rate is 停辦, not 0 %."""

    __tablename__ = "authorisation_batches"

    id: Mapped[Id]
    base_on: Mapped[date] = mapped_column(unique=True)
    suspended: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
