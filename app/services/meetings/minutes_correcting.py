"""更正 after 核定: a part gets another text; both stay, with the reason and whose 核可 it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import flag_modified

from app.domain.errors import Absent, Invalid, NotAllowed, NotNow
from app.domain.meetings.minutes import FREE_PARTS
from app.domain.meetings.minutes_flow import MinutesCut, MinutesState, approves
from app.domain.people.actor import Actor
from app.models import (
    AgendaItem,
    Meeting,
    Minutes,
    MinutesCorrection,
    MinutesSummary,
    Resolution,
    ResolutionText,
)
from app.queries.meetings.minutes_people import said_by_list
from app.services.meetings import lines
from app.services.meetings.minutes_record import (
    approval_here,
    approval_on_paper,
    cut,
    facts_of,
    hold,
)
from app.services.proposals.reviewing import PaperDecision

SUMMARY, TEXT, MEASURES = "summary", "text", "amended_measures"


@dataclass(frozen=True, slots=True)
class Place:
    """Which text. `part`: a free part, `summary` of a line, or `text` / `amended_measures` of a resolution."""

    part: str
    resolution: Resolution | None = None
    item: AgendaItem | None = None


def correct(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    place: Place,
    after: str,
    *,
    reason: str,
    paper: PaperDecision | None,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> MinutesCorrection:
    """`paper` None: approved here by the head, where the charter gives the minutes to the head."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    minutes = hold(session, meeting, seen_version)
    if minutes.state is not MinutesState.APPROVED:
        raise NotNow("minutes_not_approved")
    item = _line(session, meeting, place)
    before = _current(session, meeting, minutes, place)
    if not reason.strip():
        raise Invalid("reason_missing", "reason")
    if place.part == TEXT and not after.strip():
        raise Invalid("resolution_text_missing", "after")
    if after == before:
        raise Invalid("correction_says_the_same", "after")
    if paper is None:
        _demand_approver(session, actor, meeting, minutes, today)
        approval = approval_here(session, actor, now, today)
    else:
        approval = approval_on_paper(session, actor, paper, meeting.held_on, now, today)
    _write(session, actor, minutes, place, after, now)
    taken = select(func.max(MinutesCorrection.number)).where(MinutesCorrection.minutes_id == minutes.id)
    correction = MinutesCorrection(
        minutes_id=minutes.id, number=(session.scalar(taken) or 0) + 1, part=place.part,
        resolution_id=place.resolution.id if place.resolution else None, item_id=item.id if item else None,
        before=before, after=after, reason=reason, approval_id=approval.id, corrected_at=now,
        corrected_by_id=actor.person_id,
    )  # fmt: skip
    session.add(correction)
    flag_modified(minutes, "state")
    session.flush()
    version = cut(session, actor, meeting, minutes, MinutesCut.CORRECTION, now)
    lines.note(
        session, actor, "correct", correction, meeting, now=now, code=place.resolution.code if place.resolution else "",
        reason=reason, changes={"version": [None, version.number], "approval": [None, approval.id]},
        confidential=lines.is_confidential(item),
    )  # fmt: skip
    return correction


def _line(session: Session, meeting: Meeting, place: Place) -> AgendaItem | None:
    """The line the text belongs to, its proposal loaded. Absent when the place is not of this meeting."""
    one = place.resolution
    if one is not None and (one.meeting_id != meeting.id or one.removed_at is not None):
        raise Absent
    wanted = place.resolution.item_id if place.resolution else place.item and place.item.id
    if wanted is None:
        return None
    query = select(AgendaItem).where(
        AgendaItem.id == wanted, AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None)
    )
    found = session.scalars(query.options(joinedload(AgendaItem.proposal))).one_or_none()
    if found is None:
        raise Absent
    return found


def _current(session: Session, meeting: Meeting, minutes: Minutes, place: Place) -> str:
    if place.resolution is not None and place.part in (TEXT, MEASURES):
        return str(getattr(place.resolution, place.part))
    if place.item is not None and place.part == SUMMARY:
        return next((one.text for one in minutes.summaries if one.item_id == place.item.id), "")
    if place.part in FREE_PARTS:
        listed = said_by_list(session, meeting)
        return str(getattr(minutes, place.part) or listed.get(place.part, ""))
    raise Absent


def _demand_approver(session: Session, actor: Actor, meeting: Meeting, minutes: Minutes, today: date) -> None:
    facts = facts_of(session, meeting, minutes, today)
    if not approves(actor, facts):
        raise NotAllowed("not_yours_to_do")
    if not facts.head_approves:
        raise NotNow("minutes_approved_on_paper")


def _write(session: Session, actor: Actor, minutes: Minutes, place: Place, after: str, now: datetime) -> None:
    if place.resolution is not None:
        setattr(place.resolution, place.part, after)
        session.add(
            ResolutionText(
                resolution_id=place.resolution.id,
                text=place.resolution.text,
                amended_measures=place.resolution.amended_measures,
                written_at=now,
                written_by_id=actor.person_id,
            )
        )
    elif place.item is not None:
        kept = next((one for one in minutes.summaries if one.item_id == place.item.id), None)
        if kept is None:
            kept = MinutesSummary(minutes_id=minutes.id, item_id=place.item.id)
            minutes.summaries.append(kept)
        kept.text = after
    else:
        setattr(minutes, place.part, after)
    session.flush()
