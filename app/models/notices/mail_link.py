"""The way in from a mail: /r/<token>."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.notices.mail_link import LinkEnd
from app.models.base import Base, Id


class MailLink(Base):
    """For whom, and the page it leads to. Opening it changes nothing; the person still has to be known.

    (`thing`, `thing_id`): the one record it is about, where it is about one. `ended`: that record was closed or moved.
    """

    __tablename__ = "mail_links"
    __table_args__ = (Index(None, "thing", "thing_id"),)

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id"))
    path: Mapped[str]
    thing: Mapped[str] = mapped_column(default="")
    thing_id: Mapped[int | None]
    for_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended: Mapped[LinkEnd | None]
