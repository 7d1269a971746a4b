"""The agenda: numbers, gaps, order, pinning, taking off, replacing."""

import dataclasses

import pytest
from sqlalchemy import select

from app.domain.errors import Absent, ChangedSinceSeen, Invalid, NotAllowed, NotNow
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.resolution import Section
from app.domain.people.actor import Role
from app.domain.proposals.proposal_flow import ProposalState
from app.domain.proposals.versions import CutFor
from app.models import AgendaItem, AuditEvent, Meeting, ProposalVersion
from app.services.meetings import agenda, holding, planning
from app.services.meetings.replacing import CaseText, replace
from tests.people import NOW
from tests.services.meetings.conftest import PLAN, Stage


def test_cases_count_from_one_and_extempore_goes_on_after_discussion(stage: Stage) -> None:
    meeting = stage.meeting()
    stage.put_on(meeting, stage.passed("甲"), stage.passed("乙"))
    for section, title in (
        (Section.EXTEMPORE, "動議"),
        (Section.REPORTS, "報告一"),
        (Section.REPORTS, "報告二"),
    ):
        _title(stage, meeting, section, title)
    _title(stage, meeting, Section.SPECIAL_REPORTS, "專題")
    _title(stage, meeting, Section.AWARDS, "頒獎")
    stage.put_on(meeting, stage.passed("丙"))
    found = {
        subject: item.code
        for subject, item in zip(stage.subjects(meeting), stage.lines(meeting), strict=True)
    }
    assert found == {
        "頒獎": None, "報告一": "115-2-R1", "報告二": "115-2-R2", "專題": "115-2-S1", "甲": "115-2-1", "乙": "115-2-2",
        "丙": "115-2-3", "動議": "115-2-4",
    }  # fmt: skip


def test_before_the_agenda_is_set_the_numbers_close_up(stage: Stage) -> None:
    meeting = stage.ready(3, MeetingState.PREPARING)
    second = stage.lines(meeting)[1]
    proposal = second.proposal
    _take_off(stage, meeting, second)
    assert stage.codes(meeting) == ["115-2-1", "115-2-2"]
    assert (second.code, second.number) == (None, None)
    assert proposal is not None
    assert proposal.state == ProposalState.APPROVED


def test_after_the_agenda_is_set_a_gap_stays_and_a_late_case_comes_last(stage: Stage) -> None:
    meeting = stage.ready(3)
    with pytest.raises(NotNow, match="reason_missing"):
        _take_off(stage, meeting, stage.lines(meeting)[1])
    _take_off(stage, meeting, stage.lines(meeting)[1], reason="提案機關公出")
    assert stage.codes(meeting) == ["115-2-1", "115-2-3"]
    (late,) = stage.put_on(meeting, stage.passed("晚到"))
    assert (late.code, late.pinned_version_id is not None) == ("115-2-4", True)


def test_moving_and_ordering_renumber(stage: Stage) -> None:
    meeting = stage.ready(3, MeetingState.PREPARING)
    first, _, third = stage.lines(meeting)
    agenda.move(stage.session, stage.officer, meeting, first, 1, seen_version=meeting.version, now=NOW)
    assert stage.subjects(meeting) == ["第2件提案。", "第1件提案。", "第3件提案。"]
    assert stage.codes(meeting) == ["115-2-1", "115-2-2", "115-2-3"]
    agenda.move(stage.session, stage.officer, meeting, third, 1, seen_version=meeting.version, now=NOW)
    keys = [item.id for item in reversed(stage.lines(meeting))]
    agenda.reorder(
        stage.session, stage.officer, meeting, Section.DISCUSSION, keys, seen_version=meeting.version, now=NOW
    )
    assert stage.subjects(meeting) == ["第3件提案。", "第1件提案。", "第2件提案。"]


def test_ordering_leaves_what_is_not_named_in_its_place(stage: Stage) -> None:
    meeting = stage.ready(3, MeetingState.PREPARING)
    first, _, third = stage.lines(meeting)
    agenda.reorder(
        stage.session, stage.officer, meeting, Section.DISCUSSION, [third.id, first.id],
        seen_version=meeting.version, now=NOW,
    )  # fmt: skip
    assert stage.subjects(meeting) == ["第3件提案。", "第2件提案。", "第1件提案。"]
    with pytest.raises(Invalid, match="order_names_others"):
        agenda.reorder(
            stage.session,
            stage.officer,
            meeting,
            Section.DISCUSSION,
            [999],
            seen_version=meeting.version,
            now=NOW,
        )


def test_order_is_fixed_once_the_agenda_is_set(stage: Stage) -> None:
    meeting = stage.ready(2)
    with pytest.raises(NotNow, match="agenda_order_fixed"):
        agenda.move(
            stage.session,
            stage.officer,
            meeting,
            stage.lines(meeting)[0],
            1,
            seen_version=meeting.version,
            now=NOW,
        )


