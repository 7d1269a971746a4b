"""How migrations run: on the connection the program gives, each in one transaction, batch mode on SQLite."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, DateTime, engine_from_config
from sqlalchemy.pool import NullPool

from app.models import Base
from app.models.base import UTCDateTime


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write plain SQLAlchemy types into migrations: a migration must not import the program."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return f"sa.{DateTime(timezone=True)!r}"
    return False


def is_described(name: str | None, kind: str, _parents: Any) -> bool:
    """The tokens of search are each engine's own, and no class describes their tables."""
    return kind != "table" or not (name or "").startswith("search_tokens")


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
        include_name=is_described,
        transaction_per_migration=False,
    )
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL lock_timeout = '10s'")
    with context.begin_transaction():
        context.run_migrations()


if (given := context.config.attributes.get("connection")) is not None:
    run(given)
else:
    engine = engine_from_config(context.config.get_section("alembic") or {}, poolclass=NullPool)
    with engine.connect() as own:
        run(own)
