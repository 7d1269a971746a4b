"""政風處's answer to a report: 收訖, 退請補充, or an opinion that waits for 政風主管."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.flow import performs
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import AssignmentState, receives
from app.domain.tracking.decisions import OTHERS, OUTCOME_OF, ClosingReason, Opinion
from app.domain.tracking.report_flow import REPORT_FLOW, ReportAction, ReportState
from app.models import Approval, Assignment, Finding, ProgressReport, TrackedItem
from app.queries.tracking.facts import facts_of, report_facts
from app.services.meetings.lines import read_anew
from app.services.meetings.minutes_record import approval_here, approval_on_paper
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import moving, rounds
from app.services.versions import check_seen

DECIDED_AT_ONCE = frozenset({Opinion.RECEIVE, Opinion.SEND_BACK})
"""承辦 alone (product 3.9); every other opinion needs 政風主管."""


@performs(REPORT_FLOW, ReportAction.RECEIVE)
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
    share = hold(session, report, seen_version)
    facts = facts_of(session, actor, share, today=today)
    _answer(session, actor, report, ReportAction.RECEIVE, now=now, today=today)
    found(session, actor, report, Opinion.RECEIVE, text, now=now, effective=True)
    moving.receive(session, actor, share, facts, now=now, today=today)
    session.flush()


@performs(REPORT_FLOW, ReportAction.SEND_BACK)
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
    share = hold(session, report, seen_version)
    facts = facts_of(session, actor, share, today=today)
    _answer(session, actor, report, ReportAction.SEND_BACK, now=now, today=today, reason=reason)
    report.reply = reason
    found(session, actor, report, Opinion.SEND_BACK, reason, now=now, effective=True)
    moving.send_back(session, actor, share, facts, reason=reason, now=now, today=today)
    rounds.follow(session, share)


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
    share = hold(session, report, seen_version)
    facts = facts_of(session, actor, share, today=today)
    if not receives(actor, facts):
        raise NotAllowed("not_yours_to_do")
    if report_facts(session, actor, report).own_report:
        raise NotNow("verifier_is_submitter")
    if share.state is not AssignmentState.SUBMITTED:
        raise NotNow("not_in_this_state")
    check_closing(opinion, closing_reason, text, merged_into, share)
    finding = found(
        session, actor, report, opinion, text, now=now, effective=False, closing_reason=closing_reason,
        merged_into=merged_into,
    )  # fmt: skip
    moving.note(
        session, actor, "propose_opinion", finding, share, now=now, reason=text, confidential=facts.confidential,
        changes={"opinion": [None, opinion]},
    )  # fmt: skip
    return finding


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
    report = waiting_report(session, share)
    moving.propose_release(session, actor, share, facts, now=now, today=today, reason=text)
    if approval is None:
        approval = (
            approval_here(session, actor, now, today)
            if paper is None
            else approval_on_paper(session, actor, paper, None, now, today)
        )
    if report is not None:
        settle(session, actor, report, Opinion.RELEASE, text, approval, now=now, today=today)
    session.flush()
    return approval


def settle(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    opinion: Opinion,
    text: str,
    approval: Approval | None,
    *,
    closing_reason: ClosingReason | None = None,
    merged_into: TrackedItem | None = None,
    now: datetime,
    today: date,
) -> Finding:
    """The waiting report goes with what was decided of its share: received, with the opinion that took effect."""
    session.refresh(report, ["assignment"])
    finding = found(
        session, actor, report, opinion, text, now=now, effective=True, closing_reason=closing_reason,
        merged_into=merged_into,
    )  # fmt: skip
    finding.approval_id = approval.id if approval else None
    _answer(session, actor, report, ReportAction.RECEIVE, now=now, today=today)
    return finding


def receive_with_share(
    session: Session, actor: Actor, share: Assignment, *, now: datetime, today: date
) -> None:
    """收訖 of what still waits when its share ended by another word than an answer: nothing waits at what is over.

    Else 恢復列管 would bring back a share that can neither be reported on nor answered. An opinion that was proposed stays
    as it was written, without effect.
    """
    report = waiting_report(session, share)
    if report is not None:
        session.refresh(report, ["assignment"])
        _answer(session, actor, report, ReportAction.RECEIVE, now=now, today=today)


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
    share = hold(session, report, seen_version)
    facts = facts_of(session, actor, share, today=today)
    if not receives(actor, facts):
        raise NotAllowed("not_yours_to_do")
    finding = session.scalars(select(Finding).where(Finding.report_id == report.id)).one_or_none()
    if finding is None or finding.effective_at is not None:
        raise NotNow("opinion_took_effect")
    moving.note(
        session, actor, "withdraw_opinion", finding, share, now=now, confidential=facts.confidential,
        changes={"opinion": [finding.opinion, None]},
    )  # fmt: skip
    session.delete(finding)
    session.flush()


def hold(session: Session, report: ProgressReport, seen_version: int | None) -> Assignment:
    """Lock the share, then the report as the page showed it; the share."""
    share = session.get_one(Assignment, report.assignment_id)
    read_anew(session, share, lock=True)
    read_anew(session, report, lock=True)
    check_seen(report, seen_version)
    session.refresh(report, ["assignment"])
    return share


def found(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    opinion: Opinion,
    text: str,
    *,
    now: datetime,
    effective: bool,
    closing_reason: ClosingReason | None = None,
    merged_into: TrackedItem | None = None,
) -> Finding:
    """政風處意見 on this report: written, or written anew while it has no effect yet."""
    finding = session.scalars(select(Finding).where(Finding.report_id == report.id)).one_or_none()
    if finding is None:
        finding = Finding(report_id=report.id)
        session.add(finding)
    elif finding.effective_at is not None:
        raise NotNow("report_was_acted_on")
    finding.opinion, finding.text = opinion, text
    finding.closing_reason = closing_reason
    finding.merged_into_id = merged_into.id if merged_into else None
    finding.written_at, finding.written_by_id = now, actor.person_id
    finding.effective_at = now if effective else None
    session.flush()
    return finding


def _answer(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    action: ReportAction,
    *,
    now: datetime,
    today: date,
    reason: str = "",
) -> None:
    before = report.state
    report.state = REPORT_FLOW.step(
        before, action, actor, report_facts(session, actor, report), reason=reason
    )
    session.flush()
    secret = facts_of(session, actor, report.assignment, today=today).confidential
    moving.note(
        session, actor, action, report, report.assignment, now=now, reason=reason, confidential=secret,
        changes={"state": [before, report.state], "round": [None, report.number]},
    )  # fmt: skip


def waiting_report(session: Session, share: Assignment) -> ProgressReport | None:
    """The report of this share that 政風處 has not answered."""
    return session.scalars(
        select(ProgressReport).where(
            ProgressReport.assignment_id == share.id, ProgressReport.state == ReportState.SUBMITTED
        )
    ).one_or_none()
