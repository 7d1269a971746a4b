"""The one place that commits: the search index follows, items that count otherwise are marked, this transaction's audit rows are numbered and hashed, then it commits or leaves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.extensions.database import READ_ONLY, Database
from app.services import audit, touching
from app.services.insight import indexing


def reading(database: Database) -> Session:
    """A session for a request that changes nothing."""
    session = database.sessions()
    session.connection(execution_options=READ_ONLY)
    return session


def end_reading(session: Session) -> None:
    """End what `reading` began. On PostgreSQL, where it could change nothing, by a COMMIT: after a ROLLBACK the driver
    forgets what it has prepared."""
    if session.get_bind().dialect.name == "postgresql":
        session.expunge_all()
        session.commit()
    session.close()


def commit(session: Session) -> None:
    """Bring the search index after, mark what counts otherwise, seal the audit chain and commit. What fails here fails before any answer exists."""
    session.flush()
    indexing.settle(session)
    touching.settle(session)
    audit.seal(session)
    session.commit()


@contextmanager
def unit_of_work(database: Database) -> Iterator[Session]:
    """One transaction for the console and for jobs: all of it, or none."""
    with database.sessions() as session:
        yield session
        commit(session)


@contextmanager
def mark(database: Database) -> Iterator[Connection]:
    """A durable mark of a job: committed at the end of the block. It writes no audit row, so there is nothing to seal."""
    with database.engine.begin() as connection:
        yield connection
