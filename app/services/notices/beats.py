"""Workers say that they are at work, so that a silent one is seen."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, update

from app.models import WorkerBeat

KEPT_FOR = timedelta(days=7)


def begin(connection: Connection, host: str, process: int, *, now: datetime) -> int:
    """A worker has started; its number. Those long gone are forgotten."""
    connection.execute(delete(WorkerBeat).where(WorkerBeat.seen_at < now - KEPT_FOR))
    values = {"host": host, "process": process, "started_at": now, "seen_at": now, "trouble": ""}
    return connection.execute(insert(WorkerBeat).values(values).returning(WorkerBeat.id)).scalar_one()


def seen(
    connection: Connection, number: int, *, trouble: str, planned_at: datetime | None, now: datetime
) -> None:
    values = {"seen_at": now, "trouble": trouble, "planned_at": planned_at}
    connection.execute(update(WorkerBeat).where(WorkerBeat.id == number).values(values))


def end(connection: Connection, number: int, *, now: datetime) -> None:
    connection.execute(update(WorkerBeat).where(WorkerBeat.id == number).values(seen_at=now, ended_at=now))
