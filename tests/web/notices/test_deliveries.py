"""寄送狀況: what stands where, what a person decides, and how an installation goes from 試營運 into earnest."""

import pytest
from sqlalchemy import select

from app.domain.notices.delivery import DeliveryState
from app.models import Delivery, MailOperation, Reminder
from tests.client import HouseClient
from tests.jobs import outbox
from tests.people import NOW, send
from tests.web.notices.conftest import Office

S = DeliveryState


def admin(office: Office) -> HouseClient:
    client = office.browser()
    client.sign_in("admin")
    return client


def a_mail(office: Office, mailbox: str) -> Delivery:
    office.people["contact"].email = mailbox
    outbox.remind(office.world.session, [office.people["contact"].id], NOW)
    office.world.save()
    office.worker.tick()
    [row] = office.world.look(select(Delivery))
    return row


def test_a_refused_mail_is_shown_with_its_text_and_sent_again(office: Office) -> None:
    row = a_mail(office, "never-a@x.tw")
    client = admin(office)
    page = client.get("/admin/mail?state=dead")
    assert "郵件主機拒收" in page.text
    shown = client.get(f"/admin/mail/{row.id}")
    assert "114-1-3-1" in shown.text
    assert "no such mailbox" in shown.text
    office.people["contact"].email = "good@x.tw"
    office.world.save()
    assert send(client, f"/admin/mail/{row.id}/again", page=f"/admin/mail/{row.id}").status_code == 303
    office.worker.tick()
    assert office.sink.accepted == [(row.message_id, "good@x.tw")]


@pytest.mark.parametrize(("act", "state"), [("again", S.SENT), ("sent", S.SENT)])
def test_what_nobody_can_know_is_decided_by_a_person(office: Office, act: str, state: DeliveryState) -> None:
    row = a_mail(office, "half-a@x.tw")
    assert row.state is S.UNCERTAIN
    client, url = admin(office), f"/admin/mail/{row.id}"
    assert "無法得知" in client.get(url).text
    office.people["contact"].email = "good@x.tw"
    office.world.save()
    assert send(client, f"{url}/{act}", page=url).status_code == 303
    office.worker.tick()
    [row] = office.world.look(select(Delivery))
    assert row.state is state
    assert len(office.sink.accepted) == (2 if act == "again" else 1)
    # Decided already: the second click changes nothing.
    with client.session_transaction():
        answer = client.submit(f"{url}/{act}")
    assert answer.status_code == 409


def test_the_switch_says_what_will_start_to_happen(office: Office) -> None:
    outbox.in_earnest(office.world.session, trial=True)
    outbox.remind(office.world.session, [office.people["contact"].id, office.people["chief"].id], NOW)
    office.world.save()
    client = admin(office)
    page = client.get("/admin/mail/operation/earnest")
    assert '<span class="no">2</span> 則通知' in page.text
    assert "寄送程序目前沒有在執行" in page.text
    assert send(client, "/admin/mail/operation/earnest").status_code == 303
    [row] = office.world.look(select(MailOperation))
    assert row.trial is False
    office.worker.tick()
    assert len(office.sink.accepted) == 2


def test_test_addresses_are_kept_and_a_wrong_one_is_said(office: Office) -> None:
    client = admin(office)
    answer = send(client, "/admin/mail/operation", addresses="a@x.tw\nnonsense", links="y")
    assert answer.status_code == 422
    assert "「nonsense」不是電子郵件信箱" in answer.text
    assert send(client, "/admin/mail/operation", addresses="a@x.tw\n\n b@x.tw ", links="y").status_code == 303
    [row] = office.world.look(select(MailOperation))
    assert (row.test_addresses, row.links) == (["a@x.tw", "b@x.tw"], True)


def test_a_test_mail_goes_to_whoever_asks_for_it(office: Office) -> None:
    assert send(admin(office), "/admin/mail/test", page="/admin/mail/operation").status_code == 303
    assert "這是測試信" in office.mail()
    assert office.sink.accepted[0][1] == "admin@example.gov.tw"


def test_an_officer_sees_his_committees_mails_and_decides_nothing(office: Office) -> None:
    row = a_mail(office, "never-a@x.tw")
    client = office.browser()
    client.sign_in("officer")
    assert client.get(f"/admin/mail/{row.id}").status_code == 404
    for line in office.world.session.scalars(select(Reminder)):
        line.agency_id = office.world.department.id
    office.world.save()
    page = client.get(f"/admin/mail/{row.id}")
    assert page.status_code == 200
    assert "重寄" not in page.text
