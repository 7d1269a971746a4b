"""The audit log: who sees which rows, with or without texts, filtered and readable."""

from datetime import timedelta

import pytest
from flask import Flask

from app.domain.people.actor import CONSOLE, Actor, ActorKind, Role
from app.services import audit
from app.wording.audit_changes import Said, said_of
from tests.client import HouseClient
from tests.people import NOW, World, browser, sign_in

REASON, VALUE = "經會議決定調整", "舊的案由"


@pytest.fixture
def log(world: World) -> World:
    """A row of the department, one of another agency, a confidential one, one of nobody's."""
    person = Actor(ActorKind.PERSON, "王大明", None)
    for number, (code, agency, confidential) in enumerate(
        [
            ("P115-1", world.department, False),
            ("P115-2", world.other, False),
            ("P115-3", world.department, True),
            ("Z-9", None, False),
        ]
    ):
        audit.record(
            world.session, person if number else CONSOLE, "change", world.department, now=NOW + timedelta(days=number),
            code=code, reason=REASON, changes={"name": [VALUE, "新的案由"]},
            agency_id=agency.id if agency else None, confidential=confidential,
        )  # fmt: skip
    world.save()
    return world


@pytest.mark.parametrize(
    ("role", "confidential", "seen", "texts"),
    [
        (Role.HEAD, False, {"P115-1"}, True),
        (Role.HEAD, True, {"P115-1", "P115-3"}, True),
        (Role.AUDITOR, False, {"P115-1"}, True),
        (Role.AUDITOR, True, {"P115-1", "P115-3"}, True),
        (Role.ADMIN, False, {"P115-1", "P115-2", "Z-9"}, False),
    ],
)
def test_who_sees_what(
    log: World, app: Flask, role: Role, confidential: bool, seen: set[str], texts: bool
) -> None:
    log.person("who", (role, log.department), confidential=confidential)
    client = app.test_client()
    assert isinstance(client, HouseClient)
    sign_in(client, "who")
    shown = client.get("/audit").text
    codes = {code for code in ("P115-1", "P115-2", "P115-3", "Z-9") if f">{code}</" in shown}
    assert codes == seen
    assert (REASON in shown) is texts
    assert (VALUE in shown) is texts
    file = client.get("/audit?format=csv").data.decode("utf-8-sig")
    assert {code for code in ("P115-1", "P115-2", "P115-3", "Z-9") if f",{code}," in file} == seen
    assert (REASON in file, VALUE in file) == (texts, texts)
    assert "名稱" in shown
    total = len(seen) + (role is Role.ADMIN)  # an administrator sees sign-ins too, his own just now
    assert f"共 {total} 筆" in shown


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CONTACT, Role.SUPERVISOR, Role.LEADER, Role.MEMBER])
def test_nobody_else_finds_it(log: World, app: Flask, role: Role) -> None:
    log.person("who", (role, log.department), confidential=True)
    assert browser(app, "who").get("/audit").status_code == 404


def test_an_administrator_with_the_confidential_flag_reads_nothing_confidential(
    log: World, app: Flask
) -> None:
    log.person("who", (Role.ADMIN, log.department), confidential=True)
    assert "P115-3" not in browser(app, "who").get("/audit").text


def test_head_and_administrator_in_one_person_reads_only_the_own_texts(log: World, app: Flask) -> None:
    log.person("who", (Role.ADMIN, log.department), (Role.HEAD, log.department))
    shown = browser(app, "who").get("/audit").text
    assert shown.count(REASON) == 1
    assert ">P115-2</a>" in shown


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("code=p115-2", {"P115-2"}),
        ("actor=王大", {"P115-2", "Z-9"}),
        ("thing=agencies", {"P115-1", "P115-2", "Z-9"}),
        ("thing=users", set()),
        ("action=change&code=z-9", {"Z-9"}),
        ("from=115/11/21&to=115/11/21", {"P115-2"}),
        ("from=1151123", {"Z-9"}),
        ("to=115.11.20", {"P115-1"}),
        ("code=%25", set()),
        ("code=%00&page=abc&thing=nonsense%00", set()),
    ],
)
def test_filters_are_in_the_address(log: World, admin: HouseClient, query: str, seen: set[str]) -> None:
    shown = admin.get(f"/audit?{query}").text
    assert {code for code in ("P115-1", "P115-2", "Z-9") if f">{code}</" in shown} == seen


def test_a_date_nobody_can_read_is_told(admin: HouseClient) -> None:
    answer = admin.get("/audit?from=115/13/1")
    assert answer.status_code == 422
    assert "沒有這一天" in answer.text


def test_rows_are_chinese(log: World, admin: HouseClient) -> None:
    shown = admin.get("/audit").text
    assert "主控臺" in shown
    assert "修改" in shown
    assert f'機關 <a class="no" href="/admin/agencies/{log.department.id}" data-iso-ok>P115-1</a>' in shown


def test_digests_are_not_shown() -> None:
    digest = audit.digest("k", "04-22289111")
    said = said_of("users", {"phone": ["", digest], "valid_until": [None, "2027-06-30"]}, {})
    assert [(one.label, one.text) for one in said] == [("電話", ""), ("使用期限", "116/6/30")]


@pytest.mark.parametrize(
    ("thing", "word"),
    [("proposals", "草稿 → 審核中"), ("meetings", "draft → in_review")],
)
def test_a_state_is_worded_by_the_flow_of_its_own_thing(thing: str, word: str) -> None:
    assert said_of(thing, {"state": ["draft", "in_review"]}, {})[0].text == word


def test_an_id_without_a_name_is_left_out_and_a_long_list_is_shortened() -> None:
    names: dict[tuple[str, object], str] = {("members", code): f"第{code}局" for code in "一二三四"}
    assert said_of("proposals", {"approval": [None, 7], "version": [None, 2]}, names) == [
        Said("版本", "第 2 版")
    ]
    assert said_of("agency_groups", {"members": [None, list("一二三四")]}, names) == [
        Said("成員", "第一局、第二局、第三局等 4 項", "第一局、第二局、第三局、第四局")
    ]


def test_what_was_taken_away_and_what_moved_in_a_list() -> None:
    assert said_of("agencies", {"valid_to": ["2026-12-31", None]}, {}) == [
        Said("最後一日", "115/12/31 → （空白）")
    ]
    assert said_of("law_names", {"lines": ["甲\n乙", "乙\n丙"]}, {}) == [Said("清單", "新增 丙；移除 甲")]
    assert said_of("law_names", {"lines": ["甲\n乙", "乙\n甲"]}, {}) == [Said("清單", "調整順序")]


def test_actions_of_one_word_are_one_choice() -> None:
    from app.web.people.audit_log import action_choices

    assert action_choices(["create", "put_on", "schedule"]) == [
        ("", "全部動作"),
        ("create", "新增"),
        ("put_on,schedule", "排入議程"),
    ]


def test_pages_of_fifty(log: World, admin: HouseClient) -> None:
    for _ in range(60):
        audit.record(log.session, CONSOLE, "change", log.department, now=NOW, code="many")
    log.save()
    assert "第 1 至 50 筆" in admin.get("/audit?code=many").text
    assert "第 51 至 60 筆" in admin.get("/audit?code=many&page=2").text
