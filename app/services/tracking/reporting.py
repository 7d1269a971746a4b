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
from app.domain.tracking.assignment_flow import RECALL_TO, SENT, AssignmentAction, AssignmentFacts, reports
from app.domain.tracking.decisions import NoProgressReason, Progress
from app.domain.tracking.item import owes_reports
from app.domain.tracking.report_flow import IN_WORK, LEFT_AFTER, LIVE, REPORT_FLOW, ReportAction, ReportState
from app.models import (
    Assignment,
    ProgressReport,
    ReportFigure,
)
from app.queries.tracking.facts import speaks_for_another, told_of
from app.queries.tracking.reports import is_shown
from app.services import outbox
from app.services.meetings.lines import read_anew
from app.services.tracking import evidence, moving, reporters, rounds
from app.services.tracking.reporters import Held
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
    held = reporters.gathered(session, actor, [share], today)[share.id]
    report = write_held(session, actor, held, written, seen_version=seen_version, now=now)
    keep(session)
    keep_held(session, held, report, written)
    session.flush()
    return report


def write_held(
    session: Session,
    actor: Actor,
    held: Held,
    written: Written,
    *,
    seen_version: int | None,
    now: datetime,
) -> ProgressReport:
    """The words of one of many; `keep_held` once all are written."""
    share, report = held.share, held.live
    if not reports(actor, held.facts):
        raise NotAllowed("not_yours_to_do")
    if not owes_reports(held.item.mode, share.role):
        raise NotNow("lead_reports")
    _check_informant(actor, share, written)
    if report is None:
        report = _further(session, held, now=now)
    elif report.state is not ReportState.DRAFT:
        raise NotNow("report_is_on_its_way")
    elif not is_shown(actor, share, report):
        raise NotNow("agency_is_writing")
    else:
        check_seen(report, seen_version)
    _fill(report, written)
    report.written_at, report.written_by_id = now, actor.person_id
    return report


def keep(session: Session) -> None:
    """The rows of all that were written, so that what hangs on them can be."""
    session.flush()


def keep_held(session: Session, held: Held, report: ProgressReport, written: Written) -> None:
    """What hangs on the row of a report: its figures, and the files that one taken or sent back hands on."""
    with session.no_autoflush:
        _keep_figures(session, held, report, written.figures or {})
        last = held.last
        if (
            held.live is None
            and last is not None
            and last.state in (ReportState.RECALLED, ReportState.RETURNED)
        ):
            evidence.hand_on(session, last, report)


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
    held = reporters.hold(session, actor, report, seen_version, today=today)
    stamp_held(actor, report, held.facts, given, today=today)
    session.flush()


def stamp_held(
    actor: Actor, report: ProgressReport, facts: AssignmentFacts, given: Stamp, *, today: date
) -> None:
    """The stamp of one of many."""
    if report.state not in IN_WORK:
        raise NotNow("report_is_on_its_way")
    if not reports(actor, facts):
        raise NotAllowed("not_yours_to_do")
    if given.on is not None and given.on > today:
        raise Invalid("stamp_in_future", "stamp_on")
    report.stamp_title, report.stamp_name, report.stamp_on = given.title, given.name, given.on


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
    held = reporters.hold(session, actor, report, seen_version, today=today)
    ask_approval_held(session, actor, held, report, now=now, today=today)
    session.flush()


@performs(REPORT_FLOW, _A.ASK_APPROVAL)
def ask_approval_held(
    session: Session, actor: Actor, held: Held, report: ProgressReport, *, now: datetime, today: date
) -> None:
    """機關陳核中 of one of many."""
    reporters.check_whole(report)
    _step(session, actor, held, report, _A.ASK_APPROVAL, now=now, today=today)


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
    held = reporters.hold(session, actor, report, seen_version, today=today)
    _step(session, actor, held, report, _A.LEAVE_APPROVAL, now=now, today=today)


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
    held = reporters.hold(session, actor, report, seen_version, today=today)
    _step(session, actor, held, report, _A.DECLINE, now=now, today=today, reason=reason)


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
    held = reporters.hold(session, actor, report, seen_version, today=today)
    _step(session, actor, held, report, _A.SIGN_OFF, now=now, today=today)
    report.signed_by_id = actor.person_id
    _sent(session, actor, held, now=now, today=today)
    rounds.follow(session, held.share)


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
    held = reporters.hold(session, actor, report, seen_version, today=today)
    submit_held(session, actor, held, report, now=now, today=today)
    rounds.follow(session, held.share)


