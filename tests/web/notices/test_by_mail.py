"""In by the registered mailbox: six digits for contacts and supervisors, a link for who forgot the password."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.models import AuditEvent, Delivery, MailedKey, User, UserSession
from tests.client import HouseClient
from tests.people import PASSWORD, send, sign_in
from tests.web.notices.conftest import PUBLIC, Office, head

NEW = "Green-Ladder-77-hums"
ENTER = "/sign-in/code/enter"


def ask(client: HouseClient, mailbox: str, url: str = "/sign-in/code") -> str:
    answer = send(client, url, mailbox=mailbox)
    return f"{answer.status_code} {answer.headers.get('Location', '')}"


def code_in(text: str) -> str:
    found = re.search(r"\b(\d{6})\b", text)
    assert found, text
    return found[1]


@pytest.mark.parametrize("login", ["contact", "chief"])
def test_a_contact_comes_in_by_six_digits_within_three_clicks(office: Office, login: str) -> None:
    client = office.browser()
    assert ask(client, f" {login.upper()}@Example.gov.tw ") == f"303 {ENTER}"
    code = code_in(office.mail())
    answer = send(client, ENTER, code=code)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert client.get("/work").status_code == 200
    [event] = office.world.look(select(AuditEvent).where(AuditEvent.action == "sign_in_by_code"))
    assert event.actor_id == office.people[login].id


def test_a_code_works_once_in_the_browser_that_asked_for_ten_minutes(office: Office) -> None:
    client, other = office.browser(), office.browser()
    ask(client, "contact@example.gov.tw")
    code = code_in(office.mail())
    ask(other, "contact@example.gov.tw")
    assert send(other, ENTER, code=code).status_code == 422
    office.clock.shift(timedelta(minutes=10))
    assert send(client, ENTER, code=code).status_code == 422
    ask(client, "contact@example.gov.tw")
    code = code_in(office.mail())
    spaced = " ".join(code).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert send(client, ENTER, code=spaced).status_code == 303
    assert len(office.world.look(select(MailedKey).where(MailedKey.used_at.is_not(None)))) == 1


@pytest.mark.parametrize(
    "mailbox", ["nobody@example.gov.tw", "officer@example.gov.tw", "both@example.gov.tw", "x"]
)
def test_whoever_may_not_gets_the_same_answer_and_no_mail(office: Office, mailbox: str) -> None:
    known, unknown = office.browser(), office.browser()
    assert ask(known, "contact@example.gov.tw") == ask(unknown, mailbox)
    office.mail()
    assert [address for _, address in office.sink.accepted] == ["contact@example.gov.tw"]
    pages = [client.get(ENTER).text for client in (known, unknown)]
    said = [re.sub(r"\S+＊＊＊\S*|csrf\S+|value=\S+", "", page) for page in pages]
    assert said[0] == said[1]
    assert send(unknown, ENTER, code="000000").status_code == 422


def test_five_wrong_codes_lock_the_mailbox_for_a_while_even_for_the_right_one(office: Office) -> None:
    client = office.browser()
    ask(client, "contact@example.gov.tw")
    code = code_in(office.mail())
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for _ in range(5):
        assert send(client, ENTER, code=wrong).status_code == 422
    assert send(client, ENTER, code=code).status_code == 429
    other = office.browser()
    ask(other, "contact@example.gov.tw")
    assert send(other, ENTER, code=code_in(office.mail())).status_code == 429
    office.clock.shift(timedelta(minutes=15))
    ask(other, "contact@example.gov.tw")
    assert send(other, ENTER, code=code_in(office.mail())).status_code == 303


@pytest.mark.parametrize("mailbox", ["contact@example.gov.tw", "nobody@example.gov.tw"])
def test_asking_too_often_is_refused_whoever_it_is_for(office: Office, mailbox: str) -> None:
    client = office.browser()
    answers = [ask(client, mailbox)[:3] for _ in range(4)]
    assert answers == ["303", "303", "303", "429"]
    office.clock.shift(timedelta(minutes=10, seconds=1))
    assert ask(client, mailbox)[:3] == "303"


def test_no_secret_stands_in_the_database_or_on_the_page(office: Office) -> None:
    client = office.browser()
    ask(client, "contact@example.gov.tw")
    code = code_in(office.mail())
    [row] = office.world.look(select(Delivery))
    assert code not in row.body
    admin = office.browser()
    admin.sign_in("admin")
    page = admin.get(f"/admin/mail/{row.id}")
    assert "不在此顯示" in page.text
    assert code not in page.text


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_ends_every_session(office: Office) -> None:
    inside, client = office.browser(), office.browser()
    sign_in(inside, "officer")
    assert ask(client, "officer@example.gov.tw", "/forgot").startswith("200")
    found = re.search(rf"{PUBLIC}(/forgot/\S+)", office.mail())
    assert found
    for _ in range(10):  # a scanner
        assert client.get(found[1]).status_code == head(client, found[1]) == 200
    assert inside.get("/work").status_code == 200
    answer = send(client, found[1], new_password=NEW, repeat_password=NEW)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")
    assert inside.get("/work").status_code == 303
    assert client.get("/work").status_code == 303  # nobody was signed in by it
    assert client.get(found[1]).status_code == 404
    assert sign_in(office.browser(), "officer").status_code == 422
    assert sign_in(office.browser(), "officer", NEW).status_code == 303
    assert "密碼已重新設定" in office.mail()
    assert office.world.look(
        select(func.count()).select_from(AuditEvent).where(AuditEvent.action == "reset_password")
    )


def test_a_password_link_is_over_after_half_an_hour_and_weak_passwords_are_refused(office: Office) -> None:
    client = office.browser()
    ask(client, "officer@example.gov.tw", "/forgot")
    found = re.search(rf"{PUBLIC}(/forgot/\S+)", office.mail())
    assert found
    assert send(client, found[1], new_password="short", repeat_password="short").status_code == 422
    assert send(client, found[1], new_password=PASSWORD, repeat_password=PASSWORD).status_code == 422
    office.clock.shift(timedelta(minutes=30))
    assert client.get(found[1]).status_code == 404
    assert office.world.look(select(UserSession)) == []
    assert office.world.look(select(User.password_hash).where(User.login == "officer"))[0]


def test_a_disabled_person_gets_neither(office: Office) -> None:
    office.people["contact"].disabled_at = office.people["contact"].created_at
    office.world.save()
    client = office.browser()
    ask(client, "contact@example.gov.tw")
    ask(client, "contact@example.gov.tw", "/forgot")
    office.mail()
    assert office.sink.accepted == []
