"""分辦 (件), the letter that sent it, its pauses, and who opened it first."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ApprovalMode, ClosedAs
from app.domain.tracking.item import AssignmentRole, DueKind
from app.models.base import Base, Id, Versioned, code_named
from app.models.meetings.meeting import Meeting
from app.models.people.agency import Agency
from app.models.people.approval import Approval
from app.models.people.committee import Committee
from app.models.people.user import User
from app.models.tracking.item import TrackedItem


class Dispatch(Versioned, Base):
    """One letter with the shares it sent. Its mails wait until `held_until`, so that taking it back sends nothing.

    `exception_reason`: why it went out before 紀錄核定. `approval`: the head's word, given here or on paper.
    """

    __tablename__ = "dispatches"
    __table_args__ = (
        Index(None, "meeting_id"),
        CheckConstraint("(taken_back_at IS NULL) = (taken_back_on IS NULL)", name="taken_back_on_a_day"),
    )

    id: Mapped[Id]
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    letter_on: Mapped[date]
    document_number: Mapped[str]
    exception_reason: Mapped[str] = mapped_column(default="")
    approval_id: Mapped[int] = mapped_column(ForeignKey("approvals.id"))
    dispatched_at: Mapped[datetime]
    dispatched_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    held_until: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
    taken_back_on: Mapped[date | None]
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    meeting: Mapped[Meeting] = relationship(lazy="raise")
    approval: Mapped[Approval] = relationship(lazy="raise")


class Assignment(Versioned, Base):
    """One agency's share of an item. `code` (114-1-3-11) counts over all items of its case and is never used again.

    `text`: what this agency is to do where it differs from the item. `due_original` stands once dispatched, save by 更正;
    `due_current` is what `deadline.due_current` says, kept for sorting. `reported_through`: the day of the latest round reported.
    `before_submission`: where 取回 leads. `dispatched_on`: day 0, the letter's day. `reports_from`: `rounds.reports_from`.
    `replaces`: the share it took over by 改分.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        UniqueConstraint("committee_id", "code"),
        UniqueConstraint("committee_id", "case_code", "serial"),
        Index(None, "item_id", "state", "agency_id"),  # has this item any of this state?
        Index(None, "agency_id", "state", "due_current"),
        # Lists of a committee by date: of one state, of everything, of what has not ended; counted in the index alone.
        Index(
            "ix_assignments_by_state",
            "committee_id",
            "state",
            "due_current",
            "item_id",
            "serial",
            "removed_at",
        ),
        Index("ix_assignments_by_date", "committee_id", "due_current", "item_id", "serial", "removed_at"),
        Index(
            "ix_assignments_open",
            "committee_id",
            "due_current",
            "item_id",
            "serial",
            "state",
            "removed_at",
            "ended_on",
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
        Index(
            "ix_assignments_paused",
            "committee_id",
            "due_current",
            "item_id",
            "serial",
            sqlite_where=text("paused_on IS NOT NULL"),
            postgresql_where=text("paused_on IS NOT NULL"),
        ),
        Index(None, "dispatch_id"),
        # One open share per agency and item; what ended or was put away stays beside it.
        Index(
            "uq_assignments_open_share",
            "item_id",
            "agency_id",
            unique=True,
            sqlite_where=text("removed_at IS NULL AND ended_on IS NULL"),
            postgresql_where=text("removed_at IS NULL AND ended_on IS NULL"),
        ),
        CheckConstraint("(state = 'closed_otherwise') = (closed_as IS NOT NULL)", name="closed_as_something"),
        CheckConstraint(
            "(state = 'submitted') = (before_submission IS NOT NULL)", name="submitted_from_a_state"
        ),
        CheckConstraint("(state = 'prepared') = (dispatched_on IS NULL)", name="dispatched_on_a_day"),
        CheckConstraint("state = 'prepared' OR removed_at IS NULL", name="only_prepared_is_removed"),
        CheckConstraint(
            "(state IN ('released', 'closed_otherwise', 'reassigned')) = (ended_on IS NOT NULL)",
            name="ended_on_a_day",
        ),
        CheckConstraint("due_kind <> 'fixed_date' OR due_original IS NOT NULL", name="fixed_date_has_day"),
        CheckConstraint("due_kind <> 'ongoing' OR due_original IS NULL", name="ongoing_has_no_day"),
    )

    id: Mapped[Id]
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("tracked_items.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    case_code: Mapped[str]
    serial: Mapped[int]
    code: Mapped[str]
    role: Mapped[AssignmentRole]
    state: Mapped[AssignmentState] = mapped_column(default=AssignmentState.PREPARED)
    text: Mapped[str] = mapped_column(default="")
    due_kind: Mapped[DueKind]
    due_original: Mapped[date | None]
    due_current: Mapped[date | None]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    dispatch_id: Mapped[int | None] = mapped_column(ForeignKey("dispatches.id"))
    dispatched_on: Mapped[date | None]
    reports_from: Mapped[date | None]
    ended_on: Mapped[date | None]
    reported_through: Mapped[date | None]
    before_submission: Mapped[AssignmentState | None] = mapped_column(
        code_named(AssignmentState, "before_submission")
    )
    paused_on: Mapped[date | None]
    closed_as: Mapped[ClosedAs | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("tracked_items.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"))
    prepared_at: Mapped[datetime]
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]

    committee: Mapped[Committee] = relationship(lazy="raise")
    item: Mapped[TrackedItem] = relationship(foreign_keys=[item_id], lazy="raise")
    agency: Mapped[Agency] = relationship(lazy="raise")
    contact: Mapped[User | None] = relationship(foreign_keys=[contact_id], lazy="raise")
    dispatch: Mapped[Dispatch | None] = relationship(lazy="raise")


class ClockPause(Base):
    """暫停計時: waiting for a named third party. It stops flags and the ladder and never moves a date."""

    __tablename__ = "clock_pauses"
    __table_args__ = (
        Index(
            "uq_clock_pauses_open",
            "assignment_id",
            unique=True,
            sqlite_where=text("resumed_on IS NULL"),
            postgresql_where=text("resumed_on IS NULL"),
        ),
        Index(None, "assignment_id"),
    )

    id: Mapped[Id]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    waits_for: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    paused_on: Mapped[date]
    paused_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    resumed_on: Mapped[date | None]
    resumed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class FirstReading(Base):
    """Who of its agency opened a share first. A side note: it stays though the request was a GET."""

    __tablename__ = "first_readings"

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), primary_key=True)
    read_at: Mapped[datetime]
    read_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class ReportingRule(Versioned, Base):
    """How an agency approves its own reports; without a row: 紙本核章."""

    __tablename__ = "reporting_rules"

    id: Mapped[Id]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), unique=True)
    approval: Mapped[ApprovalMode]
