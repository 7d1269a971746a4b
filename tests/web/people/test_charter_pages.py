"""/committees: the charter and the members of a committee, as keeper and as reader."""

from flask import Flask
from sqlalchemy import select

from app.domain.people.actor import Role
from app.models import Charter, Committee, Member
from tests.people import World, browser, send

CHARTER = {
    "effective_on": "115.1.1", "basis": "設置要點\n（115年修正）", "required_meetings": "２", "required_basis": "第五點",
    "chair_title": "市長", "quorum_percent": "", "proxies": "deputy", "gender_minimum_percent": "40", "term_months": "24",
    "minutes_days": "14", "minutes_approver": "市長", "most_extensions": "2", "all_agencies_id": "",
}  # fmt: skip
MEMBER = {
    "kind": "convener", "name": "高以樂", "title": "市長", "agency_id": "", "from_on": "114/1/1", "to_on": "",
    "gender": "male", "user_id": "",
}  # fmt: skip
HERE = "/committees/MAIN"


def test_a_charter_is_written_and_revised(world: World, app: Flask) -> None:
    world.person("lin", (Role.OFFICER, world.department))
    client = browser(app, "lin")
    assert client.get("/committees").location == HERE
    assert "目前沒有適用的設置要點" in client.get(HERE).text
    assert send(client, f"{HERE}/charters/new", **CHARTER).status_code == 303
    shown = client.get(HERE).text
    assert "第 1 版" in shown
    assert "2 次（第五點）" in shown
    later = CHARTER | {"effective_on": "116.1.1", "release_by_delegation": "y"}
    assert send(client, f"{HERE}/charters/new", **later).status_code == 303
    shown = client.get(HERE).text
    assert "設置要點（第 1 版）" in shown
    assert "自 116年1月1日 起適用" in shown
    assert "授權政風單位辦理" in client.get(f"{HERE}/charters/2").text
    assert client.get(f"{HERE}/charters/3").status_code == 404


def test_faults_are_named_at_their_fields(world: World, app: Flask) -> None:
    world.person("lin", (Role.HEAD, world.department))
    client = browser(app, "lin")
    wrong = CHARTER | {"minutes_days": "很久", "gender_minimum_percent": "60", "basis": ""}
    answer = send(client, f"{HERE}/charters/new", **wrong)
    assert answer.status_code == 422
    assert "請填數字。" in answer.text
    answer = send(client, f"{HERE}/charters/new", **CHARTER | {"effective_on": "115/2/30"})
    assert "沒有這一天" in answer.text
    answer = send(client, f"{HERE}/charters/new", **CHARTER | {"gender_minimum_percent": "60"})
    assert "請填 1 至 50 之間的數字。" in answer.text
    assert world.look(select(Charter)) == []


def test_of_two_who_revise_at_once_the_second_is_told_and_keeps_his_text(world: World, app: Flask) -> None:
    world.person("lin", (Role.OFFICER, world.department))
    client = browser(app, "lin")
    send(client, f"{HERE}/charters/new", **CHARTER)
    answer = send(
        client, f"{HERE}/charters/new", **CHARTER | {"seen_version": "0", "required_basis": "我的依據"}
    )
    assert answer.status_code == 409
    assert "第 1 版已由其他人登錄" in answer.text
    assert "我的依據" in answer.text
    assert 'name="seen_version" value="1"' in answer.text


def test_members_come_are_corrected_succeeded_and_leave(world: World, app: Flask) -> None:
    world.person("lin", (Role.OFFICER, world.department))
    client = browser(app, "lin")
    assert send(client, f"{HERE}/members/new", **MEMBER).status_code == 303
    (member,) = world.look(select(Member))
    one = f"{HERE}/members/{member.id}"
    assert send(client, one, **MEMBER | {"title": "代理市長"}).status_code == 303
    assert "高以樂 代理市長" in client.get(HERE).text
    successor = MEMBER | {"name": "藍正諭", "from_on": "115/6/1"}
    assert send(client, f"{one}/successor", **successor).status_code == 303
    shown = client.get(HERE).text
    assert "已解任的委員（1）" in shown
    new = world.look(select(Member).where(Member.name == "藍正諭")).pop()
    there = f"{HERE}/members/{new.id}"
    assert send(client, f"{there}/end", last="115/6/30", reason="").status_code == 422
    assert send(client, f"{there}/end", last="115/6/30", reason="職務異動").status_code == 303
    assert "已解任的委員（2）" in client.get(HERE).text


def test_a_stale_correction_shows_both_texts(world: World, app: Flask) -> None:
    world.person("lin", (Role.OFFICER, world.department))
    client = browser(app, "lin")
    send(client, f"{HERE}/members/new", **MEMBER)
    (member,) = world.look(select(Member))
    answer = send(client, f"{HERE}/members/{member.id}", **MEMBER | {"title": "院長", "seen_version": "9"})
    assert answer.status_code == 409
    assert "院長" in answer.text


def test_readers_see_no_gender_and_no_forms(world: World, app: Flask) -> None:
    world.person("lin", (Role.OFFICER, world.department))
    send(browser(app, "lin"), f"{HERE}/members/new", **MEMBER)
    (member,) = world.look(select(Member))
    for login, role in (("mayor", Role.LEADER), ("looks", Role.AUDITOR)):
        world.person(login, (role, world.department))
        client = browser(app, login)
        shown = client.get(HERE).text
        assert "高以樂" in shown
        assert "性別" not in shown
        assert "編輯" not in shown
        assert client.get(f"{HERE}/members/{member.id}").status_code == 404
        assert client.get(f"{HERE}/charters/new").status_code == 404


def test_another_agencys_committee_is_not_there(world: World, app: Flask) -> None:
    world.session.add(Committee(code="EDU", name="教育局廉政會報", host="教育局", agency_id=world.other.id))
    world.save()
    world.person("hung", (Role.HEAD, world.other))
    world.person("admin", (Role.ADMIN, world.department))
    ethics, admin = browser(app, "hung"), browser(app, "admin")
    assert ethics.get("/committees").location == "/committees/EDU"
    assert ethics.get(HERE).status_code == 404
    assert ethics.get("/committees/NONE").status_code == 404
    listed = admin.get("/committees").text
    assert listed.index("示範市政府廉政會報") < listed.index("教育局廉政會報")
