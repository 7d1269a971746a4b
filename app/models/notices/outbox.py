"""提醒 and its mail: outbox rows, written in the transaction of the change they tell of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.notices.delivery import DeliveryState, MailKind
from app.models.base import Base, Id
from app.models.people.user import User

_WAITS = text("delivery_id IS NULL AND superseded_at IS NULL")


class Reminder(Base):
    """One line somebody is to read, once: unique by (rule, subject, occurrence, recipient).

    `rule`: a NoticeKind. The subject is (`thing`, `thing_id`) as in the audit log; `occurrence` tells two of them apart, the instant
    of the action or the day of a rung. `bundle`: lines of one bundle for one person leave in one mail. `facts`: what the line
    names, JSON values, never a confidential text. `agency_id`: the convening agency of the committee it belongs to;
    `for_agency_id`: the agency that is greeted. `taken_off_by`: who said on the page of the morning that it is not to leave.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("rule", "thing", "thing_id", "occurrence", "recipient_id"),
        Index(None, "thing", "thing_id"),
        Index(None, "delivery_id"),
        Index("ix_reminders_waiting", "scheduled_for", "id", sqlite_where=_WAITS, postgresql_where=_WAITS),
    )

    id: Mapped[Id]
    rule: Mapped[str]
    thing: Mapped[str]
    thing_id: Mapped[int]
    occurrence: Mapped[str]
    recipient_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    bundle: Mapped[str]
    scheduled_for: Mapped[datetime]
    code: Mapped[str] = mapped_column(default="")
    path: Mapped[str] = mapped_column(default="")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    confidential: Mapped[bool] = mapped_column(default=False)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    for_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    created_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]
    taken_off_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id"))


class Delivery(Base):
    """One mail. It is moved by the worker's SQL (`domain/notices/delivery.py`), fenced by `lease_token`.

    `message_id` is fixed when the mail is written: every attempt carries the same. `body` holds marks where a secret belongs
    (`secret_nonce` tells which); the secret itself stands nowhere. `trial`: it went to the test addresses.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("recipient_id", "bundle"),
        Index(None, "state", "next_at"),
    )

    id: Mapped[Id]
    kind: Mapped[MailKind]
    recipient_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    mailbox: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    secret_nonce: Mapped[str] = mapped_column(default="")
    bundle: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.PENDING)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    next_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    lease_token: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
    trial: Mapped[bool] = mapped_column(default=False)
    problem: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")

    recipient: Mapped[User] = relationship(lazy="raise")
