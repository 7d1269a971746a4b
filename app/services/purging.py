"""What a purge is made of: rules, and the row that tells what became of it. The rules of all areas stand in `jobs/purging.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.people.actor import Actor
from app.domain.retention import Kept, Purged
from app.models import Purge
from app.services import audit

Remove = Callable[[Session, Sequence[Any]], object]


@dataclass(frozen=True, slots=True)
class PurgeRule:
    """`past`: the keys of what ended before the day it is given; `remove` takes some of them away. Without it they are only found."""

    what: Purged
    kept: Kept
    past: Callable[[date], Select[Any]]
    remove: Remove | None = None


def rows_before(
    what: Purged,
    kept: Kept,
    key: InstrumentedAttribute[Any],
    ended_before: Callable[[date], ColumnElement[bool]],
) -> PurgeRule:
    """A rule that deletes whole rows."""

    def remove(session: Session, keys: Sequence[Any]) -> None:
        session.execute(delete(key.class_).where(key.in_(keys)).execution_options(synchronize_session=False))

    return PurgeRule(what, kept, lambda since: select(key).where(ended_before(since)), remove)


def begin(session: Session, *, night: date | None, now: datetime) -> Purge | None:
    """A new purge; None where this night's was begun by another worker."""
    if night is not None and session.scalar(select(Purge.id).where(Purge.night == night)) is not None:
        return None
    purge = Purge(night=night, begun_at=now, removed={}, found={})
    session.add(purge)
    session.flush()
    return purge


def take_some(session: Session, purge: Purge, rule: PurgeRule, since: date, most: int) -> bool:
    """Take away up to `most` of a rule and count them; are there more?"""
    if rule.remove is None:
        return False
    keys = session.scalars(rule.past(since).limit(most)).all()
    if keys:
        rule.remove(session, keys)
    count(session, purge, rule.what, len(keys))
    return len(keys) == most


def count(session: Session, purge: Purge, what: Purged, number: int) -> None:
    """So many more were taken away."""
    purge.removed = {**purge.removed, what.value: purge.removed.get(what.value, 0) + number}
    session.flush()


def end(session: Session, actor: Actor, purge: Purge, found: dict[str, int], *, now: datetime) -> None:
    """It is done: what is past its time and stays is named, and the log has the numbers."""
    purge.found, purge.ended_at = found, now
    session.flush()
    changes = {name: [None, number] for name, number in (purge.removed | found).items() if number}
    audit.record(session, actor, "purge", purge, now=now, changes=changes)


def number_past(session: Session, rule: PurgeRule, since: date) -> int:
    return session.scalar(select(func.count()).select_from(rule.past(since).subquery())) or 0
