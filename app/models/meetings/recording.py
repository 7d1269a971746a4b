"""現場登錄 of a meeting: who may write, which case is on, what the projector shows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.meetings.recording import Lease, ScreenMode
from app.models.base import Base
from app.models.meetings.meeting import AgendaItem
from app.models.people.user import User


class Recording(Base):
    """One row per meeting, made when the first window begins to write; no version: it changes with every sign of life.

    `on_item` and `on_closing`: the case the clerk stands at, or the 主席裁示事項. `shown_at`: when something was last saved
    by hand; a projector that waits for that shows the texts of before.
    """

    __tablename__ = "recordings"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    window: Mapped[str] = mapped_column(default="")
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    held_until: Mapped[datetime | None]
    on_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    on_closing: Mapped[bool] = mapped_column(default=False)
    screen: Mapped[ScreenMode] = mapped_column(default=ScreenMode.OFF)
    shown_at: Mapped[datetime | None]

    holder: Mapped[User | None] = relationship(lazy="raise")
    on_item: Mapped[AgendaItem | None] = relationship(lazy="raise")

    @property
    def lease(self) -> Lease:
        return Lease(self.window, self.held_until)
