"""The list of people, its marks, recusals and remarks."""

import pytest
from sqlalchemy import select

from app.domain.errors import Absent, ChangedSinceSeen, Invalid, NotAllowed, NotNow
from app.domain.meetings.attendance import Mark, Presence, RecusalGround, tally
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Role
from app.domain.people.charter import Proxies
from app.models import Attendance, AuditEvent, Meeting
from app.queries.meetings.invited import people_of_last_meeting
from app.services.meetings import attending, recusing, remarking
from app.services.meetings.attending import Invited
from app.services.meetings.planning import MeetingPlan
from app.services.meetings.remarking import Said
from tests.people import NOW
from tests.services.meetings.conftest import Stage

PEOPLE = (
    Invited("甲長", "局長", "教育局"),
    Invited("乙長", "局長", "法制局"),
    Invited("丙員", "科員", "政風處", is_member=False),
)
CAME = Mark(Presence.ATTENDING)


def listed(stage: Stage, meeting: Meeting) -> list[Attendance]:
    return attending.fill(stage.session, stage.officer, meeting, PEOPLE, now=NOW)


def mark(
    stage: Stage,
    meeting: Meeting,
    one: Attendance,
    wanted: Mark,
    *,
    rule: Proxies = Proxies.DESIGNATED,
    seen: int = 0,
) -> int:
    return attending.mark(
        stage.session,
        stage.officer,
        meeting,
        {one.id: wanted},
        {one.id: seen or one.version},
        rule=rule,
        now=NOW,
    )


def test_the_list_is_filled_once_and_nobody_twice(stage: Stage) -> None:
    meeting = stage.meeting()
    assert len(listed(stage, meeting)) == 3
    assert listed(stage, meeting) == []
    assert [one.name for one in attending.people_of(stage.session, meeting)] == ["甲長", "乙長", "丙員"]
    with pytest.raises(Invalid, match="attendee_there_already"):
        attending.add(stage.session, stage.officer, meeting, PEOPLE[0], now=NOW)


def test_the_next_meeting_begins_with_those_of_the_last(stage: Stage) -> None:
    first = stage.meeting()
    listed(stage, first)
    second = stage.meeting(MeetingPlan("示範市政府115年第3次廉政會報", "115年第3次", 115))
    assert [one.name for one in people_of_last_meeting(stage.session, second)] == ["甲長", "乙長", "丙員"]
    assert people_of_last_meeting(stage.session, first) == []


def test_marks_are_counted_and_what_did_not_change_is_left_alone(stage: Stage) -> None:
    meeting = stage.meeting()
    one, two, three = listed(stage, meeting)
    assert mark(stage, meeting, one, CAME) == 1
    assert mark(stage, meeting, one, CAME, seen=999) == 0
    assert mark(stage, meeting, two, Mark(Presence.BY_PROXY, "王小明", "副局長")) == 1
    assert two.said_by == "法制局副局長 王小明"
    assert attending.mark_rest(stage.session, stage.officer, meeting, now=NOW) == 1
    assert three.presence is Presence.OBSERVING


def test_a_charter_without_proxies_refuses_them(stage: Stage) -> None:
    meeting = stage.meeting()
    one = listed(stage, meeting)[0]
    with pytest.raises(Invalid, match="proxy_not_allowed"):
        mark(stage, meeting, one, Mark(Presence.BY_PROXY, "王小明"), rule=Proxies.NONE)


def test_two_who_tick_the_same_line_do_not_overwrite_each_other(stage: Stage) -> None:
    meeting = stage.meeting()
    one = listed(stage, meeting)[0]
    seen = one.version
    mark(stage, meeting, one, Mark(Presence.ON_LEAVE))
    with pytest.raises(ChangedSinceSeen):
        mark(stage, meeting, one, CAME, seen=seen)
    assert one.presence is Presence.ON_LEAVE


def test_names_are_not_in_the_log(stage: Stage) -> None:
    meeting = stage.meeting()
    one = attending.add(stage.session, stage.officer, meeting, Invited("歐陽庭"), now=NOW)
    mark(stage, meeting, one, CAME)
    attending.remove(stage.session, stage.officer, meeting, one.id, now=NOW)
    rows = stage.session.scalars(select(AuditEvent).where(AuditEvent.thing == "attendances")).all()
    assert [row.action for row in rows] == ["create", "mark", "remove_person"]
    assert all("歐陽庭" not in str(row.changes) for row in rows)


