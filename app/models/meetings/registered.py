"""登錄的會議: what an agency says of a 會報 it held elsewhere, beside the row of the meeting itself."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.meetings.filing_flow import FilingState
from app.domain.meetings.yearly import ChairRole, Channel
from app.models.base import Base, Id, Versioned
from app.models.meetings.meeting import Meeting


class RegisteredMeeting(Versioned, Base):
    """One per meeting; day, 年度, label and joint title are the meeting's own. Figures are empty while not known."""

    __tablename__ = "registered_meetings"
    __table_args__ = (
        CheckConstraint("chair_role <> 'other_person' OR chair_reason <> ''", name="other_chair_has_reason"),
        CheckConstraint("(channel IS NULL) = (informant = '')", name="channel_with_informant"),
        CheckConstraint("outside_members >= 0", name="outside_members_counted"),
        CheckConstraint("special_reports >= 0", name="special_reports_counted"),
        CheckConstraint("proposals >= 0", name="proposals_counted"),
        CheckConstraint("resolutions >= 0", name="resolutions_counted"),
        CheckConstraint("tracked >= 0", name="tracked_counted"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    chair_role: Mapped[ChairRole]
    chair_reason: Mapped[str] = mapped_column(default="")
    outside_members: Mapped[int | None]
    special_reports: Mapped[int | None]
    proposals: Mapped[int | None]
    resolutions: Mapped[int | None]
    tracked: Mapped[int | None]
    document_number: Mapped[str] = mapped_column(default="")
    channel: Mapped[Channel | None]
    informant: Mapped[str] = mapped_column(default="")
    filing: Mapped[FilingState] = mapped_column(default=FilingState.NOT_SENT)
    filing_reason: Mapped[str] = mapped_column(default="")
    registered_at: Mapped[datetime]
    registered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    meeting: Mapped[Meeting] = relationship(lazy="raise")
    held_on: AssociationProxy[date | None] = association_proxy("meeting", "held_on")
    year: AssociationProxy[int | None] = association_proxy("meeting", "year")
    label: AssociationProxy[str] = association_proxy("meeting", "label")
    joint_title: AssociationProxy[str] = association_proxy("meeting", "joint_title")
