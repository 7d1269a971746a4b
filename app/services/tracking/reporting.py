"""辦理情形: written, approved by the agency, sent, taken back. What was sent is never written over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.flow import performs
from app.domain.meetings.yearly import Channel
from app.domain.notices.notice import NoticeKind
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import RECALL_TO, SENT, AssignmentAction, reports
from app.domain.tracking.decisions import NoProgressReason, Progress, check_reason
from app.domain.tracking.item import owes_reports
from app.domain.tracking.report_flow import IN_WORK, LEFT_AFTER, LIVE, REPORT_FLOW, ReportAction, ReportState
from app.models import (
    AskedFigure,
    Assignment,
    Evidence,
    ProgressReport,
    ReportFigure,
    TrackedItem,
)
from app.queries.tracking.facts import facts_of, report_facts, speaks_for_another
from app.queries.tracking.reports import is_shown
from app.services import outbox
from app.services.meetings.lines import read_anew
from app.services.tracking import moving, rounds
from app.services.versions import check_seen

_A = ReportAction


@dataclass(frozen=True, slots=True)
class Written:
    """What a report page sends. `figures`: by id of the figure asked for. `channel`, `informant`: 政風處 entered it."""

    progress: Progress | None
    text: str
    none_reason: NoProgressReason | None = None
    none_reason_text: str = ""
    expected_on: date | None = None
    figures: Mapping[int, int] | None = None
    channel: Channel | None = None
    informant: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """業經○○核可: by title, name and day."""

    title: str = ""
    name: str = ""
    on: date | None = None


def write(
    session: Session,
    actor: Actor,
    share: Assignment,
    written: Written,
    *,
    seen_version: int | None = None,
    now: datetime,
    today: date,
) -> ProgressReport:
    """暫存: the share's draft, made with the first save. `seen_version`: of the draft, where there is one already.

    A share that ended meanwhile keeps what was written as a draft; only sending it is refused.
    NotNow: share_is_closed, lead_reports, report_is_on_its_way, agency_is_writing. Invalid: informant_missing.
    """
    read_anew(session, share, lock=True)
    facts = facts_of(session, actor, share, today=today)
    if not reports(actor, facts):
        raise NotAllowed("not_yours_to_do")
    item = session.get_one(TrackedItem, share.item_id)
    if not owes_reports(item.mode, share.role):
        raise NotNow("lead_reports")
    _check_informant(actor, share, written)
    report = live_report(session, share)
    if report is None:
        if share.state not in SENT:
            raise NotNow("share_is_closed")
        report = _further(session, share, item, now=now, today=today)
    elif report.state is not ReportState.DRAFT:
        raise NotNow("report_is_on_its_way")
    elif not is_shown(actor, share, report):
        raise NotNow("agency_is_writing")
    else:
        check_seen(report, seen_version)
    _fill(report, written)
    report.written_at, report.written_by_id = now, actor.person_id
    session.flush()
    _keep_figures(session, report, item, written.figures or {})
    return report


def stamp(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    given: Stamp,
    *,
    seen_version: int | None,
    today: date,
) -> None:
    """業經○○核可, entered while the paper's stamp was awaited. Invalid: stamp_in_future. NotNow: report_is_on_its_way."""
    _hold(session, report, seen_version)
    if report.state not in IN_WORK:
        raise NotNow("report_is_on_its_way")
    if not reports(actor, facts_of(session, actor, report.assignment, today=today)):
        raise NotAllowed("not_yours_to_do")
    if given.on is not None and given.on > today:
        raise Invalid("stamp_in_future", "stamp_on")
    report.stamp_title, report.stamp_name, report.stamp_on = given.title, given.name, given.on
    session.flush()