def test_the_chair_beside_the_convener(stage: Stage) -> None:
    meeting = stage.meeting()
    attending.set_chair(
        stage.session, stage.officer, meeting, chair="秘書長", convener="市長", reason="市長公出",
        seen_version=meeting.version, now=NOW,
    )  # fmt: skip
    assert (meeting.chair, meeting.convener, meeting.chair_reason) == ("秘書長", "市長", "市長公出")
    with pytest.raises(ChangedSinceSeen):
        attending.set_chair(
            stage.session,
            stage.officer,
            meeting,
            chair="市長",
            convener="市長",
            reason="",
            seen_version=1,
            now=NOW,
        )


def test_the_recused_do_not_count_in_their_case(stage: Stage) -> None:
    meeting = stage.ready(2, MeetingState.IN_SESSION)
    people = listed(stage, meeting)
    attending.mark_rest(stage.session, stage.officer, meeting, now=NOW)
    first, second = stage.lines(meeting)
    one = recusing.recuse(
        stage.session,
        stage.officer,
        meeting,
        first,
        people[0].id,
        RecusalGround.OWN_ACCORD,
        "配偶任職",
        now=NOW,
    )

    def present(place: int) -> tuple[int, int]:
        item = (first, second)[place]
        gone = {person.id for _, _, person in recusing.recusals_of(stage.session, meeting, item)}
        counted = tally(attending.people_of(stage.session, meeting), gone)
        return counted.present, counted.members

    assert (present(0), present(1)) == ((1, 1), (2, 2))
    with pytest.raises(Invalid, match="recused_already"):
        recusing.recuse(
            stage.session, stage.officer, meeting, first, people[0].id, RecusalGround.ASKED_FOR, "", now=NOW
        )
    recusing.take_back(stage.session, stage.officer, meeting, one.id, now=NOW)
    assert present(0) == (2, 2)
    again = recusing.recuse(
        stage.session, stage.officer, meeting, first, people[0].id, RecusalGround.ORDERED, "", now=NOW
    )
    assert (again.id, again.ground) == (one.id, RecusalGround.ORDERED)


def test_remarks_are_added_changed_and_taken_off(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    people = listed(stage, meeting)
    item = stage.lines(meeting)[0]
    session, officer = stage.session, stage.officer
    one = remarking.add(session, officer, meeting, item, Said(people[0].id, "請各機關留意。"), now=NOW)
    remarking.add(session, officer, meeting, None, Said(people[2].id, "內部備忘", printed=False), now=NOW)
    assert [(each.speaker, each.printed) for each in remarking.remarks_of(session, meeting, item)] == [
        ("教育局局長 甲長", True)
    ]
    changed = Said(people[1].id, "請留意。")
    remarking.change(session, officer, meeting, item, one.id, changed, seen_version=one.version, now=NOW)
    assert (one.speaker, one.text) == ("法制局局長 乙長", "請留意。")
    with pytest.raises(ChangedSinceSeen):
        remarking.remove(session, officer, meeting, item, one.id, seen_version=1, now=NOW)
    with pytest.raises(Absent):
        remarking.remark_of(session, meeting, None, one.id)
    remarking.remove(session, officer, meeting, item, one.id, seen_version=one.version, now=NOW)
    assert remarking.remarks_of(session, meeting, item) == []
    for said, code in (
        (Said(None, "甲"), "remark_speaker_missing"),
        (Said(people[0].id, " "), "remark_text_missing"),
    ):
        with pytest.raises(Invalid, match=code):
            remarking.add(session, officer, meeting, item, said, now=NOW)


def test_a_cancelled_meeting_and_a_stranger_change_nothing(stage: Stage) -> None:
    meeting = stage.meeting()
    stranger = stage.world.actor(stage.world.person("stranger", (Role.CONTACT, stage.world.other)))
    with pytest.raises(NotAllowed):
        attending.fill(stage.session, stranger, meeting, PEOPLE, now=NOW)
    meeting.state = MeetingState.CANCELLED
    with pytest.raises(NotNow, match="people_are_fixed"):
        attending.fill(stage.session, stage.officer, meeting, PEOPLE, now=NOW)
