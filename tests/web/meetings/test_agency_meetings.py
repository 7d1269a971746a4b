"""/agency-meetings: register in four clicks, add the rest, lead the minutes to 備查, look at who has met."""

import io
import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people.actor import Role
from app.models import Agency, Attachment, RegisteredMeeting
from tests import people
from tests.client import HouseClient
from tests.people import World, browser, hidden, send

FIRST = {"held_on": "115/5/20", "chair_role": "agency_head"}
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01" + bytes(20)
ONE = "/agency-meetings/A02.115-1"


@pytest.fixture
def world(app: Flask, session: Session) -> World:
    return people.world(app, session)


@pytest.fixture
def contact(world: World, app: Flask) -> HouseClient:
    world.person("contact", (Role.CONTACT, world.other))
    return browser(app, "contact")


def new_url(world: World) -> str:
    return f"/agency-meetings/agencies/{world.other.id}/new"


def test_four_clicks_from_the_first_page_to_registered(world: World, contact: HouseClient) -> None:
    """年度會議, 登錄, the chair, 登錄; only the day is typed."""
    assert 'href="/agency-meetings"' in contact.get("/work").text
    here = contact.get("/agency-meetings").location
    assert f'href="{new_url(world)}"' in contact.get(here).text
    answer = send(contact, new_url(world), **FIRST)
    assert answer.location == ONE
    shown = contact.get(ONE).text
    assert "已登錄教育局115年第1次廉政會報（115年5月20日）。" in shown
    assert "還可以補上：紀錄文號、紀錄檔、統計數字。" in shown
    assert "已召開（1 次）" in contact.get("/work").text


def test_the_first_page_says_that_nothing_is_registered_yet(world: World, contact: HouseClient) -> None:
    shown = contact.get("/work").text
    assert "尚未登錄" in shown
    assert f'href="{new_url(world)}"' in shown


def test_sending_twice_registers_once(world: World, contact: HouseClient) -> None:
    fields = hidden(contact.get(new_url(world)), new_url(world)) | FIRST
    assert {contact.post(new_url(world), data=fields).location for _ in range(2)} == {ONE}
    assert len(world.look(select(RegisteredMeeting))) == 1


def test_a_date_in_another_year_is_asked_about(world: World, contact: HouseClient) -> None:
    january = FIRST | {"held_on": "115/1/8", "year": "114"}
    answer = send(contact, new_url(world), **january)
    assert answer.status_code == 422
    assert "如確為 114年度的會議，請勾選確認" in answer.text
    assert "年度與召開日期不同年，確認無誤" in answer.text
    answer = send(contact, new_url(world), **january, year_confirmed="y")
    assert answer.location == "/agency-meetings/A02.114-1"


def test_faults_are_named_and_nothing_is_made(world: World, contact: HouseClient) -> None:
    for change, sentence in (
        ({"held_on": ""}, "這一欄必填。"),
        ({"chair_role": "other_person"}, "請填寫事由"),
        ({"held_on": "199/1/1"}, "不得晚於今天"),
        ({"year": "很久"}, "請填數字。"),
    ):
        answer = send(contact, new_url(world), **FIRST | change)
        assert answer.status_code == 422
        assert sentence in answer.text
    assert world.look(select(RegisteredMeeting)) == []


def test_the_rest_is_added_and_a_stale_edit_shows_both_texts(world: World, contact: HouseClient) -> None:
    send(contact, new_url(world), **FIRST)
    more = FIRST | {
        "label": "115年度",
        "resolutions": "３",
        "document_number": "教政字第1號",
        "joint_title": "主管會議",
    }
    answer = send(contact, f"{ONE}/edit", **more)
    assert answer.location == "/agency-meetings/A02.115"
    shown = contact.get(answer.location).text
    assert "3 件" in shown
    assert "合併主管會議" in shown
    answer = send(
        contact, f"{answer.location}/edit", **more | {"document_number": "第2號", "seen_version": "1"}
    )
    assert answer.status_code == 409
    assert "第2號" in answer.text
    assert "教政字第1號" in answer.text


def test_files_come_go_and_bad_ones_stay_out(world: World, contact: HouseClient) -> None:
    send(contact, new_url(world), **FIRST)

    def upload(*files: tuple[str, bytes]) -> int:
        fields: dict[str, object] = dict(hidden(contact.get(ONE), f"{ONE}/files"))
        fields["files"] = [(io.BytesIO(data), name) for name, data in files]
        return contact.post(f"{ONE}/files", data=fields, content_type="multipart/form-data").status_code

    assert upload(("簽到表.png", PNG)) == 303
    assert upload() == 422
    assert upload(("好.png", PNG), ("壞.png", b"MZ")) == 422
    assert len(world.look(select(Attachment))) == 1
    link = re.search(rf'href="({ONE}/files/\d+)"', contact.get(ONE).text)
    assert link is not None
    answer = contact.get(link[1], buffered=True)
    assert answer.data == PNG
    assert "attachment" in answer.headers["Content-Disposition"]
    assert send(contact, f"{link[1]}/remove", page=ONE).status_code == 303
    assert contact.get(link[1]).status_code == 404


