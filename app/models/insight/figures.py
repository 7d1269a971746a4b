"""What leadership's page counts, kept ready; all of it can be counted anew (`check-figures`)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id


class KeptFigures(Base):
    """Of a committee's year as of a day, live or (`snapshot_id`) as a day was kept: every share that is not of a 密 case.

    `before_id`: the month's end it is compared with. `most_extensions`: what the charter said. Where either is another by now,
    the figures are of no use. `through_item`: how far the items are counted; all of them once it is `complete`.
    """

    __tablename__ = "kept_figures"
    __table_args__ = (
        Index(
            "uq_kept_figures_live",
            "committee_id",
            "year",
            "as_of",
            unique=True,
            sqlite_where=text("snapshot_id IS NULL"),
            postgresql_where=text("snapshot_id IS NULL"),
        ),
    )

    id: Mapped[Id]
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    year: Mapped[int]
    as_of: Mapped[date]
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshots.id"), unique=True)
    before_id: Mapped[int | None] = mapped_column(ForeignKey("snapshots.id"))
    most_extensions: Mapped[int | None]
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    through_item: Mapped[int] = mapped_column(default=0)
    complete: Mapped[bool] = mapped_column(default=False)
    counted_at: Mapped[datetime]


class ItemFigures(Base):
    """What one item has in them, so that it can be taken out again, even after the item itself is gone. `late_…`: its share that
    is late the longest."""

    __tablename__ = "item_figures"
    __table_args__ = (Index("ix_item_figures_late", "kept_id", "late_on", "late_share_id"),)

    kept_id: Mapped[int] = mapped_column(ForeignKey("kept_figures.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    late_on: Mapped[date | None]
    late_share_id: Mapped[int | None]
    late_agency_id: Mapped[int | None]


class TouchedItem(Base):
    """An item that counts otherwise since the figures were last brought up to it: one line for each transaction that touched it."""

    __tablename__ = "touched_items"

    id: Mapped[Id]
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    item_id: Mapped[int]
