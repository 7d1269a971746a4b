"""展延 of a share's date, and 更正 of its original one. `due_original` stays; both dates are always shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.flow import performs
from app.domain.meetings.yearly import Channel
from app.domain.people.actor import Actor, ActorKind
from app.domain.roc_date import roc_text
from app.domain.tracking.assignment_flow import OPEN, REPORTABLE, decides, prepares, reports
from app.domain.tracking.deadline import due_current
from app.domain.tracking.decisions import ExtensionReason, check_reason
from app.domain.tracking.item import AssignmentRole
from app.domain.tracking.request_flow import EXTENSION_FLOW, ExtensionAction, RequestState
from app.models import Approval, Assignment, ClockPause, Correction, ExtensionRequest, Meeting
from app.queries.tracking.facts import facts_of, facts_of_all, request_facts, speaks_for_another
from app.queries.tracking.requests import granted_to
from app.services import outbox
from app.services.meetings.lines import read_anew
from app.services.meetings.minutes_record import approval_here, approval_on_paper
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import moving
from app.services.versions import check_seen
from app.wording.tracking.record import AFTER_PAUSE, ENDED_WITH_SHARE
from app.wording.words import word as text_of

_A = ExtensionAction


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked. `late_supervisor`: the agency's supervisor, where the deadline has passed."""

    wanted_on: date
    reason: ExtensionReason
    reason_text: str = ""
    late_supervisor: str = ""
    channel: Channel | None = None
    informant: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """How a decision was made: here (nothing), on paper (代登), or by the chair of a meeting in session.

    `approval`: the one that many rows share, where it was made already.
    """

    paper: PaperDecision | None = None
    meeting: Meeting | None = None
    next_level: bool = False
    approval: Approval | None = None

    @property
    def on_paper(self) -> bool:
        return self.approval.from_paper if self.approval else self.paper is not None

    @property
    def is_next_level(self) -> bool:
        return self.next_level or self.meeting is not None

    def given(self, session: Session, actor: Actor, *, now: datetime, today: date) -> Approval:
        """The approval this word stands on, made with the first use of it."""
        if self.approval is not None:
            return self.approval
        if self.paper is not None and actor.kind is not ActorKind.MEETING:
            return approval_on_paper(session, actor, self.paper, None, now, today)
        return approval_here(session, actor, now, today)


HERE = Word()


