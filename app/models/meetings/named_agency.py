"""Which agencies a resolution, or the 辦法 it adopted, names."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id


class NamedAgency(Base):
    """Read from the frozen text at 紀錄核定, and again at every 更正: these agencies see the case and have a 節錄."""

    __tablename__ = "named_agencies"
    __table_args__ = (UniqueConstraint("resolution_id", "agency_id"), Index(None, "agency_id"))

    id: Mapped[Id]
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolutions.id", ondelete="CASCADE"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
