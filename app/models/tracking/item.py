"""列管事項 (項): one thing a resolution asks for, the figures it asks for, and its rounds."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.tracking.item import DueKind, Frequency, ItemMode, Register
from app.models.base import Base, Id, Versioned
from app.models.meetings.resolution import Resolution
from app.models.people.committee import Committee


class TrackedItem(Versioned, Base):
    """No state of its own: computed from its shares. It is confidential when its case is.

    `due_kind`, `due_on`: what its shares were given in common; each share has its own. `ready_*`: 政風主管 said that it is
    ready although not all are. `other_number`: the number another office tracks it under. `removed_at`: before dispatch only.
    `legacy`: 舊案, decided before this system and brought in by a list: in no rate.
    """

    __tablename__ = "tracked_items"
    __table_args__ = (
        UniqueConstraint("committee_id", "code"),
        UniqueConstraint("resolution_id", "ordinal"),
        CheckConstraint("(due_kind = 'fixed_date') = (due_on IS NOT NULL)", name="fixed_date_has_day"),
        CheckConstraint("(ready_on IS NULL) = (ready_reason = '')", name="ready_has_reason"),
    )

    id: Mapped[Id]
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolutions.id"))
    ordinal: Mapped[int]
    code: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    done_criterion: Mapped[str] = mapped_column(default="")
    mode: Mapped[ItemMode]
    due_kind: Mapped[DueKind]
    due_on: Mapped[date | None]
    frequency: Mapped[Frequency]
    fulfilled_by: Mapped[Register | None]
    other_number: Mapped[str] = mapped_column(default="")
    legacy: Mapped[bool] = mapped_column(default=False)
    ready_on: Mapped[date | None]
    ready_reason: Mapped[str] = mapped_column(default="")
    ready_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]

    committee: Mapped[Committee] = relationship(lazy="raise")
    resolution: Mapped[Resolution] = relationship(lazy="raise")
    figures: Mapped[list[AskedFigure]] = relationship(order_by="AskedFigure.position", lazy="raise")


class AskedFigure(Base):
    """填報數據 an item asks for (場次, 人次 …): summed over agencies."""

    __tablename__ = "asked_figures"
    __table_args__ = (UniqueConstraint("item_id", "name"),)

    id: Mapped[Id]
    item_id: Mapped[int] = mapped_column(ForeignKey("tracked_items.id"))
    position: Mapped[int]
    name: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")


class ReportRound(Versioned, Base):
    """填報期 of a committee: every share of that frequency is reported on its one day.

    `item`: of a 一次 round only; its day is each share's own `due_current`. `meeting`: of a 每次會議前 round.
    """

    __tablename__ = "report_rounds"
    __table_args__ = (
        UniqueConstraint("committee_id", "frequency", "label"),
        Index(None, "item_id"),
        CheckConstraint("(frequency = 'once') = (item_id IS NOT NULL)", name="once_belongs_to_item"),
        CheckConstraint("due_on >= opens_on", name="due_after_it_opens"),
    )

    id: Mapped[Id]
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    frequency: Mapped[Frequency]
    label: Mapped[str]
    opens_on: Mapped[date]
    due_on: Mapped[date | None]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("tracked_items.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