@performs(REPORT_FLOW, _A.SUBMIT)
def submit_held(
    session: Session, actor: Actor, held: Held, report: ProgressReport, *, now: datetime, today: date
) -> None:
    """送出 of one of many; `rounds.follow_all` once they all are."""
    reporters.check_whole(report)
    _step(session, actor, held, report, _A.SUBMIT, now=now, today=today)
    _sent(session, actor, held, now=now, today=today)


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
    held = reporters.hold(session, actor, report, seen_version, today=today)
    share, facts = held.share, held.facts
    _step(session, actor, held, report, _A.RECALL, now=now, today=today)
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
    held = reporters.hold(session, actor, report, seen_version, today=today)
    _step(session, actor, held, report, _A.SET_ASIDE, now=now, today=today, reason=agreed)
    session.flush()


def is_left_lying(report: ProgressReport, now: datetime) -> bool:
    """Nobody has saved it for long."""
    return now - report.written_at >= LEFT_AFTER


def live_report(session: Session, share: Assignment) -> ProgressReport | None:
    """The one that is written, awaits its stamp, or waits for 政風處."""
    return session.scalars(
        select(ProgressReport).where(ProgressReport.assignment_id == share.id, ProgressReport.state.in_(LIVE))
    ).one_or_none()


def _further(session: Session, held: Held, *, now: datetime) -> ProgressReport:
    """The share's next row. NotNow: share_is_closed, no_round_to_report."""
    if held.share.state not in SENT:
        raise NotNow("share_is_closed")
    if held.round is None:
        raise NotNow("no_round_to_report")
    report = ProgressReport(
        assignment=held.share, round_id=held.round.id, number=(held.last.number if held.last else 0) + 1,
        state=ReportState.DRAFT, written_at=now,
    )  # fmt: skip
    session.add(report)
    return report


def _step(
    session: Session,
    actor: Actor,
    held: Held,
    report: ProgressReport,
    action: ReportAction,
    *,
    now: datetime,
    today: date,
    reason: str = "",
) -> None:
    before = report.state
    told = replace(
        told_of(session, actor, report, mode=held.mode, acted_on=held.facts.acted_on),
        left_lying=is_left_lying(report, now), agreed=bool(reason.strip()),
    )  # fmt: skip
    report.state = REPORT_FLOW.step(before, action, actor, told, reason=reason)
    report.awaiting_since = today if report.state is ReportState.AWAITING_APPROVAL else None
    report.reply = reason if report.state is ReportState.DRAFT else report.reply
    if report.state is ReportState.SUBMITTED:
        report.submitted_at, report.submitted_on, report.submitted_by_id = now, today, actor.person_id
    if before is ReportState.AWAITING_APPROVAL:  # what is no longer true is not told in the next digest
        outbox.supersede(session, report.__tablename__, [report.id], now=now, kind=NoticeKind.APPROVAL_ASKED)
    moving.note(
        session, actor, action, report, held.share, now=now, reason=reason, confidential=held.facts.confidential,
        changes={"state": [before, report.state], "round": [None, report.number]},
    )  # fmt: skip


def _sent(session: Session, actor: Actor, held: Held, *, now: datetime, today: date) -> None:
    """The share follows: 待審核; this report is the last one sent now."""
    facts = replace(held.facts, report_is_in=True, acted_on=False)
    moving.submit(session, actor, held.share, facts, now=now, today=today)


def _fill(report: ProgressReport, written: Written) -> None:
    for name in (
        "progress", "text", "none_reason", "none_reason_text", "expected_on", "channel", "informant",
    ):  # fmt: skip
        setattr(report, name, getattr(written, name))
    if report.progress is not Progress.NONE:
        report.none_reason, report.none_reason_text = None, ""


def _check_informant(actor: Actor, share: Assignment, written: Written) -> None:
    if (written.channel is None) != (not written.informant.strip()):
        raise Invalid("informant_missing", "informant")
    if speaks_for_another(actor, share.agency_id) and written.channel is None:
        raise Invalid("informant_missing", "informant")


def _keep_figures(session: Session, held: Held, report: ProgressReport, figures: Mapping[int, int]) -> None:
    if held.live is not None:
        session.execute(delete(ReportFigure).where(ReportFigure.report_id == report.id))
    wanted = [(figure_id, value) for figure_id, value in figures.items() if figure_id in held.asked]
    if wanted:
        session.flush()
        session.add_all(
            ReportFigure(report_id=report.id, figure_id=figure_id, value=value) for figure_id, value in wanted
        )
