"""Asking the index of each engine: which keys hold these tokens."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    FromClause,
    String,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

_TOKENS = table("search_tokens", column("rowid", BigInteger))


def keys_with(engine: str) -> FromClause:
    """What to join: its column `rowid` has the keys of the texts that hold what the parameter `wanted` says (`matching`).

    Whoever asks for some of them is given those without the others being looked at: in order where `gives_newest_first`, else any.
    """
    wanted = bindparam("wanted", type_=String)
    if engine == "sqlite":
        return (
            select(_TOKENS.c.rowid)
            .where(literal_column("search_tokens").op("MATCH")(wanted))
            .subquery("found")
        )
    return select(func.search_found(cast(wanted, TSQUERY), type_=BigInteger).label("rowid")).subquery("found")


def matching(engine: str, all_of: Sequence[str], any_of: Sequence[str] = ()) -> str:
    """All of these tokens and one of those, as the engine reads it."""
    quote, both, either = ('"', " AND ", " OR ") if engine == "sqlite" else ("'", " & ", " | ")
    asked = [f"{quote}{one}{quote}" for one in all_of]
    if any_of:
        asked.append("(" + either.join(f"{quote}{one}{quote}" for one in any_of) + ")")
    return both.join(asked)


def gives_newest_first(engine: str) -> bool:
    """Does the engine walk its index by key? PostgreSQL's GIN has no order, and would have to fetch everything to sort it."""
    return engine == "sqlite"
