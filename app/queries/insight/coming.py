"""The meetings of the first page: the next one and how far it is, those whose resolutions are missing, the last ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, contains_eager

from app.domain.meetings.agenda import ARRANGED_IN, CASES
from app.domain.meetings.meeting_flow import RECORDING, MeetingState
from app.domain.meetings.numbering import with_committee
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.domain.proposals.proposal_flow import ProposalState
from app.models import AgendaItem, Committee, Meeting, Minutes, Proposal, Resolution
from app.queries.visibility.meetings import item_is_seen, meeting_is_seen, meeting_is_whole, runs_meetings_of
from app.queries.visibility.minutes import minutes_are_seen
from app.queries.visibility.proposals import proposals_visible_to

UPCOMING = (*ARRANGED_IN, MeetingState.IN_SESSION, MeetingState.POSTPONED)
HELD = (MeetingState.ADJOURNED, MeetingState.MINUTES_APPROVED, MeetingState.CLOSED)
LAST = 3


@dataclass(frozen=True, slots=True)
class Preparation:
    """How far a meeting is: cases on its agenda; its committee's cases in review, and passed ones on no agenda."""

    cases: int
    in_review: int
    candidates: int


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting this person sees. `days`: until it is held; None without a date. `preparation`: for who runs it.

    `whole`: all of it, not only the own agency's cases. `minutes`: its minutes may be read.
    """

    address: str
    label: str
    title: str
    state: MeetingState
    held_on: date | None
    starts: str
    place: str
    days: int | None
    preparation: Preparation | None
    whole: bool = False
    minutes: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A meeting in which `cases` numbered lines have no resolution yet."""

    address: str
    label: str
    cases: int


def coming_meeting(session: Session, actor: Actor, today: date) -> Coming | None:
    """The next meeting that is not over, the dated ones first."""
    row = session.execute(
        _meetings(actor)
        .where(Meeting.state.in_(UPCOMING))
        .order_by(Meeting.held_on.is_(None), Meeting.held_on, Meeting.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    meeting, committee, whole = row
    runs = may(actor, Right.RUN_MEETINGS, committee_agency_id=committee.agency_id)
    known = _preparation(session, actor, meeting) if runs else None
    return _shown(meeting, committee, today, known, whole=whole)


def held_meetings(session: Session, actor: Actor, today: date) -> tuple[Coming, ...]:
    """The last ones, newest first."""
    rows = session.execute(
        _meetings(actor)
        .where(Meeting.state.in_(HELD))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(LAST)
    ).all()
    written = select(Minutes).where(Minutes.meeting_id.in_([meeting.id for meeting, _, _ in rows]))
    minutes = {one.meeting_id: one for one in session.scalars(written)}
    return tuple(
        _shown(
            meeting, committee, today, None, whole=whole,
            minutes=minutes_are_seen(actor, meeting, minutes.get(meeting.id)),
        )
        for meeting, committee, whole in rows
    )  # fmt: skip


def unresolved_meetings(session: Session, actor: Actor) -> tuple[Unresolved, ...]:
    """Meetings this person runs, in session or adjourned, whose agenda has cases without a resolution."""
    resolved = exists().where(Resolution.item_id == AgendaItem.id, Resolution.removed_at.is_(None))
    rows = session.execute(
        select(Meeting, Committee, func.count(AgendaItem.id))
        .join(Meeting.committee)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .where(
            Meeting.state.in_(RECORDING),
            runs_meetings_of(actor),
            item_is_seen(actor),
            AgendaItem.removed_at.is_(None),
            AgendaItem.code.is_not(None),
            ~resolved,
        )
        .group_by(Meeting.id, Committee.id)
        .order_by(Meeting.held_on, Meeting.id)
    )
    return tuple(Unresolved(_address(meeting, of), meeting.label, cases) for meeting, of, cases in rows)


def _meetings(actor: Actor) -> Select[Meeting, Committee, bool]:
    return (
        select(Meeting, Committee, meeting_is_whole(actor))
        .join(Meeting.committee)
        .options(contains_eager(Meeting.committee))
        .where(meeting_is_seen(actor))
    )


def _address(meeting: Meeting, committee: Committee) -> str:
    return with_committee(meeting.slug, committee.code, committee.is_primary)


def _shown(
    meeting: Meeting,
    committee: Committee,
    today: date,
    preparation: Preparation | None,
    *,
    whole: bool,
    minutes: bool = False,
) -> Coming:
    return Coming(
        address=_address(meeting, committee),
        label=meeting.label,
        title=meeting.title,
        state=meeting.state,
        held_on=meeting.held_on,
        starts=f"{meeting.starts_at:%H:%M}" if meeting.starts_at else "",
        place=meeting.place,
        days=(meeting.held_on - today).days if meeting.held_on else None,
        preparation=preparation,
        whole=bool(whole),
        minutes=minutes,
        version=meeting.version,
    )


def _preparation(session: Session, actor: Actor, meeting: Meeting) -> Preparation:
    on_agenda = (
        select(func.count(AgendaItem.id))
        .join(AgendaItem.meeting)
        .join(Meeting.committee)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .where(
            AgendaItem.meeting_id == meeting.id,
            AgendaItem.removed_at.is_(None),
            AgendaItem.section.in_(CASES),
            item_is_seen(actor),
        )
    )
    waiting = (ProposalState.IN_REVIEW, ProposalState.APPROVED)
    of_committee = (
        proposals_visible_to(actor)
        .where(Proposal.committee_id == meeting.committee_id, Proposal.state.in_(waiting))
        .with_only_columns(Proposal.state, func.count(Proposal.id))
        .order_by(None)
        .group_by(Proposal.state)
    )
    counted = {state: count for state, count in session.execute(of_committee)}
    return Preparation(
        cases=session.scalar(on_agenda) or 0,
        in_review=counted.get(ProposalState.IN_REVIEW, 0),
        candidates=counted.get(ProposalState.APPROVED, 0),
    )