def test_the_department_registers_with_its_source_and_files_the_minutes(
    world: World, app: Flask, contact: HouseClient
) -> None:
    world.person("head", (Role.HEAD, world.department))
    head = browser(app, "head")
    assert "請填寫消息來源及提供者" in send(head, new_url(world), **FIRST).text
    assert send(head, new_url(world), **FIRST, channel="phone", informant="洪主任").location == ONE
    shown = head.get(ONE).text
    assert "電話（洪主任）" in shown
    assert send(head, f"{ONE}/filing/file-minutes", page=ONE).status_code == 303
    assert contact.get(f"{ONE}/filing/reopen-filing").status_code == 404
    assert "補登資料" not in contact.get(ONE).text
    assert send(head, f"{ONE}/filing/reopen-filing", reason="").status_code == 422
    assert send(head, f"{ONE}/filing/reopen-filing", reason="誤按").status_code == 303
    assert send(head, f"{ONE}/filing/send-back-minutes", reason="請補簽到表").status_code == 303
    assert "紀錄經退請補充：請補簽到表" in contact.get(ONE).text
    struck = send(contact, f"{ONE}/filing/strike-out", reason="重複登錄")
    assert "登錄已撤銷" in contact.get(struck.location).text
    assert contact.get(ONE).status_code == 404


def test_minutes_cannot_be_sent_before_they_are_here(world: World, contact: HouseClient) -> None:
    send(contact, new_url(world), **FIRST)
    assert "有文號或紀錄檔後，就可以送備查" in contact.get(ONE).text
    answer = send(contact, f"{ONE}/filing/send-minutes", page=ONE, seen_version="1")
    assert answer.status_code == 409
    assert contact.get(f"{ONE}/filing/send-minutes").status_code == 404
    assert contact.get(f"{ONE}/filing/nonsense").status_code == 404


def test_each_number_of_the_matrix_opens_a_list_of_that_length(
    world: World, app: Flask, contact: HouseClient
) -> None:
    world.session.add_all(
        [people.agency(f"S{n}", f"示範市立第{n}國中", f"第{n}國中", 30 + n) for n in range(3)]
    )
    world.save()
    send(contact, new_url(world), **FIRST)
    world.person("mayor", (Role.LEADER, world.department))
    client = browser(app, "mayor")
    shown = client.get("/agency-meetings").text
    assert "115年度：4 個應召開的機關中，1 個已召開廉政會報，其中 1 個由首長親自主持。" in shown
    figures = re.findall(r'<a href="([^"]+)"><span class="figure-value">(\d+)</span>', shown)
    assert [number for _, number in figures] == ["1", "1", "0", "3", "0"]
    for url, number in figures:
        said = f"共 {number} 個機關，依機關排序" if number != "0" else "沒有符合條件的機關"
        assert said in client.get(url.replace("&amp;", "&")).text
    agency = world.look(select(Agency).where(Agency.code == "A02")).pop()
    of_agency = f"/agency-meetings/agencies/{agency.id}"
    assert "登錄召開日期與紀錄" not in client.get(of_agency).text
    assert client.get(f"{of_agency}/new").status_code == 404
    assert client.get("/agency-meetings?kind=school").status_code == 200
    assert client.get("/agency-meetings?kind=nonsense&show=nonsense").status_code == 200


def test_who_keeps_only_the_primary_committee_is_led_to_meetings(world: World, app: Flask) -> None:
    world.person("own", (Role.CONTACT, world.department))
    assert "召開的會議在「會議」" in browser(app, "own").get("/agency-meetings").text


def test_another_agencys_meeting_is_not_there(world: World, app: Flask, contact: HouseClient) -> None:
    send(contact, new_url(world), **FIRST)
    third = people.agency("A03", "示範市政府社會局", "社會局", 30)
    world.session.add(third)
    world.save()
    world.person("stranger", (Role.CONTACT, third))
    stranger = browser(app, "stranger")
    for address in (ONE, f"{ONE}/edit", new_url(world), f"/agency-meetings/agencies/{world.other.id}"):
        assert stranger.get(address).status_code == 404
    for address in (
        "/agency-meetings/115-1",
        "/agency-meetings/Ａ０２．115-1",
        "/agency-meetings/%F0%9F%98%80",
    ):
        assert stranger.get(address).status_code == 404


def test_a_year_is_planned_and_followed_by_who_supervises(
    world: World, app: Flask, contact: HouseClient
) -> None:
    plan = f"/agency-meetings/agencies/{world.other.id}/years/115"
    answer = send(contact, plan, planned_month="12", exempt_basis="不算")
    assert answer.status_code == 303
    assert "排定 12 月召開" in contact.get(answer.location).text
    world.person("officer", (Role.OFFICER, world.department))
    client = browser(app, "officer")
    stale = send(client, plan, planned_month="11", visitor="林專員", exempt_basis="", seen_version="0")
    assert stale.status_code == 409
    assert "林專員" in stale.text
    assert send(client, plan, planned_month="13").status_code == 422
    send(client, plan, planned_month="12", visitor="林專員", exempt_basis="")
    shown = client.get("/agency-meetings/supervision?year=115").text
    assert "應召開 1 個機關，已達應召開次數 0／1" in shown
    assert "林專員" in shown
    file = client.get("/agency-meetings/supervision?year=115&format=csv").data.decode("utf-8-sig")
    assert file.splitlines()[1].startswith("教育局,排定,12月,林專員,")
    assert client.get("/agency-meetings/supervision?format=ods").status_code == 200
    send(client, plan, planned_month="", visitor="", exempt_basis="簽奉核可併入上級會報")
    assert "免召開" in client.get("/agency-meetings/supervision?year=115").text
    assert client.get("/agency-meetings/supervision?year=x").status_code == 200
