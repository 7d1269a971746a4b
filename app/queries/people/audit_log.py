"""The audit log as the people entitled to it may see it, filtered and paged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.domain.people.actor import Actor, ActorKind
from app.models import AuditEvent
from app.models.base import Base
from app.queries.counting import counted
from app.queries.people.matching import contains
from app.queries.visibility.people import audit_events, audit_texts_of


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What the log's address asks for. `since` and `before` bound the instant, `before` excluded.

    `action`: one or more, joined by commas: actions that people call by the same word.
    """

    since: datetime | None = None
    before: datetime | None = None
    actor: str = ""
    thing: str = ""
    action: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line. Without `texts` the reason is empty and `changes` has names but no values."""

    number: int
    at: datetime
    actor_kind: ActorKind
    actor_name: str
    address: str
    thing: str
    thing_id: int | None
    action: str
    code: str
    reason: str
    changes: Mapping[str, Any]
    agency_id: int | None
    texts: bool = True


def count(session: Session, actor: Actor, wanted: AuditFilter, up_to: int | None = None) -> int:
    return counted(session, select(AuditEvent.id).where(*_where(actor, wanted)), up_to)


def listed(
    session: Session,
    actor: Actor,
    wanted: AuditFilter,
    *,
    offset: int,
    limit: int,
    below: int | None = None,
) -> list[AuditRow]:
    """One page, newest first; texts left out before anything is shown. `below`: only rows before this number."""
    statement = (
        select(
            AuditEvent.number, AuditEvent.at, AuditEvent.actor_kind, AuditEvent.actor_name, AuditEvent.address,
            AuditEvent.thing, AuditEvent.thing_id, AuditEvent.action, AuditEvent.code, AuditEvent.reason,
            AuditEvent.changes, AuditEvent.agency_id,
        )
        .where(*_where(actor, wanted))
        .order_by(AuditEvent.number.desc())
        .offset(offset)
        .limit(limit)
    )  # fmt: skip
    if below is not None:
        statement = statement.where(AuditEvent.number < below)
    with_texts = audit_texts_of(actor)
    rows = [AuditRow(**row._mapping) for row in session.execute(statement)]
    return [row if actor.everywhere or row.agency_id in with_texts else _without_texts(row) for row in rows]


def kinds(session: Session, actor: Actor) -> tuple[list[str], list[str]]:
    """The things and the actions that occur in what this actor may see: what the filters offer."""
    visible = audit_events(actor)
    things = session.scalars(select(AuditEvent.thing).where(visible).distinct())
    actions = session.scalars(select(AuditEvent.action).where(visible).distinct())
    return sorted(things), sorted(actions)


def last_change(session: Session, thing: Base) -> tuple[str, datetime] | None:
    """Who changed this record last, and when: what a stale page tells."""
    row = session.execute(
        select(AuditEvent.actor_name, AuditEvent.at)
        .where(AuditEvent.thing == thing.__tablename__, AuditEvent.thing_id == getattr(thing, "id", None))
        .order_by(AuditEvent.id.desc())
        .limit(1)
    ).first()
    return (row.actor_name, row.at) if row else None


def _without_texts(row: AuditRow) -> AuditRow:
    return replace(row, reason="", changes=dict.fromkeys(row.changes), texts=False)


def _where(actor: Actor, wanted: AuditFilter) -> list[ColumnElement[bool]]:
    found = [audit_events(actor), AuditEvent.number.is_not(None)]
    if wanted.since:
        found.append(AuditEvent.at >= wanted.since)
    if wanted.before:
        found.append(AuditEvent.at < wanted.before)
    if wanted.actor:
        found.append(contains(wanted.actor, AuditEvent.actor_name))
    if wanted.thing:
        found.append(AuditEvent.thing == wanted.thing)
    if wanted.action:
        found.append(AuditEvent.action.in_(wanted.action.split(",")))
    if wanted.code:
        found.append(contains(wanted.code, AuditEvent.code))
    return found
