"""One answer to a report, whoever gives it: it takes effect at once, or waits in 待核定 for 政風主管, and what becomes of it there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import ChangedSinceSeen, Invalid, NotNow, Refusal
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import (
    ASSIGNMENT_FLOW,
    AssignmentAction,
    AssignmentFacts,
    AssignmentState,
    decides,
    receives,
)
from app.domain.tracking.decisions import OUTCOME_OF, Basis, ClosingReason, Opinion
from app.domain.tracking.report_flow import ReportState
from app.models import Approval, Assignment, Finding, ProgressReport, TrackedItem
from app.queries.tracking.facts import facts_of
from app.services import outbox
from app.services.meetings.lines import read_anew
from app.services.tracking import answering, closing, rounds
from app.services.tracking.closing import Ground
from app.services.tracking.extensions import HERE, Word
from app.services.versions import check_seen
from app.wording.tracking.review import HEAD_DECIDES

_A = AssignmentAction
_ACTIONS = {Opinion.RECEIVE: _A.RECEIVE, Opinion.SEND_BACK: _A.SEND_BACK, Opinion.RELEASE: _A.PROPOSE_RELEASE}


@dataclass(frozen=True, slots=True)
class Answer:
    """`text`: 意見; of 退請補充 the reason the agency reads. `closing_reason`, `merged_into`: of 改列."""

    opinion: Opinion
    text: str = ""
    closing_reason: ClosingReason | None = None
    merged_into: TrackedItem | None = None


def refusal_of(
    opinion: Opinion, state: AssignmentState, actor: Actor, facts: AssignmentFacts
) -> Refusal | None:
    """Why this answer cannot be given now, or None: what the check page says of a row, and the deed as well."""
    action = _ACTIONS.get(opinion, _A.CLOSE_OTHERWISE)
    if opinion in answering.DECIDED_AT_ONCE or decides(actor, facts):
        return ASSIGNMENT_FLOW.refusal(state, action, actor, facts)
    if not receives(actor, facts):
        return ASSIGNMENT_FLOW.refusal(state, _A.RECEIVE, actor, facts)
    if state is not AssignmentState.SUBMITTED:
        return NotNow("not_in_this_state")
    if facts.own_report:
        return NotNow("verifier_is_submitter")
    if opinion is Opinion.RELEASE and facts.request_open:
        return NotNow("request_still_open")
    return None


def answer(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    given: Answer,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> bool:
    """True: it took effect; False: it waits for 政風主管."""
    if given.opinion is Opinion.RECEIVE:
        answering.receive(
            session, actor, report, text=given.text, seen_version=seen_version, now=now, today=today
        )
        return True
    if given.opinion is Opinion.SEND_BACK:
        answering.send_back(
            session, actor, report, reason=given.text, seen_version=seen_version, now=now, today=today
        )
        return True
    held = answering.hold(session, actor, report, seen_version, today=today)
    if decides(actor, held.facts):
        _take_effect(session, actor, held.share, given, HERE, now=now, today=today)
        return True
    answering.opine(
        session, actor, report, given.opinion, given.text, closing_reason=given.closing_reason,
        merged_into=given.merged_into, seen_version=seen_version, now=now, today=today,
    )  # fmt: skip
    return False


def answer_all(
    session: Session,
    actor: Actor,
    given: Sequence[tuple[ProgressReport, int | None, Answer]],
    *,
    now: datetime,
    today: date,
) -> list[bool | Refusal]:
    """(report, version the page had shown, its answer) for many; what `answer` says of each, or why it was left out.

    Everything is read once and written at the end. One approval is enough for all that the head decides here. No 改列.
    """
    held = answering.hold_all(session, actor, [report for report, _, _ in given], today=today)
    said: list[bool | Refusal] = []
    proposed: list[tuple[answering.Held, Finding]] = []
    decided: Approval | None = None
    with outbox.together(session):
        for report, seen, one in given:
            this = held[report.id]
            refusal = refusal_of(one.opinion, this.share.state, actor, this.facts)
            if report.version != seen:
                refusal = ChangedSinceSeen(report)
            elif report.state is not ReportState.SUBMITTED:
                refusal = NotNow("not_in_this_state")
            if refusal is not None:
                said.append(refusal)
            elif one.opinion is Opinion.RECEIVE:
                answering.receive_held(session, actor, this, text=one.text, now=now, today=today)
                said.append(True)
            elif one.opinion is Opinion.SEND_BACK:
                answering.send_back_held(session, actor, this, reason=one.text, now=now, today=today)
                said.append(True)
            elif decides(actor, this.facts):
                decided = decided or HERE.given(session, actor, now=now, today=today)
                answering.release_proposed(
                    session, actor, this.share, this.facts, this, one.text, decided, now=now, today=today
                )
                said.append(True)
            else:
                finding = answering.opine_held(session, actor, this, one.opinion, one.text, now=now)
                proposed.append((this, finding))
                said.append(False)
        session.flush()
        for this, finding in proposed:
            answering.note_opinion(session, actor, this, finding, now=now)
    rounds.follow_all(session, [this.share for this in held.values()])
    return said


def approve(
    session: Session,
    actor: Actor,
    finding: Finding,
    word: Word,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """核定 of an opinion as it was proposed: here by the head, or recorded from paper. NotNow: opinion_took_effect."""
    report = session.get_one(ProgressReport, finding.report_id)
    held = answering.hold(session, actor, report, report.version, today=today)
    read_anew(session, finding, lock=True)
    check_seen(finding, seen_version)
    if finding.effective_at is not None:
        raise NotNow("opinion_took_effect")
    merged = session.get(TrackedItem, finding.merged_into_id) if finding.merged_into_id else None
    given = Answer(finding.opinion, finding.text, finding.closing_reason, merged)
    _take_effect(session, actor, held.share, given, word, now=now, today=today)


def approve_all(
    session: Session,
    actor: Actor,
    given: Sequence[tuple[Finding, int | None]],
    word: Word,
    *,
    now: datetime,
    today: date,
) -> list[Refusal | None]:
    """核定 of many proposals of 建議解除, each with the version the page had shown, on one approval; why one was left out, or None."""
    wanted = select(ProgressReport).where(ProgressReport.id.in_([finding.report_id for finding, _ in given]))
    reports = session.scalars(wanted).all()
    held = answering.hold_all(session, actor, reports, today=today, on_paper=word.on_paper)
    said: list[Refusal | None] = []
    decided: Approval | None = None
    with outbox.together(session):
        for finding, seen in given:
            this = held[finding.report_id]
            refusal = ASSIGNMENT_FLOW.refusal(this.share.state, _A.PROPOSE_RELEASE, actor, this.facts)
            if this.finding is None or this.finding.version != seen:
                refusal = ChangedSinceSeen(finding)
            elif this.finding.effective_at is not None:
                refusal = NotNow("opinion_took_effect")
            if refusal is None:
                decided = decided or word.given(session, actor, now=now, today=today)
                answering.release_proposed(
                    session, actor, this.share, this.facts, this, finding.text, decided, now=now, today=today
                )
            said.append(refusal)
    return said


def close_share(
    session: Session,
    actor: Actor,
    share: Assignment,
    given: Answer,
    word: Word,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """改列 of a share with or without a waiting report, by the head or recorded from paper."""
    answering.check_closing(given.opinion, given.closing_reason, given.text, given.merged_into, share)
    facts = facts_of(session, actor, share, today=today, on_paper=word.on_paper)
    held = answering.waiting(session, actor, share, facts)
    ground, approval = ground_of(session, actor, word, HEAD_DECIDES, now=now, today=today)
    assert given.closing_reason is not None  # noqa: S101 — check_closing looked
    closing.close_otherwise(
        session, actor, share, OUTCOME_OF[given.opinion], ground, given.closing_reason, given.text,
        merged_into=given.merged_into, seen_version=seen_version, now=now, today=today,
    )  # fmt: skip
    if held is not None:
        answering.settle(
            session, actor, held, given.opinion, given.text, approval, closing_reason=given.closing_reason,
            merged_into=given.merged_into, now=now,
        )  # fmt: skip
        session.flush()


def _take_effect(
    session: Session,
    actor: Actor,
    share: Assignment,
    given: Answer,
    word: Word,
    *,
    now: datetime,
    today: date,
) -> None:
    if given.opinion is Opinion.RELEASE:
        answering.propose_release(
            session, actor, share, paper=word.paper, approval=word.approval, text=given.text,
            seen_version=share.version, now=now, today=today,
        )  # fmt: skip
        return
    close_share(session, actor, share, given, word, seen_version=share.version, now=now, today=today)


def ground_of(
    session: Session, actor: Actor, word: Word, clause: str, *, now: datetime, today: date
) -> tuple[Ground, Approval]:
    """What a word stands on. Here: 授權 by `clause` of the committee's table of what needs whose 核可 (product 3.9); on paper: 簽奉核可."""
    approval = word.given(session, actor, now=now, today=today)
    if word.on_paper:
        if not approval.document_number.strip():
            raise Invalid("document_number_missing", "document_number")
        return Ground(Basis.MEMO, approval.decided_on, approval_id=approval.id), approval
    return Ground(Basis.DELEGATION, today, approval_id=approval.id, clause=clause), approval
