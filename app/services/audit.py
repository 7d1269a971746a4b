"""稽核: `record()` adds a row with each change, and the 提醒 rows it causes; `seal()` chains the rows as the commit's last act; `verify()` proves the chain."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.domain.notices.notice import Notice
from app.domain.notices.on_action import ON_ACTION
from app.domain.people.actor import Actor
from app.models import AuditEvent, AuditHead
from app.models.base import Base
from app.services import outbox
from app.wording.people import acted_as

BEGINNING = "0" * 64
DIGEST_KEY = "digest_key"
"""Where a session carries the key of personal digests; whoever opens the database puts it there."""
FIELDS = (
    "number", "at", "actor_kind", "actor_id", "actor_name", "address", "request",
    "thing", "thing_id", "code", "action", "reason", "changes", "agency_id", "confidential",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a change came from: network address and request id; empty for the console."""

    address: str = ""
    request: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain stops being true. `why`: altered, missing, reordered or truncated."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Noted:
    """One of many changes alike; see `record` for what is in it."""

    thing: Base
    code: str
    changes: Mapping[str, object]
    agency_id: int | None


def set_origin(session: Session, origin: Origin) -> None:
    """Remember for this session where its changes come from."""
    session.info["origin"] = origin


def record(
    session: Session,
    actor: Actor,
    action: str,
    thing: Base,
    *,
    now: datetime,
    code: str = "",
    reason: str = "",
    changes: Mapping[str, object] | None = None,
    agency_id: int | None = None,
    confidential: bool = False,
    notice: Notice | None = None,
) -> AuditEvent:
    """Add the audit row of one change, and the outbox rows for whoever `ON_ACTION` says is mailed of it.

    `thing` must have been flushed, so that its id is known.

    `changes`: field → [before, after], JSON values. Never a value of personal data: use `digest`.
    `agency_id`: the agency whose committee the record belongs to.
    `notice`: given exactly for the actions of `ON_ACTION`; ValueError otherwise, so that nobody is forgotten.
    """
    row = ON_ACTION.get((thing.__tablename__, action))
    if (row is None) is not (notice is None):
        raise ValueError(
            f"{thing.__tablename__} {action}: a notice is given exactly where ON_ACTION has a row"
        )
    event = AuditEvent(
        **_values(session, actor, action, thing, now=now, code=code, changes=changes, agency_id=agency_id),
        reason=reason, confidential=confidential,
    )  # fmt: skip
    session.add(event)
    if row is not None and notice is not None:
        outbox.enqueue(session, row, notice, event, actor, now=now)
    return event


def record_all(session: Session, actor: Actor, action: str, noted: Iterable[Noted], *, now: datetime) -> None:
    """The audit rows of many changes alike, of which nobody is mailed, with one statement."""
    rows = [
        {
            **_values(
                session, actor, action, one.thing, now=now, code=one.code, changes=one.changes, agency_id=one.agency_id
            ),
            "reason": "", "confidential": False,
        }
        for one in noted
    ]  # fmt: skip
    if any((row["thing"], action) in ON_ACTION for row in rows):
        raise ValueError(f"{action}: somebody is mailed of it")
    if rows:
        session.execute(insert(AuditEvent), rows)


def _values(
    session: Session,
    actor: Actor,
    action: str,
    thing: Base,
    *,
    now: datetime,
    code: str,
    changes: Mapping[str, object] | None,
    agency_id: int | None,
) -> dict[str, Any]:
    origin = session.info.get("origin", Origin())
    return {
        "at": now, "actor_kind": actor.kind, "actor_id": actor.person_id,
        "actor_name": acted_as(actor.name, actor.deputy_for), "address": origin.address, "request": origin.request,
        "thing": thing.__tablename__, "thing_id": getattr(thing, "id", None), "code": code, "action": action,
        "changes": dict(changes or {}), "agency_id": agency_id,
    }  # fmt: skip


def digest(key: str, value: str) -> str:
    """A keyed digest that stands for a personal value in the log, so that purging the person leaves the chain whole."""
    return hmac.new(key.encode(), value.encode(), hashlib.sha256).hexdigest()[:32]


def personal(session: Session, before: object, after: object) -> list[str]:
    """A change of a personal value as the log may keep it: digests of both; an empty value stays empty."""
    key: str = session.info[DIGEST_KEY]
    return [digest(key, str(value)) if value not in (None, "") else "" for value in (before, after)]


def seal(session: Session) -> None:
    """Lock the chain's head, number and hash the rows this transaction added. Only the commit calls this."""
    session.flush()
    waiting = list(
        session.scalars(select(AuditEvent).where(AuditEvent.number.is_(None)).order_by(AuditEvent.id))
    )
    if not waiting:
        return
    head = session.scalars(select(AuditHead).with_for_update()).one()
    for event in waiting:
        head.number += 1
        event.number = head.number
        event.previous_hash = head.hash
        event.hash = head.hash = _hash(event, head.hash)
    session.flush()


def verify(session: Session) -> Break | None:
    """The first place where the chain is not what was sealed; None when it is whole."""
    previous, number = BEGINNING, 0
    for event in session.scalars(
        select(AuditEvent).where(AuditEvent.number.is_not(None)).order_by(AuditEvent.number)
    ).yield_per(1000):
        number += 1
        if event.number != number:
            return Break(number, "missing")
        if event.previous_hash != previous or event.hash != _hash(event, previous):
            return Break(number, "altered")
        previous = event.hash
    head = session.scalars(select(AuditHead)).one()
    if (head.number, head.hash) != (number, previous):
        return Break(number + 1, "truncated")
    return None


def _hash(event: AuditEvent, previous: str) -> str:
    row = {name: getattr(event, name) for name in FIELDS}
    row["at"] = event.at.astimezone(UTC).isoformat()
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((previous + text).encode()).hexdigest()
