"""撤銷這次匯入: the batch as a whole, or not at all. The audit log and the batch itself stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import TypeDecorator, delete, inspect, select
from sqlalchemy.orm import Session

from app.domain.flow import performs
from app.domain.intake.batch_flow import BATCH_FLOW, BatchAction
from app.domain.people.actor import Actor
from app.models import Committee, Declarant, ImportBatch, ImportRecord, OfficePeriod
from app.models.base import Base
from app.queries.intake.changed_since import against, undoable
from app.services import audit, touching
from app.services.duties.rostering import stop_reminding
from app.services.intake.batches import facts_of, hold

TOLD = frozenset({"meetings", "proposals", "agencies", "users"})
"""Things whose own story says that they were taken back."""


@performs(BATCH_FLOW, BatchAction.UNDO)
def undo(
    session: Session, actor: Actor, batch: ImportBatch, *, seen_version: int | None, now: datetime
) -> None:
    """Remove what the batch made, write back what it changed. NotNow: batch_records_changed, when somebody worked on it since."""
    committee = hold(session, batch, seen_version)
    records = undoable(session, batch)
    facts = facts_of(session, batch, committee, (), changed_since=len(against(session, records)))
    batch.state = BATCH_FLOW.step(batch.state, BatchAction.UNDO, actor, facts)
    batch.undone_at = now
    _tell(session, actor, records, committee, now)
    _stop_reminding(session, records, now)
    _write_back(session, [record for record in records if not record.created])
    _remove(session, [record for record in records if record.created])
    agency_id = committee.agency_id if committee else None
    audit.record(
        session, actor, BatchAction.UNDO, batch, now=now, code=str(batch.id), agency_id=agency_id,
        changes={"records": [len(records), 0]},
    )  # fmt: skip
    session.flush()


def _tell(
    session: Session,
    actor: Actor,
    records: Sequence[ImportRecord],
    committee: Committee | None,
    now: datetime,
) -> None:
    for record in records:
        if record.created and record.thing in TOLD:
            thing = session.get_one(_class_of(record.thing), record.thing_id)
            code = next(
                str(found) for name in ("code", "slug", "login") if (found := getattr(thing, name, None))
            )
            agency_id = committee.agency_id if committee else None
            audit.record(session, actor, "undo_import", thing, now=now, code=code, agency_id=agency_id)
    session.flush()


def _stop_reminding(session: Session, records: Sequence[ImportRecord], now: datetime) -> None:
    """Of people on a roster, whose periods go or are as before."""
    periods = [record.thing_id for record in records if record.thing == OfficePeriod.__tablename__]
    query = select(OfficePeriod.declarant_id, Declarant.roster_id).join(OfficePeriod.declarant)
    found = session.execute(query.where(OfficePeriod.id.in_(periods))).all() if periods else ()
    for roster_id in {row.roster_id for row in found}:
        people = {row.declarant_id for row in found if row.roster_id == roster_id}
        stop_reminding(session, roster_id, people, now=now)


def _write_back(session: Session, records: Sequence[ImportRecord]) -> None:
    for record in records:
        thing = session.get_one(_class_of(record.thing), record.thing_id)
        for name, value in record.before.items():
            setattr(thing, name, _stored(thing, name, value))
    session.flush()


def _remove(session: Session, records: Sequence[ImportRecord]) -> None:
    """Whoever points goes before what he points at."""
    ids: dict[str, list[int]] = {}
    for record in records:
        ids.setdefault(record.thing, []).append(record.thing_id)
    for name, some in ids.items():
        touching.before_removal(session, name, some)
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in ids:
            session.connection().execute(delete(table).where(table.c.id.in_(ids[table.name])))
    session.expire_all()


def _class_of(table: str) -> type[Base]:
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__tablename__ == table)


def _stored(thing: Base, name: str, value: Any) -> Any:
    """A value as the column holds it, from JSON."""
    column = inspect(thing).mapper.columns[name].type
    kind = column.impl_instance.python_type if isinstance(column, TypeDecorator) else column.python_type
    if value is None or not isinstance(value, str):
        return value
    if kind in (date, datetime, time):
        return kind.fromisoformat(value)
    return kind(value)
