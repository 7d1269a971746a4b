"""會議紀錄 as it stands: the record row of a meeting, and its text assembled from the records."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.meetings.agenda import SECTIONS
from app.domain.meetings.minutes import Case, Content, Decided, Part
from app.domain.people.charter import in_force
from app.domain.proposals.proposal_flow import ProposalState
from app.models import (
    AgendaItem,
    Charter,
    CorrectionRequest,
    Meeting,
    Minutes,
    MinutesCorrection,
    Proposal,
    Resolution,
)
from app.queries.meetings.shown import shown_text


def minutes_of(
    session: Session, meeting: Meeting, *, versions: bool = False, notes: bool = False
) -> Minutes | None:
    """With approval and summaries, for a page with `versions`, and with `notes`: requests and corrections."""
    query = (
        select(Minutes)
        .where(Minutes.meeting_id == meeting.id)
        .options(joinedload(Minutes.approval), selectinload(Minutes.summaries))
        .execution_options(populate_existing=True)
    )
    if versions:
        query = query.options(selectinload(Minutes.versions))
    if notes:
        query = query.options(
            selectinload(Minutes.requests).joinedload(CorrectionRequest.asked_by),
            selectinload(Minutes.corrections).joinedload(MinutesCorrection.approval),
        )
    return session.scalars(query).one_or_none()


def assembled(session: Session, meeting: Meeting, minutes: Minutes) -> Content:
    """The whole text from the records of now; `minutes.summaries` must be loaded."""
    summaries = {one.item_id: one.text for one in minutes.summaries}
    items = _items(session, meeting)
    return Content(
        title=meeting.title,
        held_on=_day(meeting.held_on),
        starts_at=_clock(meeting.starts_at),
        ends_at=_clock(meeting.ends_at),
        place=meeting.place,
        chair=meeting.chair,
        recorder=minutes.recorder,
        present=minutes.present,
        observers=minutes.observers,
        absent=minutes.absent,
        opening=minutes.opening,
        parts=tuple(
            Part(section.value, tuple(_case(item, summaries) for item in items if item.section is section))
            for section in SECTIONS
        ),
        closing=_decided(_of_meeting(session, meeting)),
    )


def open_items(session: Session, meeting: Meeting) -> list[AgendaItem]:
    """Numbered lines without their outcome: no resolution, or a proposal that still waits for its disposition."""
    found = _items(session, meeting)
    newest = (
        select(func.max(AgendaItem.id))
        .where(
            AgendaItem.removed_at.is_(None),
            AgendaItem.proposal_id.in_([item.proposal_id for item in found if item.proposal_id]),
        )
        .group_by(AgendaItem.proposal_id)
    )
    latest = set(session.scalars(newest))
    return [item for item in found if item.code and (not item.resolutions or _waits(item, latest))]


def unchosen(session: Session, meeting: Meeting) -> list[Resolution]:
    """Resolutions that stand without their tracking choice."""
    query = (
        select(Resolution)
        .where(
            Resolution.meeting_id == meeting.id,
            Resolution.removed_at.is_(None),
            Resolution.tracking_choice.is_(None),
        )
        .order_by(Resolution.item_id, Resolution.ordinal)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(query))


def charter_on(session: Session, committee_id: int, day: date) -> Charter | None:
    """The 設置要點 in force."""
    return in_force(session.scalars(select(Charter).where(Charter.committee_id == committee_id)), day)


def _waits(item: AgendaItem, latest: set[int]) -> bool:
    return item.proposal is not None and item.proposal.state == ProposalState.SCHEDULED and item.id in latest


def _items(session: Session, meeting: Meeting) -> list[AgendaItem]:
    query = (
        select(AgendaItem)
        .outerjoin(Proposal, AgendaItem.proposal_id == Proposal.id)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
        .options(
            joinedload(AgendaItem.proposal),
            joinedload(AgendaItem.pinned_version),
            selectinload(AgendaItem.resolutions),
        )
        .order_by(AgendaItem.position)
        .execution_options(populate_existing=True)
    )
    found = session.scalars(query).all()
    return sorted(found, key=lambda item: (SECTIONS.index(item.section), item.position))


def _of_meeting(session: Session, meeting: Meeting) -> list[Resolution]:
    query = select(Resolution).where(
        Resolution.meeting_id == meeting.id, Resolution.item_id.is_(None), Resolution.removed_at.is_(None)
    )
    return list(session.scalars(query.order_by(Resolution.ordinal).execution_options(populate_existing=True)))


def _case(item: AgendaItem, summaries: dict[int, str]) -> Case:
    text = shown_text(item)
    return Case(
        key=item.id,
        number=item.number,
        code=item.code or "",
        subject=text.subject,
        unit=text.unit,
        explanation=text.explanation,
        measures=text.measures,
        summary=summaries.get(item.id, ""),
        stub=text.stub,
        is_proposal=item.proposal is not None,
        resolutions=_decided(item.resolutions),
    )


def _decided(resolutions: list[Resolution]) -> tuple[Decided, ...]:
    return tuple(
        Decided(one.id, one.code, one.kind.value, one.text, one.amended_measures) for one in resolutions
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _clock(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""
