"""How mail leaves: the one row that says it."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from app.models import MailOperation


def current(session: Session) -> MailOperation:
    """The row a migration begins with."""
    return session.scalars(select(MailOperation)).one()


def trial(connection: Connection) -> tuple[bool, list[str]]:
    """Is it 試營運, and the test addresses."""
    row = connection.execute(select(MailOperation.trial, MailOperation.test_addresses)).one()
    return row.trial, row.test_addresses
