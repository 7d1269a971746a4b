"""佐證資料 of a report in work: immutable bytes under their SHA-256; taking one away hides its row, of a draft only."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import reports
from app.domain.tracking.report_flow import ReportState
from app.models import Assignment, Evidence, ProgressReport
from app.queries.tracking.facts import facts_of
from app.readers.upload import EVIDENCE_KINDS, EVIDENCE_LIMIT, check_upload
from app.services.meetings.lines import read_anew
from app.services.proposals.attached import store
from app.services.tracking import moving

MOST = 5


def add(
    session: Session,
    actor: Actor,
    report: ProgressReport,
    filename: str,
    data: bytes,
    *,
    files_dir: Path,
    now: datetime,
    today: date,
) -> Evidence:
    """`FileRefused` for what is not what it says. NotNow: report_is_on_its_way. Invalid: too_much_evidence."""
    share = _open(session, actor, report, today)
    kept = select(func.count(Evidence.id)).where(
        Evidence.report_id == report.id, Evidence.removed_at.is_(None)
    )
    if (session.scalar(kept) or 0) >= MOST:
        raise Invalid("too_much_evidence", "evidence", most=MOST)
    checked = check_upload(filename, data, EVIDENCE_KINDS, EVIDENCE_LIMIT)
    store(files_dir, checked.sha256, data)
    row = Evidence(
        report_id=report.id, filename=checked.filename, kind=checked.kind.value, size=checked.size,
        sha256=checked.sha256, uploaded_at=now, uploaded_by_id=actor.person_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _note(session, actor, "attach", row, share, [None, row.sha256], now=now, today=today)
    return row


def remove(
    session: Session, actor: Actor, report: ProgressReport, row: Evidence, *, now: datetime, today: date
) -> None:
    """Hide the file; its bytes and its row stay."""
    share = _open(session, actor, report, today)
    session.refresh(row)
    if row.removed_at is None:
        row.removed_at = now
        session.flush()
        _note(session, actor, "remove_attachment", row, share, [row.sha256, None], now=now, today=today)


def hand_on(session: Session, last: ProgressReport, report: ProgressReport) -> None:
    """What was taken back or sent back gives its files to the next row: their bytes lie where they lay."""
    kept = select(Evidence).where(Evidence.report_id == last.id, Evidence.removed_at.is_(None))
    session.add_all(
        Evidence(
            report_id=report.id, filename=one.filename, kind=one.kind, size=one.size, sha256=one.sha256,
            uploaded_at=one.uploaded_at, uploaded_by_id=one.uploaded_by_id,
        )
        for one in session.scalars(kept.order_by(Evidence.id))
    )  # fmt: skip


def _open(session: Session, actor: Actor, report: ProgressReport, today: date) -> Assignment:
    share = session.get_one(Assignment, report.assignment_id)
    read_anew(session, share, lock=True)
    read_anew(session, report, lock=True)
    if not reports(actor, facts_of(session, actor, share, today=today)):
        raise NotAllowed("not_yours_to_do")
    if report.state is not ReportState.DRAFT:
        raise NotNow("report_is_on_its_way")
    return share


def _note(
    session: Session,
    actor: Actor,
    action: str,
    row: Evidence,
    share: Assignment,
    digests: list[object],
    *,
    now: datetime,
    today: date,
) -> None:
    secret = facts_of(session, actor, share, today=today).confidential
    moving.note(session, actor, action, row, share, now=now, confidential=secret, changes={"sha256": digests})
