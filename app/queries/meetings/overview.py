"""The list of meetings: years × meetings, each with how many cases and resolutions it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.domain.meetings.agenda import CASES
from app.domain.meetings.meeting_flow import MeetingKind, MeetingState
from app.domain.meetings.numbering import with_committee
from app.domain.people.actor import Actor
from app.models import AgendaItem, Committee, Meeting, Proposal, Resolution
from app.queries.visibility.meetings import item_is_seen, meeting_is_seen

_NEWEST_FIRST = (
    func.coalesce(Meeting.year, 0).desc(),
    func.coalesce(Meeting.held_on, date.max).desc(),
    Meeting.id.desc(),
)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting of the list; counts are of the lines this actor sees."""

    address: str
    label: str
    title: str
    committee: str
    kind: MeetingKind
    state: MeetingState
    year: int | None
    held_on: date | None
    starts_at: time | None
    place: str
    chair: str
    cases: int
    resolved: int


def meetings_seen(session: Session, actor: Actor, *, committee: str = "") -> list[MeetingRow]:
    """Newest first; with `committee` (its code) only that one's."""
    has_resolution = (
        select(Resolution.id)
        .where(Resolution.item_id == AgendaItem.id, Resolution.removed_at.is_(None))
        .exists()
    )
    counts = (
        select(
            AgendaItem.meeting_id,
            func.count(AgendaItem.id).label("cases"),
            func.sum(case((has_resolution, 1), else_=0)).label("resolved"),
        )
        .join(AgendaItem.meeting)
        .join(Meeting.committee)
        .outerjoin(Proposal, AgendaItem.proposal_id == Proposal.id)
        .where(AgendaItem.removed_at.is_(None), AgendaItem.section.in_(CASES), item_is_seen(actor))
        .group_by(AgendaItem.meeting_id)
        .subquery()
    )
    query = (
        select(Meeting, Committee, counts.c.cases, counts.c.resolved)
        .join(Meeting.committee)
        .outerjoin(counts, counts.c.meeting_id == Meeting.id)
        .where(meeting_is_seen(actor))
        .order_by(*_NEWEST_FIRST)
    )
    if committee:
        query = query.where(Committee.code == committee)
    return [_row(*found) for found in session.execute(query)]


def last_meeting(
    session: Session, committee_id: int, kind: MeetingKind = MeetingKind.REGULAR
) -> Meeting | None:
    """The one whose data a new meeting of this kind begins with: the newest by year, then day."""
    return session.scalars(
        select(Meeting)
        .where(Meeting.committee_id == committee_id, Meeting.kind == kind)
        .order_by(*_NEWEST_FIRST)
        .limit(1)
    ).first()


def _row(meeting: Meeting, committee: Committee, cases: int | None, resolved: int | None) -> MeetingRow:
    return MeetingRow(
        address=with_committee(meeting.slug, committee.code, committee.is_primary),
        label=meeting.label,
        title=meeting.title,
        committee=committee.name,
        kind=meeting.kind,
        state=meeting.state,
        year=meeting.year,
        held_on=meeting.held_on,
        starts_at=meeting.starts_at,
        place=meeting.place,
        chair=meeting.chair,
        cases=cases or 0,
        resolved=int(resolved or 0),
    )
