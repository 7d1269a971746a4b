"""決議／決定／裁示／結論, with every earlier text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.meetings.resolution import Disposition, ResolutionKind, TrackingChoice
from app.models.base import Base, Id, Versioned
from app.models.meetings.meeting import AgendaItem, Meeting


class Resolution(Versioned, Base):
    """決議／決定／裁示／結論 of an agenda item, or of the meeting as a whole (`item` empty); several per case possible.

    `amended_measures` keeps the 辦法 as amended when 修正通過; `kind_reason` why its kind is not the section's. One taken back (`removed_at`) keeps its row, texts and code.
    """

    __tablename__ = "resolutions"
    __table_args__ = (
        UniqueConstraint("meeting_id", "code"),
        Index(None, "item_id"),
        CheckConstraint(
            "amended_measures = '' OR disposition = 'adopted_amended'", name="amended_measures_when_amended"
        ),
    )

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    ordinal: Mapped[int]
    code: Mapped[str]
    kind: Mapped[ResolutionKind]
    kind_reason: Mapped[str | None]
    disposition: Mapped[Disposition | None]
    tracking_choice: Mapped[TrackingChoice | None]
    text: Mapped[str] = mapped_column(default="")
    amended_measures: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]

    item: Mapped[AgendaItem | None] = relationship(back_populates="resolutions", lazy="raise")
    meeting: Mapped[Meeting] = relationship(back_populates="resolutions", lazy="raise")
    texts: Mapped[list[ResolutionText]] = relationship(order_by="ResolutionText.id", lazy="raise")


class ResolutionText(Base):
    """Every differing text a resolution ever had; any of them can be restored."""

    __tablename__ = "resolution_texts"
    __table_args__ = (Index(None, "resolution_id"),)

    id: Mapped[Id]
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolutions.id"))
    text: Mapped[str]
    amended_measures: Mapped[str]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
