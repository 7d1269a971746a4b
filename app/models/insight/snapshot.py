"""What leadership's page counted on a day, kept: at each month's end, and what was released as 定稿."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.tracking.assignment_flow import AssignmentState
from app.models.base import Base, Id, Versioned


class Snapshot(Versioned, Base):
    """`rebuilt`: put together from events afterwards (回溯). `registers`: meetings and declarations by agency, as JSON.

    `released_at`: since when leadership sees it, with the head's `remark`.
    """

    __tablename__ = "snapshots"
    __table_args__ = (
        Index(
            "uq_snapshots_month_end",
            "committee_id",
            "as_of",
            unique=True,
            sqlite_where=text("month_end"),
            postgresql_where=text("month_end"),
        ),
        CheckConstraint("released_at IS NOT NULL OR remark = ''", name="remark_of_release"),
    )

    id: Mapped[Id]
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    as_of: Mapped[date]
    month_end: Mapped[bool] = mapped_column(default=False)
    rebuilt: Mapped[bool] = mapped_column(default=False)
    registers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    taken_at: Mapped[datetime]
    remark: Mapped[str] = mapped_column(default="")
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class SnapshotShare(Base):
    """One share as it stood; what never changes of it is read from the share itself."""

    __tablename__ = "snapshot_shares"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshots.id"), primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), primary_key=True, index=True)
    state: Mapped[AssignmentState]
    ended_on: Mapped[date | None]
    due_current: Mapped[date | None]
    overdue: Mapped[bool]
    asks_ruling: Mapped[bool]
