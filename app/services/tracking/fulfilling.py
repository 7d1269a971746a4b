"""An entry in a register is the report of every share it fulfils: one entry, both done (product 3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.meetings.yearly import Channel, HeldMeeting
from app.domain.people.actor import Actor
from app.domain.roc_date import roc_year
from app.domain.tracking.assignment_flow import REPORTABLE, reports
from app.domain.tracking.decisions import Progress
from app.domain.tracking.item import Frequency, Register, owes_reports
from app.domain.tracking.report_flow import ReportState
from app.models import Agency, Assignment, Finding, ProgressReport, RegisteredMeeting, TrackedItem
from app.queries.tracking.facts import facts_of
from app.queries.visibility.tracking import assignments_visible_to
from app.services.meetings import registering
from app.services.tracking import reporting
from app.services.tracking.reporting import Written
from app.wording.tracking.registers import meeting_sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """What a register says: of which ROC year, in words, in which row (column of the report → id), told by whom."""

    register: Register
    year: int
    text: str
    row: dict[str, int]
    channel: Channel | None = None
    informant: str = ""
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """`shares`: reported with the entry; `begun`: left alone, for somebody has begun a report of their own."""

    shares: tuple[Assignment, ...]
    begun: tuple[Assignment, ...]


def register_meeting(
    session: Session,
    actor: Actor,
    agency: Agency,
    held: HeldMeeting,
    *,
    year_confirmed: bool = False,
    now: datetime,
    today: date,
) -> tuple[RegisteredMeeting, Fulfilled]:
    """As `registering.register`; what the meeting fulfils is reported in the same transaction."""
    row = registering.register(
        session, actor, agency, held, year_confirmed=year_confirmed, now=now, today=today
    )
    text = meeting_sentence(held.held_on, row.label, row.chair_role, row.document_number)
    entry = Entry(
        Register.YEARLY_MEETING, row.year or 0, text, {"registered_id": row.id}, row.channel, row.informant
    )
    return row, fulfil(session, actor, agency.id, entry, now=now, today=today)


def fulfil(
    session: Session, actor: Actor, agency_id: int, entry: Entry, *, now: datetime, today: date
) -> Fulfilled:
    """Report with the entry whatever the agency owes that this register fulfils, of its year or an earlier one."""
    done, begun = [], []
    for share in _waiting(session, actor, agency_id, entry.register, today):
        if share.dispatched_on is None or entry.year < roc_year(share.dispatched_on):
            continue
        if reporting.live_report(session, share) is not None:
            begun.append(share)
            continue
        _report(session, actor, share, entry, now=now, today=today)
        done.append(share)
    return Fulfilled(tuple(done), tuple(begun))


def agencies_asked(session: Session, agency_ids: Sequence[int], register: Register) -> frozenset[int]:
    """Those of these agencies with a share that this register may fulfil."""
    query = select(Assignment.agency_id).join(Assignment.item)
    return frozenset(
        session.scalars(
            query.where(
                Assignment.agency_id.in_(agency_ids),
                Assignment.state.in_(REPORTABLE),
                TrackedItem.fulfilled_by == register,
            ).distinct()
        )
    )


def strike_out(
    session: Session,
    actor: Actor,
    row: RegisteredMeeting,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """撤銷登錄; what it reported is taken back, as long as 政風處 has not answered it."""
    registering.strike_out(session, actor, row, reason=reason, seen_version=seen_version, now=now)
    unanswered = (
        select(ProgressReport)
        .outerjoin(Finding, Finding.report_id == ProgressReport.id)
        .where(
            ProgressReport.registered_id == row.id,
            ProgressReport.state == ReportState.SUBMITTED,
            Finding.id.is_(None),
        )
    )
    for report in session.scalars(unanswered.order_by(ProgressReport.id)).all():
        reporting.recall(session, actor, report, seen_version=report.version, now=now, today=today)


def _waiting(
    session: Session, actor: Actor, agency_id: int, register: Register, today: date
) -> list[Assignment]:
    """The agency's shares that this register fulfils and this person may report on now."""
    found = session.scalars(
        assignments_visible_to(actor)
        .where(
            Assignment.agency_id == agency_id,
            Assignment.state.in_(REPORTABLE),
            TrackedItem.fulfilled_by == register,
        )
        .order_by(Assignment.id)
    ).unique()
    return [
        share
        for share in found
        if owes_reports(share.item.mode, share.role)
        and reports(actor, facts_of(session, actor, share, today=today))
    ]


def _report(
    session: Session, actor: Actor, share: Assignment, entry: Entry, *, now: datetime, today: date
) -> None:
    """What is asked once is done with it; a recurring one goes on."""
    done = entry.complete and share.item.frequency is Frequency.ONCE
    progress = Progress.DONE if done else Progress.UNDER_WAY
    written = Written(progress, entry.text, channel=entry.channel, informant=entry.informant)
    report = reporting.write(session, actor, share, written, now=now, today=today)
    for name, row_id in entry.row.items():
        setattr(report, name, row_id)
    session.flush()
    reporting.submit(session, actor, report, seen_version=report.version, now=now, today=today)
