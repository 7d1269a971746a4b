"""傳閱更正: members ask for corrections while the minutes circulate; each is answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import Absent, Invalid, NotAllowed, NotNow
from app.domain.meetings.minutes_flow import MinutesState
from app.domain.meetings.resolution import Section
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.models import AgendaItem, CorrectionRequest, Meeting
from app.queries.meetings.minutes import minutes_of
from app.services.meetings import lines
from app.services.versions import check_seen


def ask(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    *,
    section: Section | None = None,
    item: AgendaItem | None = None,
    text: str,
    now: datetime,
) -> CorrectionRequest:
    """提出更正意見 on a section or a line, or (neither) on the heading."""
    committee = lines.committee_of(session, meeting)
    if not may(actor, Right.REQUEST_CORRECTIONS, committee_agency_id=committee.agency_id):
        raise NotAllowed("not_yours_to_do")
    lines.lock(session, meeting)
    minutes = minutes_of(session, meeting)
    if minutes is None or minutes.state is not MinutesState.CIRCULATING:
        raise NotNow("minutes_do_not_circulate")
    if not text.strip():
        raise Invalid("request_text_missing", "text")
    request = CorrectionRequest(
        minutes_id=minutes.id,
        section=section,
        item_id=item.id if item else None,
        text=text,
        asked_at=now,
        asked_by_id=actor.person_id,
    )
    session.add(request)
    session.flush()
    lines.note(
        session, actor, "request_correction", request, meeting, now=now,
        confidential=lines.is_confidential(item),
    )  # fmt: skip
    return request


def answer(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    request: CorrectionRequest,
    *,
    adopted: bool,
    text: str,
    seen_version: int | None,
    now: datetime,
) -> None:
    """回覆: adopted (the text was put right) or not, with a word on it where it was not."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    lines.lock(session, meeting)
    lines.read_anew(session, request)
    check_seen(request, seen_version)
    minutes = minutes_of(session, meeting)
    if minutes is None or request.minutes_id != minutes.id:
        raise Absent
    if minutes.state is MinutesState.APPROVED:
        raise NotNow("minutes_approved_stand")
    if not adopted and not text.strip():
        raise Invalid("answer_missing", "answer")
    request.adopted, request.answer = adopted, text
    request.answered_at, request.answered_by_id = now, actor.person_id
    session.flush()
    item = session.get(AgendaItem, request.item_id) if request.item_id else None
    secret = item is not None and any(
        lines.is_confidential(line) for line in lines.lines_of(session, meeting) if line.id == item.id
    )
    lines.note(session, actor, "answer_request", request, meeting, now=now, confidential=secret)
