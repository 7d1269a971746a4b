"""Notes every row that is made or changed inside a block, as it stood before: what undoing needs to know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from app.models import AuditEvent, ImportBatch, ImportFile, ImportRecord
from app.models.base import Base

NOT_NOTED = (AuditEvent, ImportBatch, ImportFile, ImportRecord)
"""The log and the batch itself stay when a batch is undone."""
UNVERSIONED = 0


class Touched:
    """The rows so far: what was made, and what was changed with its columns as they stood before."""

    def __init__(self) -> None:
        self.made: dict[tuple[str, int], Base] = {}
        self.changed: dict[tuple[str, int], tuple[Base, dict[str, Any]]] = {}

    def note(self, session: Session, _context: object) -> None:
        """Look at one flush: called after its statements, while the session still knows what was new."""
        for thing in session.new:
            if isinstance(thing, Base) and not isinstance(thing, NOT_NOTED):
                self.made[_key(thing)] = thing
        for thing in session.dirty:
            if isinstance(thing, Base) and not isinstance(thing, NOT_NOTED) and _key(thing) not in self.made:
                before = self.changed.setdefault(_key(thing), (thing, {}))[1]
                for name, value in _before(thing).items():
                    before.setdefault(name, value)

    def records(self, batch: ImportBatch) -> list[ImportRecord]:
        """One row for each, with the version it has now. Rows that did not change in the end are left out."""
        made = [
            ImportRecord(
                batch_id=batch.id,
                thing=table,
                thing_id=key,
                created=True,
                before={},
                version_after=_version(thing),
            )
            for (table, key), thing in self.made.items()
        ]
        changed = [
            ImportRecord(
                batch_id=batch.id,
                thing=table,
                thing_id=key,
                created=False,
                before=before,
                version_after=_version(thing),
            )
            for (table, key), (thing, before) in self.changed.items()
            if before or _version(thing) != UNVERSIONED
        ]
        return made + changed


@contextmanager
def watching(session: Session) -> Iterator[Touched]:
    """What is flushed inside the block is noted."""
    session.flush()
    touched = Touched()
    event.listen(session, "after_flush", touched.note)
    try:
        yield touched
        session.flush()
    finally:
        event.remove(session, "after_flush", touched.note)


def _key(thing: Base) -> tuple[str, int]:
    key: int = thing.id  # type: ignore[attr-defined]
    return thing.__tablename__, key


def _version(thing: Base) -> int:
    return getattr(thing, "version", UNVERSIONED)


def _before(thing: Base) -> dict[str, Any]:
    """Column → value before this flush, of the columns it changed."""
    state = inspect(thing)
    found = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if history.has_changes() and column.key != "version" and history.deleted:
            found[column.key] = _plain(history.deleted[0])
    return found


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime | time) else value
