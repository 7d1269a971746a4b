"""Shares by the thousand and by the million, made once in a run for whatever figure asks for them, on each engine.

The demonstration writes them into an SQLite file; PostgreSQL is given the very same rows by COPY, which takes a fraction of
making them again. What a figure changes in them (a session, a summary) stays there for the next one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

import psycopg
from flask import Flask
from psycopg import sql
from sqlalchemy import Column, Integer, LargeBinary, Table, make_url

from app import create_app
from app.demo import load
from app.extensions.transaction import unit_of_work
from app.models import Base
from tests import engines, run_folder
from tests.conftest import migrate, settings_for

AGENCIES, YEARS = 700, 10
AT_ONCE = 5_000


@cache
def city_of(shares: int, engine_name: str) -> Flask:
    """The whole application on a city with so many shares beside those of its written meetings."""
    folder = run_folder.here() / f"shares-{shares}"
    if engine_name == "sqlite":
        app = create_app(settings_for(engines.engine("sqlite").copy("migrated", migrate), folder))
        _fill(app, shares)
        return app
    source = city_of(shares, "sqlite").extensions["tracker"].settings.database_url
    url = engines.engine("postgresql").copy("migrated", migrate)
    carry(source, url)
    return create_app(settings_for(url, folder))


def _fill(app: Flask, shares: int) -> None:
    tracker, now = app.extensions["tracker"], datetime.now(UTC)
    with unit_of_work(tracker.database) as session:
        load.ensure(
            session, tracker.settings.files_dir, now=now, today=now.astimezone(ZoneInfo("Asia/Taipei")).date(),
            agencies=AGENCIES, assignments=shares, years=YEARS,
        )  # fmt: skip


def carry(source: str, target: str) -> None:
    """Every row of the SQLite database `source` into the migrated PostgreSQL database `target`, as it lies there.

    Indexes are made afterwards, and keys are not looked up row by row: the rows kept them where they come from.
    """
    rows = sqlite3.connect(source.removeprefix("sqlite:///"))
    tables = Base.metadata.sorted_tables
    with psycopg.connect(_plain(target)) as into, into.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute("SET TIME ZONE 'UTC'")
        names = sql.SQL(", ").join(sql.Identifier(table.name) for table in tables)
        cursor.execute(sql.SQL("TRUNCATE {}").format(names))
        indexes = _without_indexes(cursor)
        for table in tables:
            columns = sql.SQL(", ").join(sql.Identifier(one.name) for one in table.columns)
            copy = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
            with cursor.copy(copy) as lines:
                for some in _lines(rows, table):
                    lines.write(some)
            _count_on(cursor, table)
        for statement in indexes:
            cursor.execute(statement)
    rows.close()
    with psycopg.connect(_plain(target), autocommit=True) as into:
        into.execute("VACUUM ANALYZE")  # what autovacuum does elsewhere; the servers of tests have none


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _without_indexes(cursor: psycopg.Cursor) -> list[bytes]:
    """Drop what no constraint needs; the statements that make it again."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT IN"
        " (SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u', 'x'))"
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [statement.encode() for _, statement in found]


def _lines(rows: sqlite3.Connection, table: Table) -> Iterator[bytes]:
    """The rows as COPY reads them, put together by SQLite itself."""
    line = " || char(9) || ".join(_field(one) for one in table.columns)
    found = rows.execute(f'SELECT {line} FROM "{table.name}"')
    while some := found.fetchmany(AT_ONCE):
        yield "".join(f"{one}\n" for (one,) in some).encode()


def _field(column: Column[object]) -> str:
    name = f'"{column.name}"'
    if isinstance(column.type, LargeBinary):
        return f"coalesce('\\\\x' || hex({name}), '\\N')"
    if isinstance(column.type, Integer):
        return f"coalesce({name}, '\\N')"
    for one, written in (
        ("'\\'", "'\\\\'"),
        ("char(10)", "'\\n'"),
        ("char(13)", "'\\r'"),
        ("char(9)", "'\\t'"),
    ):
        name = f"replace({name}, {one}, {written})"
    return f"coalesce({name}, '\\N')"


def _count_on(cursor: psycopg.Cursor, table: Table) -> None:
    """What is added next is numbered after the rows that came."""
    key = table.autoincrement_column
    if key is None or not key.autoincrement:
        return
    cursor.execute(
        sql.SQL("SELECT setval(s, greatest(1, (SELECT max({}) FROM {}))) FROM pg_get_serial_sequence({}, {}) s"
                " WHERE s IS NOT NULL").format(
            sql.Identifier(key.name), sql.Identifier(table.name), sql.Literal(table.name), sql.Literal(key.name)
        )
    )  # fmt: skip
