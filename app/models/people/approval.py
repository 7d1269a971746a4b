"""核可: a decision, given here or recorded from paper; many records may share one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id


class Approval(Base):
    """By title and name, with date and 文號. Given here: `user_id`. Recorded from paper (代登): `recorded_by_id`."""

    __tablename__ = "approvals"
    __table_args__ = (
        CheckConstraint("user_id IS NULL OR NOT from_paper", name="given_here_or_on_paper"),
        CheckConstraint("NOT from_paper OR approver_name <> ''", name="paper_names_approver"),
    )

    id: Mapped[Id]
    from_paper: Mapped[bool]
    approver_title: Mapped[str] = mapped_column(default="")
    approver_name: Mapped[str]
    level: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date]
    document_number: Mapped[str] = mapped_column(default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime]
