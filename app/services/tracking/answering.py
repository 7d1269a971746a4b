"""政風處's answer to a report: 收訖, 退請補充, or an opinion that waits for 政風主管."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.flow import performs
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import AssignmentFacts, AssignmentState, receives
from app.domain.tracking.decisions import OTHERS, OUTCOME_OF, ClosingReason, Opinion
from app.domain.tracking.report_flow import REPORT_FLOW, ReportAction, ReportFacts, ReportState
from app.models import Approval, Assignment, Finding, ProgressReport, TrackedItem
from app.queries.notices.recipients import of_shares
from app.queries.tracking.facts import facts_of, facts_of_all, report_facts_of_all
from app.services.meetings.lines import read_anew
from app.services.meetings.minutes_record import approval_here, approval_on_paper
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import moving, rounds
from app.services.versions import check_seen

DECIDED_AT_ONCE = frozenset({Opinion.RECEIVE, Opinion.SEND_BACK})
"""承辦 alone (product 3.9); every other opinion needs 政風主管."""


@dataclass(frozen=True, slots=True)
class Held:
    """A report and its share, locked and read anew, with what their moves ask. `finding`: 政風處意見 on it so far.

    `to_id`: who is written to, where that was found for many at once.
    """

    report: ProgressReport
    share: Assignment
    facts: AssignmentFacts
    report_facts: ReportFacts
    finding: Finding | None
    to_id: int | None = None


def receive(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    *,
    text: str = "",
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """收訖: it continues."""
    held = hold(session, actor, report, seen_version, today=today)
    receive_held(session, actor, held, text=text, now=now, today=today)
    session.flush()


@performs(REPORT_FLOW, ReportAction.RECEIVE)
def receive_held(
    session: Session, actor: Actor, held: Held, *, text: str = "", now: datetime, today: date
) -> None:
    """收訖 of one of many."""
    _answer(session, actor, held, ReportAction.RECEIVE, now=now)
    found(session, actor, held, Opinion.RECEIVE, text, now=now, effective=True)
    moving.receive(session, actor, held.share, held.facts, now=now, today=today)


def send_back(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """退請補充, with a reason the agency reads; mailed at once."""
    held = hold(session, actor, report, seen_version, today=today)
    send_back_held(session, actor, held, reason=reason, now=now, today=today)
    rounds.follow(session, held.share)


@performs(REPORT_FLOW, ReportAction.SEND_BACK)
def send_back_held(
    session: Session, actor: Actor, held: Held, *, reason: str, now: datetime, today: date
) -> None:
    """退請補充 of one of many; `rounds.follow_all` once they all are."""
    _answer(session, actor, held, ReportAction.SEND_BACK, now=now, reason=reason)
    held.report.reply = reason
    found(session, actor, held, Opinion.SEND_BACK, reason, now=now, effective=True)
    moving.send_back(
        session, actor, held.share, held.facts, reason=reason, now=now, today=today, to_id=held.to_id
    )


def opine(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    opinion: Opinion,
    text: str,
    *,
    closing_reason: ClosingReason | None = None,
    merged_into: TrackedItem | None = None,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> Finding:
    """The officer's proposal that needs 政風主管: it waits in 待核定 and stops 取回.

    NotNow: verifier_is_submitter. Invalid: closing_reason_missing, reason_missing, merged_into_missing.
    """
    held = hold(session, actor, report, seen_version, today=today)
    finding = opine_held(
        session, actor, held, opinion, text, closing_reason=closing_reason, merged_into=merged_into, now=now
    )
    session.flush()
    note_opinion(session, actor, held, finding, now=now)
    return finding


def opine_held(
    session: Session,
    actor: Actor,
    held: Held,
    opinion: Opinion,
    text: str,
    *,
    closing_reason: ClosingReason | None = None,
    merged_into: TrackedItem | None = None,
    now: datetime,
) -> Finding:
    """The opinion on one of many; `note_opinion` once their rows are there."""
    share, facts = held.share, held.facts
    if not receives(actor, facts):
        raise NotAllowed("not_yours_to_do")
    if held.report_facts.own_report:
        raise NotNow("verifier_is_submitter")
    if share.state is not AssignmentState.SUBMITTED:
        raise NotNow("not_in_this_state")
    check_closing(opinion, closing_reason, text, merged_into, share)
    return found(
        session, actor, held, opinion, text, now=now, effective=False, closing_reason=closing_reason,
        merged_into=merged_into,
    )  # fmt: skip


def note_opinion(session: Session, actor: Actor, held: Held, finding: Finding, *, now: datetime) -> None:
    """The audit row of an opinion that waits for 政風主管."""
    moving.note(
        session, actor, "propose_opinion", finding, held.share, now=now, reason=finding.text,
        confidential=held.facts.confidential,
        changes={"opinion": [None, finding.opinion]},
    )  # fmt: skip


def check_closing(
    opinion: Opinion,
    reason: ClosingReason | None,
    text: str,
    merged_into: TrackedItem | None,
    share: Assignment,
) -> None:
    """改列 has its typed reason, 併案 another item. Invalid: closing_reason_missing, reason_missing, merged_into_missing,
    merged_into_itself."""
    if opinion not in OUTCOME_OF:
        return
    if reason is None:
        raise Invalid("closing_reason_missing", "closing_reason")
    if reason in OTHERS and not text.strip():
        raise Invalid("reason_missing", "text")
    if (opinion is Opinion.MERGE) != (merged_into is not None):
        raise Invalid("merged_into_missing", "merged_into")
    if merged_into is not None and merged_into.id == share.item_id:
        raise Invalid("merged_into_itself", "merged_into")


def propose_release(
    session: Session,
    actor: Actor,
    share: Assignment,
    *,
    paper: PaperDecision | None = None,
    approval: Approval | None = None,
    text: str = "",
    seen_version: int | None,
    now: datetime,
    today: date,
) -> Approval:
    """建議解除（待確認）, decided by 政風主管 here or recorded from paper; a waiting report is received with it.

    `approval`: the one that many rows share, where it was made already.
    """
    moving.hold(session, share, seen_version)
    on_paper = approval.from_paper if approval else paper is not None
    facts = facts_of(session, actor, share, today=today, on_paper=on_paper)
    held = waiting(session, actor, share, facts)
    if approval is None:
        approval = (
            approval_here(session, actor, now, today)
            if paper is None
            else approval_on_paper(session, actor, paper, None, now, today)
        )
    release_proposed(session, actor, share, facts, held, text, approval, now=now, today=today)
    session.flush()
    return approval


def release_proposed(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    held: Held | None,
    text: str,
    approval: Approval,
    *,
    now: datetime,
    today: date,
) -> None:
    """建議解除 of one of many, on the approval they share, with its waiting report where there is one."""
    moving.propose_release(session, actor, share, facts, now=now, today=today, reason=text)
    if held is not None:
        settle(session, actor, held, Opinion.RELEASE, text, approval, now=now)


def settle(
    session: Session,
    actor: Actor,
    held: Held,
    opinion: Opinion,
    text: str,
    approval: Approval | None,
    *,
    closing_reason: ClosingReason | None = None,
    merged_into: TrackedItem | None = None,
    now: datetime,
) -> Finding:
    """The waiting report goes with what was decided of its share: received, with the opinion that took effect."""
    finding = found(
        session, actor, held, opinion, text, now=now, effective=True, closing_reason=closing_reason,
        merged_into=merged_into,
    )  # fmt: skip
    finding.approval_id = approval.id if approval else None
    _answer(session, actor, held, ReportAction.RECEIVE, now=now)
    return finding


def receive_with_shares(
    session: Session,
    actor: Actor,
    shares: Iterable[Assignment],
    facts: Mapping[int, AssignmentFacts],
    *,
    now: datetime,
) -> None:
    """收訖 of what still waits when its share ended by another word than an answer: nothing waits at what is over.

    Else 恢復列管 would bring back a share that can neither be reported on nor answered. An opinion that was proposed stays
    as it was written, without effect.
    """
    for held in _waiting(session, actor, shares, facts).values():
        _answer(session, actor, held, ReportAction.RECEIVE, now=now)


def withdraw_opinion(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """撤回 of an opinion that has no effect yet: the report waits as before. NotNow: opinion_took_effect."""
    held = hold(session, actor, report, seen_version, today=today)
    if not receives(actor, held.facts):
        raise NotAllowed("not_yours_to_do")
    finding = held.finding
    if finding is None or finding.effective_at is not None:
        raise NotNow("opinion_took_effect")
    moving.note(
        session, actor, "withdraw_opinion", finding, held.share, now=now, confidential=held.facts.confidential,
        changes={"opinion": [finding.opinion, None]},
    )  # fmt: skip
    session.delete(finding)
    session.flush()


def hold(
    session: Session, actor: Actor, report: ProgressReport, seen_version: int | None, *, today: date
) -> Held:
    """Lock the share, then the report as the page showed it."""
    share = session.get_one(Assignment, report.assignment_id)
    read_anew(session, share, lock=True)
    read_anew(session, report, lock=True)
    check_seen(report, seen_version)
    facts = facts_of_all(session, actor, [share], today=today)
    return _held(session, actor, [report], {share.id: share}, facts, {})[report.id]


def hold_all(
    session: Session, actor: Actor, reports: Iterable[ProgressReport], *, today: date, on_paper: bool = False
) -> dict[int, Held]:
    """Many at once, by id of the report; shares first, all in one order. What pages loaded around them is forgotten."""
    reports = list(reports)
    ids, anew = [one.id for one in reports], {"populate_existing": True}
    shares = {one.id: one for one in moving.hold_all(session, {one.assignment_id for one in reports})}
    locking = select(ProgressReport).where(ProgressReport.id.in_(ids)).order_by(ProgressReport.id)
    locked = session.scalars(locking.with_for_update().execution_options(**anew)).all()
    session.scalars(select(Finding).where(Finding.report_id.in_(ids)).execution_options(**anew)).all()
    facts = facts_of_all(session, actor, shares.values(), today=today, on_paper=on_paper)
    seats = of_shares(session, shares.values(), facts, today=today)
    return _held(session, actor, locked, shares, facts, seats)


def waiting(session: Session, actor: Actor, share: Assignment, facts: AssignmentFacts) -> Held | None:
    """The report of this held share that 政風處 has not answered."""
    return next(iter(_waiting(session, actor, [share], {share.id: facts}).values()), None)


def _waiting(
    session: Session, actor: Actor, shares: Iterable[Assignment], facts: Mapping[int, AssignmentFacts]
) -> dict[int, Held]:
    by_id = {share.id: share for share in shares}
    reports = session.scalars(
        select(ProgressReport).where(
            ProgressReport.assignment_id.in_(by_id), ProgressReport.state == ReportState.SUBMITTED
        )
    ).all()
    return _held(session, actor, reports, by_id, facts, {})


def found(
    session: Session,
    actor: Actor,
    held: Held,
    opinion: Opinion,
    text: str,
    *,
    now: datetime,
    effective: bool,
    closing_reason: ClosingReason | None = None,
    merged_into: TrackedItem | None = None,
) -> Finding:
    """政風處意見 on this report: written, or written anew while it has no effect yet."""
    finding = held.finding
    if finding is not None and finding.effective_at is not None:
        raise NotNow("report_was_acted_on")
    if finding is None:
        finding = Finding(report_id=held.report.id)
        session.add(finding)
    finding.opinion, finding.text = opinion, text
    finding.closing_reason = closing_reason
    finding.merged_into_id = merged_into.id if merged_into else None
    finding.written_at, finding.written_by_id = now, actor.person_id
    finding.effective_at = now if effective else None
    return finding


def _held(
    session: Session,
    actor: Actor,
    reports: Iterable[ProgressReport],
    shares: Mapping[int, Assignment],
    facts: Mapping[int, AssignmentFacts],
    seats: Mapping[int, int],
) -> dict[int, Held]:
    reports = list(reports)
    for one in reports:
        set_committed_value(one, "assignment", shares[one.assignment_id])
    told = report_facts_of_all(session, actor, reports)
    written = session.scalars(select(Finding).where(Finding.report_id.in_([one.id for one in reports])))
    findings = {one.report_id: one for one in written}
    return {
        one.id: Held(
            one, one.assignment, facts[one.assignment_id], told[one.id], findings.get(one.id),
            seats.get(one.assignment_id),
        )
        for one in reports
    }  # fmt: skip


def _answer(
    session: Session, actor: Actor, held: Held, action: ReportAction, *, now: datetime, reason: str = ""
) -> None:
    report, before = held.report, held.report.state
    report.state = REPORT_FLOW.step(before, action, actor, held.report_facts, reason=reason)
    moving.note(
        session, actor, action, report, held.share, now=now, reason=reason, confidential=held.facts.confidential,
        changes={"state": [before, report.state], "round": [None, report.number]},
    )  # fmt: skip
