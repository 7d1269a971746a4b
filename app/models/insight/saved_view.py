"""檢視: what a person keeps of a list, under a name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.insight.saved_view import ListName
from app.models.base import Base, Id


class SavedView(Base):
    """`query`: filters, order and columns as the list's address has them. One's own; nobody else sees it.

    `starts`: its owner begins with it, as far as no other.
    """

    __tablename__ = "saved_views"
    __table_args__ = (
        UniqueConstraint("user_id", "list_name", "name"),
        Index(
            "uq_saved_views_starts",
            "user_id",
            unique=True,
            sqlite_where=text("starts"),
            postgresql_where=text("starts"),
        ),
    )

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    list_name: Mapped[ListName]
    name: Mapped[str]
    query: Mapped[str]
    starts: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
