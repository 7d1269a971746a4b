"""/r/<token>: opening it changes nothing, only its person comes in, and an ended one says why."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.domain.notices.mail_link import LinkEnd
from app.domain.people.actor import Role
from app.models import MailLink, MailOperation, RoleGrant, UserSession
from tests.people import PASSWORD, hidden, send
from tests.web.notices.conftest import PUBLIC, Office, head
from tests.web.notices.test_by_mail import ENTER, code_in

PAGE = "/assignments/114-1-3-1"


def test_invariant_8_a_scanner_changes_nothing_however_often_it_comes(office: Office) -> None:
    link = office.remind("contact")
    robot = office.browser()
    for _ in range(10):
        assert robot.get(link).status_code == 200  # the client of the house looks at the database each time
        assert head(robot, link) == 200
    assert office.world.look(select(UserSession)) == []
    assert len(office.sink.accepted) == 1


def test_its_person_gets_a_code_once_and_is_known_afterwards(office: Office) -> None:
    client, link = office.browser(), office.remind("contact")
    assert "co＊＊＊@example.gov.tw" in client.get(link).text
    assert send(client, link).headers["Location"] == ENTER
    answer = send(client, ENTER, code=code_in(office.mail()))
    assert answer.headers["Location"] == PAGE
    assert client.get(link).headers["Location"] == PAGE  # signed in: straight there

    office.clock.shift(timedelta(days=20))  # the session is over, the browser still known
    link = office.remind("contact")
    page = client.get(link)
    assert "開始填報" in page.text
    assert "data-at-once" in page.text
    assert (
        office.world.look(
            select(UserSession).where(
                UserSession.created_at > office.people["contact"].created_at + timedelta(days=1)
            )
        )
        == []
    )
    assert send(client, link).headers["Location"] == PAGE

    office.clock.shift(timedelta(days=31))
    assert "寄驗證碼" in client.get(office.remind("contact")).text


def test_a_known_browser_is_his_only_and_not_after_sign_out_or_an_ended_session(office: Office) -> None:
    client, link = office.browser(), office.remind("contact")
    send(client, link)
    send(client, ENTER, code=code_in(office.mail()))
    other = office.remind("second")
    assert "寄給其他人" in client.get(other).text
    client.post("/sign-out", data=hidden(client.get("/work"), "/sign-out"))
    assert "寄驗證碼" in client.get(link).text
    assert "寄驗證碼" in client.get(other).text


def test_an_officer_asks_with_a_password(office: Office) -> None:
    client, link = office.browser(), office.remind("officer")
    page = client.get(link)
    assert f"/sign-in?next={PAGE}" in page.text
    answer = send(
        client, "/sign-in", page=f"/sign-in?next={PAGE}", login="officer", password=PASSWORD, next=PAGE
    )
    assert answer.headers["Location"] == PAGE


@pytest.mark.parametrize(
    ("ended", "said", "offers"),
    [
        (LinkEnd.CLOSED, "已不需填報", False),
        (LinkEnd.MOVED, "已改由其他人辦理", False),
        (None, "已逾期", True),
    ],
)
def test_an_ended_link_says_why_and_offers_a_new_one_where_there_is_one(
    office: Office, ended: LinkEnd | None, said: str, offers: bool
) -> None:
    link = office.remind("contact")
    if ended is None:
        office.clock.shift(timedelta(days=30))
    else:
        office.world.session.execute(update(MailLink).values(ended=ended))
        office.world.save()
    client = office.browser()
    page = client.get(link)
    assert page.status_code == 410
    assert said in page.text
    assert ("寄新的連結" in page.text) is offers
    if offers:
        for _ in range(3):
            answer = send_past(client, f"{link}/new", page.text)
            assert "co＊＊＊@example.gov.tw" in answer
        new = re.search(rf"{PUBLIC}(/r/\S+)", office.mail())
        assert new
        assert len(office.sink.accepted) == 2
        assert client.get(new[1]).status_code == 200


def test_a_contact_who_left_is_told_and_the_new_one_is_written_to(office: Office) -> None:
    office.world.session.execute(
        update(RoleGrant).where(RoleGrant.user_id == office.people["second"].id).values(to_on=None)
    )
    link = office.remind("contact")
    office.world.session.execute(update(MailLink).values(for_agency_id=office.world.other.id))
    office.world.session.execute(
        update(RoleGrant)
        .where(RoleGrant.user_id == office.people["contact"].id, RoleGrant.role == Role.CONTACT)
        .values(to_on=RoleGrant.from_on)
    )
    office.world.save()
    client = office.browser()
    page = client.get(link)
    assert "已改由其他人辦理" in page.text
    assert "se＊＊＊@example.gov.tw" in page.text
    send_past(client, f"{link}/new", page.text)
    office.mail()
    assert office.sink.accepted[-1][1] == "second@example.gov.tw"


def test_the_whole_feature_can_be_switched_off(office: Office) -> None:
    link = office.remind("contact")
    office.world.session.execute(update(MailOperation).values(links=False))
    office.world.save()
    client = office.browser()
    assert client.get(link).status_code == 410
    with pytest.raises(AssertionError):
        office.remind("contact")  # the next mail carries none


def test_a_token_that_is_none_is_no_link(office: Office) -> None:
    assert office.browser().get("/r/8F3K-2QXM-4TZW").status_code == 404


def send_past(client: object, url: str, page: str) -> str:
    """Press the button of a page that answered 410."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    return str(client.post(url, data={"csrf_token": token[1]}).text)  # type: ignore[attr-defined]
