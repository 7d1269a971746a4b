"""提案: one working text, immutable versions, comments on a paragraph."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.confidentiality import Confidentiality
from app.domain.proposals.proposal_flow import ProposalState
from app.domain.proposals.versions import CutFor, TextField
from app.models.base import Base, Id, Versioned
from app.models.people.agency import Agency
from app.models.people.committee import Committee


class Proposal(Versioned, Base):
    """A case of a committee. Texts are lines: one paragraph a line, a bold lead-in between `**`.

    `in_charge`: who took it over by 移交; the drafter stays in the record. `unit` is 提案單位 as written; `agency` the one of that name, where known. A confidential case is a
    stub (代號, where the paper lies) unless a certified mechanism is set.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        UniqueConstraint("committee_id", "year", "running"),
        Index(None, "committee_id", "state"),
        Index(None, "agency_id"),
        CheckConstraint("confidentiality = 'normal' OR stub_name <> ''", name="confidential_has_stub_name"),
    )

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(unique=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    year: Mapped[int]
    running: Mapped[int]
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.DRAFT)
    unit: Mapped[str] = mapped_column(default="")
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    subject: Mapped[str] = mapped_column(default="")
    explanation: Mapped[str] = mapped_column(default="")
    measures: Mapped[str] = mapped_column(default="")
    suggested_resolution: Mapped[str] = mapped_column(default="")
    deferrals: Mapped[int] = mapped_column(default=0)
    intended_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    confidentiality: Mapped[Confidentiality] = mapped_column(default=Confidentiality.NORMAL)
    stub_name: Mapped[str] = mapped_column(default="")
    confidential_basis: Mapped[str] = mapped_column(default="")
    declassify_when: Mapped[str] = mapped_column(default="")
    paper_lies_at: Mapped[str] = mapped_column(default="")
    ai_tool: Mapped[str] = mapped_column(default="")
    ai_vendor: Mapped[str] = mapped_column(default="")
    ai_model: Mapped[str] = mapped_column(default="")
    ai_version: Mapped[str] = mapped_column(default="")
    ai_reviewed_by: Mapped[str] = mapped_column(default="")
    drafted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    in_charge_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    submitted_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    committee: Mapped[Committee] = relationship(lazy="raise")
    agency: Mapped[Agency | None] = relationship(lazy="raise")
    versions: Mapped[list[ProposalVersion]] = relationship(
        back_populates="proposal", order_by="ProposalVersion.number", lazy="raise"
    )


class ProposalVersion(Base):
    """The text as it stood; never changed. Cut at 送審, 通過審核, 議程定稿, 抽換, on import and by 「存成版本」."""

    __tablename__ = "proposal_versions"
    __table_args__ = (UniqueConstraint("proposal_id", "number"),)

    id: Mapped[Id]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    number: Mapped[int]
    cut_for: Mapped[CutFor]
    unit: Mapped[str]
    subject: Mapped[str]
    explanation: Mapped[str]
    measures: Mapped[str]
    suggested_resolution: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    cut_at: Mapped[datetime]
    cut_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"))

    proposal: Mapped[Proposal] = relationship(back_populates="versions", lazy="raise")


class ReviewComment(Versioned, Base):
    """An opinion on one paragraph of one version; `quoted` keeps the paragraph readable when the text moves on."""

    __tablename__ = "review_comments"
    __table_args__ = (Index(None, "version_id"),)

    id: Mapped[Id]
    version_id: Mapped[int] = mapped_column("version_id", ForeignKey("proposal_versions.id"))
    field: Mapped[TextField]
    paragraph: Mapped[int]
    quoted: Mapped[str]
    text: Mapped[str]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    resolved_at: Mapped[datetime | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
