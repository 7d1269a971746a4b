"""Meetings of the past in one go, and those that are still to come."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.domain.errors import Invalid
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.resolution import Disposition, ResolutionKind, Section, TrackingChoice
from app.domain.proposals.proposal_flow import ProposalState
from app.models import AgendaItem, Meeting, Proposal
from app.services.meetings import agenda, past
from app.services.meetings.past import PastCase, PastResolution
from app.services.meetings.planning import MeetingPlan
from tests.people import NOW, TODAY
from tests.services.meetings.conftest import Stage

PLAN = MeetingPlan(
    title="示範市政府114年第1次廉政會報", label="114年第1次", year=114, held_on=date(2025, 6, 30)
)
ADOPTED = PastResolution("照案通過。", Disposition.ADOPTED, TrackingChoice.TRACK)
DEFERRED = PastResolution("本案保留。", Disposition.DEFERRED, TrackingChoice.NONE)


def case(number: int | None = None, *resolutions: PastResolution, **more: object) -> PastCase:
    given = {"unit": "政風處", "subject": f"案由{number}。", "explanation": "一、略。", "measures": "照辦。"}
    return PastCase(**given, resolutions=resolutions, number=number, **more)  # type: ignore[arg-type]


def held(stage: Stage, plan: MeetingPlan, *cases: PastCase) -> Meeting:
    return past.record_past(stage.session, stage.officer, stage.committee, plan, cases, now=NOW, today=TODAY)


def items(stage: Stage, meeting: Meeting) -> list[AgendaItem]:
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.id)
    loaded = query.options(
        selectinload(AgendaItem.resolutions),
        selectinload(AgendaItem.proposal),
        selectinload(AgendaItem.pinned_version),
    )
    return list(stage.session.scalars(loaded.execution_options(populate_existing=True)))


def test_a_past_meeting_is_closed_with_pinned_texts_resolutions_and_decided_proposals(stage: Stage) -> None:
    meeting = past.record_past(
        stage.session, stage.officer, stage.committee, PLAN,
        [case(1, ADOPTED), case(2, ADOPTED, PastResolution("請追蹤。")), case(1, PastResolution("洽悉。"), section=Section.REPORTS)],
        [PastResolution("請各機關首長督導。")], now=NOW, today=TODAY,
    )  # fmt: skip
    found = items(stage, meeting)
    assert (meeting.state, meeting.slug, meeting.year) == (MeetingState.CLOSED, "114-1", 114)
    assert [item.code for item in found] == ["114-1-1", "114-1-2", "114-1-R1"]
    assert [[one.code for one in item.resolutions] for item in found] == [
        ["114-1-1"], ["114-1-2", "114-1-2.2"], ["114-1-R1"],
    ]  # fmt: skip
    assert found[2].resolutions[0].kind == ResolutionKind.DECISION
    assert all(item.pinned_version and item.pinned_version.subject for item in found)
    assert [item.proposal and item.proposal.state for item in found] == [
        ProposalState.DECIDED, ProposalState.DECIDED, ProposalState.DECIDED,
    ]  # fmt: skip
    assert [item.proposal and item.proposal.code for item in found] == ["P114-1", "P114-2", "P114-3"]


def test_while_a_resolution_is_missing_the_meeting_is_only_adjourned(stage: Stage) -> None:
    meeting = held(stage, PLAN, case(1, ADOPTED), case(2))
    assert meeting.state == MeetingState.ADJOURNED
    assert [item.proposal and item.proposal.state for item in items(stage, meeting)] == [
        ProposalState.DECIDED, ProposalState.SCHEDULED,
    ]  # fmt: skip


def test_a_case_may_continue_the_one_that_was_deferred(stage: Stage) -> None:
    held(stage, PLAN, case(3, DEFERRED))
    (proposal,) = stage.session.scalars(select(Proposal)).all()
    assert (proposal.state, proposal.deferrals) == (ProposalState.APPROVED, 1)
    later = MeetingPlan(title="示範市政府114年第2次廉政會報", label="114年第2次", year=114)
    meeting = held(stage, later, case(1, ADOPTED, continues="１１４-01-3"))
    (item,) = items(stage, meeting)
    assert item.proposal_id == proposal.id
    assert item.pinned_version is not None
    assert (item.code, item.pinned_version.subject, proposal.state) == (
        "114-2-1",
        "案由1。",
        ProposalState.DECIDED,
    )
    with pytest.raises(Invalid, match="continued_case_unknown"):
        held(stage, MeetingPlan(title="甲", label="114年第3次"), case(1, ADOPTED, continues="110-1-1"))


def test_numbers_are_kept_as_written_and_the_rest_counts_on(stage: Stage) -> None:
    meeting = held(stage, PLAN, case(4, ADOPTED), case(None, ADOPTED))
    assert [item.number for item in items(stage, meeting)] == [4, 5]


def test_a_meeting_to_come_has_its_cases_on_the_agenda(stage: Stage) -> None:
    meeting = past.plan_upcoming(
        stage.session, stage.officer, stage.committee, PLAN, [case(1), case(2)], now=NOW, today=TODAY
    )
    assert meeting.state == MeetingState.PREPARING
    assert [(item.code, item.pinned_version_id) for item in items(stage, meeting)] == [
        ("114-1-1", None), ("114-1-2", None),
    ]  # fmt: skip
    agenda.set_agenda(stage.session, stage.head, meeting, seen_version=meeting.version, now=NOW)
    assert all(item.pinned_version_id for item in items(stage, meeting))


def test_as_drafts_its_cases_are_only_meant_for_it(stage: Stage) -> None:
    meeting = past.plan_upcoming(
        stage.session, stage.officer, stage.committee, PLAN, [case(1)], drafts=True, now=NOW, today=TODAY
    )
    (proposal,) = stage.session.scalars(select(Proposal)).all()
    assert (proposal.state, proposal.intended_meeting_id) == (ProposalState.DRAFT, meeting.id)
    assert items(stage, meeting) == []


def test_a_meeting_to_come_takes_no_resolution(stage: Stage) -> None:
    with pytest.raises(Invalid, match="resolution_before_meeting"):
        past.plan_upcoming(
            stage.session, stage.officer, stage.committee, PLAN, [case(1, ADOPTED)], now=NOW, today=TODAY
        )
