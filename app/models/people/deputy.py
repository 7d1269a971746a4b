"""代理: one person stands in for another for a time."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Id, Versioned
from app.models.people.user import User


class Deputy(Versioned, Base):
    """`deputy` acts with the grants of `owner` from one day through another; `ended_at`: it was ended before its time."""

    __tablename__ = "deputies"
    __table_args__ = (
        Index(None, "owner_id"),
        Index(None, "deputy_id"),
        CheckConstraint("to_on >= from_on", name="ends_after_it_begins"),
        CheckConstraint("owner_id <> deputy_id", name="is_another"),
    )

    id: Mapped[Id]
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    deputy_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    from_on: Mapped[date]
    to_on: Mapped[date]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    owner: Mapped[User] = relationship(foreign_keys=[owner_id], lazy="raise")
    deputy: Mapped[User] = relationship(foreign_keys=[deputy_id], lazy="raise")
