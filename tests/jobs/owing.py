"""Agencies that owe a report: shares, a round whose day was yesterday, a contact with a mailbox in each; put there in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.resolution import Disposition, ResolutionKind, TrackingChoice
from app.domain.notices.ladder import Clock
from app.domain.people.actor import Role
from app.domain.people.agency import AgencyKind, EthicsMode
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.models import (
    Agency,
    Assignment,
    Committee,
    Meeting,
    ReminderRule,
    ReportRound,
    Resolution,
    RoleGrant,
    TrackedItem,
    User,
)

NOW = datetime(2026, 10, 6, 1, 0, tzinfo=UTC)
"""Nine o'clock in Taipei, a working day after `DUE`."""
DUE = date(2026, 10, 5)


def owing(
    session: Session,
    mailboxes: Sequence[str],
    shares: int | None = None,
    *,
    committee_id: int | None = None,
    due: date = DUE,
) -> None:
    """An agency and its contact for each mailbox; as many shares (one each, unless more are wanted) in turn."""
    only_rounds(session)
    agencies = _agencies(session, len(mailboxes))
    _contacts(session, agencies, mailboxes)
    if committee_id is None:
        committee_id = _committee(session, agencies[0])
    resolution = _resolution(session, committee_id)
    session.add(
        ReportRound(
            committee_id=committee_id,
            frequency=Frequency.QUARTERLY,
            label="115年第3季",
            opens_on=date(2026, 9, 1),
            due_on=due,
        )
    )
    wanted = shares or len(mailboxes)
    items = [
        {
            "committee_id": committee_id, "resolution_id": resolution, "ordinal": number, "code": f"115-1-C1-T{number}",
            "title": "請各機關加強辦理教育訓練及宣導", "text": "請各機關辦理。", "mode": ItemMode.EACH_AGENCY,
            "due_kind": DueKind.ONGOING, "frequency": Frequency.QUARTERLY, "created_at": NOW,
        }
        for number in range(1, wanted // len(agencies) + 2)
    ]  # fmt: skip
    ids = session.scalars(
        insert(TrackedItem).returning(TrackedItem.id, sort_by_parameter_order=True), items
    ).all()
    rows = [
        {
            "committee_id": committee_id, "item_id": ids[number // len(agencies)], "agency_id": agencies[number % len(agencies)],
            "case_code": "115-1-C1", "serial": number + 1, "code": f"115-1-C1-{number + 1}", "role": AssignmentRole.LEAD,
            "state": AssignmentState.DISPATCHED, "due_kind": DueKind.ONGOING, "dispatched_on": date(2026, 3, 2),
            "reports_from": date(2026, 3, 2), "prepared_at": NOW,
        }
        for number in range(wanted)
    ]  # fmt: skip
    session.execute(insert(Assignment), rows)


def only_rounds(session: Session) -> None:
    """Agencies without a meeting or figures are many in tests: what they owe is not reminded of."""
    session.execute(update(ReminderRule).where(ReminderRule.clock != Clock.ROUND).values(is_on=False))


def _committee(session: Session, agency_id: int) -> int:
    committee = Committee(
        code="MAIN", name="示範市政府廉政會報", host="示範市政府", agency_id=agency_id, is_primary=True
    )
    session.add(committee)
    session.flush()
    return committee.id


def _agencies(session: Session, count: int) -> Sequence[int]:
    rows = [
        {
            "code": f"B{number:05}", "name": f"示範市政府第{number}機關", "short_name": f"{number}機關", "sort_order": number,
            "kind": AgencyKind.SECOND_LEVEL, "ethics_mode": EthicsMode.ASSIGNED,
        }
        for number in range(count)
    ]  # fmt: skip
    return session.scalars(insert(Agency).returning(Agency.id, sort_by_parameter_order=True), rows).all()


def _contacts(session: Session, agencies: Sequence[int], mailboxes: Sequence[str]) -> None:
    rows = [
        {"login": f"m{number}", "name": "承辦人", "email": mailbox, "created_at": NOW}
        for number, mailbox in enumerate(mailboxes)
    ]
    users = session.scalars(insert(User).returning(User.id, sort_by_parameter_order=True), rows).all()
    grants = [
        {"user_id": user, "role": Role.CONTACT, "agency_id": one, "from_on": date(2026, 1, 1)}
        for user, one in zip(users, agencies, strict=True)
    ]
    session.execute(insert(RoleGrant), grants)


def _resolution(session: Session, committee_id: int) -> int:
    meeting = Meeting(
        committee_id=committee_id, title="示範市政府115年第1次廉政會報", label="115年第1次", slug="115-1", year=115,
        held_on=date(2026, 2, 17), state=MeetingState.MINUTES_APPROVED, created_at=NOW,
    )  # fmt: skip
    session.add(meeting)
    session.flush()
    resolution = Resolution(
        meeting_id=meeting.id, ordinal=1, code="115-1-C1", kind=ResolutionKind.RULING, text="請各機關辦理。",
        disposition=Disposition.AGREED, tracking_choice=TrackingChoice.TRACK, recorded_at=NOW,
    )  # fmt: skip
    session.add(resolution)
    session.flush()
    return resolution.id
