"""Purge the people whose duty ended more than five years ago (公職人員財產申報資料審核及查閱辦法 §16), with a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.duties.roster import kept_until
from app.domain.people.actor import Actor
from app.models import (
    Declarant,
    Declaration,
    DeclarationOccurrence,
    ImportRecord,
    OfficePeriod,
    Roster,
)
from app.services import audit

OF_A_PERSON = (DeclarationOccurrence, Declaration, OfficePeriod)
"""Whoever points goes before what he points at."""


@dataclass(frozen=True, slots=True)
class Purged:
    """How many people of one roster, and until when the last of their duties ended."""

    agency: str
    people: int


def purge_declarants(session: Session, actor: Actor, *, now: datetime, today: date) -> list[Purged]:
    """Whoever holds no post any more and did not for five years goes whole, with what imports remembered of him."""
    people = session.scalars(
        select(Declarant)
        .options(selectinload(Declarant.periods), joinedload(Declarant.roster).joinedload(Roster.agency))
        .order_by(Declarant.id)
    ).all()
    gone: dict[Roster, list[int]] = {}
    for one in people:
        until = kept_until([_end(period) for period in one.periods])
        if until is not None and until < today:
            gone.setdefault(one.roster, []).append(one.id)
    for roster, ids in gone.items():
        _remove(session, ids)
        audit.record(
            session, actor, "purge_declarants", roster, now=now, code=roster.agency.code,
            changes={"people": [len(ids), 0]}, agency_id=roster.agency_id,
        )  # fmt: skip
    return [Purged(roster.agency.name, len(ids)) for roster, ids in gone.items()]


def _end(period: OfficePeriod) -> date | None:
    """Of a period entered by mistake: the day it was struck out."""
    return period.struck_out_at.date() if period.struck_out_at else period.to_on


def _remove(session: Session, people: Sequence[int]) -> None:
    for model in OF_A_PERSON:
        ids = select(model.id).where(model.declarant_id.in_(people))
        session.execute(
            delete(ImportRecord).where(
                ImportRecord.thing == model.__tablename__, ImportRecord.thing_id.in_(ids)
            )
        )
        session.execute(delete(model).where(model.declarant_id.in_(people)))
    session.execute(
        delete(ImportRecord).where(
            ImportRecord.thing == Declarant.__tablename__, ImportRecord.thing_id.in_(people)
        )
    )
    session.execute(delete(Declarant).where(Declarant.id.in_(people)))
