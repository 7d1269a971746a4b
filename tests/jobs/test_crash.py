"""Workers that plan, write and send reminders are killed at every named point while the mail server misbehaves: nothing is lost or
stuck, nobody is told twice. `BATTERY=1` is the long form.
"""

import json
import os
import subprocess
import sys
from collections import Counter

from sqlalchemy import func, select

from app.domain.notices.delivery import DeliveryState
from app.extensions.database import open_database
from app.extensions.transaction import unit_of_work
from app.models import Delivery, Reminder
from tests.cli.processes import ROOT, environment
from tests.jobs import outbox
from tests.jobs.crashing import POINTS
from tests.jobs.owing import NOW, owing
from tests.jobs.sink import Sink, listening

LONG = os.environ.get("BATTERY") == "1"
REMINDERS, KILLS, SECONDS = (5000, 200, 900) if LONG else (1000, 40, 300)
S = DeliveryState


def test_invariant_7_workers_killed_at_every_point_lose_nothing_and_tell_nobody_twice(
    engine_url: str,
) -> None:
    database = open_database(engine_url)
    mailboxes = [f"{'never-' if number % 100 == 0 else ''}m{number}@x.tw" for number in range(REMINDERS)]
    with unit_of_work(database) as session:
        outbox.in_earnest(session)
        owing(session, mailboxes)
    with listening(Sink(later=0.1, cut_before=0.02, cut_after=0.01)) as sink:
        given = {
            "url": engine_url, "port": sink.port, "seed": 7, "kills": KILLS, "seconds": SECONDS, "base": NOW.isoformat(),
        }  # fmt: skip
        command = [sys.executable, "-m", "tests.jobs.crashing", json.dumps(given)]
        done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True)
        report = json.loads(done.stdout) if done.returncode == 0 else {}
        assert report, done.stderr[-4000:]
    assert report["others"], "somebody must have lived to finish"
    assert set(report["others"]) == {0}, done.stderr[-4000:]
    assert set(report["killed"]) == set(POINTS), f"not every point was reached: {report}"
    assert sum(report["killed"].values()) >= KILLS, "the kills must have happened"

    with database.sessions() as session:
        rows = session.scalars(select(Delivery)).all()
        unwritten = session.scalar(
            select(func.count()).select_from(Reminder).where(Reminder.delivery_id.is_(None))
        )
    database.engine.dispose()
    states = Counter(row.state for row in rows)
    arrived = {message_id for message_id, _ in sink.accepted}
    assert (len(rows), unwritten) == (REMINDERS, 0)
    assert set(states) <= {S.SENT, S.DEAD, S.UNCERTAIN}, f"stuck: {states}"
    assert [row.id for row in rows if row.state is S.SENT and row.message_id not in arrived] == [], "lost"
    assert sink.duplicates() == []
    assert states[S.DEAD] == REMINDERS // 100
    assert {row.mailbox.partition("-")[0] for row in rows if row.state is S.DEAD} == {"never"}
    # What may have arrived and what may not is shown to a person, and is no more than there were kills and cut lines.
    assert 0 < states[S.UNCERTAIN] < REMINDERS // 5
    print(report, dict(states))
