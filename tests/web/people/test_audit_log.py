"""The audit log: who sees which rows, with or without texts, filtered and readable."""

from datetime import timedelta

import pytest
from flask import Flask

from app.domain.people.actor import CONSOLE, Actor, ActorKind, Role
from app.services import audit
from app.wording import audit as words
from tests.client import HouseClient
from tests.people import NOW, World, browser

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
    shown = browser(app, "who").get("/audit").text
    codes = {code for code in ("P115-1", "P115-2", "P115-3", "Z-9") if f"<code>{code}</code>" in shown}
    assert codes == seen
    assert (REASON in shown) is texts
    assert (VALUE in shown) is texts
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
    assert "<code>P115-2</code>" in shown


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
    assert {code for code in ("P115-1", "P115-2", "Z-9") if f"<code>{code}</code>" in shown} == seen


def test_a_date_nobody_can_read_is_told(admin: HouseClient) -> None:
    answer = admin.get("/audit?from=115/13/1")
    assert answer.status_code == 422
    assert "沒有這一天" in answer.text


def test_rows_are_chinese(log: World, admin: HouseClient) -> None:
    shown = admin.get("/audit").text
    assert "主控臺" in shown
    assert "修改" in shown
    assert "機關 <code>P115-1</code>" in shown


def test_digests_are_not_shown() -> None:
    from app.web.people.audit_log import changes_text

    digest = audit.digest("k", "04-22289111")
    assert changes_text(
        {"phone": ["", digest], "role": [None, "officer"], "members": [None, ["A01", "A02"]]}
    ) == [
        "電話",
        "角色：－ → 政風承辦",
        "成員：－ → A01、A02",
    ]


def test_pages_of_fifty(log: World, admin: HouseClient) -> None:
    for _ in range(60):
        audit.record(log.session, CONSOLE, "change", log.department, now=NOW, code="many")
    log.save()
    assert "第 1 至 50 筆" in admin.get("/audit?code=many").text
    assert "第 51 至 60 筆" in admin.get("/audit?code=many&page=2").text


def test_every_action_of_this_area_has_a_word() -> None:
    from tests.architecture.source import calls, modules

    said = set()
    for module in modules():
        if module.within("app/services/people", "app/web/auth"):
            for call in calls(module.tree, lambda name: name in {"audit.record", "_record", "_touched"}):
                said |= {
                    str(getattr(part, "value", ""))
                    for part in call.args
                    if isinstance(getattr(part, "value", None), str)
                }
    assert said
    assert said <= set(words.ACTIONS)
