"""追蹤會議: open items only, chaired by 秘書長 or 執行秘書, released where the charter says so."""

from datetime import timedelta

import pytest

from app.domain.errors import Invalid, NotNow
from app.domain.meetings.meeting_flow import MeetingKind, MeetingState
from app.domain.meetings.resolution import Section
from app.domain.people.charter import CharterTerms, Proxies
from app.domain.people.members import MemberKind
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import Verdict
from app.models import Meeting, Member
from app.queries.meetings.candidates import candidates
from app.queries.meetings.follow_up_meeting import chair_of_follow_up
from app.services.meetings import agenda, holding, planning
from app.services.meetings.planning import MeetingPlan, plan_after
from app.services.people import charters
from app.services.tracking import chair_word, follow_ups
from tests.people import NOW, TODAY
from tests.services.tracking.conftest import Loop

LABEL = "115年第1次追蹤會議"


def test_a_follow_up_meeting_hears_open_items_and_nothing_new(loop: Loop) -> None:
    stage, session = loop.stage, loop.session
    _seat(loop, "政風處處長", "甲員", MemberKind.EXECUTIVE_SECRETARY)
    assert chair_of_follow_up(session, stage.committee.id, TODAY) == "政風處處長甲員"
    _seat(loop, "秘書長", "乙員", MemberKind.INTERNAL)
    chair = chair_of_follow_up(session, stage.committee.id, TODAY)
    assert chair == "秘書長乙員"
    plan = plan_after(stage.committee, None, roc_year=115, kind=MeetingKind.FOLLOW_UP, chair=chair)
    assert (plan.label, plan.title, plan.chair) == (LABEL, "示範市政府115年第1次廉政會報追蹤會議", chair)
    following = plan_after(stage.committee, _meeting(loop), roc_year=115, kind=MeetingKind.FOLLOW_UP)
    assert following.label == "115年第2次追蹤會議"
    meeting, passed = _meeting(loop, "115年第3次追蹤會議"), stage.passed()
    assert meeting.slug == "115F-3"
    assert candidates(session, loop.officer, meeting) == []
    with pytest.raises(Invalid, match="follow_up_takes_no_case"):
        stage.put_on(meeting, passed)
    with pytest.raises(Invalid, match="follow_up_takes_no_case"):
        agenda.add_title(
            session, loop.officer, meeting, Section.EXTEMPORE, "動議", seen_version=meeting.version, now=NOW
        )
    with pytest.raises(NotNow, match="agenda_empty"):  # nothing is open yet
        follow_ups.set_agenda(session, loop.head, meeting, seen_version=meeting.version, now=NOW)
    regular = stage.meeting(MeetingPlan(title="示範市政府115年第9次廉政會報", label="115年第9次"))
    stage.put_on(regular, passed)
    kind = MeetingPlan(title=regular.title, label=regular.label, kind=MeetingKind.FOLLOW_UP)
    with pytest.raises(Invalid, match="follow_up_takes_no_case"):
        planning.change(session, loop.officer, regular, kind, seen_version=regular.version, now=NOW)


def test_it_releases_only_where_the_charter_says_so(loop: Loop) -> None:
    (share, *_) = loop.dispatched()
    loop.reported_done(share)
    meeting = _meeting(loop)
    follow_ups.set_agenda(loop.session, loop.head, meeting, seen_version=meeting.version, now=NOW)
    assert [item.section for item in loop.stage.lines(meeting)] == [Section.REPORTS]
    holding.start(loop.session, loop.officer, meeting, seen_version=meeting.version, now=NOW)
    assert meeting.state is MeetingState.IN_SESSION
    words = {loop.item(share).id: Verdict.RELEASE}
    with pytest.raises(NotNow, match="follow_up_may_not_release"):
        chair_word.say(loop.session, loop.officer, meeting, words, now=NOW, today=TODAY)
    assert share.state is AssignmentState.RELEASE_PROPOSED
    terms = CharterTerms(
        TODAY - timedelta(1), "設置要點第五點", 2, "第四點", "市長", Proxies.NONE, 14, "市長", True, 2
    )
    charters.write_version(loop.session, loop.head, loop.stage.committee, terms, seen_number=0, now=NOW)
    chair_word.say(loop.session, loop.officer, meeting, words, now=NOW, today=TODAY)
    assert str(share.state) == AssignmentState.RELEASED


def _meeting(loop: Loop, label: str = LABEL) -> Meeting:
    plan = MeetingPlan(
        title="示範市政府115年第1次廉政會報追蹤會議",
        label=label,
        year=115,
        kind=MeetingKind.FOLLOW_UP,
        held_on=TODAY,
    )
    return loop.stage.meeting(plan)


def _seat(loop: Loop, title: str, name: str, kind: MemberKind) -> None:
    loop.session.add(
        Member(committee_id=loop.stage.committee.id, kind=kind, name=name, title=title, from_on=TODAY)
    )
    loop.session.flush()
