"""A key that was asked for and goes to a registered mailbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.people.mailed_keys import KeyKind
from app.models.base import Base, Id


class MailedKey(Base):
    """One asking. `user_id` empty: nobody has this mailbox, and whoever asked is not told so.

    `token_hash`: of the browser that asked for a code, or of a link's token. `nonce`: what the secret is derived from.
    """

    __tablename__ = "mailed_keys"
    __table_args__ = (Index(None, "mailbox_hash", "created_at"), Index(None, "address", "created_at"))

    id: Mapped[Id]
    kind: Mapped[KeyKind]
    token_hash: Mapped[str] = mapped_column(unique=True)
    nonce: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    mailbox_hash: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    mailed_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