def ask(
    session: Session,
    actor: Actor,
    share: Assignment,
    wanted: Wanted,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> ExtensionRequest:
    """申請展延. NotNow: share_is_closed, no_date_to_extend, request_still_open. Invalid: extension_not_later,
    extension_after_deadline, reason_missing, informant_missing."""
    moving.hold(session, share, seen_version)
    facts = facts_of(session, actor, share, today=today)
    if not reports(actor, facts):
        raise NotAllowed("not_yours_to_do")
    if share.state not in REPORTABLE:
        raise NotNow("share_is_closed")
    if share.due_current is None:
        raise NotNow("no_date_to_extend")
    if facts.request_open:
        raise NotNow("request_still_open")
    check_reason(wanted.reason, wanted.reason_text)
    if wanted.wanted_on <= share.due_current:
        raise Invalid("extension_not_later", "wanted_on")
    if today > share.due_current and not wanted.late_supervisor.strip():
        raise Invalid("extension_after_deadline", "late_supervisor")
    if speaks_for_another(actor, share.agency_id) and wanted.channel is None:
        raise Invalid("informant_missing", "informant")
    return _asked(session, actor, share, wanted, facts.confidential, now=now)


def offer(
    session: Session,
    actor: Actor,
    share: Assignment,
    pause: ClockPause,
    until: date,
    *,
    now: datetime,
    today: date,
) -> ExtensionRequest:
    """展延 for the working days the clock stood, asked for by 政風處 itself with 恢復計時; it is decided like any other.

    NotNow: no_date_to_extend, request_still_open. Invalid: extension_not_later.
    """
    facts = facts_of(session, actor, share, today=today)
    if not prepares(actor, facts):
        raise NotAllowed("not_yours_to_do")
    if share.due_current is None:
        raise NotNow("no_date_to_extend")
    if facts.request_open:
        raise NotNow("request_still_open")
    if until <= share.due_current:
        raise Invalid("extension_not_later", "extend")
    said = AFTER_PAUSE.format(
        waits_for=pause.waits_for, since=roc_text(pause.paused_on), until=roc_text(today)
    )
    wanted = Wanted(until, ExtensionReason.THIRD_PARTY, said)
    return _asked(session, actor, share, wanted, facts.confidential, now=now)


@performs(EXTENSION_FLOW, _A.GRANT)
def grant(
    session: Session,
    actor: Actor,
    request: ExtensionRequest,
    word: Word = HERE,
    *,
    answer: str = "",
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """核可 as asked."""
    _hold(session, request, seen_version)
    _step(session, actor, request, _A.GRANT, word, answer, until=request.wanted_on, now=now, today=today)
    _settled(session, actor, request, word, answer, now=now, today=today)


@performs(EXTENSION_FLOW, _A.GRANT_OTHERWISE)
def grant_otherwise(
    session: Session,
    actor: Actor,
    request: ExtensionRequest,
    until: date,
    word: Word = HERE,
    *,
    answer: str = "",
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """核可 to another date. Invalid: extension_not_later."""
    _hold(session, request, seen_version)
    if until <= request.due_before:
        raise Invalid("extension_not_later", "granted_on")
    _step(session, actor, request, _A.GRANT_OTHERWISE, word, answer, until=until, now=now, today=today)
    _settled(session, actor, request, word, answer, now=now, today=today)


@performs(EXTENSION_FLOW, _A.REFUSE)
def refuse(
    session: Session,
    actor: Actor,
    request: ExtensionRequest,
    word: Word = HERE,
    *,
    answer: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """不同意, with a reason."""
    _hold(session, request, seen_version)
    _step(session, actor, request, _A.REFUSE, word, answer, now=now, today=today)
    _settled(session, actor, request, word, answer, now=now, today=today)


@performs(EXTENSION_FLOW, _A.WITHDRAW)
def withdraw(
    session: Session,
    actor: Actor,
    request: ExtensionRequest,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """The agency takes it back."""
    _hold(session, request, seen_version)
    _step(session, actor, request, _A.WITHDRAW, HERE, "", now=now, today=today)


@performs(EXTENSION_FLOW, _A.LAPSE)
def lapse(
    session: Session, actor: Actor, request: ExtensionRequest, word: Word, *, now: datetime, today: date
) -> None:
    """It ends with its share, by whoever ended that; nothing is left to be decided. The share must be loaded and held."""
    request.answer, request.decided_at = ended_with(request.assignment), now
    _step(session, actor, request, _A.LAPSE, word, request.answer, now=now, today=today)


def ended_with(share: Assignment) -> str:
    """What the agency reads of a request that ended with its share."""
    return ENDED_WITH_SHARE.format(state=text_of(share.state))


def correct(
    session: Session,
    actor: Actor,
    share: Assignment,
    due: date,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> Correction:
    """更正 of `due_original`: a clerical error, by 政風主管. Invalid: reason_missing, due_is_the_same; NotNow: share_has_ended,
    no_date_to_extend."""
    moving.hold(session, share, seen_version)
    facts = facts_of(session, actor, share, today=today)
    if not decides(actor, facts):
        raise NotAllowed("not_yours_to_do")
    if not reason.strip():
        raise Invalid("reason_missing", "reason")
    if share.state not in OPEN:
        raise NotNow("share_has_ended")
    if share.due_original is None:
        raise NotNow("no_date_to_extend")
    if due == share.due_original:
        raise Invalid("due_is_the_same", "due")
    approval = approval_here(session, actor, now, today)
    row = Correction(
        assignment_id=share.id, due_before=share.due_original, due_after=due, reason=reason,
        corrected_at=now, approval_id=approval.id,
    )  # fmt: skip
    changes: dict[str, object] = {"due_original": [share.due_original.isoformat(), due.isoformat()]}
    share.due_original = due
    session.add(row)
    session.flush()
    follow(session, share, now=now)
    moving.note(
        session, actor, "correct_due", row, share, now=now, reason=reason, confidential=facts.confidential,
        changes=changes,
    )  # fmt: skip
    return row


def follow(session: Session, share: Assignment, *, now: datetime) -> None:
    """Keep `due_current` as the one function says it; what was to remind of another day is not sent."""
    before = share.due_current
    share.due_current = due_current(share.due_original, granted_to(session, share))
    session.flush()
    if share.due_current != before:
        outbox.stop_ladder(session, share.__tablename__, [share.id], now=now)


def _take_along(
    session: Session, actor: Actor, request: ExtensionRequest, *, now: datetime, today: date
) -> None:
    """協辦 in 單一主辦 that were due on the lead's day are due with it again; each is told."""
    lead = request.assignment
    if lead.role is not AssignmentRole.LEAD:
        return
    beside = select(Assignment.id).where(
        Assignment.item_id == lead.item_id, Assignment.role == AssignmentRole.CO,
        Assignment.removed_at.is_(None), Assignment.state.in_(OPEN), Assignment.due_current == request.due_before,
    )  # fmt: skip
    shares = moving.hold_all(session, session.scalars(beside))
    facts = facts_of_all(session, actor, shares, today=today)
    for share in shares:
        before = share.due_current
        follow(session, share, now=now)
        if share.due_current != before:
            moving.note(
                session, actor, "extend_with_lead", share, share, now=now, confidential=facts[share.id].confidential,
                changes={"due_current": [str(before), str(share.due_current)]},
            )  # fmt: skip


def _asked(
    session: Session, actor: Actor, share: Assignment, wanted: Wanted, secret: bool, *, now: datetime
) -> ExtensionRequest:
    request = ExtensionRequest(
        assignment=share, due_before=share.due_current, wanted_on=wanted.wanted_on, reason=wanted.reason,
        reason_text=wanted.reason_text, late_supervisor=wanted.late_supervisor, channel=wanted.channel,
        informant=wanted.informant, requested_at=now, requested_by_id=actor.person_id,
    )  # fmt: skip
    session.add(request)
    session.flush()
    moving.note(
        session, actor, "ask_extension", request, share, now=now, reason=wanted.reason_text,
        confidential=secret, changes={"wanted_on": [request.due_before.isoformat(), wanted.wanted_on.isoformat()]},
    )  # fmt: skip
    return request


def _hold(session: Session, request: ExtensionRequest, seen_version: int | None) -> None:
    share = session.get_one(Assignment, request.assignment_id)
    read_anew(session, share, lock=True)
    read_anew(session, request, lock=True)
    check_seen(request, seen_version)
    session.refresh(request, ["assignment"])


def _settled(
    session: Session,
    actor: Actor,
    request: ExtensionRequest,
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
    follow(session, request.assignment, now=now)
    _take_along(session, actor, request, now=now, today=today)


def _step(
    session: Session,
    actor: Actor,
    request: ExtensionRequest,
    action: ExtensionAction,
    word: Word,
    reason: str,
    *,
    until: date | None = None,
    now: datetime,
    today: date,
) -> None:
    before, share = request.state, request.assignment
    facts = request_facts(
        session, actor, request, today=today, on_paper=word.on_paper,
        next_level=word.is_next_level,
    )  # fmt: skip
    request.state = EXTENSION_FLOW.step(before, action, actor, facts, reason=reason)
    request.granted_on = until
    session.flush()
    changes: dict[str, object] = {"state": [before, request.state]}
    if request.state in (RequestState.GRANTED, RequestState.GRANTED_OTHERWISE) and request.granted_on:
        changes["due_current"] = [request.due_before.isoformat(), request.granted_on.isoformat()]
    secret = facts_of(session, actor, share, today=today).confidential
    moving.note(
        session, actor, action, request, share, now=now, reason=reason, confidential=secret, changes=changes
    )
