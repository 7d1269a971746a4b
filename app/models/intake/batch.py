"""匯入批次: what was read from files, before and after a person confirmed it, and what it made."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.intake.batch_flow import BatchKind, BatchState
from app.models.base import Base, Id, Versioned


class ImportBatch(Versioned, Base):
    """One import. Nothing is made before it is confirmed; it can be undone whole."""

    __tablename__ = "import_batches"

    id: Mapped[Id]
    kind: Mapped[BatchKind]
    state: Mapped[BatchState] = mapped_column(default=BatchState.READ)
    committee_id: Mapped[int | None] = mapped_column(ForeignKey("committees.id"))
    roster_id: Mapped[int | None] = mapped_column(ForeignKey("rosters.id"))
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    confirmed_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    files: Mapped[list[ImportFile]] = relationship(
        back_populates="batch", order_by="ImportFile.id", lazy="raise"
    )
    records: Mapped[list[ImportRecord]] = relationship(
        back_populates="batch", order_by="ImportRecord.id", lazy="raise"
    )


class ImportFile(Versioned, Base):
    """One file of a batch: `read` is what was recognised (plain values, with what could not be placed), `placed` what a person made of it."""

    __tablename__ = "import_files"
    __table_args__ = (Index(None, "batch_id"),)

    id: Mapped[Id]
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batches.id"))
    filename: Mapped[str]
    sha256: Mapped[str]
    read: Mapped[dict[str, Any]] = mapped_column(JSON)
    placed: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    batch: Mapped[ImportBatch] = relationship(back_populates="files", lazy="raise")


class ImportRecord(Base):
    """One record a batch made or changed, as it stood before and its version after; undoing looks here."""

    __tablename__ = "import_records"
    __table_args__ = (Index(None, "batch_id"), Index(None, "thing", "thing_id"))

    id: Mapped[Id]
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batches.id"))
    thing: Mapped[str]
    thing_id: Mapped[int]
    created: Mapped[bool]
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version_after: Mapped[int]

    batch: Mapped[ImportBatch] = relationship(back_populates="records", lazy="raise")
