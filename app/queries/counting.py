"""How long a list is: exactly up to a thousand rows; for a page of fifty nobody counts a million."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import Session

COUNTED_TO = 1000


def counted(session: Session, query: Select[Any], up_to: int | None = None) -> int:
    """How many rows `query` has; with `up_to` not more than one beyond it, which then means 超過."""
    return session.scalar(select(number_of(query, up_to))) or 0


def number_of(query: Select[Any], up_to: int | None = None) -> ScalarSelect[int]:
    """The same as a value within a statement. `query` had best ask for a column of the index it is found by."""
    rows = query.order_by(None).limit(None if up_to is None else up_to + 1)
    return select(func.count()).select_from(rows.subquery()).scalar_subquery()
