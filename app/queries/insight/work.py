"""我的工作: what waits for this person, the coming meeting, the own drafts. Order: late, waiting, coming, drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Actor, Role
from app.domain.people.rights import Right, Scope, agencies_with, has
from app.domain.proposals.proposal_flow import ProposalState
from app.models import (
    AgendaItem,
    Committee,
    Meeting,
    Proposal,
    ProposalVersion,
    ReviewComment,
    RoleGrant,
    User,
)
from app.queries.people.grants import waiting_count
from app.queries.visibility.meetings import meeting_is_seen
from app.queries.visibility.proposals import proposals_visible_to

SHOWN = 5
UPCOMING = (MeetingState.PREPARING, MeetingState.AGENDA_SET, MeetingState.IN_SESSION, MeetingState.POSTPONED)


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal in a short list; `since`: when it was handed in, or last changed."""

    code: str
    title: str
    state: ProposalState
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Coming:
    """The next meeting this person sees, and how far its preparation is. `days`: until it is held; None without a date."""

    slug: str
    label: str
    title: str
    state: MeetingState
    held_on: date | None
    starts: str
    place: str
    days: int | None
    cases: int
    in_review: int
    candidates: int
    mine_to_run: bool


@dataclass(frozen=True, slots=True)
class Work:
    """Everything the first page shows. Counts are the lengths of the lists their links open."""

    to_review: tuple[Line, ...]
    to_review_count: int
    returned: tuple[Line, ...]
    commented: tuple[Line, ...]
    drafts: tuple[Line, ...]
    grants_to_confirm: int
    people_without_grant: int
    coming: Coming | None
    held: tuple[Coming, ...]

    @property
    def waiting(self) -> int:
        return self.to_review_count + len(self.returned) + len(self.commented) + self.grants_to_confirm


def work_of(session: Session, actor: Actor, today: date) -> Work:
    reviews = has(actor, Right.PASS_PROPOSALS)
    to_review = _lines(session, _to_review(actor), Proposal.submitted_at.asc()) if reviews else ()
    return Work(
        to_review=to_review[:SHOWN],
        to_review_count=len(to_review),
        returned=_lines(session, _own(actor, ProposalState.RETURNED), Proposal.changed_at.desc())[:SHOWN],
        commented=_lines(session, _commented(actor), Proposal.changed_at.desc())[:SHOWN],
        drafts=_lines(session, _own(actor, ProposalState.DRAFT), Proposal.changed_at.desc())[:SHOWN],
        grants_to_confirm=waiting_count(session, actor, today) if has(actor, Right.CONFIRM_GRANTS) else 0,
        people_without_grant=_without_grant(session, today) if has(actor, Right.MANAGE_PEOPLE) else 0,
        coming=_coming(session, actor, today),
        held=_held(session, actor, today),
    )


def _lines(
    session: Session, found: Select[Proposal], order: ColumnElement[object] | object
) -> tuple[Line, ...]:
    rows = session.scalars(found.order_by(order, Proposal.id).limit(500))  # type: ignore[arg-type]
    return tuple(
        Line(row.code, row.stub_name or row.subject, row.state, row.submitted_at or row.changed_at)
        for row in rows
    )


def _to_review(actor: Actor) -> Select[Proposal]:
    """審核中 where this person may pass or return: his committees' cases, none of his own."""
    own = or_(Proposal.submitted_by_id == actor.person_id, Proposal.drafted_by_id == actor.person_id)
    return proposals_visible_to(actor).where(
        Proposal.state == ProposalState.IN_REVIEW,
        Committee.agency_id.in_(agencies_with(actor, Right.PASS_PROPOSALS, Scope.COMMITTEE)),
        or_(own.is_(None), ~own),
    )


def _own(actor: Actor, state: ProposalState) -> Select[Proposal]:
    """What this person drafted; a contact's agency shares its cases, for work belongs to the agency."""
    agencies = actor.agencies_as(Role.CONTACT)
    mine = or_(Proposal.drafted_by_id == actor.person_id, Proposal.agency_id.in_(agencies))
    return proposals_visible_to(actor).where(Proposal.state == state, mine)


def _commented(actor: Actor) -> Select[Proposal]:
    """Own cases still in work on which a comment of somebody else stands open."""
    open_comment = exists().where(
        ProposalVersion.proposal_id == Proposal.id,
        ReviewComment.version_id == ProposalVersion.id,
        ReviewComment.resolved_at.is_(None),
        ReviewComment.written_by_id != actor.person_id,
    )
    states = (ProposalState.DRAFT, ProposalState.IN_REVIEW)
    return proposals_visible_to(actor).where(
        Proposal.drafted_by_id == actor.person_id, Proposal.state.in_(states), open_comment
    )


def _without_grant(session: Session, today: date) -> int:
    """Accounts in force without any grant that is not over."""
    granted = exists().where(
        RoleGrant.user_id == User.id, or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= today)
    )
    return session.scalar(select(func.count(User.id)).where(User.disabled_at.is_(None), ~granted)) or 0


def _coming(session: Session, actor: Actor, today: date) -> Coming | None:
    """The next meeting that is not over, the dated ones first."""
    row = session.execute(
        _meetings(actor)
        .where(Meeting.state.in_(UPCOMING))
        .order_by(Meeting.held_on.is_(None), Meeting.held_on, Meeting.id)
        .limit(1)
    ).one_or_none()
    return _shown(session, actor, *row, today=today, whole=True) if row else None


def _held(session: Session, actor: Actor, today: date) -> tuple[Coming, ...]:
    rows = session.execute(
        _meetings(actor)
        .where(Meeting.state.in_((MeetingState.ADJOURNED, MeetingState.CLOSED)))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(3)
    )
    return tuple(_shown(session, actor, *row, today=today, whole=False) for row in rows)


def _meetings(actor: Actor) -> Select[Meeting, Committee]:
    return select(Meeting, Committee).join(Meeting.committee).where(meeting_is_seen(actor))


def _shown(
    session: Session, actor: Actor, meeting: Meeting, committee: Committee, *, today: date, whole: bool
) -> Coming:
    runs = committee.agency_id in agencies_with(actor, Right.RUN_MEETINGS, Scope.COMMITTEE)
    cases, in_review, candidates = _preparation(session, meeting) if whole and runs else (0, 0, 0)
    return Coming(
        slug=meeting.slug if committee.is_primary else f"{committee.code}.{meeting.slug}",
        label=meeting.label,
        title=meeting.title,
        state=meeting.state,
        held_on=meeting.held_on,
        starts=f"{meeting.starts_at:%H:%M}" if meeting.starts_at else "",
        place=meeting.place,
        days=(meeting.held_on - today).days if meeting.held_on else None,
        cases=cases,
        in_review=in_review,
        candidates=candidates,
        mine_to_run=runs,
    )


def _preparation(session: Session, meeting: Meeting) -> tuple[int, int, int]:
    """Cases on the agenda; cases of the committee in review; passed ones that wait to be put on an agenda."""
    on_agenda = select(func.count(AgendaItem.id)).where(
        AgendaItem.meeting_id == meeting.id,
        AgendaItem.removed_at.is_(None),
        AgendaItem.proposal_id.is_not(None),
    )

    def of_state(state: ProposalState) -> Select[int]:
        return select(func.count(Proposal.id)).where(
            Proposal.committee_id == meeting.committee_id, Proposal.state == state
        )

    return (
        session.scalar(on_agenda) or 0,
        session.scalar(of_state(ProposalState.IN_REVIEW)) or 0,
        session.scalar(of_state(ProposalState.APPROVED)) or 0,
    )
