"""開會通知已發, 改期通知已發, 會議資料已送, 紀錄已函送: facts with date and 文號."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.meetings.dated_fact import FactKind
from app.models.base import Base, Id, Versioned


class DatedFact(Versioned, Base):
    """One letter. One entered by mistake keeps its row (`removed_at`)."""

    __tablename__ = "dated_facts"
    __table_args__ = (Index(None, "meeting_id"),)

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    kind: Mapped[FactKind]
    dated_on: Mapped[date]
    document_number: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]
