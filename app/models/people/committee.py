"""會報: one per convening agency, exactly one of them primary."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.proposals.enumerators import MarkerStyle
from app.domain.tracking.follow_up import FollowUpColumns
from app.models.base import Base, Id, Versioned
from app.models.people.agency import Agency


class Committee(Versioned, Base):
    """`agency`: who convenes and keeps it; `host`: the government or body whose name stands before the meeting's label.

    `entrusted`: the rights of 政風主管 that 承辦 has too (`rights.ENTRUSTABLE`).
    """

    __tablename__ = "committees"
    __table_args__ = (
        Index(
            "uq_committees_is_primary",
            "is_primary",
            unique=True,
            sqlite_where=text("is_primary"),
            postgresql_where=text("is_primary"),
        ),
    )

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    host: Mapped[str]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), unique=True)
    is_primary: Mapped[bool] = mapped_column(default=False)
    marker_style: Mapped[MarkerStyle] = mapped_column(default=MarkerStyle.FULL)
    entrusted: Mapped[list[str]] = mapped_column(JSON, default=list)
    follow_up_columns: Mapped[FollowUpColumns] = mapped_column(default=FollowUpColumns.TICKS)

    agency: Mapped[Agency] = relationship(lazy="raise")
