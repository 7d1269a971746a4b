"""銷毀: one purge, what it took away and what it only found."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id


class Purge(Base):
    """`night`: the one a worker did it for, so that of several workers one does it; empty: by hand. `removed`, `found`: numbers by
    `Purged`, of what was taken away and of what is past its time and stays. Without `ended_at` it was cut short: the next goes on."""

    __tablename__ = "purges"

    id: Mapped[Id]
    night: Mapped[date | None] = mapped_column(unique=True)
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    removed: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    found: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
