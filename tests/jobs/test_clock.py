"""A clock that is set back and forth, a worker that is down for days: no reminder lost, early or twice. Through a real mail server."""

import time
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.notices.timing import TAIPEI
from app.extensions.transaction import commit
from app.jobs.worker import Worker
from app.models import Reminder
from config import MailSettings, Settings
from tests.cli.processes import HOST
from tests.jobs import outbox
from tests.jobs.owing import owing
from tests.jobs.sink import Sink

WALK: tuple[tuple[str, list[str]], ...] = (
    ("2026-09-23 23:00", []),
    ("2026-09-24 03:00", []),  # planned: seven working days before 2026-10-05, there being no calendar
    ("2026-09-24 00:00", []),  # set back by three hours
    ("2026-09-24 08:59:55", []),
    ("2026-09-24 09:00:05", ["round_due"]),
    ("2026-09-24 08:59:58", []),  # five seconds and back
    ("2026-09-24 06:00", []),
    ("2026-09-25 11:00", []),  # 26 hours on
    ("2026-10-02 18:00", []),  # the worker is down over the day and what follows it
    ("2026-10-10 12:00", []),  # a Saturday: what was missed waits for the office
    ("2026-10-12 08:00", []),
    ("2026-10-12 09:30", ["round_late"]),
    ("2026-10-12 06:30", []),
    ("2026-10-13 08:30", []),
    ("2026-10-30 10:00", []),  # too late for the supervisor, who has no seat here anyhow
)


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_whatever_the_clock_does_each_step_is_mailed_once(
    app: Flask, session: Session, settings: Settings, sink: Sink, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    outbox.in_earnest(session)
    owing(session, ["m0@x.tw", "m1@x.tw"])
    commit(session)
    here = replace(settings, mail=MailSettings(host=HOST, port=sink.port, sender="no-reply@example.gov.tw"))
    moment = [datetime(2026, 9, 1, tzinfo=TAIPEI)]
    workers = [Worker(app.extensions["tracker"].database, here, clock=lambda: moment[0]) for _ in range(2)]
    seen: set[Any] = set()
    for typed, expected in WALK:
        moment[0] = datetime.fromisoformat(typed).replace(tzinfo=TAIPEI)
        for worker in workers:
            worker.plan()
            worker.tick()
        with app.extensions["tracker"].database.sessions() as look:
            told = {
                (row.rule, row.recipient_id)
                for row in look.scalars(select(Reminder).where(Reminder.delivery_id.is_not(None)))
            }
        assert sorted(rule for rule, _ in told - seen) == sorted(expected * 2), typed
        seen |= told
        assert len(sink.accepted) == len(seen), typed
    monkeypatch.undo()
    time.tzset()
    assert sink.duplicates() == []
    for worker in workers:
        worker.end()
