"""會議紀錄: what is typed for it, its versions, what was asked to be corrected, and 更正 after 核定."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.meetings.minutes_flow import MinutesCut, MinutesState
from app.domain.meetings.resolution import Section
from app.models.base import Base, Id, Versioned
from app.models.people.approval import Approval
from app.models.people.user import User


class Minutes(Versioned, Base):
    """One per meeting. Only the free parts stand here; the rest is assembled from the records until 核定 keeps it."""

    __tablename__ = "minutes"
    __table_args__ = (
        CheckConstraint(
            "(state = 'approved' AND approval_id IS NOT NULL) OR (state <> 'approved' AND approval_id IS NULL)",
            name="approved_by_somebody",
        ),
    )

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    state: Mapped[MinutesState] = mapped_column(default=MinutesState.DRAFTING)
    recorder: Mapped[str] = mapped_column(default="")
    present: Mapped[str] = mapped_column(default="")
    observers: Mapped[str] = mapped_column(default="")
    absent: Mapped[str] = mapped_column(default="")
    opening: Mapped[str] = mapped_column(default="")
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))
    begun_at: Mapped[datetime]

    approval: Mapped[Approval | None] = relationship(lazy="raise")
    summaries: Mapped[list[MinutesSummary]] = relationship(lazy="raise")
    versions: Mapped[list[MinutesVersion]] = relationship(order_by="MinutesVersion.number", lazy="raise")
    requests: Mapped[list[CorrectionRequest]] = relationship(order_by="CorrectionRequest.id", lazy="raise")
    corrections: Mapped[list[MinutesCorrection]] = relationship(
        order_by="MinutesCorrection.number", lazy="raise"
    )


class MinutesSummary(Base):
    """報告摘要 of one line of the agenda."""

    __tablename__ = "minutes_summaries"
    __table_args__ = (UniqueConstraint("minutes_id", "item_id"),)

    id: Mapped[Id]
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"))
    text: Mapped[str] = mapped_column(default="")


class MinutesVersion(Base):
    """The whole text as it was; `content` is domain.meetings.minutes.Content as JSON. Never changed."""

    __tablename__ = "minutes_versions"
    __table_args__ = (UniqueConstraint("minutes_id", "number"),)

    id: Mapped[Id]
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    number: Mapped[int]
    cut_for: Mapped[MinutesCut]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    cut_at: Mapped[datetime]
    cut_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class CorrectionRequest(Versioned, Base):
    """傳閱更正: who asked for what in which part; `section` and `item` empty: the heading. `adopted` empty until answered."""

    __tablename__ = "correction_requests"
    __table_args__ = (
        Index(None, "minutes_id"),
        CheckConstraint("(adopted IS NULL) = (answered_at IS NULL)", name="answered_or_open"),
    )

    id: Mapped[Id]
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    section: Mapped[Section | None]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    text: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    adopted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id], lazy="raise")


class MinutesCorrection(Base):
    """更正 after 核定: both texts, with reason and approval. `part`: text or amended_measures of a resolution, summary of a line, or a free part."""

    __tablename__ = "minutes_corrections"
    __table_args__ = (UniqueConstraint("minutes_id", "number"),)

    id: Mapped[Id]
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    number: Mapped[int]
    part: Mapped[str]
    resolution_id: Mapped[int | None] = mapped_column(ForeignKey("resolutions.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]
    approval_id: Mapped[int] = mapped_column(ForeignKey("approvals.id"))
    corrected_at: Mapped[datetime]
    corrected_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    approval: Mapped[Approval] = relationship(lazy="raise")
