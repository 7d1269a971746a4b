"""Statements that PostgreSQL plans once per connection: by keys only, never by words, so that one plan is right for all."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import Executable

PREPARED = "tracker_prepared"
S = TypeVar("S", bound=Executable)


def prepared(statement: S) -> S:
    """The same statement, marked. Planning had taken half of the time it was answered in."""
    return statement.execution_options(**{PREPARED: True})
