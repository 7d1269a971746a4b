"""委員: the coming meeting from 議程定稿 on with its papers, the minutes of past ones; nothing 密, nothing where recused."""

import re

import pytest
from sqlalchemy import select

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.attendance import RecusalGround
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Role
from app.domain.people.members import MemberKind
from app.models import Attendance, Meeting
from app.services.meetings import recusing
from app.services.people import members
from app.services.people.members import MemberEntry
from tests.client import HouseClient
from tests.documents.files import lines as lines_in
from tests.people import NOW, TODAY, browser, send
from tests.web.meetings.conftest import Pages


@pytest.fixture
def member(pages: Pages) -> HouseClient:
    user = pages.world.person("member", (Role.MEMBER, pages.world.department))
    entry = MemberEntry(MemberKind.EXTERNAL, "林委員", "教授", TODAY, user_id=user.id)
    members.add(pages.session, pages.head, pages.committee, entry, now=NOW)
    pages.world.save()
    return browser(pages.world.app, "member")


def test_the_first_page_shows_the_coming_meeting_once_its_agenda_is_set(
    pages: Pages, member: HouseClient
) -> None:
    pages.shown(MeetingState.PREPARING, 1)
    assert "115年第2次" not in member.get("/work").text
    pages.session.scalars(select(Meeting)).one().state = MeetingState.AGENDA_SET
    pages.world.save()
    shown = member.get("/work").text
    assert "下一場會議：115年第2次" in shown
    assert 'href="/meetings/115-2"' in shown
    assert "提案表合訂本" in member.get("/meetings/115-2").text
    for forbidden in ("編輯會議資料", "加附件", "登錄決議"):
        assert forbidden not in member.get("/meetings/115-2").text


def test_past_minutes_are_one_click_away(pages: Pages, member: HouseClient) -> None:
    pages.with_minutes(approved=True)
    pages.world.save()
    assert 'href="/meetings/115-2/minutes"' in member.get("/work").text
    assert "照案通過" in member.get("/meetings/115-2/minutes").text


def test_minutes_in_draft_are_not_offered(pages: Pages, member: HouseClient) -> None:
    pages.with_minutes()
    pages.world.save()
    assert 'href="/meetings/115-2/minutes"' not in member.get("/work").text


def test_neither_secret_cases_nor_those_where_recused_are_there(pages: Pages, member: HouseClient) -> None:
    meeting = pages.ready(3, MeetingState.AGENDA_SET)
    first, second, _ = pages.lines(meeting)
    assert first.proposal is not None
    first.proposal.stub_name, first.proposal.confidentiality = "晨星專案", Confidentiality.CONFIDENTIAL
    person = Attendance(meeting_id=meeting.id, position=1, is_member=True, name="林委員", title="教授")
    pages.session.add(person)
    pages.session.flush()
    recusing.recuse(
        pages.session, pages.officer, meeting, second, person.id, RecusalGround.OWN_ACCORD, "", now=NOW
    )
    pages.world.save()
    shown = member.get("/meetings/115-2").text
    assert "第3件提案。" in shown
    assert "第1件提案。" not in shown
    assert "晨星專案" not in shown
    assert "第2件提案。" not in shown
    assert member.get("/meetings/115-2/cases/2").status_code == 404
    assert member.get("/meetings/115-2/cases/3").status_code == 200


def test_a_recusal_recorded_before_the_meeting_takes_that_case_only(
    pages: Pages, member: HouseClient, officer: HouseClient
) -> None:
    meeting = pages.ready(3, MeetingState.AGENDA_SET)
    person = Attendance(meeting_id=meeting.id, position=1, is_member=True, name="林委員", title="教授")
    pages.session.add(person)
    pages.session.flush()
    second = pages.lines(meeting)[1]
    sent = {"person": str(person.id), "item": str(second.id), "ground": "own_accord", "reason": "曾任顧問"}
    pages.world.save()
    url, page = "/meetings/115-2/people/recusals", "/meetings/115-2/people"
    assert "第2件提案。" in member.get("/meetings/115-2").text
    wrong = send(officer, url, page=page, **{**sent, "item": "999999"})
    assert wrong.status_code == 422
    assert "曾任顧問" in wrong.text
    assert "請選擇迴避的人。" in send(officer, url, page=page, **{**sent, "person": ""}).text
    assert send(officer, url, page=page, **sent).status_code == 303
    assert "已登錄迴避" in send(officer, url, page=page, **sent).text, "told, not recorded twice"
    shown = member.get("/meetings/115-2").text
    assert "第2件提案。" not in shown
    assert "第3件提案。" in shown
    agenda = member.get("/meetings/115-2/documents/agenda.docx")
    said = "".join(lines_in(agenda.data, "docx"))
    assert "第2件提案。" not in said
    assert "第3件提案。" in said
    [taking_back] = re.findall(r'action="([^"]+/take-back)"', officer.get(page).text)
    assert send(officer, taking_back, page=page).status_code == 303
    assert "第2件提案。" in member.get("/meetings/115-2").text
