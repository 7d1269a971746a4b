"""機關 and 機關群組."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.people.agency import AgencyKind, EthicsMode
from app.models.base import Base, Id, Versioned


class Agency(Versioned, Base):
    """One 機關. Disabled by `valid_to`, never deleted; `successor` takes over what it owed."""

    __tablename__ = "agencies"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    short_name: Mapped[str]
    kind: Mapped[AgencyKind]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    sort_order: Mapped[int]
    ethics_mode: Mapped[EthicsMode]
    supervised_by_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    declares_to_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))

    parent: Mapped[Agency | None] = relationship(
        foreign_keys=[parent_id], remote_side="Agency.id", lazy="raise"
    )


class AgencyGroup(Versioned, Base):
    """「各機關」「一級機關」「全部學校」…: who belongs is a matter of dates."""

    __tablename__ = "agency_groups"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)

    members: Mapped[list[AgencyGroupMember]] = relationship(back_populates="group", lazy="raise")


class AgencyGroupMember(Base):
    __tablename__ = "agency_group_members"
    __table_args__ = (Index(None, "agency_id"),)

    id: Mapped[Id]
    group_id: Mapped[int] = mapped_column(ForeignKey("agency_groups.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    group: Mapped[AgencyGroup] = relationship(back_populates="members", lazy="raise")
    agency: Mapped[Agency] = relationship(lazy="raise")
