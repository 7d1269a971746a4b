"""Set the fields of a record that differ, and say which, as the audit log wants it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.models.base import Base
from app.services import audit


def apply(
    session: Session, thing: Base, values: Mapping[str, object], *, personal: frozenset[str] = frozenset()
) -> dict[str, object]:
    """Write `values` into `thing`; returns field → [before, after] of those that differed.

    The values of `personal` fields stand there as keyed digests.
    """
    changes: dict[str, object] = {}
    for name, after in values.items():
        before = getattr(thing, name)
        if before == after:
            continue
        pair = [_plain(before), _plain(after)]
        changes[name] = audit.personal(session, *pair) if name in personal else pair
        setattr(thing, name, after)
    return changes


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
