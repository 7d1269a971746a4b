"""What one proposal's pages show besides its text: versions, comments, files, what happened, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from app.domain.people.actor import ActorKind
from app.domain.proposals.versions import TextField
from app.models import (
    AgendaItem,
    Approval,
    AuditEvent,
    Proposal,
    ProposalVersion,
    ReviewComment,
    User,
)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its author's name; `row` is what a verb takes."""

    row: ReviewComment
    version_number: int
    author: str
    resolver: str

    @property
    def open(self) -> bool:
        return self.row.resolved_at is None

    @property
    def field(self) -> TextField:
        return self.row.field


@dataclass(frozen=True, slots=True)
class Version:
    """A version with its author's name and, where it was passed, by whom and under which 文號."""

    row: ProposalVersion
    author: str
    approval: Approval | None

    @property
    def number(self) -> int:
        return self.row.number


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history: an audit row about the proposal."""

    action: str
    at: datetime
    who: str
    by_console: bool
    reason: str
    changes: dict[str, object]


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting the case came to, or stands on; `number` and `code` provisional until 定稿, `resolution` '' before."""

    label: str
    title: str
    slug: str
    number: int | None
    code: str | None
    resolution: str


def versions_of(session: Session, proposal: Proposal) -> tuple[Version, ...]:
    """Newest first."""
    rows = session.execute(
        select(ProposalVersion, User.name, Approval)
        .outerjoin(User, User.id == ProposalVersion.cut_by_id)
        .outerjoin(Approval, Approval.id == ProposalVersion.approval_id)
        .where(ProposalVersion.proposal_id == proposal.id)
        .order_by(ProposalVersion.number.desc())
    )
    return tuple(Version(row, name or "", approval) for row, name, approval in rows)


def comments_of(session: Session, proposal: Proposal) -> tuple[Comment, ...]:
    """Every comment on every version, oldest first."""
    resolver = aliased(User)
    rows = session.execute(
        select(ReviewComment, ProposalVersion.number, User.name, resolver.name)
        .join(ProposalVersion, ProposalVersion.id == ReviewComment.version_id)
        .outerjoin(User, User.id == ReviewComment.written_by_id)
        .outerjoin(resolver, resolver.id == ReviewComment.resolved_by_id)
        .where(ProposalVersion.proposal_id == proposal.id)
        .order_by(ReviewComment.written_at, ReviewComment.id)
    )
    return tuple(Comment(row, number, author or "", by or "") for row, number, author, by in rows)


def history_of(session: Session, proposal: Proposal) -> tuple[Happened, ...]:
    """What happened, newest first."""
    rows = session.scalars(
        select(AuditEvent)
        .where(AuditEvent.thing == Proposal.__tablename__, AuditEvent.thing_id == proposal.id)
        .order_by(AuditEvent.id.desc())
    )
    return tuple(
        Happened(
            row.action, row.at, row.actor_name, row.actor_kind is ActorKind.CONSOLE, row.reason, row.changes
        )
        for row in rows
    )


def meetings_of(session: Session, proposal: Proposal) -> tuple[MeetingLine, ...]:
    """The meetings on whose agenda the case stands or stood, newest first."""
    items = session.scalars(
        select(AgendaItem)
        .where(AgendaItem.proposal_id == proposal.id, AgendaItem.removed_at.is_(None))
        .options(joinedload(AgendaItem.meeting), selectinload(AgendaItem.resolutions))
        .order_by(AgendaItem.id.desc())
    )
    return tuple(
        MeetingLine(
            item.meeting.label,
            item.meeting.title,
            item.meeting.slug,
            item.number,
            item.code,
            "\n".join(one.text for one in item.resolutions if one.text),
        )
        for item in items
    )


def name_of(session: Session, user_id: int | None) -> str:
    """The person's name; empty for nobody."""
    return session.scalar(select(User.name).where(User.id == user_id)) or "" if user_id is not None else ""
