"""辦理情形 with its figures and evidence, 政風處意見 on it, and 綜整 of an item's round."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.meetings.yearly import Channel
from app.domain.tracking.decisions import ClosingReason, NoProgressReason, Opinion, Progress
from app.domain.tracking.report_flow import ReportState
from app.models.base import Base, Id, Versioned
from app.models.people.approval import Approval
from app.models.people.user import User
from app.models.tracking.assignment import Assignment
from app.models.tracking.item import ReportRound

_LIVE = text("state IN ('draft', 'awaiting_approval', 'submitted')")


class ProgressReport(Versioned, Base):
    """One report; once sent its text never changes: an edited one is a further row (`number` counts within the share).

    `stamp_*`: 業經○○核可, by title, name and day; `signed_by`: the same given online. `channel`, `informant`: entered by
    政風處 for the agency. `awaiting_since`: 機關陳核中（自○月○日）. `registered`, `tally`: the entry in a register that is the report.
    """

    __tablename__ = "progress_reports"
    __table_args__ = (
        UniqueConstraint("assignment_id", "number"),
        Index(None, "round_id"),
        Index(None, "state", "submitted_at"),
        Index(
            "uq_progress_reports_live",
            "assignment_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        CheckConstraint("(channel IS NULL) = (informant = '')", name="channel_with_informant"),
        CheckConstraint(
            "state IN ('draft', 'awaiting_approval', 'set_aside') OR (submitted_at IS NOT NULL AND progress IS NOT NULL)",
            name="sent_with_progress",
        ),
        CheckConstraint(
            "state IN ('draft', 'awaiting_approval', 'set_aside') OR (progress = 'none') = (none_reason IS NOT NULL)",
            name="none_has_reason",
        ),
        CheckConstraint(
            "(state = 'awaiting_approval') = (awaiting_since IS NOT NULL)", name="awaiting_since_a_day"
        ),
    )

    id: Mapped[Id]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("report_rounds.id"))
    number: Mapped[int]
    state: Mapped[ReportState] = mapped_column(default=ReportState.DRAFT)
    progress: Mapped[Progress | None]
    none_reason: Mapped[NoProgressReason | None]
    none_reason_text: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    expected_on: Mapped[date | None]
    stamp_title: Mapped[str] = mapped_column(default="")
    stamp_name: Mapped[str] = mapped_column(default="")
    stamp_on: Mapped[date | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    channel: Mapped[Channel | None]
    informant: Mapped[str] = mapped_column(default="")
    awaiting_since: Mapped[date | None]
    registered_id: Mapped[int | None] = mapped_column(ForeignKey("registered_meetings.id"), index=True)
    tally_id: Mapped[int | None] = mapped_column(ForeignKey("declaration_tallies.id"), index=True)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    submitted_at: Mapped[datetime | None]
    submitted_on: Mapped[date | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reply: Mapped[str] = mapped_column(default="")

    assignment: Mapped[Assignment] = relationship(lazy="raise")
    round: Mapped[ReportRound] = relationship(lazy="raise")
    figures: Mapped[list[ReportFigure]] = relationship(lazy="raise")
    evidence: Mapped[list[Evidence]] = relationship(order_by="Evidence.id", lazy="raise")
    finding: Mapped[Finding | None] = relationship(lazy="raise")
    submitted_by: Mapped[User | None] = relationship(foreign_keys=[submitted_by_id], lazy="raise")


class ReportFigure(Base):
    """One figure asked for, as reported."""

    __tablename__ = "report_figures"
    __table_args__ = (
        UniqueConstraint("report_id", "figure_id"),
        CheckConstraint("value >= 0", name="value_counted"),
    )

    id: Mapped[Id]
    report_id: Mapped[int] = mapped_column(ForeignKey("progress_reports.id"))
    figure_id: Mapped[int] = mapped_column(ForeignKey("asked_figures.id"))
    value: Mapped[int]


class Evidence(Base):
    """佐證資料: bytes lie under their SHA-256 and never change; removing hides the row, of a draft only."""

    __tablename__ = "evidence"
    __table_args__ = (Index(None, "report_id"), Index(None, "sha256"))

    id: Mapped[Id]
    report_id: Mapped[int] = mapped_column(ForeignKey("progress_reports.id"))
    filename: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]


class Finding(Versioned, Base):
    """政風處意見 on a report: internal until `effective_at`. What needs 政風主管 waits there (待核定) without approval.

    `closing_reason`, `merged_into`: of a proposed 改列, so that the head decides it as it was proposed.
    """

    __tablename__ = "findings"
    __table_args__ = (
        Index(None, "effective_at"),
        CheckConstraint(
            "(opinion = 'opinion_merge') = (merged_into_id IS NOT NULL)", name="merged_into_when_merged"
        ),
        CheckConstraint(
            "(opinion IN ('opinion_self_track', 'opinion_merge', 'opinion_revoke')) = (closing_reason IS NOT NULL)",
            name="closed_for_a_reason",
        ),
    )

    id: Mapped[Id]
    report_id: Mapped[int] = mapped_column(ForeignKey("progress_reports.id"), unique=True)
    opinion: Mapped[Opinion]
    text: Mapped[str] = mapped_column(default="")
    closing_reason: Mapped[ClosingReason | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("tracked_items.id"))
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))
    effective_at: Mapped[datetime | None]

    approval: Mapped[Approval | None] = relationship(lazy="raise")


class ItemSummary(Base):
    """綜整辦理情形 of an item in a round: versions, the last one is printed. `drafted`: as the system wrote it."""

    __tablename__ = "item_summaries"
    __table_args__ = (UniqueConstraint("item_id", "round_id", "number"),)

    id: Mapped[Id]
    item_id: Mapped[int] = mapped_column(ForeignKey("tracked_items.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("report_rounds.id"))
    number: Mapped[int]
    text: Mapped[str]
    drafted: Mapped[bool]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
