"""Enter the figures of asset declaration, and keep the yearly days of 授權作業."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from app.domain.duties.declarations import DeclarationType
from app.domain.duties.tallies import TallyEntry, check_entry, usual_days
from app.domain.errors import Absent, Invalid, NotAllowed
from app.domain.notices.ladder import Clock
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with, may
from app.domain.tracking.item import Register
from app.models import Agency, AuthorisationBatch, DeclarationTally
from app.models.base import Base
from app.queries.duties.roster import Reckoned
from app.queries.duties.tallies import batches_of, counted_on_roster, figures_of, rostered, tallies_of
from app.services import audit, outbox
from app.services.office_calendar import keeps_calendar
from app.services.people.changes import apply
from app.services.tracking.fulfilling import Entry, Fulfilled, agencies_asked, fulfil
from app.services.versions import check_seen
from app.wording.tracking.registers import tally_sentence

Entered = Sequence[tuple[Agency, TallyEntry]]


def enter(
    session: Session, actor: Actor, agency: Agency, entry: TallyEntry, *, now: datetime, today: date
) -> DeclarationTally:
    """The figures of one day; entered again for that day they are corrected, and the log keeps both. Invalid: as `check_entry`, tally_from_roster."""
    return enter_all(session, actor, [(agency, entry)], now=now, today=today)[0]


def enter_all(
    session: Session, actor: Actor, entered: Entered, *, now: datetime, today: date
) -> list[DeclarationTally]:
    """Of many agencies, each once, with as many statements as for one."""
    for agency, entry in entered:
        if not may_enter(actor, agency):
            raise NotAllowed("not_yours_to_do")
        check_entry(entry, today=today, by_another=not speaks_for(actor, agency.id))
    for year in {entry.year for _, entry in entered}:
        counted = rostered(session, year)
        if any(agency.id in counted and entry.year == year for agency, entry in entered):
            raise Invalid("tally_from_roster", "year")
    return _keep(session, actor, entered, now=now)


def report_from_roster(
    session: Session, actor: Actor, agency: Agency, year: int, reckoned: Reckoned, *, now: datetime
) -> Fulfilled:
    """名冊: what it counts of 定期 today is kept as the figures of this day, and reports what they fulfil. Absent where none does."""
    if not speaks_for(actor, agency.id):
        raise NotAllowed("not_yours_to_do")
    counted = counted_on_roster(session, agency, year, reckoned)
    if counted is None:
        raise Absent
    entered = [(agency, TallyEntry(year, counted.type, counted.as_of, figures_of(counted)))]
    rows = _keep(session, actor, entered, now=now)
    return _fulfil(session, actor, entered, rows, now=now, today=reckoned.today)[0]


def _keep(session: Session, actor: Actor, entered: Entered, *, now: datetime) -> list[DeclarationTally]:
    ids = [agency.id for agency, _ in entered]
    session.execute(select(Agency.id).where(Agency.id.in_(ids)).order_by(Agency.id).with_for_update())
    receivers = {agency.declares_to_id or agency.id for agency, _ in entered}
    outbox.stop_ladder(session, Agency.__tablename__, receivers, Clock.DECLARATION, now=now)
    days = {(entry.year, entry.type, entry.as_of) for _, entry in entered}
    known = tallies_of(session, ids, days)
    changed: list[audit.Noted] = []
    written: list[dict[str, Any]] = []
    fresh: list[dict[str, Any]] = []
    for agency, entry in entered:
        values = {**asdict(entry.figures), "channel": entry.channel, "informant": entry.informant}
        by = {"entered_at": now, "entered_by_id": actor.person_id}
        row = known.get(_key(agency, entry))
        if row is None:
            own = {"agency_id": agency.id, "year": entry.year, "type": entry.type, "as_of": entry.as_of}
            fresh.append({**own, **values, **by})
        elif changes := {
            name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value
        }:
            changed.append(audit.Noted(row, _code(agency, entry), changes, agency.id))
            written.append(
                {"row_id": row.id, **{f"new_{name}": value for name, value in {**values, **by}.items()}}
            )
    _write(session, [one.thing for one in changed], written)
    if fresh:
        session.execute(insert(DeclarationTally), fresh)
    rows = tallies_of(session, ids, days)
    entered_now = [
        audit.Noted(rows[_key(agency, entry)], _code(agency, entry), _told(entry), agency.id)
        for agency, entry in entered
        if _key(agency, entry) not in known
    ]
    audit.record_all(session, actor, "enter_tally", entered_now, now=now)
    audit.record_all(session, actor, "change", changed, now=now)
    return [rows[_key(agency, entry)] for agency, entry in entered]


def enter_and_report(
    session: Session, actor: Actor, entered: Entered, *, now: datetime, today: date
) -> list[Fulfilled]:
    """As `enter_all`; what figures of 定期 fulfil is reported in the same transaction, as done once everybody has declared."""
    rows = enter_all(session, actor, entered, now=now, today=today)
    asked = agencies_asked(session, [row.agency_id for row in rows], Register.DECLARATION_TALLY)
    told = [
        (one, row)
        for one, row in zip(entered, rows, strict=True)
        if row.agency_id in asked and row.type is DeclarationType.PERIODIC
    ]
    return _fulfil(session, actor, [one for one, _ in told], [row for _, row in told], now=now, today=today)


def _fulfil(
    session: Session,
    actor: Actor,
    entered: Entered,
    rows: Sequence[DeclarationTally],
    *,
    now: datetime,
    today: date,
) -> list[Fulfilled]:
    told = []
    for (agency, entry), row in zip(entered, rows, strict=True):
        text = tally_sentence(row.as_of, row.year, row.type, row.required, row.filed)
        said = Entry(
            Register.DECLARATION_TALLY, row.year, text, {"tally_id": row.id}, entry.channel, entry.informant,
            complete=row.filed == row.required,
        )  # fmt: skip
        told.append(fulfil(session, actor, agency.id, said, now=now, today=today))
    return told


def may_enter(actor: Actor, agency: Agency) -> bool:
    """The agency itself, who supervises it, and who receives its declarations."""
    return any(
        may(actor, Right.REPORT_TALLIES, agency_id=agency.id, supervised_by_id=above)
        for above in (agency.supervised_by_id, agency.declares_to_id)
    )


def speaks_for(actor: Actor, agency_id: int) -> bool:
    """Does the actor belong to the agency, so that nobody else need be named as the source?"""
    return agency_id in agencies_with(actor, Right.REPORT_TALLIES, Scope.OWN_AGENCY)


def _write(session: Session, rows: Sequence[Base], written: list[dict[str, Any]]) -> None:
    """Many rows with one statement; each is a version further. Their agencies are held."""
    if not written:
        return
    table = DeclarationTally.__table__
    names = [name.removeprefix("new_") for name in written[0] if name != "row_id"]
    session.connection().execute(
        update(table)  # type: ignore[arg-type]
        .where(table.c.id == bindparam("row_id"))
        .values(version=table.c.version + 1, **{name: bindparam(f"new_{name}") for name in names}),
        written,
    )
    for row in rows:
        session.expire(row)


def _key(agency: Agency, entry: TallyEntry) -> tuple[int, int, DeclarationType, date]:
    return agency.id, entry.year, entry.type, entry.as_of


def _code(agency: Agency, entry: TallyEntry) -> str:
    return f"{agency.code}.{entry.year}"


def _told(entry: TallyEntry) -> dict[str, object]:
    return {
        "type": [None, entry.type], "as_of": [None, entry.as_of.isoformat()],
        **{name: [None, value] for name, value in asdict(entry.figures).items()},
    }  # fmt: skip


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
