"""Who was at a meeting, who left for which case, who said what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.meetings.attendance import Presence, RecusalGround
from app.models.base import Base, Id, Versioned


class Attendance(Versioned, Base):
    """One person of a meeting. `is_member`: 委員, otherwise 列席; `presence` empty until called; the proxy stands on the member's own line.

    `agency`: the body as written. One taken off the list keeps its row.
    """

    __tablename__ = "attendances"
    __table_args__ = (
        Index(None, "meeting_id", "position"),
        CheckConstraint(
            "(presence IS NOT NULL AND presence = 'by_proxy') OR (proxy_name = '' AND proxy_title = '')",
            name="proxy_when_by_proxy",
        ),
        CheckConstraint("is_member OR presence IN ('observing', 'on_leave')", name="observers_observe"),
        CheckConstraint("NOT is_member OR presence <> 'observing'", name="members_attend"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    position: Mapped[int]
    is_member: Mapped[bool]
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    agency: Mapped[str] = mapped_column(default="")
    presence: Mapped[Presence | None]
    proxy_name: Mapped[str] = mapped_column(default="")
    proxy_title: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[datetime | None]

    @property
    def said_by(self) -> str:
        """Who speaks: agency, title and name; the proxy's where one came."""
        title, name = (self.proxy_title, self.proxy_name) if self.proxy_name else (self.title, self.name)
        return f"{self.agency}{title} {name}".strip()


class Recusal(Base):
    """迴避 of one person in one case. One recorded by mistake keeps its row."""

    __tablename__ = "recusals"
    __table_args__ = (UniqueConstraint("item_id", "attendance_id"),)

    id: Mapped[Id]
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"))
    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendances.id"))
    ground: Mapped[RecusalGround]
    reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]

    attendance: Mapped[Attendance] = relationship(lazy="raise")


class Remark(Versioned, Base):
    """發言摘要 in a case, or (`item` empty) in the meeting as a whole. `speaker` as printed; `printed` False: internal."""

    __tablename__ = "remarks"
    __table_args__ = (Index(None, "meeting_id", "item_id"),)

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    attendance_id: Mapped[int | None] = mapped_column(ForeignKey("attendances.id"))
    speaker: Mapped[str]
    text: Mapped[str]
    printed: Mapped[bool] = mapped_column(default=True)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]
