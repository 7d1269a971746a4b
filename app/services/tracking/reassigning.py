"""改分: a share goes to another agency. The old one ends as 已改分; its successor begins with its own original date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.flow import performs
from app.domain.meetings.yearly import Channel
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import REPORTABLE, AssignmentState, reports
from app.domain.tracking.codes import assignment_code
from app.domain.tracking.decisions import ReassignmentReason, check_reason
from app.domain.tracking.item import DueKind
from app.domain.tracking.request_flow import REASSIGNMENT_FLOW, ReassignmentAction
from app.models import Agency, Assignment, ReassignmentRequest
from app.queries.tracking.facts import facts_of, has_open_share, request_facts, speaks_for_another
from app.queries.tracking.requests import was_refused
from app.services.meetings.lines import read_anew
from app.services.tracking import answering, moving
from app.services.tracking.extensions import HERE, Word, ended_with
from app.services.versions import check_seen

_A = ReassignmentAction


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked; the agency may leave open who should do it instead."""

    agency_id: int | None
    reason: ReassignmentReason
    reason_text: str = ""
    channel: Channel | None = None
    informant: str = ""


def ask(
    session: Session,
    actor: Actor,
    share: Assignment,
    wanted: Wanted,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> ReassignmentRequest:
    """申請改分; asked for again after 不同意 it waits for the chair or for 簽奉核可.

    NotNow: share_is_closed, request_still_open. Invalid: reason_missing, same_agency, informant_missing.
    """
    moving.hold(session, share, seen_version)
    facts = facts_of(session, actor, share, today=today)
    if not reports(actor, facts):
        raise NotAllowed("not_yours_to_do")
    if share.state not in REPORTABLE:
        raise NotNow("share_is_closed")
    if facts.request_open:
        raise NotNow("request_still_open")
    check_reason(wanted.reason, wanted.reason_text)
    if wanted.agency_id == share.agency_id:
        raise Invalid("same_agency", "agency")
    if speaks_for_another(actor, share.agency_id) and wanted.channel is None:
        raise Invalid("informant_missing", "informant")
    request = ReassignmentRequest(
        assignment=share, wanted_agency_id=wanted.agency_id, reason=wanted.reason,
        reason_text=wanted.reason_text, disputed=was_refused(session, share), channel=wanted.channel,
        informant=wanted.informant, requested_at=now, requested_by_id=actor.person_id,
    )  # fmt: skip
    session.add(request)
    session.flush()
    moving.note(
        session, actor, "ask_reassignment", request, share, now=now, reason=wanted.reason_text,
        confidential=facts.confidential, changes={},
    )  # fmt: skip
    return request


@performs(REASSIGNMENT_FLOW, _A.GRANT)
def grant(
    session: Session,
    actor: Actor,
    request: ReassignmentRequest,
    word: Word = HERE,
    *,
    due: date | None,
    answer: str = "",
    seen_version: int | None,
    now: datetime,
    today: date,
) -> Assignment:
    """To the agency that was named. Invalid: agency_missing; the successor."""
    _hold(session, request, seen_version)
    if request.wanted_agency_id is None:
        raise Invalid("agency_missing", "agency")
    _step(session, actor, request, _A.GRANT, word, answer, to=request.wanted_agency_id, now=now, today=today)
    _decided(session, actor, request, word, answer, now=now, today=today)
    return _successor(session, actor, request, word, due, now=now, today=today)


@performs(REASSIGNMENT_FLOW, _A.GRANT_OTHERWISE)
def grant_otherwise(
    session: Session,
    actor: Actor,
    request: ReassignmentRequest,
    agency_id: int,
    word: Word = HERE,
    *,
    due: date | None,
    answer: str = "",
    seen_version: int | None,
    now: datetime,
    today: date,
) -> Assignment:
    """To another agency than was named. Invalid: same_agency; the successor."""
    _hold(session, request, seen_version)
    _step(session, actor, request, _A.GRANT_OTHERWISE, word, answer, to=agency_id, now=now, today=today)
    _decided(session, actor, request, word, answer, now=now, today=today)
    return _successor(session, actor, request, word, due, now=now, today=today)


@performs(REASSIGNMENT_FLOW, _A.REFUSE)
def refuse(
    session: Session,
    actor: Actor,
    request: ReassignmentRequest,
    word: Word = HERE,
    *,
    answer: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """不同意, with a reason; the agency may dispute it, then the chair is asked."""
    _hold(session, request, seen_version)
    _step(session, actor, request, _A.REFUSE, word, answer, now=now, today=today)
    _decided(session, actor, request, word, answer, now=now, today=today)


@performs(REASSIGNMENT_FLOW, _A.WITHDRAW)
def withdraw(
    session: Session,
    actor: Actor,
    request: ReassignmentRequest,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """The agency takes it back."""
    _hold(session, request, seen_version)
    _step(session, actor, request, _A.WITHDRAW, HERE, "", now=now, today=today)


@performs(REASSIGNMENT_FLOW, _A.LAPSE)
def lapse(
    session: Session, actor: Actor, request: ReassignmentRequest, word: Word, *, now: datetime, today: date
) -> None:
    """It ends with its share, like a wish for time."""
    request.answer, request.decided_at = ended_with(request.assignment), now
    _step(session, actor, request, _A.LAPSE, word, request.answer, now=now, today=today)


def hand_to(
    session: Session,
    actor: Actor,
    share: Assignment,
    agency_id: int,
    *,
    due: date | None,
    reason: str,
    on_paper: bool = False,
    now: datetime,
    today: date,
) -> Assignment:
    """End a held share and make its successor, in the same role. Invalid: same_agency, agency_unknown, agency_has_share."""
    if agency_id == share.agency_id:
        raise Invalid("same_agency", "agency")
    if session.get(Agency, agency_id) is None:
        raise Invalid("agency_unknown", "agency")
    if has_open_share(session, share.item_id, agency_id):
        raise Invalid("agency_has_share", "agency")
    facts = facts_of(session, actor, share, today=today, on_paper=on_paper)
    moving.reassign(session, actor, share, facts, reason=reason, now=now, today=today)
    session.flush()
    answering.receive_with_shares(session, actor, [share], {share.id: facts}, now=now)
    serial = 1 + (session.scalar(_last_serial(share)) or 0)
    kind = share.due_kind if due is None else DueKind.FIXED_DATE
    successor = Assignment(
        committee_id=share.committee_id, item_id=share.item_id, agency_id=agency_id, case_code=share.case_code,
        serial=serial, code=assignment_code(share.case_code, serial), role=share.role,
        state=AssignmentState.DISPATCHED, text=share.text, due_kind=kind, due_original=due, due_current=due,
        dispatch_id=share.dispatch_id, dispatched_on=today, reports_from=today, replaces_id=share.id, prepared_at=now,
        prepared_by_id=actor.person_id,
    )  # fmt: skip
    session.add(successor)
    session.flush()
    moving.note(
        session, actor, "take_over_share", successor, successor, now=now, reason=reason,
        confidential=facts.confidential,
        changes={"state": [None, successor.state], "replaces": [None, share.code]},
    )  # fmt: skip
    return successor


def _successor(
    session: Session,
    actor: Actor,
    request: ReassignmentRequest,
    word: Word,
    due: date | None,
    *,
    now: datetime,
    today: date,
) -> Assignment:
    agency_id = request.granted_agency_id
    if agency_id is None:
        raise Invalid("agency_missing", "agency")
    said = request.reason_text or str(request.reason)
    return hand_to(
        session, actor, request.assignment, agency_id, due=due, reason=said, on_paper=word.on_paper,
        now=now, today=today,
    )  # fmt: skip


def _hold(session: Session, request: ReassignmentRequest, seen_version: int | None) -> None:
    share = session.get_one(Assignment, request.assignment_id)
    read_anew(session, share, lock=True)
    read_anew(session, request, lock=True)
    check_seen(request, seen_version)
    session.refresh(request, ["assignment"])


def _step(
    session: Session,
    actor: Actor,
    request: ReassignmentRequest,
    action: ReassignmentAction,
    word: Word,
    reason: str,
    *,
    to: int | None = None,
    now: datetime,
    today: date,
) -> None:
    before, share = request.state, request.assignment
    facts = request_facts(
        session, actor, request, today=today, on_paper=word.on_paper, next_level=word.is_next_level
    )
    request.state = REASSIGNMENT_FLOW.step(before, action, actor, facts, reason=reason)
    request.granted_agency_id = to
    session.flush()
    secret = facts_of(session, actor, share, today=today).confidential
    moving.note(
        session, actor, action, request, share, now=now, reason=reason, confidential=secret,
        changes={"state": [before, request.state]},
    )  # fmt: skip


def _decided(
    session: Session,
    actor: Actor,
    request: ReassignmentRequest,
    word: Word,
    answer: str,
    *,
    now: datetime,
    today: date,
) -> None:
    request.approval_id = word.given(session, actor, now=now, today=today).id
    request.meeting_id = word.meeting.id if word.meeting else None
    request.answer, request.decided_at = answer, now
    session.flush()


def _last_serial(share: Assignment) -> Select[int]:
    return select(func.max(Assignment.serial)).where(
        Assignment.committee_id == share.committee_id, Assignment.case_code == share.case_code
    )
