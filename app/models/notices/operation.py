"""How mail leaves this installation: 試營運 or in earnest, and which workers are there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id, Versioned


class MailOperation(Versioned, Base):
    """The one row that says it. `trial`: mail goes only to `test_addresses` and carries 【測試】. `links`: mails carry a link."""

    __tablename__ = "mail_operations"

    id: Mapped[Id]
    trial: Mapped[bool] = mapped_column(default=True)
    test_addresses: Mapped[list[str]] = mapped_column(JSON, default=list)
    links: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime | None]


class WorkerBeat(Base):
    """One worker process: when it was last seen at work, and when it last planned reminders."""

    __tablename__ = "worker_beats"

    id: Mapped[Id]
    host: Mapped[str]
    process: Mapped[int]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    planned_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(default="")
