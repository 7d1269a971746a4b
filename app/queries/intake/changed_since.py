"""What stands against undoing a batch: records changed since, and records of others that hang on what it made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Table, literal, select, union
from sqlalchemy.orm import Session

from app.domain.intake.batch_flow import OF_COMMITTEE
from app.models import ImportBatch, ImportRecord
from app.models.base import Base

FOUNDATIONS = frozenset({"agencies", "committees"})
"""What an import of proposals or minutes on an empty system founds stays when the proposals go: the audit log hangs on it."""
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Against:
    """One record that stands against it. `why`: `changed`, `gone`, or `used` by a record of `thing`."""

    thing: str
    thing_id: int
    why: str


def undoable(session: Session, batch: ImportBatch) -> list[ImportRecord]:
    """The records of a batch that undoing would take back, in the order they were made."""
    found = session.scalars(
        select(ImportRecord).where(ImportRecord.batch_id == batch.id).order_by(ImportRecord.id)
    )
    kept = FOUNDATIONS if batch.kind in OF_COMMITTEE else frozenset()
    return [record for record in found if record.thing not in kept]


def against(session: Session, records: Iterable[ImportRecord]) -> list[Against]:
    """Empty when the batch can be undone."""
    records = list(records)
    by_table: dict[str, list[ImportRecord]] = {}
    for record in records:
        by_table.setdefault(record.thing, []).append(record)
    made = {name: {record.thing_id for record in rows if record.created} for name, rows in by_table.items()}
    changed = [one for name, rows in by_table.items() for one in _changed(session, tables()[name], rows)]
    ours = {name: {record.thing_id for record in rows} for name, rows in by_table.items()}
    return changed + list(_used(session, made, ours))


def tables() -> dict[str, Table]:
    return dict(Base.metadata.tables)


def _changed(session: Session, table: Table, records: list[ImportRecord]) -> Iterator[Against]:
    version = table.c.get("version")
    columns = [table.c.id] if version is None else [table.c.id, version]
    here: dict[int, int] = {}
    for ids in _parts([record.thing_id for record in records]):
        for row in session.execute(select(*columns).where(table.c.id.in_(ids))):
            here[row[0]] = row[1] if version is not None else 0
    for record in records:
        if record.thing_id not in here:
            yield Against(table.name, record.thing_id, "gone")
        elif here[record.thing_id] != record.version_after:
            yield Against(table.name, record.thing_id, "changed")


def _used(session: Session, made: dict[str, set[int]], ours: dict[str, set[int]]) -> Iterator[Against]:
    """Rows that point at what the batch made and are neither made nor changed by it."""
    for part in range(0, max(map(len, made.values()), default=0), AT_ONCE):
        asked = [
            select(literal(table.name), table.c.id).where(
                key.parent.in_(sorted(made[target])[part : part + AT_ONCE])
            )
            for table in Base.metadata.sorted_tables
            for key in table.foreign_keys
            if "id" in table.c and len(made.get(target := key.column.table.name, ())) > part
        ]
        for name, row_id in session.execute(union(*asked)) if asked else ():
            if row_id not in ours.get(name, ()):
                yield Against(name, row_id, "used")


def _parts(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
