"""Mails through a real mail server: what it says and does decides what becomes of each, and nothing is guessed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.notices.columns import WIDTH, width
from app.domain.notices.delivery import ATTEMPTS, DeliveryState
from app.extensions.database import Database
from app.extensions.transaction import commit, mark
from app.jobs.worker import Worker
from app.models import Delivery, MailLink, Reminder
from app.services import outbox as reminders
from app.services.notices import delivering
from config import MailSettings, Settings
from tests.cli.processes import HOST
from tests.jobs import outbox
from tests.jobs.sink import Sink
from tests.people import NOW

S = DeliveryState
T = TypeVar("T")


@dataclass
class Post:
    """The worker's hands on a database, a mail server and a clock that are the test's."""

    session: Session
    worker: Worker
    sink: Sink
    moment: list[datetime]

    def tick(self, **later: float) -> None:
        self.moment[0] += timedelta(**later)
        self.worker.tick()

    def arrange(self, *mailboxes: str, trial: bool = False, to: tuple[str, ...] = ()) -> list[int]:
        outbox.in_earnest(self.session, trial=trial, to=to)
        found = outbox.people(self.session, mailboxes, NOW)
        outbox.remind(self.session, found, NOW)
        commit(self.session)
        return found

    def look(self, statement: Select[T]) -> list[T]:
        """What is stored now, in a transaction that has ended: SQLite has one writer."""
        with self.database.sessions() as session:
            return list(session.scalars(statement))

    def states(self) -> dict[str, tuple[DeliveryState, int]]:
        return {
            row.mailbox: (row.state, row.attempts)
            for row in self.look(select(Delivery).order_by(Delivery.id))
        }

    @property
    def database(self) -> Database:
        return self.worker.database


@pytest.fixture
def post(app: Flask, session: Session, settings: Settings, sink: Sink) -> Iterator[Post]:
    mail = MailSettings(host=HOST, port=sink.port, sender="no-reply@example.gov.tw")
    here = replace(
        settings,
        mail=mail,
        public_url="https://tracker.example.gov.tw",
        department_phone="04-22289111 分機 12345",
    )
    moment = [NOW]
    worker = Worker(app.extensions["tracker"].database, here, clock=lambda: moment[0])
    yield Post(session, worker, sink, moment)
    worker.end()


def test_what_the_server_says_is_what_becomes_of_a_mail(post: Post) -> None:
    post.arrange(
        "a@x.tw", "never-b@x.tw", "later-c@x.tw", "cut-d@x.tw", "half-e@x.tw", "lost-f@x.tw", "g@x.tw"
    )
    post.tick()
    assert post.states() == {
        "a@x.tw": (S.SENT, 0),
        "never-b@x.tw": (S.DEAD, 1),
        "later-c@x.tw": (S.PENDING, 1),
        "cut-d@x.tw": (S.PENDING, 1),
        "half-e@x.tw": (S.UNCERTAIN, 0),
        "lost-f@x.tw": (S.UNCERTAIN, 0),
        "g@x.tw": (S.SENT, 0),  # one bad mailbox stops nobody
    }
    post.tick(minutes=1)
    assert post.states()["later-c@x.tw"] == post.states()["cut-d@x.tw"] == (S.SENT, 1)
    assert post.sink.duplicates() == []
    post.tick(days=30)  # what nobody can know stays with a person
    assert post.states()["half-e@x.tw"] == (S.UNCERTAIN, 0)
    assert len(post.sink.accepted) == 5


def test_a_mail_is_plain_text_in_utf_8_narrow_and_names_its_case(post: Post) -> None:
    post.arrange("a@x.tw")
    post.tick()
    [message] = post.sink.messages()
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert not message.is_multipart()
    assert message["To"] == "a@x.tw"
    assert message["Auto-Submitted"] == "auto-generated"
    body = message.get_content()
    assert max(map(width, body.splitlines())) <= WIDTH
    [link] = post.look(select(MailLink))
    assert link.path == "/assignments/114-1-3-1"
    for said in (
        "114-1-3-1",
        "115年12月31日（四）",
        "我的工作",
        "https://tracker.example.gov.tw/r/",
        "分機 12345",
    ):
        assert said in body


def test_lines_of_one_bundle_leave_in_one_mail_once(post: Post) -> None:
    [person] = post.arrange("a@x.tw")
    outbox.remind(post.session, [person, person], NOW + timedelta(seconds=1), bundle="digest")
    commit(post.session)
    post.tick(minutes=2)
    for _ in range(10):
        post.tick(minutes=1)
    assert len(post.sink.accepted) == 2
    assert sorted(message.get_content().count("114-1-3-") for message in post.sink.messages()) == [1, 2]


def test_one_digest_a_person_a_day_however_long_the_worker_was_away(post: Post) -> None:
    [person] = post.arrange("a@x.tw")
    for days in (1, 2, 3):
        outbox.remind(post.session, [person], NOW + timedelta(days=days), bundle="digest")
    commit(post.session)
    post.tick(days=5)
    outbox.remind(post.session, [person], NOW + timedelta(days=4), bundle="digest")
    commit(post.session)
    post.tick(minutes=5)
    counts = [message.get_content().count("114-1-3-") for message in post.sink.messages()]
    assert sorted(counts) == [1, 3]  # what came too late waits for tomorrow's
    post.tick(days=1)
    assert len(post.sink.accepted) == 3


def test_what_was_taken_back_within_ten_minutes_never_leaves(post: Post) -> None:
    post.arrange("a@x.tw")
    reminders.supersede(post.session, "assignments", [1], now=NOW)
    commit(post.session)
    post.tick(hours=1)
    assert post.sink.accepted == []
    assert post.states() == {}


def test_in_trial_mail_reaches_nobody_but_the_test_addresses_and_says_so(post: Post) -> None:
    post.arrange("a@x.tw", trial=True, to=("tester@x.tw",))
    post.tick()
    assert [address for _, address in post.sink.accepted] == ["tester@x.tw"]
    [message] = post.sink.messages()
    assert message["Subject"].startswith("【測試】【廉政會報列管】")
    assert "原收件人：a@x.tw" in message.get_content()
    [row] = post.look(select(Delivery))
    assert row.trial


def test_in_trial_without_test_addresses_nothing_leaves_then_or_later(post: Post) -> None:
    post.arrange("a@x.tw", trial=True)
    post.tick()
    assert post.states() == {"a@x.tw": (S.SUPERSEDED, 0)}
    outbox.in_earnest(post.session)
    commit(post.session)
    post.tick(days=1)
    assert post.sink.accepted == []


def test_an_outage_delays_and_costs_no_attempt(post: Post, sink: Sink) -> None:
    post.arrange("a@x.tw")
    assert post.worker.sender is not None
    server = post.worker.sender.post.server  # type: ignore[attr-defined]
    post.worker.sender.post.server = replace(server, port=1)  # type: ignore[attr-defined]
    for _ in range(30):
        post.tick(hours=1)
    assert post.states() == {"a@x.tw": (S.PENDING, 0)}
    post.worker.sender.post.server = server  # type: ignore[attr-defined]
    post.tick(hours=1)
    assert post.states() == {"a@x.tw": (S.SENT, 0)}


def test_who_is_refused_for_long_is_given_up_and_shown(post: Post, sink: Sink) -> None:
    post.arrange("a@x.tw")
    sink.later = 1.0
    for _ in range(ATTEMPTS + 2):
        post.tick(days=1)
    assert post.states() == {"a@x.tw": (S.DEAD, ATTEMPTS)}


def test_whoever_lost_the_lease_sends_nothing(post: Post) -> None:
    post.arrange("a@x.tw")
    post.worker.sender, sender = None, post.worker.sender
    post.tick()
    assert sender is not None
    post.worker.sender = sender  # closed with the worker
    with mark(post.database) as connection:
        [parcel] = delivering.claim(connection, now=post.moment[0])
    post.moment[0] += timedelta(hours=1)
    sender.drain()  # reaped, claimed anew and sent by another
    assert len(post.sink.accepted) == 1
    with mark(post.database) as connection:
        assert not delivering.hand_over(connection, parcel, now=post.moment[0])
        assert not delivering.accepted(connection, parcel, now=post.moment[0])


def test_who_is_gone_or_has_no_mailbox_is_shown(post: Post) -> None:
    post.arrange("", "b@x.tw")
    post.tick()
    problems = {row.mailbox: row.problem for row in post.look(select(Delivery))}
    assert problems == {"": "no_mailbox", "b@x.tw": ""}


@pytest.mark.parametrize("mailbox", ["a@x.tw\r\nBcc: all@x.tw", "a@x.tw\nX-Evil: 1", "甲 <a@x.tw>", "a"])
def test_no_mailbox_writes_a_header_and_none_stops_the_others(post: Post, mailbox: str) -> None:
    post.arrange(mailbox, "b@x.tw")
    post.tick()
    assert [address for _, address in post.sink.accepted] == ["b@x.tw"]
    assert post.states()[mailbox][0] is S.DEAD


def test_a_line_that_cannot_be_put_into_words_stops_nobody(post: Post) -> None:
    first, _ = post.arrange("a@x.tw", "b@x.tw")
    for row in post.session.scalars(select(Reminder).where(Reminder.recipient_id == first)):
        row.rule = "nonsense"
    commit(post.session)
    post.tick()
    assert post.states() == {"a@x.tw": (S.DEAD, 0), "b@x.tw": (S.SENT, 0)}