def test_setting_the_agenda_pins_one_version_each_and_a_later_text_changes_nothing(stage: Stage) -> None:
    meeting = stage.ready(1)
    (item,) = stage.lines(meeting)
    assert item.proposal is not None
    cut = stage.session.scalars(
        select(ProposalVersion).where(
            ProposalVersion.proposal_id == item.proposal_id, ProposalVersion.cut_for == CutFor.AGENDA
        )
    ).all()
    assert [version.id for version in cut] == [item.pinned_version_id]
    item.proposal.subject = "後來改的案由"
    stage.session.flush()
    assert cut[0].subject == "第1件提案。"


def test_reopening_makes_numbers_provisional_and_unpins(stage: Stage) -> None:
    meeting = stage.ready(3)
    _take_off(stage, meeting, stage.lines(meeting)[0], reason="移列下次")
    agenda.reopen_agenda(
        stage.session, stage.head, meeting, reason="重排", seen_version=meeting.version, now=NOW
    )
    assert meeting.state == MeetingState.PREPARING
    assert stage.codes(meeting) == ["115-2-1", "115-2-2"]
    assert {item.pinned_version_id for item in stage.lines(meeting)} == {None}
    agenda.set_agenda(stage.session, stage.head, meeting, seen_version=meeting.version, now=NOW)
    assert all(item.pinned_version_id for item in stage.lines(meeting))


def test_replacing_pins_a_new_version_with_its_reason(stage: Stage) -> None:
    meeting = stage.ready(1)
    (item,) = stage.lines(meeting)
    before = item.pinned_version_id
    text = CaseText("新的案由。", "一、新的說明。", "新的辦法。")
    version = replace(
        stage.session,
        stage.officer,
        meeting,
        item,
        text,
        reason="數字更正",
        seen_version=meeting.version,
        now=NOW,
    )
    assert (item.pinned_version_id, version.cut_for, version.note) == (
        version.id,
        CutFor.REPLACEMENT,
        "數字更正",
    )
    assert stage.session.get_one(ProposalVersion, before).subject == "第1件提案。"
    with pytest.raises(Invalid, match="replacement_says_the_same"):
        replace(
            stage.session,
            stage.officer,
            meeting,
            item,
            text,
            reason="再一次",
            seen_version=meeting.version,
            now=NOW,
        )
    with pytest.raises(Invalid, match="reason_missing"):
        replace(
            stage.session,
            stage.officer,
            meeting,
            item,
            text,
            reason=" ",
            seen_version=meeting.version,
            now=NOW,
        )


def test_nothing_is_replaced_in_preparation(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.PREPARING)
    with pytest.raises(NotNow, match="nothing_to_replace_now"):
        replace(
            stage.session, stage.officer, meeting, stage.lines(meeting)[0], CaseText("新", "", ""), reason="r",
            seen_version=meeting.version, now=NOW,
        )  # fmt: skip