@performs(REPORT_FLOW, _A.ASK_APPROVAL)
def ask_approval(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """機關陳核中: the 陳核版 is printed, or the supervisor is asked here."""
    _hold(session, report, seen_version)
    _check_whole(report)
    _step(session, actor, report, _A.ASK_APPROVAL, now=now, today=today)


@performs(REPORT_FLOW, _A.LEAVE_APPROVAL)
def leave_approval(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """Back to the draft before it was stamped."""
    _hold(session, report, seen_version)
    _step(session, actor, report, _A.LEAVE_APPROVAL, now=now, today=today)
    _unsay(session, report, NoticeKind.APPROVAL_ASKED, now=now)


@performs(REPORT_FLOW, _A.DECLINE)
def decline(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """The agency's supervisor wants it written otherwise."""
    _hold(session, report, seen_version)
    _step(session, actor, report, _A.DECLINE, now=now, today=today, reason=reason)
    _unsay(session, report, NoticeKind.APPROVAL_ASKED, now=now)


@performs(REPORT_FLOW, _A.SIGN_OFF)
def sign_off(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """線上核可: the supervisor's word sends it."""
    _hold(session, report, seen_version)
    _step(session, actor, report, _A.SIGN_OFF, now=now, today=today)
    report.signed_by_id = actor.person_id
    _sent(session, actor, report, now=now, today=today)


@performs(REPORT_FLOW, _A.SUBMIT)
def submit(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """送出: with the stamp named where the agency wants one."""
    _hold(session, report, seen_version)
    _check_whole(report)
    _step(session, actor, report, _A.SUBMIT, now=now, today=today)
    _sent(session, actor, report, now=now, today=today)


@performs(REPORT_FLOW, _A.RECALL)
def recall(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """取回 until the officer acts: the share goes back where it was; writing on begins a further row with this text."""
    _hold(session, report, seen_version)
    share = report.assignment
    facts = facts_of(session, actor, share, today=today)
    _step(session, actor, report, _A.RECALL, now=now, today=today)
    if share.before_submission is None:
        raise NotNow("share_is_closed")
    back = {
        AssignmentAction.RECALL_TO_DISPATCHED: moving.recall_to_dispatched,
        AssignmentAction.RECALL_TO_UNDER_WAY: moving.recall_to_under_way,
        AssignmentAction.RECALL_TO_RETURNED: moving.recall_to_returned,
    }[RECALL_TO[share.before_submission]]
    back(session, actor, share, facts, now=now, today=today)
    outbox.supersede(session, Assignment.__tablename__, [share.id], now=now, kind=NoticeKind.REPORTED)
    rounds.follow(session, share)


@performs(REPORT_FLOW, _A.SET_ASIDE)
def set_aside(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    *,
    agreed: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """The agency's unsent text lies where it is, for the agency to read, and 政風處 may enter what it was told.

    `agreed`: who of the agency said so; not asked where nobody has saved it for long.
    """
    _hold(session, report, seen_version)
    _step(session, actor, report, _A.SET_ASIDE, now=now, today=today, reason=agreed)
    _unsay(session, report, NoticeKind.APPROVAL_ASKED, now=now)


def is_left_lying(report: ProgressReport, now: datetime) -> bool:
    """Nobody has saved it for long."""
    return now - report.written_at >= LEFT_AFTER


def live_report(session: Session, share: Assignment) -> ProgressReport | None:
    """The one that is written, awaits its stamp, or waits for 政風處."""
    return session.scalars(
        select(ProgressReport).where(ProgressReport.assignment_id == share.id, ProgressReport.state.in_(LIVE))
    ).one_or_none()


def _further(
    session: Session, share: Assignment, item: TrackedItem, *, now: datetime, today: date
) -> ProgressReport:
    """The share's next row. What was taken back or sent back hands its files on: their bytes lie where they lay."""
    last = session.scalars(
        select(ProgressReport)
        .where(ProgressReport.assignment_id == share.id)
        .order_by(ProgressReport.number.desc())
        .limit(1)
    ).first()
    report = ProgressReport(
        assignment=share,
        round_id=rounds.round_for(session, share, item, today).id,
        number=(last.number if last else 0) + 1,
        written_at=now,
    )
    session.add(report)
    session.flush()
    if last is not None and last.state in (ReportState.RECALLED, ReportState.RETURNED):
        kept = select(Evidence).where(Evidence.report_id == last.id, Evidence.removed_at.is_(None))
        session.add_all(
            Evidence(
                report_id=report.id, filename=one.filename, kind=one.kind, size=one.size, sha256=one.sha256,
                uploaded_at=one.uploaded_at, uploaded_by_id=one.uploaded_by_id,
            )
            for one in session.scalars(kept.order_by(Evidence.id))
        )  # fmt: skip
    return report


def _hold(session: Session, report: ProgressReport, seen_version: int | None) -> None:
    """Lock the share first, as every verb does, then the report, with its share loaded."""
    share = session.get_one(Assignment, report.assignment_id)
    read_anew(session, share, lock=True)
    read_anew(session, report, lock=True)
    check_seen(report, seen_version)
    session.refresh(report, ["assignment"])


def _step(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    action: ReportAction,
    *,
    now: datetime,
    today: date,
    reason: str = "",
) -> None:
    before, share = report.state, report.assignment
    facts = replace(
        report_facts(session, actor, report),
        left_lying=is_left_lying(report, now),
        agreed=bool(reason.strip()),
    )
    report.state = REPORT_FLOW.step(before, action, actor, facts, reason=reason)
    report.awaiting_since = today if report.state is ReportState.AWAITING_APPROVAL else None
    report.reply = reason if report.state is ReportState.DRAFT else report.reply
    if report.state is ReportState.SUBMITTED:
        report.submitted_at, report.submitted_on, report.submitted_by_id = now, today, actor.person_id
    session.flush()
    secret = facts_of(session, actor, share, today=today).confidential
    moving.note(
        session, actor, action, report, share, now=now, reason=reason, confidential=secret,
        changes={"state": [before, report.state], "round": [None, report.number]},
    )  # fmt: skip


def _sent(session: Session, actor: Actor, report: ProgressReport, *, now: datetime, today: date) -> None:
    """The share follows: 待審核, and its rounds are reported through this one."""
    _unsay(session, report, NoticeKind.APPROVAL_ASKED, now=now)
    share = report.assignment
    moving.submit(session, actor, share, facts_of(session, actor, share, today=today), now=now, today=today)
    rounds.follow(session, share)


def _unsay(session: Session, report: ProgressReport, kind: NoticeKind, *, now: datetime) -> None:
    """What is no longer true is not told in the next digest."""
    outbox.supersede(session, ProgressReport.__tablename__, [report.id], now=now, kind=kind)


def _fill(report: ProgressReport, written: Written) -> None:
    for name in (
        "progress", "text", "none_reason", "none_reason_text", "expected_on", "channel", "informant",
    ):  # fmt: skip
        setattr(report, name, getattr(written, name))
    if report.progress is not Progress.NONE:
        report.none_reason, report.none_reason_text = None, ""


def _check_whole(report: ProgressReport) -> None:
    """What a report must say before it leaves. Invalid: progress_missing, none_reason_missing, reason_missing, report_text_missing."""
    if report.progress is None:
        raise Invalid("progress_missing", "progress")
    if report.progress is Progress.NONE:
        if report.none_reason is None:
            raise Invalid("none_reason_missing", "none_reason")
        check_reason(report.none_reason, report.none_reason_text)
    if not report.text.strip():
        raise Invalid("report_text_missing", "text")


def _check_informant(actor: Actor, share: Assignment, written: Written) -> None:
    if (written.channel is None) != (not written.informant.strip()):
        raise Invalid("informant_missing", "informant")
    if speaks_for_another(actor, share.agency_id) and written.channel is None:
        raise Invalid("informant_missing", "informant")


def _keep_figures(
    session: Session, report: ProgressReport, item: TrackedItem, figures: Mapping[int, int]
) -> None:
    session.execute(delete(ReportFigure).where(ReportFigure.report_id == report.id))
    asked = set(session.scalars(select(AskedFigure.id).where(AskedFigure.item_id == item.id)))
    session.add_all(
        ReportFigure(report_id=report.id, figure_id=figure_id, value=value)
        for figure_id, value in figures.items()
        if figure_id in asked
    )
    session.flush()
