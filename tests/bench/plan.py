"""`plan_100k`: the planner over 100,000 shares whose report is late, against one bulk INSERT of the rows it adds.

Ours is everything the worker does in its minute: read what is owed, count working days, find the seats, look what is planned
already, insert, commit, some thousand shares at a time. Planning again must add nothing.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select

from app import create_app
from app.extensions.database import Database
from app.extensions.transaction import unit_of_work
from app.jobs.worker import Worker
from app.models import (
    Reminder,
)
from tests import engines
from tests.bench.fan_out import AGENCIES
from tests.conftest import migrate, settings_for
from tests.jobs.owing import NOW, owing

SHARES = 100_000
ROUNDS = 2


def measure(engine_name: str) -> tuple[float, float]:
    """(our seconds, the floor's seconds): medians of rounds measured in turns."""
    engine = engines.engine(engine_name)
    url = engine.copy("migrated", migrate)
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings = settings_for(url, Path(folder))
            app = create_app(settings)
            database = app.extensions["tracker"].database
            with unit_of_work(database) as session:
                owing(session, [f"m{number}@x.tw" for number in range(AGENCIES)], SHARES)
            worker = Worker(database, settings, clock=lambda: NOW)
            times = [_round(database, worker) for _ in range(ROUNDS)]
            database.engine.dispose()
    finally:
        engine.drop(url)
    return statistics.median(ours for ours, _ in times), statistics.median(floor for _, floor in times)


def _round(database: Database, worker: Worker) -> tuple[float, float]:
    began = time.perf_counter()
    added = worker.plan()
    ours = time.perf_counter() - began
    if (added, worker.plan()) != (SHARES, 0):
        raise AssertionError(f"{added} reminders were added, or some again")
    with unit_of_work(database) as session:
        rows: list[dict[str, Any]] = [
            {name: value for name, value in row.items() if name != "id"}
            for row in session.execute(select(Reminder.__table__)).mappings()
        ]
        session.execute(delete(Reminder))
    began = time.perf_counter()
    with unit_of_work(database) as session:
        session.execute(insert(Reminder), rows)
    floor = time.perf_counter() - began
    with unit_of_work(database) as session:
        session.execute(delete(Reminder))
    return ours, floor
