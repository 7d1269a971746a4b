"""Workers that are killed by SIGKILL at named points: `python -m tests.jobs.crashing SETTINGS`, JSON in and out.

One process has imported the program and forks the workers, so that a kill costs no import. A worker carries the name of one
point and how often it may still pass it; at zero it kills itself. When enough were killed, the others may finish.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from app.domain.notices.delivery import DeliveryState
from app.extensions.database import Database, open_database
from app.extensions.transaction import reading
from app.jobs.worker import Worker
from app.models import Delivery, Reminder
from app.services.audit import DIGEST_KEY
from app.services.notices import composing, delivering, reminding
from config import MailSettings, Settings

POINTS = (
    "plan_before_commit", "write_before_commit", "claim_before_commit", "claim_after_commit", "data_before_commit", "before_data", "after_250",
    "mark_before_commit",
)  # fmt: skip
PLANNING, WRITING = POINTS[:2]
MOVING = (DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.DATA)
FASTER = 100
"""The workers' clock: a lease of five minutes is over in three seconds."""
WORKERS = 3


def main(given: dict[str, Any]) -> dict[str, Any]:
    """Keep workers at it, killed as often as asked, until every mail has come to its end."""
    chance, began = random.Random(given["seed"]), time.monotonic()
    # Planning and writing the mails are over soon: whoever may do them first dies at them.
    points = (
        [PLANNING] * WORKERS
        + [WRITING] * WORKERS
        + [POINTS[2 + number % (len(POINTS) - 2)] for number in range(given["kills"])]
    )
    killed: Counter[str] = Counter()
    others: list[int] = []
    living: dict[int, str] = {}
    while time.monotonic() - began < given["seconds"]:
        while len(living) < WORKERS:
            point = points.pop(0) if points else ""
            passes = 1 if point.startswith(("plan", "write", "claim_b")) else chance.randint(1, 8)
            if (child := os.fork()) == 0:
                _work(given, point, passes, began)
            living[child] = point
        if not _ended(living, killed, others):
            break
    while living:  # one of the last may still die at its point
        _ended(living, killed, others)
    return {"killed": killed, "others": others, "seconds": round(time.monotonic() - began, 1)}


def _ended(living: dict[int, str], killed: Counter[str], others: list[int]) -> bool:
    """Wait for one of them: was it killed?"""
    child, status = os.waitpid(-1, 0)
    point = living.pop(child)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        killed[point] += 1
        return True
    others.append(status)
    return False


def _work(given: dict[str, Any], point: str, passes: int, began: float) -> None:
    """A child's life; it never returns."""
    try:
        settings = Settings(
            environment="test", database_url=given["url"], data_dir=Path(), secret_key="k" * 32,
            public_url="https://tracker.example.gov.tw",
            mail=MailSettings(host="127.0.0.1", port=given["port"], sender="no-reply@example.gov.tw"),
        )  # fmt: skip
        database = open_database(given["url"])
        database.sessions.configure(info={DIGEST_KEY: settings.secret_key})
        base = datetime.fromisoformat(given["base"])
        worker = Worker(
            database, settings, clock=lambda: base + FASTER * timedelta(seconds=time.monotonic() - began)
        )
        mine = _plant(worker, point, passes) if point else None
        deadline = began + given["seconds"]
        if point in ("", *POINTS[:3]):  # the first ones at once, and at the end those who live
            while not _done(worker.plan) and time.monotonic() < deadline:
                time.sleep(0.02)
        if mine and point == PLANNING:  # it came too late to plan
            mine.point = WRITING
        while _left(database) and time.monotonic() < deadline:
            _done(worker.tick)
            time.sleep(0.02)
        worker.end()
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _done(job: Callable[[], object]) -> bool:
    """As the ticker does: a job that finds the database held for too long is done again the next time."""
    try:
        job()
    except OperationalError:
        return False
    return True


def _left(database: Database) -> int:
    """What is still to be done. As long as nothing is planned, all of it: who is born while others plan must wait."""
    with reading(database) as session:  # who looks waits for no writer
        if not session.scalar(select(func.count(Reminder.id))):
            return 1
        unwritten = select(func.count()).select_from(Reminder).where(Reminder.delivery_id.is_(None))
        moving = select(func.count()).select_from(Delivery).where(Delivery.state.in_(MOVING))
        return (session.scalar(unwritten) or 0) + (session.scalar(moving) or 0)


class Mine:
    """The worker in whose process this stands is killed at the `passes`-th passing of `point`."""

    def __init__(self, point: str, passes: int) -> None:
        self.point, self.left = point, passes
        self.phases: list[str] = []

    def passing(self, name: str) -> None:
        if name == self.point:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def noted(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            result = function(*args, **kwargs)
            if result:
                self.phases.append(name)
            return result

        return call

    def before_commit(self, _connection: object) -> None:
        names, self.phases = self.phases, []
        for name in names:
            self.passing(f"{name}_before_commit")

    def handing(self, hand_over: Callable[..., bool]) -> Callable[..., bool]:
        def handed(sender: str, to: Any, text: bytes, before_text: Callable[[], bool]) -> bool:
            self.passing("claim_after_commit")

            def before() -> bool:
                said = before_text()
                self.passing("before_data")
                return said

            result = hand_over(sender, to, text, before)
            self.passing("after_250")
            return result

        return handed


def _plant(worker: Worker, point: str, passes: int) -> Mine:
    mine = Mine(point, passes)
    reminding.plan = mine.noted("plan", reminding.plan)
    composing.compose_due = mine.noted("write", composing.compose_due)
    delivering.claim = mine.noted("claim", delivering.claim)
    delivering.hand_over = mine.noted("data", delivering.hand_over)
    delivering.accepted = mine.noted("mark", delivering.accepted)
    event.listen(worker.database.engine, "commit", mine.before_commit)
    sender = worker.sender
    assert sender is not None
    sender.post.hand_over = mine.handing(sender.post.hand_over)  # type: ignore[method-assign]
    return mine


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))
