"""The first set-up, invitations, and one's own account."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from app.domain.people.accounts import LinkKind
from app.domain.people.actor import Role
from app.extensions.transaction import unit_of_work
from app.models import Agency, AuditEvent, Committee, User
from app.services.people import links
from app.services.people.set_up import PRIMARY_CODE
from tests.client import HouseClient
from tests.people import NOW, PASSWORD, World, browser, send, sign_in

ANOTHER = "Green-Teapot-77-hums"
PEOPLE = {
    "host": "示範市政府", "agency_name": "示範市政府政風處", "agency_short_name": "政風處", "agency_code": "A01",
    "head_login": "wang", "head_name": "王大明", "head_title": "處長", "new_password": PASSWORD,
    "repeat_password": PASSWORD, "admin_login": "lin", "admin_name": "林小華", "admin_title": "管理師",
}  # fmt: skip


@pytest.fixture
def link(clock: time_machine.Traveller, app: Flask) -> str:
    """As the console prints it, on an empty database."""
    with unit_of_work(app.extensions["tracker"].database) as session:
        return f"/set-up/{links.make(session, LinkKind.SET_UP, None, now=NOW)}"


@pytest.fixture
def visitor(client: HouseClient) -> HouseClient:
    client.budget = 60  # eight records and their audit rows, once in the life of an installation
    return client


def test_the_first_head_and_the_first_administrator(app: Flask, link: str, visitor: HouseClient) -> None:
    done = send(visitor, link, **PEOPLE)
    assert done.status_code == 303
    shown = visitor.get(done.location).text
    found = re.search(r'readonly value="http://localhost(/invitation/[^"]+)"', shown)
    assert found
    assert visitor.get(done.location).status_code == 303, "shown once"
    assert visitor.get("/account").status_code == 303, "nobody is signed in by it"
    send(visitor, found.group(1), new_password=ANOTHER, repeat_password=ANOTHER)
    assert browser(app, "wang").get("/admin/grants").status_code == 200
    assert sign_in(visitor, "lin", ANOTHER).status_code == 303
    assert browser(app, "lin").get("/admin/users").status_code == 200
    with app.extensions["tracker"].database.sessions() as session:
        committee = session.scalars(select(Committee)).one()
        assert (committee.code, committee.is_primary, committee.name) == (
            PRIMARY_CODE,
            True,
            "示範市政府廉政會報",
        )
        kinds = set(session.scalars(select(AuditEvent.actor_kind).where(AuditEvent.action == "grant")))
        assert kinds == {"console"}


def test_the_set_up_link_works_once_and_not_beside_a_head(
    app: Flask, link: str, visitor: HouseClient
) -> None:
    with unit_of_work(app.extensions["tracker"].database) as session:
        second = f"/set-up/{links.make(session, LinkKind.SET_UP, None, now=NOW)}"
    send(visitor, link, **PEOPLE)
    assert visitor.get(link).status_code == 404
    assert visitor.get(second).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"admin_login": "WANG"}, "須為不同的人"),
        ({"new_password": "short", "repeat_password": "short"}, "密碼至少 12 個字元"),
        ({"repeat_password": ANOTHER}, "兩次輸入的新密碼不一致"),
        ({"head_name": "王"}, "姓名須為 2 至 40 個字"),
        ({"agency_code": ""}, "這一欄必填"),
    ],
)
def test_a_refused_set_up_leaves_nothing(
    app: Flask, link: str, visitor: HouseClient, wrong: dict[str, str], sentence: str
) -> None:
    answer = send(visitor, link, **PEOPLE | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert PASSWORD not in answer.text
    with app.extensions["tracker"].database.sessions() as session:
        for table in (User, Agency, Committee, AuditEvent):
            assert session.scalar(select(func.count()).select_from(table)) == 0
    assert visitor.get(link).status_code == 200


@pytest.mark.parametrize("path", ["/set-up/", "/invitation/"])
def test_unknown_links_lead_nowhere(world: World, client: HouseClient, path: str) -> None:
    for token in ("x", "%00", "a" * 500, "王"):
        assert client.get(path + token).status_code == 404
    form = {"csrf_token": ""}
    assert client.post(f"{path}x", data=form).status_code in {400, 401}


def test_a_set_up_link_ends_after_a_day(
    link: str, visitor: HouseClient, clock: time_machine.Traveller
) -> None:
    clock.move_to(NOW + timedelta(hours=24))
    assert visitor.get(link).status_code == 404


def test_opening_an_invitation_uses_nothing_up(world: World, app: Flask, client: HouseClient) -> None:
    user = world.person("chen", password="")
    token = links.make(world.session, LinkKind.INVITATION, user, now=NOW)
    world.save()
    here = f"/invitation/{token}"
    assert {client.get(here).status_code for _ in range(10)} == {200}
    refused = send(client, here, new_password="chenchenchen1", repeat_password="chenchenchen1")
    assert refused.status_code == 422
    assert "混用大寫、小寫、數字、符號" in refused.text
    assert "請避開帳號" in refused.text
    assert send(client, here, new_password=PASSWORD, repeat_password=PASSWORD).status_code == 303
    assert sign_in(client, "chen").status_code == 303


def test_changing_ones_password_signs_out_elsewhere(world: World, app: Flask) -> None:
    world.person("wang", (Role.HEAD, world.department))
    here, elsewhere = browser(app, "wang"), browser(app, "wang")
    wrong = send(
        here, "/account/password", current_password="no", new_password=ANOTHER, repeat_password=ANOTHER
    )
    assert wrong.status_code == 422
    assert "目前的密碼不正確" in wrong.text
    same = send(
        here, "/account/password", current_password=PASSWORD, new_password=PASSWORD, repeat_password=PASSWORD
    )
    assert "不得與前 3 次使用過的密碼相同" in same.text
    done = send(
        here, "/account/password", current_password=PASSWORD, new_password=ANOTHER, repeat_password=ANOTHER
    )
    assert done.status_code == 303
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303


def test_guessing_the_current_password_locks_too(world: World, app: Flask) -> None:
    world.person("wang")
    client = browser(app, "wang")
    guess = {"current_password": "no", "new_password": ANOTHER, "repeat_password": ANOTHER}
    answers = [send(client, "/account/password", **guess).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_ones_sessions_are_listed_and_ended_and_nobody_elses(world: World, app: Flask) -> None:
    world.person("wang")
    world.person("chen")
    here, elsewhere, stranger = browser(app, "wang"), browser(app, "wang"), browser(app, "chen")
    shown = here.get("/account/sessions").text
    ends = re.findall(r'action="(/account/sessions/\d+/end)"', shown)
    assert len(ends) == 1
    assert send(stranger, ends[0], page="/account/password").status_code == 404
    assert send(here, ends[0], page="/account/sessions").status_code == 303
    assert elsewhere.get("/account").status_code == 303
    again = browser(app, "wang")
    assert send(here, "/account/sessions/end-others", page="/account/sessions").status_code == 303
    assert again.get("/account").status_code == 303
    assert here.get("/account").status_code == 200
