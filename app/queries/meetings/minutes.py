"""會議紀錄 as it stands: the record row of a meeting, and its text assembled from the records."""

from __future__ import annotations

from dataclasses import replace
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
from app.queries.meetings.minutes_people import recusals_by_case, remarks_by_case, said_by_list
from app.queries.meetings.shown import printed_title, shown_text
from app.queries.prepared import prepared


def minutes_of(
    session: Session, meeting: Meeting, *, versions: bool = False, notes: bool = False
) -> Minutes | None:
    """With approval and summaries, for a page with `versions`, and with `notes`: requests and corrections."""
    query = (
        select(Minutes)
        .where(Minutes.meeting_id == meeting.id)
        .options(joinedload(Minutes.approval), joinedload(Minutes.summaries))
        .execution_options(populate_existing=True)
    )
    if versions:
        query = query.options(selectinload(Minutes.versions))
    if notes:
        query = query.options(
            selectinload(Minutes.requests).joinedload(CorrectionRequest.asked_by),
            selectinload(Minutes.corrections).joinedload(MinutesCorrection.approval),
        )
    return session.scalars(query).unique().one_or_none()


def assembled(session: Session, meeting: Meeting, minutes: Minutes) -> Content:
    """The whole text from the records of now; `minutes.summaries` must be loaded."""
    summaries = {one.item_id: one.text for one in minutes.summaries}
    words, listed = _words_by_case(session, meeting), said_by_list(session, meeting)
    remarks, recused = remarks_by_case(session, meeting), recusals_by_case(session, meeting)
    cases = [
        (
            item,
            replace(
                _case(item, words.get(item.id, [])),
                summary=summaries.get(item.id, ""),
                remarks=remarks.get(item.id, ()),
                recused=recused.get(item.id, ()),
            ),
        )
        for item in _items(session, meeting)
    ]
    return Content(
        title=printed_title(meeting),
        held_on=_day(meeting.held_on),
        starts_at=_clock(meeting.starts_at),
        ends_at=_clock(meeting.ends_at),
        place=meeting.place,
        chair=meeting.chair,
        recorder=minutes.recorder,
        present=minutes.present or listed["present"],
        observers=minutes.observers or listed["observers"],
        absent=minutes.absent or listed["absent"],
        opening=minutes.opening,
        parts=tuple(
            Part(section.value, tuple(case for item, case in cases if item.section is section))
            for section in SECTIONS
        ),
        closing=_decided(words.get(None, [])),
        remarks=remarks.get(None, ()),
    )


def open_items(session: Session, meeting: Meeting) -> list[AgendaItem]:
    """Numbered lines without their outcome: no resolution, or a proposal that still waits for its disposition."""
    found = _items(session, meeting, resolutions=True)
    waiting = [one for item in found if (one := item.proposal) and one.state == ProposalState.SCHEDULED]
    newest = (
        select(func.max(AgendaItem.id))
        .where(AgendaItem.removed_at.is_(None), AgendaItem.proposal_id.in_([one.id for one in waiting]))
        .group_by(AgendaItem.proposal_id)
    )
    latest = set(session.scalars(newest)) if waiting else set()
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
    versions = prepared(select(Charter).where(Charter.committee_id == committee_id))
    return in_force(session.scalars(versions), day)


def _waits(item: AgendaItem, latest: set[int]) -> bool:
    return item.proposal is not None and item.proposal.state == ProposalState.SCHEDULED and item.id in latest


def _items(session: Session, meeting: Meeting, *, resolutions: bool = False) -> list[AgendaItem]:
    query = (
        select(AgendaItem)
        .outerjoin(Proposal, AgendaItem.proposal_id == Proposal.id)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
        .options(
            joinedload(AgendaItem.proposal),
            joinedload(AgendaItem.pinned_version),
        )
        .order_by(AgendaItem.position)
        .execution_options(populate_existing=True)
    )
    if resolutions:
        query = query.options(selectinload(AgendaItem.resolutions))
    found = session.scalars(query).all()
    return sorted(found, key=lambda item: (SECTIONS.index(item.section), item.position))


def _words_by_case(session: Session, meeting: Meeting) -> dict[int | None, list[Resolution]]:
    """The resolutions that stand by the id of their line; None: of the meeting as a whole."""
    query = select(Resolution).where(Resolution.meeting_id == meeting.id, Resolution.removed_at.is_(None))
    found: dict[int | None, list[Resolution]] = {}
    for one in session.scalars(query.order_by(Resolution.ordinal).execution_options(populate_existing=True)):
        found.setdefault(one.item_id, []).append(one)
    return found


def _case(item: AgendaItem, resolutions: list[Resolution]) -> Case:
    text = shown_text(item)
    return Case(
        key=item.id,
        number=item.number,
        code=item.code or "",
        subject=text.subject,
        unit=text.unit,
        explanation=text.explanation,
        measures=text.measures,
        stub=text.stub,
        is_proposal=item.proposal is not None,
        resolutions=_decided(resolutions),
    )


def _decided(resolutions: list[Resolution]) -> tuple[Decided, ...]:
    return tuple(
        Decided(one.id, one.code, one.kind.value, one.text, one.amended_measures) for one in resolutions
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _clock(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""
