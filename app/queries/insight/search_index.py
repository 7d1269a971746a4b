"""Asking the index of each engine: which keys hold these tokens."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BigInteger, FromClause, String, bindparam, cast, column, func, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

_TOKENS = table("search_tokens", column("rowid", BigInteger))


def keys_with(session: Session, all_of: Sequence[str], any_of: Sequence[str] = ()) -> FromClause:
    """What to join: its column `rowid` has the keys of the texts with all of these tokens and one of those.

    Whoever asks for some of them is given those without the others being looked at: in order where `gives_newest_first`, else any.
    """
    if session.get_bind().dialect.name == "sqlite":
        asked = [f'"{one}"' for one in all_of]
        if any_of:
            asked.append("(" + " OR ".join(f'"{one}"' for one in any_of) + ")")
        matches = text("search_tokens MATCH :wanted").bindparams(wanted=" AND ".join(asked))
        return select(_TOKENS.c.rowid).where(matches).subquery("found")
    asked = [f"'{one}'" for one in all_of]
    if any_of:
        asked.append("(" + " | ".join(f"'{one}'" for one in any_of) + ")")
    wanted = cast(bindparam("wanted", " & ".join(asked), String), TSQUERY)
    return select(func.search_found(wanted, type_=BigInteger).label("rowid")).subquery("found")


def gives_newest_first(session: Session) -> bool:
    """Does the engine walk its index by key? PostgreSQL's GIN has no order, and would have to fetch everything to sort it."""
    return session.get_bind().dialect.name == "sqlite"
