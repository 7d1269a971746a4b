"""委員 of a committee."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.people.members import Gender, MemberKind
from app.models.base import Base, Id, Versioned
from app.models.people.agency import Agency


class Member(Versioned, Base):
    """A person's seat from a day on. `to_on`: last day of the term, empty without term; `left_on`: last day in fact.

    `agency`: where the person comes from, if an agency here; `user_id`: the account the person reads papers with.
    """

    __tablename__ = "members"
    __table_args__ = (
        Index(None, "committee_id"),
        CheckConstraint("to_on >= from_on", name="term_ends_after_it_begins"),
    )

    id: Mapped[Id]
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    kind: Mapped[MemberKind]
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    gender: Mapped[Gender | None]
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    left_on: Mapped[date | None]

    agency: Mapped[Agency | None] = relationship(lazy="raise")
