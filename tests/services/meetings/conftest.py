"""A committee with an officer and a head, and a meeting to try the verbs on."""

from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.resolution import Disposition, ResolutionKind, TrackingChoice
from app.domain.people.actor import Actor, Role
from app.domain.people.charter import CharterTerms, Proxies
from app.domain.proposals.proposal_flow import ProposalState
from app.models import AgendaItem, Committee, Meeting, Minutes, Proposal
from app.services.meetings import agenda, holding, lines, minutes_approving, minuting, planning, resolving
from app.services.meetings.planning import MeetingPlan
from app.services.meetings.resolving import Wording
from app.services.people import charters
from app.services.proposals.drafting import Draft, create_imported
from app.services.proposals.reviewing import PaperDecision
from tests.people import NOW, TODAY, World, world

PLAN = MeetingPlan(
    title="示範市政府115年第2次廉政會報",
    label="115年第2次",
    year=115,
    held_on=date(2026, 12, 16),
    chair="市長",
)


@dataclass
class Stage:
    """Where verbs are tried: who acts, on which committee."""

    world: World
    session: Session
    committee: Committee
    officer: Actor
    head: Actor

    def meeting(self, plan: MeetingPlan = PLAN) -> Meeting:
        return planning.create(self.session, self.officer, self.committee, plan, now=NOW)

    def passed(self, subject: str = "建請加強宣導，提請審議。", unit: str = "政風處") -> Proposal:
        """A proposal that passed review."""
        draft = Draft(unit=unit, subject=subject, explanation="一、略。", measures="請照辦。")
        proposal = create_imported(
            self.session,
            self.officer,
            self.committee,
            draft,
            state=ProposalState.SCHEDULED,
            now=NOW,
            today=TODAY,
        )
        proposal.state = ProposalState.APPROVED
        self.session.flush()
        return proposal

    def put_on(self, meeting: Meeting, *proposals: Proposal) -> list[AgendaItem]:
        return agenda.schedule(
            self.session, self.officer, meeting, proposals, seen_version=meeting.version, now=NOW
        )

    def ready(self, number: int = 3, state: MeetingState = MeetingState.AGENDA_SET) -> Meeting:
        """A meeting with so many cases, brought as far as `state`."""
        meeting = self.meeting()
        self.put_on(meeting, *(self.passed(f"第{place}件提案。") for place in range(1, number + 1)))
        steps = (
            (MeetingState.AGENDA_SET, agenda.set_agenda),
            (MeetingState.IN_SESSION, holding.start),
            (MeetingState.ADJOURNED, holding.adjourn),
        )
        for following, verb in steps:
            if meeting.state == state:
                break
            verb(self.session, self.head, meeting, seen_version=meeting.version, now=NOW)
            assert meeting.state == following
        return meeting

    def decided(self, number: int = 1, choice: TrackingChoice | None = TrackingChoice.TRACK) -> Meeting:
        """An adjourned meeting whose cases all have their resolution."""
        meeting = self.ready(number, MeetingState.IN_SESSION)
        wording = Wording(ResolutionKind.RESOLUTION, "照案通過。", Disposition.ADOPTED, choice)
        for item in self.lines(meeting):
            resolving.add(self.session, self.officer, meeting, item, wording, now=NOW)
        holding.adjourn(self.session, self.officer, meeting, seen_version=meeting.version, now=NOW)
        return meeting

    def with_minutes(
        self, approved: bool = False, number: int = 1, choice: TrackingChoice | None = TrackingChoice.TRACK
    ) -> tuple[Meeting, Minutes]:
        """A decided meeting with its minutes, drafted or approved on paper."""
        meeting = self.decided(number, choice)
        meeting.held_on = TODAY
        self.session.flush()
        minutes = minuting.begin(self.session, self.officer, meeting, now=NOW)
        if approved:
            self.record_approval(meeting, minutes)
        return meeting, minutes

    def record_approval(self, meeting: Meeting, minutes: Minutes) -> None:
        paper = PaperDecision("市長", "高以樂", TODAY, "示府政預字第1150004000號")
        minutes_approving.record_approval(
            self.session, self.officer, meeting, paper, seen_version=minutes.version, now=NOW, today=TODAY
        )

    def charter(self, approver: str) -> None:
        """A 設置要點 in force that says who approves the minutes."""
        terms = CharterTerms(
            date(2026, 1, 1), "設置要點第七點", 2, "第四點", "市長", Proxies.NONE, 14, approver, False, 2
        )
        charters.write_version(self.session, self.head, self.committee, terms, seen_number=0, now=NOW)

    def lines(self, meeting: Meeting) -> list[AgendaItem]:
        return lines.lines_of(self.session, meeting)

    def day(self, meeting: Meeting) -> date | None:
        return meeting.held_on

    def codes(self, meeting: Meeting) -> list[str | None]:
        return [item.code for item in self.lines(meeting)]

    def subjects(self, meeting: Meeting) -> list[str]:
        return [item.proposal.subject if item.proposal else item.title for item in self.lines(meeting)]


@pytest.fixture
def stage(app: Flask, session: Session) -> Stage:
    made = world(app, session)
    officer = made.person("officer", (Role.OFFICER, made.department))
    head = made.person("head", (Role.HEAD, made.department))
    committee = session.query(Committee).one()
    return Stage(made, session, committee, made.actor(officer), made.actor(head))
