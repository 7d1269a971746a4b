"""What the officer's first page lists of splitting and sending: 待分辦 and 退信, each as long as the list it opens."""

from dataclasses import replace

from sqlalchemy import select

from app.domain.confidentiality import Confidentiality
from app.domain.notices.delivery import DeliveryState, MailKind
from app.models import AgendaItem, Delivery, Proposal, Reminder, User
from app.queries.insight.work import work_of
from app.queries.notices import deliveries
from app.queries.notices.deliveries import DeliveryFilter
from app.queries.tracking.facts import secret_among
from app.queries.tracking.splits import to_split
from app.services.tracking import splitting
from tests.people import NOW, TODAY, browser
from tests.services.tracking.conftest import Loop, loop, stage

__all__ = ["loop", "stage"]


def test_a_tracked_resolution_waits_until_something_was_made_of_it(loop: Loop) -> None:
    resolution = loop.tracked()
    (found,) = to_split(loop.session, loop.officer)
    assert (found.address, found.meeting) == (resolution.code, "115年第2次")
    assert to_split(loop.session, next(iter(loop.contacts.values()))) == []
    work = work_of(loop.session, loop.officer, TODAY)
    assert (len(work.to_split), work.waiting >= 1) == (1, True)
    proposal = loop.session.scalars(
        select(Proposal).join(AgendaItem, AgendaItem.proposal_id == Proposal.id).where(AgendaItem.id == resolution.item_id)
    ).one()  # fmt: skip
    proposal.confidentiality, proposal.stub_name = Confidentiality.CONFIDENTIAL, "密件一"
    loop.session.flush()
    assert to_split(loop.session, loop.officer) == [], "absent for who may not read 密"
    proposal.confidentiality, proposal.stub_name = Confidentiality.NORMAL, ""
    loop.session.flush()
    shares = loop.shares(splitting.prepare(loop.session, loop.officer, resolution, [loop.plan()], now=NOW))
    assert to_split(loop.session, loop.officer) == []
    assert secret_among(loop.session, shares) == frozenset()
    proposal.confidentiality, proposal.stub_name = Confidentiality.CONFIDENTIAL, "密件一"
    loop.session.flush()
    assert secret_among(loop.session, shares) == {share.id for share in shares}


def test_a_mail_that_came_back_is_listed_until_its_mailbox_is_corrected(loop: Loop) -> None:
    loop.dispatched()
    person = loop.session.get_one(User, loop.contacts[loop.agencies[1].id].person_id)
    person.email = "old@example.gov.tw"
    mail = Delivery(
        kind=MailKind.NOTICE, recipient_id=person.id, mailbox=person.email, subject="分辦通知", body="", bundle="1",
        message_id="<1>", state=DeliveryState.DEAD, problem="refused", created_at=NOW, next_at=NOW,
    )  # fmt: skip
    loop.session.add(mail)
    loop.session.flush()
    line = loop.session.scalars(select(Reminder).where(Reminder.recipient_id == person.id)).first()
    assert line is not None
    line.delivery_id = mail.id
    loop.session.flush()
    bounced = DeliveryFilter(bounced=True)
    assert deliveries.count(loop.session, loop.officer, bounced) == 1
    assert work_of(loop.session, loop.officer, TODAY).mails_bounced == 1
    assert deliveries.count(loop.session, replace(loop.officer, grants=()), bounced) == 0
    loop.stage.world.save()
    officer = browser(loop.stage.world.app, "officer")
    assert "1 封" in officer.get("/work").text
    assert "退信（信箱仍在使用）" in officer.get("/admin/mail?bounced=1").text
    person.email = "new@example.gov.tw"
    loop.session.flush()
    assert deliveries.count(loop.session, loop.officer, bounced) == 0
