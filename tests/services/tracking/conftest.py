"""A case that was decided and approved, split over a few agencies: where verbs of the loop are tried."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.meetings.resolution import Disposition, ResolutionKind, TrackingChoice
from app.domain.people.actor import Actor, Role
from app.domain.tracking.decisions import ApprovalMode, Progress
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.models import (
    Agency,
    Assignment,
    AuditEvent,
    Dispatch,
    Meeting,
    ProgressReport,
    ReportingRule,
    Resolution,
    TrackedItem,
)
from app.services.meetings import holding, resolving
from app.services.meetings.resolving import Wording
from app.services.tracking import answering, reporting, splitting
from app.services.tracking.reporting import Written
from app.services.tracking.splitting import ItemPlan, Letter, SharePlan
from tests.people import NOW, TODAY, agency
from tests.services.meetings.conftest import Stage, stage

__all__ = ["stage"]

_TICKS = count()


def later() -> datetime:
    """A moment after the last one: two acts never fall on one instant."""
    return NOW + timedelta(seconds=next(_TICKS))


def when(day: date = TODAY) -> dict[str, Any]:
    return {"now": later(), "today": day}


DUE = date(2026, 12, 31)
LETTER = Letter(TODAY, "示府政預字第1150005000號")
WRITTEN = Written(Progress.UNDER_WAY, "已辦理教育訓練2場次，共120人次參加。")
DONE = Written(Progress.DONE, "已全數辦理完成，建請解除列管。")


@dataclass
class Loop:
    """`agencies`: the department first, then others with a contact and a supervisor each."""

    stage: Stage
    session: Session
    officer: Actor
    head: Actor
    second: Actor
    agencies: list[Agency]
    contacts: dict[int, Actor] = field(default_factory=dict)
    supervisors: dict[int, Actor] = field(default_factory=dict)

    def tracked(self, approved: bool = True) -> Resolution:
        """A resolution to be tracked, of a meeting whose minutes are approved, or merely drafted."""
        meeting, _ = self.stage.with_minutes(approved)
        return self.session.scalars(select(Resolution).where(Resolution.meeting_id == meeting.id)).one()

    def plan(
        self,
        *roles: AssignmentRole,
        mode: ItemMode = ItemMode.EACH_AGENCY,
        due_kind: DueKind = DueKind.FIXED_DATE,
        frequency: Frequency = Frequency.QUARTERLY,
        title: str = "加強辦理教育訓練",
        due_on: date = DUE,
    ) -> ItemPlan:
        """One item for as many of the other agencies as there are roles."""
        wanted = roles or (AssignmentRole.LEAD, AssignmentRole.LEAD)
        return ItemPlan(
            title=title, text="請加強辦理教育訓練及宣導。", mode=mode, due_kind=due_kind, frequency=frequency,
            due_on=due_on if due_kind is DueKind.FIXED_DATE else None,
            shares=tuple(
                SharePlan(one.id, role) for one, role in zip(self.agencies[1:], wanted, strict=False)
            ),
        )  # fmt: skip

    def prepared(self, *plans: ItemPlan, approved: bool = True) -> list[Assignment]:
        resolution = self.tracked(approved)
        items = splitting.prepare(self.session, self.officer, resolution, plans or (self.plan(),), now=NOW)
        return self.shares(items)

    def dispatched(self, *plans: ItemPlan) -> list[Assignment]:
        shares = self.prepared(*plans)
        self.send_out(shares)
        return shares

    def send_out(
        self, shares: Sequence[Assignment], actor: Actor | None = None, letter: Letter = LETTER
    ) -> Dispatch:
        meeting = self.meeting_of(shares[0])
        return splitting.send_out(
            self.session,
            actor or self.head,
            meeting,
            [one.id for one in shares],
            letter,
            **when(),
        )

    def report(self, share: Assignment, written: Written = WRITTEN, day: date = TODAY) -> ProgressReport:
        """Sent by the agency's contact."""
        contact = self.contacts[share.agency_id]
        report = reporting.write(self.session, contact, share, written, **when(day))
        reporting.submit(self.session, contact, report, seen_version=report.version, **when(day))
        return report

    def receive(self, report: ProgressReport) -> None:
        answering.receive(self.session, self.officer, report, seen_version=report.version, **when())

    def propose_release(self, share: Assignment) -> None:
        answering.propose_release(self.session, self.head, share, seen_version=share.version, **when())

    def reported_done(self, share: Assignment) -> None:
        """Reported as done, and 建議解除 by the head."""
        self.report(share, DONE)
        self.propose_release(share)

    def shares(self, items: Sequence[TrackedItem]) -> list[Assignment]:
        ids = [item.id for item in items]
        query = select(Assignment).where(Assignment.item_id.in_(ids)).order_by(Assignment.serial)
        return list(self.session.scalars(query))

    def item(self, share: Assignment) -> TrackedItem:
        return self.session.get_one(TrackedItem, share.item_id)

    def meeting_of(self, share: Assignment) -> Meeting:
        resolution = self.session.get_one(Resolution, self.item(share).resolution_id)
        return self.session.get_one(Meeting, resolution.meeting_id)

    def events(self, share: Assignment) -> list[str]:
        """The actions the log holds of the share itself."""
        query = select(AuditEvent.action).where(
            AuditEvent.thing == "assignments", AuditEvent.thing_id == share.id
        )
        return list(self.session.scalars(query.order_by(AuditEvent.id)))


@pytest.fixture
def loop(app: Flask, session: Session, stage: Stage) -> Loop:
    made = stage.world
    others = [made.other] + [
        agency(f"A{place:02}", f"示範市政府第{place}局", f"{place}局", place * 10) for place in range(3, 6)
    ]
    session.add_all(others[1:])
    session.flush()
    second = made.actor(made.person("second", (Role.OFFICER, made.department)))
    found = Loop(stage, session, stage.officer, stage.head, second, [made.department, *others])
    for one in others:
        session.add(ReportingRule(agency_id=one.id, approval=ApprovalMode.WITHOUT))
        found.contacts[one.id] = made.actor(
            made.person(f"contact-{one.code}", (Role.CONTACT, one), password="")
        )
        found.supervisors[one.id] = made.actor(
            made.person(f"supervisor-{one.code}", (Role.SUPERVISOR, one), password="")
        )
    session.flush()
    return found


def another_meeting(loop: Loop) -> Meeting:
    """The next meeting, in session: where the chair says what becomes of open items."""
    from app.services.meetings import agenda, planning
    from app.services.meetings.planning import MeetingPlan

    stage = loop.stage
    plan = MeetingPlan(
        title="示範市政府116年第1次廉政會報", label="116年第1次", year=116, held_on=TODAY + timedelta(30)
    )
    meeting = planning.create(loop.session, loop.officer, stage.committee, plan, now=NOW)
    stage.put_on(meeting, stage.passed("另一件提案。"))
    agenda.set_agenda(loop.session, loop.head, meeting, seen_version=meeting.version, now=NOW)
    holding.start(loop.session, loop.officer, meeting, seen_version=meeting.version, now=NOW)
    return meeting


def resolution_of(loop: Loop, meeting: Meeting) -> Resolution:
    """照案通過 of the meeting's first case, to be tracked."""
    wording = Wording(ResolutionKind.RESOLUTION, "照案通過。", Disposition.ADOPTED, TrackingChoice.TRACK)
    item = loop.stage.lines(meeting)[0]
    return resolving.add(loop.session, loop.officer, meeting, item, wording, now=NOW)
