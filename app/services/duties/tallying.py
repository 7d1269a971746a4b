"""Enter the figures of asset declaration, and keep the yearly days of 授權作業."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.duties.tallies import TallyEntry, check_entry, usual_days
from app.domain.errors import Invalid, NotAllowed
from app.domain.notices.ladder import Clock
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with, may
from app.domain.tracking.item import Register
from app.models import Agency, AuthorisationBatch, DeclarationTally
from app.queries.duties.tallies import batches_of, tally_of
from app.services import audit, outbox
from app.services.office_calendar import keeps_calendar
from app.services.people.changes import apply
from app.services.tracking.fulfilling import Entry, Fulfilled, fulfil
from app.services.versions import check_seen
from app.wording.tracking.registers import tally_sentence


def enter(
    session: Session, actor: Actor, agency: Agency, entry: TallyEntry, *, now: datetime, today: date
) -> DeclarationTally:
    """The figures of one day; entered again for that day they are corrected, and the log keeps both. Invalid: as `check_entry`."""
    if not may(actor, Right.REPORT_TALLIES, agency_id=agency.id, supervised_by_id=agency.supervised_by_id):
        raise NotAllowed("not_yours_to_do")
    check_entry(entry, today=today, by_another=not speaks_for(actor, agency.id))
    session.execute(select(Agency.id).where(Agency.id == agency.id).with_for_update())
    row = tally_of(session, agency.id, entry.year, entry.type, entry.as_of)
    values: dict[str, object] = {
        **asdict(entry.figures), "channel": entry.channel, "informant": entry.informant
    }  # fmt: skip
    code = f"{agency.code}.{entry.year}"
    outbox.stop_ladder(
        session, Agency.__tablename__, [agency.declares_to_id or agency.id], Clock.DECLARATION, now=now
    )
    if row is None:
        row = DeclarationTally(
            agency_id=agency.id, year=entry.year, type=entry.type, as_of=entry.as_of, entered_at=now,
            entered_by_id=actor.person_id, **values,
        )  # fmt: skip
        session.add(row)
        session.flush()
        told: dict[str, object] = {
            "type": [None, entry.type], "as_of": [None, entry.as_of.isoformat()],
            **{name: [None, value] for name, value in asdict(entry.figures).items()},
        }  # fmt: skip
        audit.record(
            session, actor, "enter_tally", row, now=now, code=code, changes=told, agency_id=agency.id
        )
        return row
    if changes := apply(session, row, values):
        row.entered_at, row.entered_by_id = now, actor.person_id
        session.flush()
        audit.record(session, actor, "change", row, now=now, code=code, changes=changes, agency_id=agency.id)
    return row


def enter_and_report(
    session: Session, actor: Actor, agency: Agency, entry: TallyEntry, *, now: datetime, today: date
) -> tuple[DeclarationTally, Fulfilled]:
    """As `enter`; what the figures fulfil is reported in the same transaction, as done once everybody has declared."""
    row = enter(session, actor, agency, entry, now=now, today=today)
    text = tally_sentence(row.as_of, row.year, row.type, row.required, row.filed)
    told = Entry(
        Register.DECLARATION_TALLY, row.year, text, {"tally_id": row.id}, entry.channel, entry.informant,
        complete=row.filed == row.required,
    )  # fmt: skip
    return row, fulfil(session, actor, agency.id, told, now=now, today=today)


def speaks_for(actor: Actor, agency_id: int) -> bool:
    """Does the actor belong to the agency, so that nobody else need be named as the source?"""
    return agency_id in agencies_with(actor, Right.REPORT_TALLIES, Scope.OWN_AGENCY)


def take_usual_days(session: Session, actor: Actor, year: int, *, now: datetime) -> None:
    """The eight 基準日 of a usual year, where they are not there yet."""
    known = {batch.base_on for batch in batches_of(session, year)}
    for day in usual_days(year):
        if day not in known:
            add_batch(session, actor, day, now=now)


def add_batch(session: Session, actor: Actor, base_on: date, *, now: datetime) -> AuthorisationBatch:
    """Invalid: batch_is_there."""
    _demand_keeper(actor)
    if session.scalar(select(AuthorisationBatch.id).where(AuthorisationBatch.base_on == base_on)):
        raise Invalid("batch_is_there", "base_on")
    row = AuthorisationBatch(base_on=base_on)
    session.add(row)
    session.flush()
    audit.record(
        session, actor, "create", row, now=now, code=base_on.isoformat(),
        changes={"base_on": [None, base_on.isoformat()]},
    )  # fmt: skip
    return row


def change_batch(
    session: Session,
    actor: Actor,
    row: AuthorisationBatch,
    *,
    suspended: bool,
    note: str,
    seen_version: int | None,
    now: datetime,
) -> None:
    """停辦 or not, and why."""
    _demand_keeper(actor)
    check_seen(row, seen_version)
    if changes := apply(session, row, {"suspended": suspended, "note": note}):
        session.flush()
        audit.record(session, actor, "change", row, now=now, code=row.base_on.isoformat(), changes=changes)


def _demand_keeper(actor: Actor) -> None:
    """One table for all, kept by whoever keeps the office calendar."""
    if not keeps_calendar(actor):
        raise NotAllowed("not_yours_to_do")
