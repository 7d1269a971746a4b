"""Who is mailed for what, when, and what it says: from the verbs to the outbox, and once through a real mail server."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.domain.notices.notice import NoticeKind
from app.domain.tracking.decisions import ApprovalMode, ExtensionReason, ReassignmentReason
from app.extensions.transaction import commit
from app.jobs.worker import Worker
from app.models import Assignment, Dispatch, ProgressReport, Reminder, ReportingRule, User
from app.services.tracking import answering, closing, extensions, reassigning, reporting, splitting
from config import MailSettings, Settings
from tests.cli.processes import HOST
from tests.jobs import outbox
from tests.jobs.sink import Sink, listening
from tests.people import TODAY
from tests.services.tracking.conftest import DONE, DUE, LETTER, WRITTEN, Loop, when
from tests.services.tracking.test_whole_life import PAPER

K = NoticeKind
NINE = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)  # the next one, a Saturday
AT_ONCE, HELD, DIGEST = "at once", "held", "digest"
TICK = timedelta(minutes=1)


class Told:
    """What the outbox holds more than last asked."""

    def __init__(self, loop: Loop) -> None:
        self.loop, self.last = loop, 0
        self.logins = {row.id: row.login for row in loop.session.scalars(select(User))}

    def anew(self) -> list[tuple[str, str, str]]:
        rows = self.rows()
        return sorted((row.rule, self.logins[row.recipient_id], self.timing(row)) for row in rows)

    def rows(self) -> list[Reminder]:
        self.loop.session.flush()
        found = self.loop.session.scalars(
            select(Reminder).where(Reminder.id > self.last).order_by(Reminder.id)
        )
        rows = list(found)
        self.last = rows[-1].id if rows else self.last
        return rows

    @staticmethod
    def timing(row: Reminder) -> str:
        if row.bundle.startswith("digest"):
            assert row.scheduled_for == NINE
            return DIGEST
        return HELD if row.scheduled_for - row.created_at == timedelta(minutes=10) else AT_ONCE

    def taken_back(self, kind: NoticeKind) -> bool:
        rows = self.loop.session.scalars(select(Reminder.superseded_at).where(Reminder.rule == kind)).all()
        return bool(rows) and all(rows)


def ask_online(loop: Loop, share: Assignment) -> ProgressReport:
    contact = loop.contacts[share.agency_id]
    rule = loop.session.scalars(select(ReportingRule).where(ReportingRule.agency_id == share.agency_id)).one()
    rule.approval = ApprovalMode.ONLINE
    report = reporting.write(loop.session, contact, share, WRITTEN, **when())
    reporting.ask_approval(loop.session, contact, report, seen_version=report.version, **when())
    return report


def test_a_split_is_held_and_taking_it_back_sends_nothing(loop: Loop) -> None:
    told = Told(loop)
    shares = loop.dispatched()
    first, second = (loop.agencies[1].code, loop.agencies[2].code)
    assert told.anew() == [
        (K.DISPATCHED, f"contact-{first}", HELD),
        (K.DISPATCHED, f"contact-{second}", HELD),
    ]
    batch = loop.session.get_one(Dispatch, shares[0].dispatch_id)
    splitting.take_back(loop.session, loop.officer, batch, seen_version=batch.version, **when())
    assert told.taken_back(K.DISPATCHED)
    assert told.anew() == []


def test_who_hears_of_what_becomes_of_a_report(loop: Loop) -> None:
    share, _ = loop.dispatched()
    contact, supervisor = loop.contacts[share.agency_id], loop.supervisors[share.agency_id]
    mine, chief = (told_login(loop, one.person_id) for one in (contact, supervisor))
    told = Told(loop)
    told.rows()

    report = ask_online(loop, share)
    assert told.anew() == [(K.APPROVAL_ASKED, chief, DIGEST)]
    reporting.decline(
        loop.session, supervisor, report, reason="請補數據", seen_version=report.version, **when()
    )
    assert told.taken_back(K.APPROVAL_ASKED), "what was declined before nine is asked of nobody"
    assert told.anew() == [(K.APPROVAL_DECLINED, mine, DIGEST)]
    reporting.ask_approval(loop.session, contact, report, seen_version=report.version, **when())
    reporting.sign_off(loop.session, supervisor, report, seen_version=report.version, **when())
    both = [
        (K.APPROVAL_ASKED, chief, DIGEST),
        (K.REPORTED, "officer", DIGEST),
        (K.REPORTED, "second", DIGEST),
    ]
    assert told.anew() == both

    answering.send_back(
        loop.session, loop.officer, report, reason="請補充場次。", seen_version=report.version, **when()
    )
    (row,) = told.rows()
    assert (row.rule, told.timing(row), told.logins[row.recipient_id]) == (K.SENT_BACK, AT_ONCE, mine)
    assert (row.facts["document_number"], row.facts["reason"]) == (LETTER.document_number, "請補充場次。")


def test_who_hears_of_what_was_asked_and_decided(loop: Loop) -> None:
    share, other = loop.dispatched()
    contact = loop.contacts[share.agency_id]
    mine, theirs = (told_login(loop, loop.contacts[one.agency_id].person_id) for one in (share, other))
    told = Told(loop)
    told.rows()

    def asked(days: int) -> None:
        wanted = extensions.Wanted(DUE + timedelta(days), ExtensionReason.BUDGET)
        request = extensions.ask(loop.session, contact, share, wanted, seen_version=share.version, **when())
        if days > 10:
            extensions.refuse(
                loop.session, loop.head, request, answer="無必要", seen_version=request.version, **when()
            )
        else:
            extensions.grant(loop.session, loop.head, request, seen_version=request.version, **when())

    for days in (10, 20):
        asked(days)
        assert told.anew() == [
            (K.EXTENSION_ASKED, "officer", DIGEST),
            (K.EXTENSION_ASKED, "second", DIGEST),
            (K.EXTENSION_DECIDED, mine, DIGEST),
        ]

    wanted = reassigning.Wanted(loop.agencies[3].id, ReassignmentReason.NOT_COMPETENT)
    request = reassigning.ask(
        loop.session, loop.contacts[other.agency_id], other, wanted, seen_version=other.version, **when()
    )
    told.rows()
    reassigning.grant(loop.session, loop.head, request, due=DUE, seen_version=request.version, **when())
    new = told_login(loop, loop.contacts[loop.agencies[3].id].person_id)
    assert told.anew() == sorted(
        [(K.REASSIGNED, theirs, DIGEST), (K.REASSIGNMENT_DECIDED, theirs, DIGEST), (K.DISPATCHED, new, HELD)]
    )


def test_who_hears_of_a_release(loop: Loop) -> None:
    _, other = loop.dispatched()
    theirs = told_login(loop, loop.contacts[other.agency_id].person_id)
    told = Told(loop)
    loop.reported_done(other)
    told.rows()
    memo = closing.by_memo(loop.session, loop.officer, PAPER, **when())
    closing.release(loop.session, loop.officer, [other], memo, **when())
    (row,) = told.rows()
    assert (row.rule, told.timing(row), told.logins[row.recipient_id]) == (K.RELEASED, AT_ONCE, theirs)
    assert row.facts["document_number"] == LETTER.document_number


def test_a_paper_stamp_is_asked_of_nobody_and_what_was_recalled_is_not_told(loop: Loop) -> None:
    share, _ = loop.dispatched()
    contact = loop.contacts[share.agency_id]
    told = Told(loop)
    told.rows()
    rule = loop.session.scalars(select(ReportingRule).where(ReportingRule.agency_id == share.agency_id)).one()
    rule.approval = ApprovalMode.PAPER
    report = reporting.write(loop.session, contact, share, DONE, **when())
    reporting.ask_approval(loop.session, contact, report, seen_version=report.version, **when())
    assert told.anew() == []
    reporting.stamp(
        loop.session, contact, report, reporting.Stamp("局長", "林大同", TODAY), seen_version=report.version, today=TODAY
    )  # fmt: skip
    reporting.submit(loop.session, contact, report, seen_version=report.version, **when())
    assert {row[0] for row in told.anew()} == {K.REPORTED}
    reporting.recall(loop.session, contact, report, seen_version=report.version, **when())
    assert told.taken_back(K.REPORTED)


@pytest.fixture
def sink() -> Iterator[Sink]:
    with listening(Sink()) as sink:
        yield sink


def test_mails_name_the_letter_and_the_digest_waits_for_a_working_day(
    loop: Loop, settings: Settings, sink: Sink
) -> None:
    for actor in (*loop.contacts.values(), loop.officer, loop.second):
        user = loop.session.get_one(User, actor.person_id)
        user.email = f"{user.login}@example.gov.tw"
    outbox.in_earnest(loop.session)
    share, other = loop.dispatched()
    mine, theirs = (told_login(loop, loop.contacts[one.agency_id].person_id) for one in (share, other))
    codes = share.code, other.code
    report, another = loop.report(share), loop.report(other)
    answering.send_back(
        loop.session, loop.officer, report, reason="請補充場次。", seen_version=report.version, **when()
    )
    loop.receive(another)
    commit(loop.session)
    told = select(Reminder.scheduled_for).where(Reminder.rule == NoticeKind.SENT_BACK)
    acted = loop.session.scalars(told).one()  # the clock of the acts runs on from test to test
    loop.session.rollback()
    moment = [acted + TICK]
    mail = MailSettings(host=HOST, port=sink.port, sender="no-reply@example.gov.tw")
    worker = Worker(
        loop.stage.world.app.extensions["tracker"].database, replace(settings, mail=mail), clock=lambda: moment[0]
    )  # fmt: skip
    try:
        worker.tick()
        (at_once,) = sink.messages()
        assert at_once["To"] == f"{mine}@example.gov.tw"
        for said in (LETTER.document_number, "請補充場次。", codes[0]):
            assert said in at_once.get_content()
        moment[0] = acted + timedelta(minutes=11)
        worker.tick()
        assert [one["To"] for one in sink.messages()[1:]] == [
            f"{one}@example.gov.tw" for one in (mine, theirs)
        ]
        assert all(LETTER.document_number in one.get_content() for one in sink.messages())
        moment[0] = NINE + TICK
        worker.tick()
        assert len(sink.texts) == 3, "a Saturday is quiet"
        moment[0] = NINE + timedelta(days=2) + TICK
        worker.tick()
        digests = sink.messages()[3:]
        assert sorted(one["To"] for one in digests) == ["officer@example.gov.tw", "second@example.gov.tw"]
        for code in codes:
            assert all(code in one.get_content() for one in digests)
    finally:
        worker.end()


def told_login(loop: Loop, person_id: int | None) -> str:
    return loop.session.get_one(User, person_id).login
