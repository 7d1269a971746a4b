"""Signing in: the lock, sessions that end, the way back, and what was typed is never lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.domain.people.actor import Role
from app.models import AuditEvent, SignInThrottle, UserSession
from tests.client import HouseClient
from tests.markup import attribute, document, elements
from tests.people import NOW, PASSWORD, TODAY, World, browser, hidden, send, sign_in

EVIL = [
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\/evil.example", "\\\\evil.example",
    "/\\/evil.example", "//\\evil.example", "https://evil.example", "http://evil.example", "HTTPS://evil.example",
    "https:evil.example", "https:/evil.example", "http:evil.example", "https:///evil.example", "https:\\\\evil.example",
    "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://evil.example",
    "mailto:a@evil.example", "evil.example", "evil.example/work", "www.evil.example", ".evil.example", "@evil.example",
    "user@evil.example", "http://[", "//[", "http://[::1", "http://[evil]/", "//[::1]/", "//evil.example:80", "//user@evil.example",
    "//evil.example/work", "//evil%2eexample", "/\t/evil.example", "\t//evil.example", " //evil.example", "/ /evil.example\n",
    "/\n/evil.example", "/\r/evil.example", "\r\n//evil.example", "\x00//evil.example", "/\x00/evil.example", "/\x0b/evil.example",
    "\u3000//evil.example", "/work\r\nSet-Cookie: a=b", "/work\nLocation: //evil.example", "/work\\..\\evil", "\\work", "?next=//evil.example",
    "#//evil.example", "work", "", "../work", "./work", "/\u2028/evil.example", "／／evil.example", "https：//evil.example",
    "//evil.example\\@localhost", "//localhost@evil.example", "https://localhost.evil.example", "/work\x7f",
]  # fmt: skip
GOOD = [
    "/work",
    "/admin/users?q=%E7%8E%8B&page=2",
    "/%2f%2fevil.example",
    "/work?next=//evil.example",
    "/a//b",
]


def test_right_password_enters_and_is_remembered(world: World, client: HouseClient) -> None:
    world.person("wang")
    answer = sign_in(client, "WANG ")
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/account").status_code == 200
    event = world.look(select(AuditEvent).where(AuditEvent.action == "sign_in")).pop()
    assert event.code == "wang"


@pytest.mark.parametrize(
    ("login", "password"), [("wang", "not-his-own"), ("nobody", PASSWORD), ("wang", PASSWORD + "x")]
)
def test_wrong_answers_look_alike(world: World, client: HouseClient, login: str, password: str) -> None:
    world.person("wang")
    answer = sign_in(client, login, password)
    assert answer.status_code == 422
    assert "帳號或密碼不正確，請再試一次。" in answer.text
    assert password not in answer.text


@pytest.mark.parametrize("login", ["wang", "nobody"])
def test_five_failures_lock_for_fifteen_minutes_whoever_it_is(
    world: World, client: HouseClient, clock: time_machine.Traveller, login: str
) -> None:
    world.person("wang")
    for _ in range(5):
        assert sign_in(client, login, "wrong").status_code == 422
    locked = sign_in(client, login, PASSWORD)
    assert locked.status_code == 429
    assert "密碼錯誤次數過多" in locked.text
    clock.move_to(NOW + timedelta(minutes=14, seconds=59))
    assert sign_in(client, login.upper(), PASSWORD).status_code == 429
    clock.move_to(NOW + timedelta(minutes=15, seconds=1))
    assert sign_in(client, login, PASSWORD).status_code == (303 if login == "wang" else 422)


def test_four_failures_and_success_start_anew(world: World, client: HouseClient) -> None:
    world.person("wang")
    for _ in range(2):
        for _ in range(4):
            sign_in(client, "wang", "wrong")
        assert sign_in(client, "wang").status_code == 303
        send(client, "/sign-out", page="/account")


def test_failures_are_forgotten_after_the_lock(
    world: World, client: HouseClient, clock: time_machine.Traveller
) -> None:
    world.person("wang")
    for _ in range(5):
        sign_in(client, "wang", "wrong")
    clock.move_to(NOW + timedelta(minutes=16))
    for _ in range(4):
        assert sign_in(client, "wang", "wrong").status_code == 422
    assert sign_in(client, "wang").status_code == 303


def test_a_burst_of_guesses_locks_also_the_right_one(world: World, app: Flask) -> None:
    """The lock may fall while a guess is being checked: nobody enters through the gap."""
    world.person("wang")
    app.test_client_class = FlaskClient

    def guess(_number: int) -> int:
        client = app.test_client()
        page = client.get("/sign-in")
        return client.post("/sign-in", data=hidden(page) | {"login": "wang", "password": "wrong"}).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(24)))
    assert set(answers) == {422, 429}
    row = world.look(select(SignInThrottle)).pop()
    assert row.failures == answers.count(422)
    assert row.locked_until is not None


@pytest.mark.parametrize(
    "login", ["\x00", "wang\x00", "\ufeff", "王" * 5000, "%", "' OR 1=1 --", "\u202ewang", " "]
)
def test_hostile_logins_are_refused_in_words(world: World, client: HouseClient, login: str) -> None:
    assert sign_in(client, login, "wrong").status_code == 422


@pytest.mark.parametrize("password", ["\x00", "x" * 200_000, "\u202e", "𠮷" * 900])
def test_hostile_passwords_are_refused_in_words(world: World, client: HouseClient, password: str) -> None:
    world.person("wang")
    assert sign_in(client, "wang", password).status_code == 422


def test_the_token_changes_at_sign_in_and_the_old_one_is_worth_nothing(world: World, app: Flask) -> None:
    world.person("wang")
    client = browser(app, "wang")
    before = client.get_cookie("tracker")
    shown = client.get("/account/password")
    client.post("/sign-in", data=hidden(shown) | {"login": "wang", "password": PASSWORD})
    after = client.get_cookie("tracker")
    assert before
    assert after
    assert before.value != after.value
    thief = app.test_client()
    thief.set_cookie("tracker", before.value)
    assert thief.get("/account").status_code == 303


def test_a_cookie_planted_before_is_not_signed_in_afterwards(world: World, app: Flask) -> None:
    world.person("wang")
    client = app.test_client()
    client.get("/sign-in")
    planted = client.get_cookie("tracker")
    sign_in(client, "wang")  # type: ignore[arg-type]
    thief = app.test_client()
    assert planted
    thief.set_cookie("tracker", planted.value)
    assert thief.get("/account").status_code == 303


def test_sign_out_ends_the_session_and_clears(world: World, app: Flask) -> None:
    world.person("wang")
    client = browser(app, "wang")
    kept = client.get_cookie("tracker")
    answer = send(client, "/sign-out", page="/account")
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/account").status_code == 303
    assert kept
    client.set_cookie("tracker", kept.value)
    assert client.get("/account").status_code == 303


def test_a_revoked_session_answers_no_further_request(world: World, app: Flask) -> None:
    world.person("wang")
    client = browser(app, "wang")
    world.session.scalars(select(UserSession)).one().ended_at = NOW
    world.save()
    assert client.get("/account").location == "/sign-in?next=/account"


def test_idle_and_absolute_limits(world: World, app: Flask, clock: time_machine.Traveller) -> None:
    world.person("wang")
    client = browser(app, "wang")
    clock.move_to(NOW + timedelta(minutes=29, seconds=59))
    assert client.get("/account").status_code == 200
    clock.move_to(NOW + timedelta(minutes=60))
    assert client.get("/account").status_code == 303
    client = browser(app, "wang")
    for quarter in range(1, 53):
        clock.move_to(NOW + timedelta(hours=1, minutes=15 * quarter))
        alive = client.get("/account").status_code == 200
        assert alive == (quarter < 48), quarter


def test_how_long_it_still_lasts_is_asked_without_keeping_it_alive(
    world: World, app: Flask, clock: time_machine.Traveller
) -> None:
    world.person("wang")
    client = browser(app, "wang")
    assert 'data-session-left="1800"' in client.get("/account").text
    clock.move_to(NOW + timedelta(minutes=26))
    by_itself = {"X-Poll": "1"}
    assert client.get("/session", headers=by_itself).json == {"seconds": 240, "renewable": True}
    assert client.get("/session", headers=by_itself).json == {"seconds": 240, "renewable": True}
    assert client.get("/session").json == {"seconds": 1800, "renewable": True}
    clock.move_to(NOW + timedelta(minutes=55))
    assert client.get("/session").json == {"seconds": 1800, "renewable": True}
    for turn in range(1, 23):
        clock.move_to(NOW + timedelta(minutes=55 + 29 * turn))
        client.get("/session")
    clock.move_to(NOW + timedelta(hours=11, minutes=57))
    assert client.get("/session").json == {"seconds": 180, "renewable": False}


@pytest.mark.parametrize("target", EVIL)
def test_nobody_is_led_elsewhere(world: World, client: HouseClient, target: str) -> None:
    world.person("wang")
    page = client.get("/sign-in")
    answer = client.post(
        "/sign-in", data=hidden(page) | {"login": "wang", "password": PASSWORD, "next": target}
    )
    assert answer.status_code == 303
    assert answer.location in {"/", "/work"}
    assert client.get("/sign-in", query_string={"next": target}).location in {"/", "/work"}


@pytest.mark.parametrize("target", GOOD)
def test_the_way_back_is_kept(world: World, client: HouseClient, target: str) -> None:
    world.person("wang")
    assert sign_in(client, "wang", next=target).location == target


def test_a_disabled_or_expired_account_neither_enters_nor_stays(
    world: World, app: Flask, clock: time_machine.Traveller
) -> None:
    disabled, expiring = world.person("wang"), world.person("chen")
    clients = [browser(app, "wang"), browser(app, "chen")]
    disabled.disabled_at, expiring.valid_until = NOW, TODAY
    world.save()
    assert [client.get("/account").status_code for client in clients] == [303, 200]
    assert sign_in(app.test_client(), "wang").status_code == 422  # type: ignore[arg-type]
    clock.move_to(NOW + timedelta(hours=15))  # midnight in Taipei lies between
    assert sign_in(app.test_client(), "chen").status_code == 422  # type: ignore[arg-type]
    expiring.valid_until = date(2026, 11, 21)
    world.save()
    assert sign_in(app.test_client(), "chen").status_code == 303  # type: ignore[arg-type]


def test_what_was_typed_survives_an_expired_session(
    world: World, app: Flask, clock: time_machine.Traveller
) -> None:
    world.person("lin", (Role.ADMIN, world.department))
    client = browser(app, "lin")
    form = hidden(client.get("/admin/groups"), "/admin/groups")
    clock.move_to(NOW + timedelta(hours=2))
    typed = "各機關　（含學校）\r\n第二行"
    refused = client.post("/admin/groups", data=form | {"name": typed, "more": "甲" * 100})
    assert refused.status_code == 401
    assert "剛才輸入的內容還在" in refused.text
    assert "各機關　（含學校）" in refused.text
    wrong = client.post("/sign-in", data=_filled(refused.text) | {"login": "lin", "password": "wrong"})
    assert wrong.status_code == 422
    offered = client.post("/sign-in", data=_filled(wrong.text) | {"login": "lin", "password": PASSWORD})
    assert offered.status_code == 200
    assert 'action="/admin/groups"' in offered.text
    fields = _filled(offered.text)
    assert fields["name"].splitlines() == typed.splitlines()
    assert fields["more"] == "甲" * 100
    done = client.post("/admin/groups", data=fields | {"name": "各機關"})
    assert done.status_code == 303, done.text


def test_a_page_opened_before_signing_in_again_keeps_its_text(world: World, app: Flask) -> None:
    world.person("lin", (Role.ADMIN, world.department))
    client = browser(app, "lin")
    form = hidden(client.get("/admin/groups"), "/admin/groups")
    send(client, "/sign-out", page="/account")
    sign_in(client, "lin")
    answer = client.post("/admin/groups", data=form | {"name": "一級機關"})
    assert answer.status_code == 400
    assert "剛才輸入的內容都在下面" in answer.text
    again = client.post("/admin/groups", data=_filled(answer.text))
    assert again.status_code == 303


def test_secrets_are_never_held(world: World, app: Flask, clock: time_machine.Traveller) -> None:
    world.person("wang")
    client = browser(app, "wang")
    form = hidden(client.get("/account/password"), "/account/password")
    clock.move_to(NOW + timedelta(hours=2))
    secrets = {
        "current_password": PASSWORD,
        "new_password": "Secret-Number-1",
        "repeat_password": "Secret-Number-1",
    }
    answer = client.post("/account/password", data=form | secrets)
    assert answer.status_code == 401
    assert PASSWORD not in answer.text
    assert "Secret-Number-1" not in answer.text


def _filled(text: str) -> dict[str, str]:
    """Every field of the page's main form as a browser would send it."""
    tree, _ = document(text)
    main = next(part for part in elements(tree, "main"))
    found: dict[str, str] = {}
    for element in elements(main, "input", "textarea"):
        if name := attribute(element, "name"):
            found[name] = (
                (element.text or "").removeprefix("\n")
                if element.tag.endswith("textarea")
                else attribute(element, "value") or ""
            )
    return found
