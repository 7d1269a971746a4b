"""Open the database. SQLite and PostgreSQL behave alike behind this door."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, ExecutionContext
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from app.queries.prepared import PREPARED
from app.services import touching
from app.services.insight import indexing

WAL_IS_SAFE_FROM = (3, 51, 3)
"""Below this SQLite's WAL-reset bug can corrupt a database with two writers; without WAL it cannot occur."""

ALIVE_FOR, PUT_BACK = 1.0, "put_back_at"
"""Seconds in which no server goes and comes back."""

READ_ONLY = {"tracker_reads_only": True, "postgresql_readonly": True}
"""Execution options of a transaction that will not write: SQLite takes no writer's lock for it, PostgreSQL refuses a change."""
NEVER_BY_ITSELF = 2**31


@dataclass(frozen=True, slots=True)
class Database:
    engine: Engine
    sessions: sessionmaker[Session]


def open_database(url: str) -> Database:
    """Open `url` (sqlite:///… or postgresql://…). Creates no tables; creates the folder of an SQLite file."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = _open_sqlite(url, parsed.database)
    else:
        # psycopg prepares after five runs and PostgreSQL then picks a generic plan, bad for LIKE on Chinese.
        engine = create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            connect_args={"prepare_threshold": NEVER_BY_ITSELF},
            pool_size=10,
        )
        _ask_whether_alive(engine)
        _prepare_what_is_marked(engine)
    sessions = sessionmaker(engine, expire_on_commit=False)
    indexing.watch(sessions)
    touching.watch(sessions)
    return Database(engine, sessions)


def _ask_whether_alive(engine: Engine) -> None:
    """A connection that lay unused may have lost its server; one that was used just now is not asked first."""

    @event.listens_for(engine, "checkin")
    def put_back(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info[PUT_BACK] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def taken(connection: DBAPIConnection, record: ConnectionPoolEntry, _fairy: object) -> None:
        unused_for = time.monotonic() - record.info.pop(PUT_BACK, time.monotonic())
        if unused_for < ALIVE_FOR:
            return
        try:
            engine.dialect.do_ping(connection)
        except psycopg.Error as lost:
            raise InvalidatePoolError from lost


def _prepare_what_is_marked(engine: Engine) -> None:
    """PostgreSQL plans anew each time, which takes as long as finding; what `queries/prepared.py` marks it plans once."""

    @event.listens_for(engine, "do_execute")
    def execute(cursor: Any, statement: str, parameters: Any, context: ExecutionContext) -> bool:
        if not context.execution_options.get(PREPARED):
            return False
        cursor.execute(statement, parameters, prepare=True)
        return True


def _open_sqlite(url: str, file: str | None) -> Engine:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    # A connection reads the planner's statistics when it is opened; what the night has learnt, all know an hour later.
    engine = create_engine(url, connect_args={"timeout": 10, "check_same_thread": False}, pool_recycle=3600)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy, not the driver, says BEGIN
        journal = "WAL" if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM else "TRUNCATE"
        for pragma in (
            f"journal_mode={journal}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=10000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred BEGIN that later writes fails at once with "database is locked"; IMMEDIATE waits its turn.
        reads_only = connection.get_execution_options().get("tracker_reads_only", False)
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine


def refresh_statistics(engine: Engine) -> None:
    """What SQLite's planner knows of the tables: a million shares take two seconds. PostgreSQL does so by itself (autovacuum)."""
    if engine.dialect.name != "sqlite":
        return
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
