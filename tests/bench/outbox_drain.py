"""`outbox_drain`: one worker that sends what waits, against a raw smtplib loop over one connection into the same sink.

The loop has its mails ready as bytes and makes two durable marks for each, one before and one after, on the same database.
"""

from __future__ import annotations

import smtplib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from app.domain.notices.delivery import DeliveryState
from app.extensions.database import Database, open_database
from app.extensions.transaction import unit_of_work
from app.jobs.worker import Worker, house_of
from app.mail.message import Mail, as_bytes
from app.models import Delivery
from app.services.audit import DIGEST_KEY
from app.services.notices import composing
from config import MailSettings, Settings
from tests import engines
from tests.cli.processes import HOST, ROOT, free_port
from tests.conftest import migrate
from tests.jobs import outbox

MAILS = 300
ROUNDS = 3
SINK = "import sys, time\nfrom tests.jobs.sink import Sink, listening\nwith listening(Sink(), int(sys.argv[1])): time.sleep(600)"
SENDER = "no-reply@example.gov.tw"


def measure(engine_name: str) -> tuple[float, float]:
    """(our seconds, the floor's seconds) for the same mails, the quickest of rounds measured in turns."""
    engine = engines.engine(engine_name)
    url = engine.copy("migrated", migrate)
    try:
        with tempfile.TemporaryDirectory() as folder, _sink() as port:
            database = open_database(url)
            settings = Settings(
                environment="test", database_url=url, data_dir=Path(folder), secret_key="k" * 32,
                public_url="https://tracker.example.gov.tw", mail=MailSettings(HOST, port, sender=SENDER),
            )  # fmt: skip
            database.sessions.configure(info={DIGEST_KEY: settings.secret_key})
            times = [_round(database, settings, number) for number in range(ROUNDS)]
            database.engine.dispose()
    finally:
        engine.drop(url)
    return min(ours for ours, _ in times), min(floor for _, floor in times)


def _round(database: Database, settings: Settings, number: int) -> tuple[float, float]:
    ready = _ready(database, settings, number)
    worker = Worker(database, settings, clock=lambda: datetime.now(UTC))
    assert worker.sender is not None
    began = time.perf_counter()
    sent = worker.sender.drain()
    ours = time.perf_counter() - began
    worker.end()
    if sent != MAILS:
        raise AssertionError(f"{sent} mails were sent")
    return ours, _floor(database, settings.mail.port, ready)


def _ready(database: Database, settings: Settings, number: int) -> list[tuple[int, str, bytes]]:
    """Mails in the outbox, and the same as bytes."""
    now = datetime.now(UTC)
    with unit_of_work(database) as session:
        outbox.in_earnest(session)
        outbox.remind(
            session, outbox.people(session, (f"m{one}@x.tw" for one in range(MAILS)), now, f"r{number}"), now
        )
        while composing.compose_due(session, house_of(settings), now=now):
            pass
        rows = (
            session.query(Delivery)
            .filter(Delivery.state == DeliveryState.PENDING)
            .order_by(Delivery.id)
            .all()
        )
        return [
            (row.id, row.mailbox, as_bytes(Mail(row.message_id, SENDER, (row.mailbox,), row.subject, row.body), sender_name="x", now=now))
            for row in rows
        ]  # fmt: skip


def _floor(database: Database, port: int, ready: list[tuple[int, str, bytes]]) -> float:
    mark = text("UPDATE deliveries SET answer = :said WHERE id = :id")
    began = time.perf_counter()
    with smtplib.SMTP(HOST, port) as post:
        for number, mailbox, content in ready:
            with database.engine.begin() as connection:
                connection.execute(mark, {"said": "data", "id": number})
            post.sendmail(SENDER, [mailbox], content)
            with database.engine.begin() as connection:
                connection.execute(mark, {"said": "sent", "id": number})
    return time.perf_counter() - began


@contextmanager
def _sink() -> Iterator[int]:
    """The mail server in a process of its own, so that it takes no time of ours."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", SINK, str(port)], cwd=ROOT)
    try:
        for _ in range(200):
            try:
                smtplib.SMTP(HOST, port).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.kill()
        process.wait()