def test_in_session_only_a_motion_may_be_added(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    with pytest.raises(NotNow, match="agenda_is_fixed"):
        stage.put_on(meeting, stage.passed("晚到"))
    assert _title(stage, meeting, Section.EXTEMPORE, "臨時提的案子").code == "115-2-2"


def test_a_proposal_is_on_one_agenda_only(stage: Stage) -> None:
    """Two officers put the same case on: the second is told, and no second line is left."""
    meeting, proposal = stage.meeting(), stage.passed()
    stage.put_on(meeting, proposal)
    stage.session.commit()
    with pytest.raises(NotNow, match="not_in_this_state"):
        stage.put_on(meeting, proposal)
    stage.session.rollback()
    assert len(stage.session.scalars(select(AgendaItem)).all()) == 1


def test_whoever_saw_an_older_agenda_is_told_and_changes_nothing(stage: Stage) -> None:
    meeting = stage.meeting()
    seen = meeting.version
    stage.put_on(meeting, stage.passed("甲"))
    stage.session.commit()
    late = stage.passed("乙")
    stage.session.commit()
    with pytest.raises(ChangedSinceSeen):
        agenda.schedule(stage.session, stage.officer, meeting, [late], seen_version=seen, now=NOW)
    stage.session.rollback()
    assert stage.subjects(meeting) == ["甲"]
    assert late.state == ProposalState.APPROVED


def test_another_session_that_saw_the_agenda_before_is_refused(stage: Stage) -> None:
    meeting, first, second = stage.meeting(), stage.passed("甲"), stage.passed("乙")
    stage.session.commit()
    with stage.world.app.extensions["tracker"].database.sessions() as other:
        theirs = other.get_one(Meeting, meeting.id)
        seen = theirs.version
        other.rollback()
        stage.put_on(meeting, first)
        stage.session.commit()
        with pytest.raises(ChangedSinceSeen):
            agenda.schedule(other, stage.officer, theirs, [second], seen_version=seen, now=NOW)
        other.rollback()


def test_only_who_runs_the_meetings_of_the_committee_arranges(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.PREPARING)
    elsewhere = stage.world.actor(stage.world.person("edu", (Role.HEAD, stage.world.other)))
    with pytest.raises(NotAllowed):
        agenda.take_off(
            stage.session, elsewhere, meeting, stage.lines(meeting)[0], seen_version=meeting.version, now=NOW
        )


def test_a_line_that_is_gone_is_absent(stage: Stage) -> None:
    meeting = stage.ready(2, MeetingState.PREPARING)
    item = stage.lines(meeting)[0]
    _take_off(stage, meeting, item)
    with pytest.raises(Absent):
        _take_off(stage, meeting, item)


def test_what_is_empty_or_in_the_wrong_section_is_refused(stage: Stage) -> None:
    meeting = stage.meeting()
    with pytest.raises(Invalid, match="proposals_not_ticked"):
        stage.put_on(meeting)
    with pytest.raises(Invalid, match="section_takes_no_title"):
        _title(stage, meeting, Section.DISCUSSION, "不行")
    with pytest.raises(Invalid, match="item_title_missing"):
        _title(stage, meeting, Section.REPORTS, "")
    with pytest.raises(Invalid, match="section_takes_no_proposal"):
        agenda.schedule(
            stage.session, stage.officer, meeting, [stage.passed()], section=Section.AWARDS,
            seen_version=meeting.version, now=NOW,
        )  # fmt: skip


def test_a_case_with_a_resolution_stays_on(stage: Stage) -> None:
    from app.domain.meetings.resolution import ResolutionKind
    from app.services.meetings.resolving import Wording, add

    meeting = stage.ready(1, MeetingState.IN_SESSION)
    motion = _title(stage, meeting, Section.EXTEMPORE, "動議")
    add(stage.session, stage.officer, meeting, motion, Wording(ResolutionKind.RESOLUTION, "照辦。"), now=NOW)
    with pytest.raises(NotNow, match="item_has_resolution"):
        _take_off(stage, meeting, motion, reason="誤植")


def test_every_change_of_the_agenda_is_in_the_log(stage: Stage) -> None:
    meeting = stage.ready(2)
    _take_off(stage, meeting, stage.lines(meeting)[0], reason="移列下次")
    holding.start(stage.session, stage.officer, meeting, seen_version=meeting.version, now=NOW)
    rows = stage.session.scalars(
        select(AuditEvent).where(AuditEvent.thing.in_(["meetings", "agenda_items"])).order_by(AuditEvent.id)
    ).all()
    assert [(row.action, row.code, row.reason) for row in rows] == [
        ("create", "115-2", ""),
        ("put_on", "115-2-1", ""),
        ("put_on", "115-2-2", ""),
        ("set_agenda", "115-2", ""),
        ("take_off", "115-2-1", "移列下次"),
        ("start", "115-2", ""),
    ]
    assert {row.agency_id for row in rows} == {stage.committee.agency_id}


def _title(stage: Stage, meeting: Meeting, section: Section, title: str) -> AgendaItem:
    return agenda.add_title(
        stage.session, stage.officer, meeting, section, title, seen_version=meeting.version, now=NOW
    )


def _take_off(stage: Stage, meeting: Meeting, item: AgendaItem, reason: str = "") -> None:
    agenda.take_off(
        stage.session, stage.officer, meeting, item, reason=reason, seen_version=meeting.version, now=NOW
    )


def test_a_line_keeps_the_minutes_it_is_given_and_others_their_usual(stage: Stage) -> None:
    meeting = stage.ready(2)
    first, second = stage.lines(meeting)
    changed = agenda.give_time(
        stage.session, stage.officer, meeting, {first.id: 25}, seen_version=meeting.version, now=NOW
    )
    assert (changed, first.duration, second.duration) == (1, 25, None)
    with pytest.raises(Invalid, match="duration_out_of_range"):
        agenda.give_time(
            stage.session, stage.officer, meeting, {first.id: -1}, seen_version=meeting.version, now=NOW
        )
    holding.start(stage.session, stage.officer, meeting, seen_version=meeting.version, now=NOW)
    with pytest.raises(NotNow, match="agenda_is_fixed"):
        agenda.give_time(
            stage.session, stage.officer, meeting, {first.id: 5}, seen_version=meeting.version, now=NOW
        )


def test_a_new_meeting_begins_with_the_lines_that_come_again(stage: Stage) -> None:
    last = stage.ready(1, MeetingState.PREPARING)
    _title(stage, last, Section.REPORTS, "工作報告")
    _title(stage, last, Section.EXTEMPORE, "動議")
    report = next(line for line in stage.lines(last) if line.title == "工作報告")
    agenda.give_time(stage.session, stage.officer, last, {report.id: 20}, seen_version=last.version, now=NOW)
    plan = dataclasses.replace(PLAN, title="示範市政府115年第3次廉政會報", label="115年第3次")
    made = planning.create(stage.session, stage.officer, stage.committee, plan, agenda_of=last, now=NOW)
    assert [(line.title, line.code, line.duration) for line in stage.lines(made)] == [
        ("工作報告", "115-3-R1", 20)
    ]
