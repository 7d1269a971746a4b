"""法規簡稱: the small list an officer keeps, so that a paper can be offered a law's full name."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id, Versioned


class LawNames(Versioned, Base):
    """The one row of the list: a line each, 簡稱＝全名. One row, so that two people editing it meet as on any record."""

    __tablename__ = "law_names"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[Id]
    lines: Mapped[str] = mapped_column(default="")
