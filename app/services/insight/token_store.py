"""Writing the tokens of each engine: SQLite keeps no text of its own, so taking a line out needs the tokens it was put in with."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.insight.search_index import SearchKind, tokens
from app.models import SearchEntry

Line = tuple[int, str]
"""The key of an entry and its tokens."""
AT_ONCE = 1000

_PUT = {
    "sqlite": "INSERT INTO search_tokens (rowid, tokens) VALUES (:key, :tokens)",
    "postgresql": "INSERT INTO search_tokens (rowid, tokens) VALUES (:key, array_to_tsvector(string_to_array(:tokens, ' ')))",
}
_TAKE = {
    "sqlite": "INSERT INTO search_tokens (search_tokens, rowid, tokens) VALUES ('delete', :key, :tokens)",
    "postgresql": "DELETE FROM search_tokens WHERE rowid = :key",
}
_EMPTY = {
    "sqlite": ("INSERT INTO search_tokens (search_tokens) VALUES ('delete-all')",),
    # One long line of insertions into a GIN index takes many times as long as building it at the end.
    "postgresql": ("DROP INDEX ix_search_tokens_tokens", "TRUNCATE search_tokens"),
}
_FILLED = {
    "sqlite": ("INSERT INTO search_tokens (search_tokens) VALUES ('optimize')",),
    "postgresql": (
        "CREATE INDEX ix_search_tokens_tokens ON search_tokens USING gin (tokens) WITH (fastupdate = off)",
    ),
}


def line_of(key: int, kind: SearchKind, year: int, folded: str) -> Line:
    return key, tokens(folded, kind, year)


def put(session: Session, lines: Iterable[Line]) -> None:
    _each(session, _PUT, lines)


def take(session: Session, lines: Iterable[Line]) -> None:
    """The lines as they were put."""
    _each(session, _TAKE, lines)


def fill(session: Session) -> None:
    """The whole of it from `search_entries`, in the order of the keys, as the engine likes it best."""
    engine = session.get_bind().dialect.name
    for statement in _EMPTY[engine]:
        session.execute(text(statement))
    after = 0
    columns = (SearchEntry.id, SearchEntry.kind, SearchEntry.year, SearchEntry.folded)
    while True:
        rows = session.execute(
            select(*columns).where(SearchEntry.id > after).order_by(SearchEntry.id).limit(AT_ONCE)
        ).all()
        if not rows:
            break
        put(session, (line_of(*row) for row in rows))
        after = rows[-1].id
    for statement in _FILLED[engine]:
        session.execute(text(statement))


def _each(session: Session, statements: dict[str, str], lines: Iterable[Line]) -> None:
    statement = text(statements[session.get_bind().dialect.name])
    every = iter(lines)
    while some := [{"key": key, "tokens": held} for key, held in islice(every, AT_ONCE)]:
        session.execute(statement, some)
