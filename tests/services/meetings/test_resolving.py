"""Resolutions: codes, kept texts, taking back, and proposals that followed."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed, NotNow
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.resolution import Disposition, ResolutionKind, Section, TrackingChoice
from app.domain.people.actor import Role
from app.domain.proposals.proposal_flow import ProposalState
from app.models import AuditEvent, Meeting, Resolution, ResolutionText
from app.services.meetings import agenda, holding, resolving
from app.services.meetings.planning import MeetingPlan
from app.services.meetings.resolving import Wording
from tests.people import NOW
from tests.services.meetings.conftest import Stage

ADOPTED = Wording(ResolutionKind.RESOLUTION, "照案通過。", Disposition.ADOPTED, TrackingChoice.TRACK)
DEFERRED = Wording(ResolutionKind.RESOLUTION, "本案保留。", Disposition.DEFERRED)
RULING = Wording(ResolutionKind.RULING, "請各機關首長督導。")


def record(stage: Stage, meeting: Meeting, wording: Wording = ADOPTED, place: int | None = 0) -> Resolution:
    item = None if place is None else stage.lines(meeting)[place]
    return resolving.add(stage.session, stage.officer, meeting, item, wording, now=NOW)


def change(stage: Stage, meeting: Meeting, resolution: Resolution, wording: Wording) -> None:
    resolving.change(
        stage.session, stage.officer, meeting, resolution, wording, seen_version=resolution.version, now=NOW
    )


def take_back(stage: Stage, meeting: Meeting, resolution: Resolution) -> None:
    resolving.take_back(
        stage.session,
        stage.officer,
        meeting,
        resolution,
        reason="誤植",
        seen_version=resolution.version,
        now=NOW,
    )


def _state(stage: Stage, meeting: Meeting) -> ProposalState:
    proposal = stage.lines(meeting)[0].proposal
    assert proposal is not None
    return proposal.state


def test_codes_of_cases_further_ones_and_the_meetings_own(stage: Stage) -> None:
    meeting = stage.ready(2, MeetingState.IN_SESSION)
    found = [record(stage, meeting), record(stage, meeting, RULING), record(stage, meeting, place=1)]
    found += [record(stage, meeting, RULING, None), record(stage, meeting, RULING, None)]
    assert [one.code for one in found] == ["115-2-1", "115-2-1.2", "115-2-2", "115-2-C1", "115-2-C2"]


def test_every_differing_text_is_kept(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    one = record(stage, meeting)
    amended = Wording(
        ResolutionKind.RESOLUTION, "修正通過。", Disposition.ADOPTED_AMENDED, None, "一、改為每季。"
    )
    change(stage, meeting, one, amended)
    change(stage, meeting, one, amended)
    tracked = Wording(
        amended.kind, amended.text, amended.disposition, TrackingChoice.TRACK, amended.amended_measures
    )
    change(stage, meeting, one, tracked)
    texts = stage.session.scalars(select(ResolutionText).order_by(ResolutionText.id)).all()
    assert [(text.text, text.amended_measures) for text in texts] == [
        ("照案通過。", ""), ("修正通過。", "一、改為每季。"),
    ]  # fmt: skip


def test_amended_measures_belong_to_an_amendment_only(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    with pytest.raises(Invalid, match="amended_measures_need_amendment"):
        record(
            stage,
            meeting,
            Wording(ResolutionKind.RESOLUTION, "照案通過。", Disposition.ADOPTED, None, "新辦法"),
        )
    with pytest.raises(Invalid, match="resolution_text_missing"):
        record(stage, meeting, Wording(ResolutionKind.RESOLUTION, " "))


def test_nothing_is_recorded_before_the_meeting_starts(stage: Stage) -> None:
    meeting = stage.ready(1)
    with pytest.raises(NotNow, match="not_recording"):
        record(stage, meeting)


def test_only_who_runs_the_meeting_records(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    member = stage.world.actor(stage.world.person("member", (Role.MEMBER, stage.world.department)))
    with pytest.raises(NotAllowed):
        resolving.add(stage.session, member, meeting, None, RULING, now=NOW)


def test_a_stale_page_overwrites_nothing(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    one = record(stage, meeting)
    seen = one.version
    change(stage, meeting, one, RULING)
    with pytest.raises(ChangedSinceSeen):
        resolving.change(stage.session, stage.officer, meeting, one, ADOPTED, seen_version=seen, now=NOW)
    assert one.text == RULING.text


def test_taken_back_it_counts_no_longer_and_lends_its_code_to_the_next(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    first = record(stage, meeting)
    with pytest.raises(Invalid, match="reason_missing"):
        resolving.take_back(
            stage.session, stage.officer, meeting, first, reason="", seen_version=first.version, now=NOW
        )
    take_back(stage, meeting, first)
    kept = stage.session.scalars(select(ResolutionText)).all()
    assert [text.text for text in kept] == ["照案通過。"]
    holding.adjourn(stage.session, stage.head, meeting, seen_version=meeting.version, now=NOW)
    (item,) = stage.lines(meeting)
    assert item.proposal is not None
    assert item.proposal.state == ProposalState.SCHEDULED
    assert record(stage, meeting, DEFERRED).code == "115-2-1"


def test_recorded_after_the_end_the_proposal_follows_at_once(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.ADJOURNED)
    (item,) = stage.lines(meeting)
    one = record(stage, meeting, RULING)
    assert item.proposal is not None
    assert item.proposal.state == ProposalState.SCHEDULED
    change(stage, meeting, one, ADOPTED)
    assert _state(stage, meeting) == ProposalState.DECIDED


def test_a_proposal_that_followed_is_not_called_back(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.ADJOURNED)
    one = record(stage, meeting)
    with pytest.raises(NotNow, match="proposal_has_followed"):
        change(stage, meeting, one, DEFERRED)
    with pytest.raises(NotNow, match="proposal_has_followed"):
        take_back(stage, meeting, one)
    assert (one.text, one.removed_at) == (ADOPTED.text, None)
    change(stage, meeting, one, Wording(ResolutionKind.RESOLUTION, "不予通過。", Disposition.REJECTED))
    assert one.disposition == Disposition.REJECTED


def test_a_deferred_case_comes_back_and_the_old_meeting_lets_it_be(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    record(stage, meeting, DEFERRED)
    holding.adjourn(stage.session, stage.head, meeting, seen_version=meeting.version, now=NOW)
    proposal = stage.lines(meeting)[0].proposal
    assert proposal is not None
    following = stage.meeting(MeetingPlan(title="示範市政府115年第3次廉政會報", label="115年第3次"))
    (again,) = stage.put_on(following, proposal)
    assert (again.code, proposal.deferrals, proposal.state) == ("115-3-1", 1, ProposalState.SCHEDULED)
    record(stage, meeting, RULING)
    assert proposal.state == ProposalState.SCHEDULED
    agenda.take_off(stage.session, stage.officer, following, again, seen_version=following.version, now=NOW)
    assert _state(stage, meeting) == ProposalState.APPROVED


def test_a_line_without_number_takes_no_resolution(stage: Stage) -> None:
    meeting = stage.meeting()
    agenda.add_title(
        stage.session, stage.officer, meeting, Section.AWARDS, "頒獎", seen_version=meeting.version, now=NOW
    )
    stage.put_on(meeting, stage.passed())
    agenda.set_agenda(stage.session, stage.head, meeting, seen_version=meeting.version, now=NOW)
    holding.start(stage.session, stage.head, meeting, seen_version=meeting.version, now=NOW)
    with pytest.raises(Invalid, match="item_takes_no_resolution"):
        record(stage, meeting)


def test_the_log_names_the_meeting_as_the_one_who_speaks_and_keeps_no_text(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    record(stage, meeting)
    row = stage.session.scalars(select(AuditEvent).where(AuditEvent.thing == "resolutions")).one()
    assert (row.actor_kind, row.action, row.code) == ("meeting", "record", "115-2-1")
    assert "照案" not in str(row.changes)


def test_a_kind_of_another_section_is_asked_for_its_reason(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    item = stage.lines(meeting)[0]
    odd = Wording(ResolutionKind.CONCLUSION, "協商一致。")
    with pytest.raises(Invalid, match="kind_reason_missing"):
        resolving.add(stage.session, stage.officer, meeting, item, odd, now=NOW)
    made = resolving.add(
        stage.session, stage.officer, meeting, item, replace(odd, kind_reason="本案為跨機關協商"), now=NOW
    )
    assert (made.kind, made.kind_reason) == (ResolutionKind.CONCLUSION, "本案為跨機關協商")
    ruling = Wording(ResolutionKind.RULING, "請儘速辦理。")
    assert resolving.add(stage.session, stage.officer, meeting, item, ruling, now=NOW).kind_reason == ""
