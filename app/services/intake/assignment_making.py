"""舊案: the meetings, resolutions, items, shares and last reports that the rows of a list make."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.intake.placing import MAKES
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.numbering import chair_code
from app.domain.meetings.resolution import ResolutionKind, TrackingChoice
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.codes import assignment_code, case_code_of, item_code
from app.domain.tracking.decisions import ClosedAs, Progress
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.domain.tracking.report_flow import ReportState
from app.domain.tracking.rounds import reports_from
from app.models import (
    Assignment,
    Committee,
    Meeting,
    ProgressReport,
    ReportRound,
    Resolution,
    ResolutionText,
    TrackedItem,
)
from app.services.intake.assignment_files import Wanted
from app.services.intake.sheet_check import SheetCheck
from app.services.meetings import lines
from app.services.meetings.planning import MeetingPlan, new_meeting
from app.services.tracking import rounds


def make(
    session: Session,
    actor: Actor,
    committee: Committee,
    checks: Sequence[SheetCheck],
    *,
    now: datetime,
    today: date,
) -> None:
    """Meetings, resolutions, items, shares and their last report, in the order of the rows."""
    groups: dict[tuple[str, str, str], list[Wanted]] = {}
    for one in checks:
        for row in one.rows:
            if row.fate in MAKES:
                groups.setdefault(row.wanted.key, []).append(row.wanted)
    for wanted in groups.values():
        resolution = _resolution(session, actor, committee, wanted[0], now)
        item = _item(session, actor, committee, resolution, wanted, now)
        _shares(session, actor, item, resolution, wanted, now, today)


def _resolution(
    session: Session, actor: Actor, committee: Committee, wanted: Wanted, now: datetime
) -> Resolution:
    """The one named, else one of the meeting as a whole with the words of the list."""
    meeting = session.scalars(
        select(Meeting).where(Meeting.committee_id == committee.id, Meeting.slug == wanted.slug)
    ).one_or_none()
    if wanted.resolution:
        own = select(Resolution).join(Resolution.meeting).where(Meeting.committee_id == committee.id)
        return session.scalars(own.where(Resolution.code == wanted.resolution)).one()
    if meeting is None:
        meeting = _new_meeting(session, actor, committee, wanted, now)
    count = session.scalar(select(func.count(Resolution.id)).where(Resolution.meeting_id == meeting.id)) or 0
    made = Resolution(
        meeting_id=meeting.id, ordinal=count + 1, code=chair_code(meeting.slug, count + 1), kind=ResolutionKind.RULING,
        tracking_choice=TrackingChoice.TRACK, text=wanted.decision or wanted.asked, recorded_at=now,
        recorded_by_id=actor.person_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    session.add(
        ResolutionText(
            resolution_id=made.id,
            text=made.text,
            amended_measures="",
            written_at=now,
            written_by_id=actor.person_id,
        )
    )
    return made


def _new_meeting(
    session: Session, actor: Actor, committee: Committee, wanted: Wanted, now: datetime
) -> Meeting:
    year = wanted.slug.partition("-")[0]
    plan = MeetingPlan(
        title=f"{committee.host}{wanted.label}{committee.name.removeprefix(committee.host)}", label=wanted.label,
        year=int(year) if year.isdigit() else None,
    )  # fmt: skip
    meeting = new_meeting(session, actor, committee, plan, MeetingState.CLOSED, now=now)
    lines.note(session, actor, "import", meeting, meeting, now=now, changes={"title": [None, meeting.title]})
    return meeting


def _item(
    session: Session,
    actor: Actor,
    committee: Committee,
    resolution: Resolution,
    rows: Sequence[Wanted],
    now: datetime,
) -> TrackedItem:
    ordinal = session.scalar(
        select(func.max(TrackedItem.ordinal)).where(TrackedItem.resolution_id == resolution.id)
    )
    leads = {one for row in rows for one in row.leads}
    due = rows[0].due
    item = TrackedItem(
        committee_id=committee.id, resolution_id=resolution.id, ordinal=(ordinal or 0) + 1,
        code=item_code(resolution.code, (ordinal or 0) + 1), title=rows[0].title, legacy=True,
        text=rows[0].decision or rows[0].asked,
        mode=ItemMode.SINGLE_LEAD if len(leads) == 1 else ItemMode.SEVERAL_LEADS,
        due_kind=DueKind.FIXED_DATE if due else DueKind.ONGOING, due_on=due, frequency=Frequency.ONCE,
        other_number=rows[0].number, created_at=now, created_by_id=actor.person_id,
    )  # fmt: skip
    session.add(item)
    session.flush()
    return item


def _shares(
    session: Session,
    actor: Actor,
    item: TrackedItem,
    resolution: Resolution,
    rows: Sequence[Wanted],
    now: datetime,
    today: date,
) -> None:
    case_code = case_code_of(resolution.code)
    last = select(func.max(Assignment.serial)).where(
        Assignment.committee_id == item.committee_id, Assignment.case_code == case_code
    )
    serial = session.scalar(last) or 0
    began = min(row.dispatched for row in rows)
    round_ = ReportRound(
        committee_id=item.committee_id, frequency=Frequency.ONCE, label=item.code, opens_on=began,
        due_on=max(item.due_on, began) if item.due_on else None, item_id=item.id,
    )  # fmt: skip
    session.add(round_)
    made: list[Assignment] = []
    leads = {one for row in rows for one in row.leads}
    taken: set[int] = set()
    for row in rows:
        for agency_id in (*row.leads, *row.others):
            if agency_id in taken or (agency_id in leads and agency_id not in row.leads):
                continue
            taken.add(agency_id)
            serial += 1
            share = _share(
                actor, item, row, agency_id, assignment_code(case_code, serial), serial, case_code, now, today
            )
            session.add(share)
            session.flush()
            if row.report and agency_id in row.leads:
                session.add(_report(actor, share, round_, row, now, today))
            made.append(share)
    session.flush()
    rounds.follow_all(session, made)


def _share(
    actor: Actor,
    item: TrackedItem,
    row: Wanted,
    agency_id: int,
    code: str,
    serial: int,
    case_code: str,
    now: datetime,
    today: date,
) -> Assignment:
    return Assignment(
        committee_id=item.committee_id, item_id=item.id, agency_id=agency_id, case_code=case_code, serial=serial,
        code=code, role=AssignmentRole.LEAD if agency_id in row.leads else AssignmentRole.CO, state=row.state,
        due_kind=DueKind.FIXED_DATE if row.due else DueKind.ONGOING, due_original=row.due, due_current=row.due,
        dispatched_on=row.dispatched, reports_from=reports_from(row.dispatched, today), ended_on=row.ended,
        prepared_at=now, prepared_by_id=actor.person_id,
        closed_as=ClosedAs.SELF_TRACKED if row.state is AssignmentState.CLOSED_OTHERWISE else None,
    )  # fmt: skip


def _report(
    actor: Actor, share: Assignment, round_: ReportRound, row: Wanted, now: datetime, today: date
) -> ProgressReport:
    """The last word of the list, as received."""
    done = row.state is AssignmentState.RELEASED
    return ProgressReport(
        assignment_id=share.id, round_id=round_.id, number=1, state=ReportState.RECEIVED,
        progress=Progress.DONE if done else Progress.UNDER_WAY, text=row.report, written_at=now,
        written_by_id=actor.person_id, submitted_at=now, submitted_on=row.ended or today,
        submitted_by_id=actor.person_id,
    )  # fmt: skip
