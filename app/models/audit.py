"""稽核紀錄 and 讀取紀錄: append-only; AuditEvent rows are chained by hash."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.people.actor import ActorKind
from app.models.base import Base, Id


class AuditEvent(Base):
    """One thing that happened. `number` and `hash` are given as the last act of the commit.

    `changes` maps field names to [before, after]; personal data stand there as keyed digests only.
    `agency_id` is the convening agency of the committee the record belongs to, for whom the log is shown.
    """

    __tablename__ = "audit_events"
    __table_args__ = (Index(None, "thing", "thing_id"), Index(None, "at"), Index(None, "actor_id"))

    id: Mapped[Id]
    number: Mapped[int | None] = mapped_column(unique=True)
    previous_hash: Mapped[str | None]
    hash: Mapped[str | None]
    at: Mapped[datetime]
    actor_kind: Mapped[ActorKind]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    actor_name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    request: Mapped[str] = mapped_column(default="")
    thing: Mapped[str]
    thing_id: Mapped[int | None]
    code: Mapped[str] = mapped_column(default="")
    action: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    changes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    confidential: Mapped[bool] = mapped_column(default=False)


class AuditHead(Base):
    """The one row that is locked while a commit numbers its events; it says where the chain ends."""

    __tablename__ = "audit_heads"

    id: Mapped[Id]
    number: Mapped[int]
    hash: Mapped[str]


class ReadEvent(Base):
    """Somebody opened, printed or downloaded personal or confidential data. A side note: it stays though the request was a GET."""

    __tablename__ = "read_events"
    __table_args__ = (Index(None, "thing", "thing_id"),)

    id: Mapped[Id]
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    thing: Mapped[str]
    thing_id: Mapped[int]
    purpose: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    request: Mapped[str] = mapped_column(default="")


class RefusedAccess(Base):
    """Somebody asked for what is not his. A side note."""

    __tablename__ = "refused_accesses"

    id: Mapped[Id]
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    method: Mapped[str]
    path: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    request: Mapped[str] = mapped_column(default="")


class FormKey(Base):
    """The one-time key of a form that creates something, and where the first sending led."""

    __tablename__ = "form_keys"

    key: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    used_at: Mapped[datetime]
    led_to: Mapped[str]
