"""展延, 改分 and 更正: what was asked of a share's date or agency, and both values of what changed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.meetings.yearly import Channel
from app.domain.tracking.decisions import ExtensionReason, ReassignmentReason
from app.domain.tracking.request_flow import RequestState
from app.models.base import Base, Id, Versioned
from app.models.people.approval import Approval
from app.models.tracking.assignment import Assignment

_OPEN = text("state = 'requested'")


class ExtensionRequest(Versioned, Base):
    """`due_before`: the date that held when it was asked; `granted_on`: the date given, as asked or otherwise.

    `late_supervisor`: asked after the deadline, with the name of the agency's supervisor. `answer`: what the agency reads.
    """

    __tablename__ = "extension_requests"
    __table_args__ = (
        Index(
            "uq_extension_requests_open",
            "assignment_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(None, "assignment_id"),
        CheckConstraint(
            "(state IN ('granted', 'granted_otherwise')) = (granted_on IS NOT NULL)", name="granted_to_a_day"
        ),
        CheckConstraint("(channel IS NULL) = (informant = '')", name="channel_with_informant"),
    )

    id: Mapped[Id]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    state: Mapped[RequestState] = mapped_column(default=RequestState.REQUESTED)
    due_before: Mapped[date]
    wanted_on: Mapped[date]
    reason: Mapped[ExtensionReason]
    reason_text: Mapped[str] = mapped_column(default="")
    late_supervisor: Mapped[str] = mapped_column(default="")
    channel: Mapped[Channel | None]
    informant: Mapped[str] = mapped_column(default="")
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    granted_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))

    assignment: Mapped[Assignment] = relationship(lazy="raise")
    approval: Mapped[Approval | None] = relationship(lazy="raise")


class ReassignmentRequest(Versioned, Base):
    """`wanted_agency`: whom the agency names; `granted_agency`: who got the share. `disputed`: waits for the chair (請裁示)."""

    __tablename__ = "reassignment_requests"
    __table_args__ = (
        Index(
            "uq_reassignment_requests_open",
            "assignment_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(None, "assignment_id"),
        CheckConstraint(
            "(state IN ('granted', 'granted_otherwise')) = (granted_agency_id IS NOT NULL)",
            name="granted_to_an_agency",
        ),
        CheckConstraint("(channel IS NULL) = (informant = '')", name="channel_with_informant"),
    )

    id: Mapped[Id]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    state: Mapped[RequestState] = mapped_column(default=RequestState.REQUESTED)
    wanted_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    reason: Mapped[ReassignmentReason]
    reason_text: Mapped[str] = mapped_column(default="")
    disputed: Mapped[bool] = mapped_column(default=False)
    channel: Mapped[Channel | None]
    informant: Mapped[str] = mapped_column(default="")
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    granted_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    answer: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))

    assignment: Mapped[Assignment] = relationship(lazy="raise")
    approval: Mapped[Approval | None] = relationship(lazy="raise")


class Correction(Base):
    """更正 of `due_original`: a clerical error, by 政風主管, with its reason. Both values stay."""

    __tablename__ = "corrections"
    __table_args__ = (Index(None, "assignment_id"),)

    id: Mapped[Id]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"))
    due_before: Mapped[date | None]
    due_after: Mapped[date]
    reason: Mapped[str]
    corrected_at: Mapped[datetime]
    approval_id: Mapped[int] = mapped_column(ForeignKey("approvals.id"))
