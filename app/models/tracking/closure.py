"""解除／繼續列管, 改列, 恢復列管: what was decided of a share and on what basis; and the lines of 歷次決議辦理情形."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.tracking.decisions import Basis, ClosingReason, FollowUpPart, Outcome, Verdict
from app.models.base import Base, Id, Versioned, code_named
from app.models.meetings.meeting import Meeting
from app.models.people.approval import Approval
from app.models.tracking.assignment import Assignment
from app.models.tracking.item import TrackedItem
from app.models.tracking.report import ItemSummary


class ClosureDecision(Base):
    """One per share and decision; never changed. The basis is always named: a meeting, a memo by its approval, or a clause.

    `was_proposed`: the share was 建議解除 when it was decided; a word taken back in the room leads there again.
    """

    __tablename__ = "closure_decisions"
    __table_args__ = (
        Index(None, "assignment_id"),
        Index(None, "meeting_id"),
        CheckConstraint("(basis = 'by_meeting') = (meeting_id IS NOT NULL)", name="meeting_is_named"),
        CheckConstraint("basis = 'by_meeting' OR approval_id IS NOT NULL", name="approver_is_named"),
        CheckConstraint("(basis = 'by_delegation') = (clause <> '')", name="clause_is_named"),
        CheckConstraint("merged_into_id IS NULL OR outcome = 'merge'", name="merged_into_when_merged"),
    )

    id: Mapped[Id]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    outcome: Mapped[Outcome]
    basis: Mapped[Basis]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))
    clause: Mapped[str] = mapped_column(default="")
    reason_kind: Mapped[ClosingReason | None]
    reason: Mapped[str] = mapped_column(default="")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("tracked_items.id"))
    was_proposed: Mapped[bool] = mapped_column(default=False)
    decided_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    assignment: Mapped[Assignment] = relationship(lazy="raise")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise")
    approval: Mapped[Approval | None] = relationship(lazy="raise")


class FollowUp(Versioned, Base):
    """One line of 歷次決議辦理情形: meeting × item, with the summary pinned at 議程定稿, our proposal and the chair's word."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        UniqueConstraint("meeting_id", "item_id"),
        Index(None, "item_id"),
        CheckConstraint("(word IS NULL) = (said_at IS NULL)", name="word_was_said"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("tracked_items.id"))
    position: Mapped[int]
    part: Mapped[FollowUpPart]
    summary_id: Mapped[int | None] = mapped_column(ForeignKey("item_summaries.id"))
    proposal: Mapped[Verdict | None]
    word: Mapped[Verdict | None] = mapped_column(code_named(Verdict, "word"))
    word_text: Mapped[str] = mapped_column(default="")
    said_at: Mapped[datetime | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    meeting: Mapped[Meeting] = relationship(lazy="raise")
    item: Mapped[TrackedItem] = relationship(lazy="raise")
    summary: Mapped[ItemSummary | None] = relationship(lazy="raise")
