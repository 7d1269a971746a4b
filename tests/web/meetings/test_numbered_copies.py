"""密件分發 in a browser: made, handed out, collected, corrected; absent for everybody without the right; every look is kept."""

import re

import pytest
from sqlalchemy import select

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Role
from app.models import Attendance, AuditEvent, NumberedCopy, ReadEvent, RoleGrant
from tests.client import HouseClient
from tests.documents.files import lines
from tests.people import browser, send
from tests.web.meetings.conftest import Pages

COPIES = "/meetings/115-2/copies"


@pytest.fixture
def secret(pages: Pages) -> Pages:
    """An agenda with one 密 stub, an attendee, and an officer who may read it."""
    meeting = pages.ready(2, MeetingState.AGENDA_SET)
    item = pages.lines(meeting)[0]
    assert item.proposal is not None
    item.proposal.confidentiality, item.proposal.stub_name = Confidentiality.CONFIDENTIAL, "晨星專案"
    item.proposal.subject = item.proposal.explanation = item.proposal.measures = ""
    item.proposal.declassify_when, item.proposal.paper_lies_at = "結案後解密", "政風處保密櫃"
    pages.session.add(Attendance(meeting_id=meeting.id, position=1, is_member=True, name="林委員"))
    for grant in pages.session.scalars(select(RoleGrant)):
        grant.may_read_confidential = True
    pages.world.save()
    pages.session.rollback()
    return pages


def look(pages: Pages) -> NumberedCopy:
    return pages.world.look(select(NumberedCopy).order_by(NumberedCopy.number))[0]


def test_a_copy_is_made_taken_and_brought_back(secret: Pages, officer: HouseClient) -> None:
    assert f'href="{COPIES}"' in officer.get("/meetings/115-2").text
    for count in ("", "0", "61", "很多"):
        assert send(officer, COPIES, count=count).status_code == 422
    assert send(officer, COPIES, count="３").status_code == 303
    taker = str(secret.world.look(select(Attendance))[0].id)
    one = f"{COPIES}/1"
    assert send(officer, f"{one}/hand-out", page=COPIES, taker="").status_code == 422
    assert send(officer, f"{one}/hand-out", page=COPIES, taker=taker).status_code == 303
    shown = officer.get(COPIES).text
    assert "林委員" in shown
    assert "未收回 1 份：1 號。" in shown
    assert send(officer, f"{one}/collect", page=COPIES, seen_version="1").status_code == 409
    assert send(officer, f"{one}/collect", page=COPIES).status_code == 303
    assert "未收回 1 份" not in officer.get(COPIES).text
    assert send(officer, f"{one}/correct").status_code == 422
    assert send(officer, f"{one}/correct", reason="誤登").status_code == 303
    assert send(officer, f"{one}/correct", reason="誤登").status_code == 303
    assert look(secret).attendance_id is None
    events = secret.world.look(select(AuditEvent).where(AuditEvent.thing == "numbered_copies"))
    assert {event.confidential for event in events} == {True}
    assert [event.action for event in events] == [
        "hand_out_copy",
        "collect_copy",
        "reopen_copy",
        "take_back_copy",
    ]


def test_the_paper_carries_number_and_grade_and_room_to_paste(secret: Pages, officer: HouseClient) -> None:
    send(officer, COPIES, count="2")
    for fmt in ("docx", "odt"):
        printed = "\n".join(lines(officer.get(f"{COPIES}/2.{fmt}").data, fmt))
        assert "密件提案表（第2號／共2份）" in printed
        assert "密（結案後解密）" in printed
        assert "（密）晨星專案" in printed
        assert "以紙本黏貼於此欄；紙本存放處：政風處保密櫃" in printed
        assert "第2件提案" not in printed
    assert officer.get(f"{COPIES}/3.docx").status_code == 404
    assert officer.get(f"{COPIES}/2.exe").status_code == 404
    purposes = [event.purpose for event in secret.world.look(select(ReadEvent).order_by(ReadEvent.id))]
    assert purposes.count("print") == 2
    assert "open" in purposes


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MEMBER, Role.AUDITOR, Role.LEADER, Role.ADMIN])
def test_without_the_right_there_is_nothing(secret: Pages, role: Role) -> None:
    client = secret.browser(role)
    assert client.get(COPIES).status_code == 404
    assert client.get(f"{COPIES}/1.docx").status_code == 404
    assert not re.search("密件分發|晨星", client.get("/meetings/115-2").text)


def test_a_leader_with_the_right_looks_and_changes_nothing(secret: Pages, officer: HouseClient) -> None:
    send(officer, COPIES, count="1")
    user = secret.world.person("leader-own2", (Role.LEADER, secret.world.department))
    for grant in secret.session.scalars(select(RoleGrant).where(RoleGrant.user_id == user.id)):
        grant.may_read_confidential = True
    secret.world.save()
    leader = browser(secret.world.app, "leader-own2")
    assert "第1號／共1份" in leader.get(COPIES).text
    assert "登記領用" not in leader.get(COPIES).text
    assert leader.submit(COPIES, {"count": "1"}).status_code == 404
