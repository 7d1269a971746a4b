"""Many rows at once into one table: COPY on PostgreSQL, where a statement a row would take the better part of an hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Table, func, insert, inspect, select
from sqlalchemy.orm import InstrumentedAttribute, Session

Row = Mapping[str, Any]


def add_rows(session: Session, kind: type[Any], rows: Sequence[Row]) -> None:
    """Insert rows that name the same columns, each column's usual value where they do not name it."""
    if not rows:
        return
    if session.connection().dialect.name == "postgresql":
        _copy(session, inspect(kind).local_table, rows)
    else:
        session.execute(insert(kind), rows)


def add_numbered(session: Session, key: InstrumentedAttribute[int], rows: Sequence[Row]) -> list[int]:
    """The ids of the new rows in their order; nobody else writes into a database that is being filled."""
    if not rows:
        return []
    before = session.scalar(select(func.max(key))) or 0
    add_rows(session, inspect(key.class_).mapper.class_, rows)
    return list(session.scalars(select(key).where(key > before).order_by(key)))


def _copy(session: Session, table: Any, rows: Sequence[Row]) -> None:
    assert isinstance(table, Table)  # noqa: S101 — narrows for the type checker
    dialect = session.connection().dialect
    columns = [one for one in table.columns if one.name in rows[0] or one.default is not None]
    stored = [one.type.dialect_impl(dialect).bind_processor(dialect) for one in columns]
    usual = [_usual(one) for one in columns]
    names = ", ".join(f'"{one.name}"' for one in columns)
    driver = session.connection().connection.driver_connection
    assert driver is not None  # noqa: S101 — narrows for the type checker
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as into:
        for row in rows:
            values = [row.get(one.name, value) for one, value in zip(columns, usual, strict=True)]
            into.write_row([to(value) if to else value for to, value in zip(stored, values, strict=True)])


def _usual(column: Column[Any]) -> Any:
    default = column.default
    if default is None or not default.is_scalar:
        return None
    return default.arg  # type: ignore[attr-defined]
