"""People, a worker whose mails stay in the test, and browsers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.people.actor import Role
from app.extensions.transaction import commit
from app.jobs.worker import Worker
from app.models import User
from config import MailSettings, Settings
from tests import people
from tests.client import HouseClient
from tests.jobs import outbox
from tests.jobs.owing import only_rounds
from tests.jobs.sink import Sink, listening
from tests.people import NOW, World

PUBLIC = "https://tracker.example.gov.tw"


@dataclass
class Office:
    world: World
    worker: Worker
    sink: Sink
    clock: time_machine.Traveller
    people: dict[str, User] = field(default_factory=dict)

    def browser(self) -> HouseClient:
        client = self.world.app.test_client()
        assert isinstance(client, HouseClient)
        return client

    def mail(self) -> str:
        """Let the worker send; the text of the newest mail."""
        self.worker.tick()
        return str(self.sink.messages()[-1].get_content()) if self.sink.texts else ""

    def remind(self, login: str) -> str:
        """A mail with a link to this person; the path of the link."""
        self.clock.shift(timedelta(seconds=1))  # a line of its own
        now = datetime.now(UTC)
        outbox.remind(self.world.session, [self.people[login].id], now)
        self.world.save()
        found = re.search(rf"{PUBLIC}(/r/\S+)", self.mail())
        assert found
        return found[1]


def head(client: HouseClient, path: str) -> int:
    """HEAD has no page to be looked at."""
    return FlaskClient.open(client, path, method="HEAD").status_code


@pytest.fixture
def office(app: Flask, session: Session, settings: Settings) -> Iterator[Office]:
    world = people.world(app, session)
    with listening(Sink()) as sink, time_machine.travel(NOW, tick=False) as clock:
        mail = MailSettings("127.0.0.1", sink.port, sender="no-reply@example.gov.tw")
        here = replace(settings, mail=mail, public_url=PUBLIC)
        app.extensions["tracker"] = replace(app.extensions["tracker"], settings=here)
        worker = Worker(app.extensions["tracker"].database, here, clock=lambda: datetime.now(UTC))
        office = Office(world, worker, sink, clock)
        for login, roles in {
            "contact": ((Role.CONTACT, world.other),),
            "second": ((Role.CONTACT, world.other),),
            "chief": ((Role.SUPERVISOR, world.other),),
            "officer": ((Role.OFFICER, world.department),),
            "both": ((Role.OFFICER, world.department), (Role.CONTACT, world.other)),
            "admin": ((Role.ADMIN, world.department),),
        }.items():
            office.people[login] = world.person(login, *roles)
            office.people[login].email = f"{login}@example.gov.tw"
        outbox.in_earnest(session)
        only_rounds(session)
        commit(session)
        yield office
        worker.end()
