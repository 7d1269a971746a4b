"""What a schema is, as sorted lines per table, so that two databases can be compared.

Autogenerate and its `check` do not see a new enum member or a changed CHECK; the text of the constraints does.
"""

import re
from collections.abc import Iterator

from sqlalchemy import Connection, Engine, text

# Alembic's own table, and the search tables that each engine has in its own way (migration 0042).
EXEMPT = frozenset(
    {"alembic_version", "search_tokens", "search_tokens_config", "search_tokens_data", "search_tokens_idx"}
)

POSTGRESQL = {
    "column": """
        SELECT relname, concat_ws(' ', attname, format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'NOT NULL' END,
                                  attidentity, pg_get_expr(adbin, adrelid))
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
             LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped""",
    "constraint": """
        SELECT relname, conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
        FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
        WHERE relnamespace = 'public'::regnamespace""",
    "index": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": """
        SELECT relname, pg_get_triggerdef(pg_trigger.oid)
        FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal""",
}
SQLITE = "SELECT tbl_name, type, sql FROM sqlite_master WHERE sql IS NOT NULL"

Schema = dict[str, list[str]]


def schema_of(engine: Engine) -> Schema:
    """Table name → its columns, constraints, indexes and triggers, in an order that does not depend on how it grew."""
    read = _sqlite if engine.dialect.name == "sqlite" else _postgresql
    found: Schema = {}
    with engine.connect() as connection:
        for table, line in read(connection):
            if table not in EXEMPT:
                found.setdefault(table, []).append(line)
    return {table: sorted(lines) for table, lines in sorted(found.items())}


def differences(one: Schema, other: Schema) -> list[str]:
    """What only one of two schemas has, a line each."""
    return [
        f"only in {name}: {table}: {line}"
        for name, here, there in (("the first", one, other), ("the second", other, one))
        for table, lines in here.items()
        for line in lines
        if line not in there.get(table, [])
    ]


def _postgresql(connection: Connection) -> Iterator[tuple[str, str]]:
    for kind, query in POSTGRESQL.items():
        for table, line in connection.execute(text(query)):
            yield table, f"{kind} {line}"


def _sqlite(connection: Connection) -> Iterator[tuple[str, str]]:
    for table, kind, sql in connection.execute(text(SQLITE)):
        if kind == "table":
            start, end = sql.index("("), sql.rindex(")")
            yield table, f"table {_plain(sql[end + 1 :])}".strip()
            for part in _parts(sql[start + 1 : end]):
                yield table, _plain(part)
        else:
            yield table, _plain(sql)


def _parts(body: str) -> Iterator[str]:
    """The columns and constraints inside CREATE TABLE: what stands between commas that no bracket or quote holds."""
    depth, quote, start = 0, "", 0
    for at, sign in enumerate(body):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "," and depth == 0:
            yield body[start:at]
            start = at + 1
    yield body[start:]


def _plain(sql: str) -> str:
    """Without the quotes of names and without layout; the text of strings stays."""
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.replace('"', "").split()))
