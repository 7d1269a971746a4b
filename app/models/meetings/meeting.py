"""會議 and 議程項."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.meetings.meeting_flow import MeetingKind, MeetingState
from app.domain.meetings.resolution import Section
from app.models.base import Base, Id, Versioned
from app.models.people.committee import Committee
from app.models.proposals.proposal import Proposal, ProposalVersion

if TYPE_CHECKING:
    from app.models.meetings.resolution import Resolution


class Meeting(Versioned, Base):
    """`title` is the official line as printed, `label` the short one, `slug` ASCII. `year` (年度) stands apart from the date.

    `chair` who took the chair, `convener` the standing 召集人, `chair_reason` why another took it.
    Its version grows with every change of its agenda too. `resolutions`: all that stand, of its items and of itself.
    """

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("committee_id", "slug"), Index(None, "held_on"))

    id: Mapped[Id]
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    kind: Mapped[MeetingKind] = mapped_column(default=MeetingKind.REGULAR)
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PREPARING)
    title: Mapped[str]
    label: Mapped[str]
    slug: Mapped[str]
    year: Mapped[int | None]
    held_on: Mapped[date | None]
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    place: Mapped[str] = mapped_column(default="")
    chair: Mapped[str] = mapped_column(default="")
    convener: Mapped[str | None]
    chair_reason: Mapped[str | None]
    joint_title: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]

    committee: Mapped[Committee] = relationship(lazy="raise")
    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="meeting", order_by="AgendaItem.position", lazy="raise"
    )
    resolutions: Mapped[list[Resolution]] = relationship(
        back_populates="meeting",
        primaryjoin="and_(Meeting.id == Resolution.meeting_id, Resolution.removed_at.is_(None))",
        order_by="Resolution.ordinal",
        lazy="raise",
    )


class AgendaItem(Versioned, Base):
    """One line of an agenda; `position` counts within its section. `number` and `code` are provisional until 議程定稿; a case taken out later leaves a gap.

    `duration`: minutes it is given, empty for the usual.
    """

    __tablename__ = "agenda_items"
    __table_args__ = (
        UniqueConstraint("meeting_id", "code"),
        Index(None, "meeting_id", "section", "position"),
        Index(None, "proposal_id"),
        CheckConstraint(
            "proposal_id IS NOT NULL OR pinned_version_id IS NULL", name="only_proposals_are_pinned"
        ),
    )

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    section: Mapped[Section]
    position: Mapped[int]
    number: Mapped[int | None]
    code: Mapped[str | None]
    title: Mapped[str] = mapped_column(default="")
    duration: Mapped[int | None]
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"))
    pinned_version_id: Mapped[int | None] = mapped_column(ForeignKey("proposal_versions.id"))
    removed_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(back_populates="items", lazy="raise")
    proposal: Mapped[Proposal | None] = relationship(lazy="raise")
    pinned_version: Mapped[ProposalVersion | None] = relationship(lazy="raise")
    resolutions: Mapped[list[Resolution]] = relationship(
        back_populates="item",
        primaryjoin="and_(AgendaItem.id == Resolution.item_id, Resolution.removed_at.is_(None))",
        order_by="Resolution.ordinal",
        lazy="raise",
    )
