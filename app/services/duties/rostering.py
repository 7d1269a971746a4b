"""申報義務人名冊: begin one, keep its people and their periods in office. The log names fields only, never a value."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.duties.declarable_posts import PostKind
from app.domain.duties.roster import Held, check_dates, overlap
from app.domain.errors import Invalid, NotAllowed
from app.domain.notices.ladder import Clock
from app.domain.people.actor import Actor
from app.models import Agency, Declarant, OfficePeriod, Roster
from app.models.base import Base
from app.queries.visibility.declarants import keeps
from app.services import audit, outbox
from app.services.people.changes import apply
from app.services.versions import check_seen

NATIONAL_ID = re.compile(r"[A-Za-z][A-D89a-d0-9][0-9]{8}")
"""國民身分證 and 居留證 numbers: they do not belong on a roster."""


@dataclass(frozen=True, slots=True)
class PeriodEntry:
    """A period as typed. `receiver_id` None: the receiving agency of the roster."""

    agency_id: int
    kind: PostKind
    post_title: str
    from_on: date
    to_on: date | None = None
    suspended_from: date | None = None
    suspended_to: date | None = None
    receiver_id: int | None = None


def begin(session: Session, actor: Actor, agency: Agency, begins_on: date, *, now: datetime) -> Roster:
    """From 人數 to 名冊. Invalid: roster_is_there."""
    row = session.scalars(select(Roster).where(Roster.agency_id == agency.id)).one_or_none()
    if not keeps(actor, row or Roster(agency_id=agency.id)):
        raise NotAllowed("not_yours_to_do")
    if row is not None and row.ended_on is None:
        raise Invalid("roster_is_there", "begins_on")
    if row is None:
        row = Roster(agency=agency, begins_on=begins_on, created_at=now)
        session.add(row)
    else:
        row.begins_on, row.ended_on = begins_on, None
    session.flush()
    changes = {"begins_on": [None, begins_on.isoformat()]}
    audit.record(
        session, actor, "begin_roster", row, now=now, code=agency.code, changes=changes, agency_id=agency.id
    )
    return row


def end(
    session: Session, actor: Actor, roster: Roster, *, seen_version: int | None, now: datetime, today: date
) -> None:
    """Back to 人數. The people stay until their data are purged."""
    demand_keeper(actor, roster)
    check_seen(roster, seen_version)
    roster.ended_on = today
    session.flush()
    people = session.scalars(select(Declarant.id).where(Declarant.roster_id == roster.id)).all()
    stop_reminding(session, roster.id, people, now=now)
    audit.record(
        session, actor, "end_roster", roster, now=now, code=roster.agency.code,
        changes={"ended_on": [None, today.isoformat()]}, agency_id=roster.agency_id,
    )  # fmt: skip


def add_declarant(
    session: Session,
    actor: Actor,
    roster: Roster,
    name: str,
    staff_number: str,
    first: PeriodEntry,
    *,
    now: datetime,
) -> Declarant:
    """A person with his first period. Invalid: declarant_name_missing, national_id_refused, as `add_period`."""
    demand_keeper(actor, roster)
    _check_person(name, staff_number)
    row = Declarant(roster=roster, name=name, staff_number=staff_number, created_at=now, periods=[], told=[])
    session.add(row)
    session.flush()
    changes = {
        "name": audit.personal(session, "", name),
        "staff_number": audit.personal(session, "", staff_number),
    }
    note(session, actor, "create", row, row, now=now, changes=changes)
    add_period(session, actor, row, first, now=now)
    return row


def change_declarant(
    session: Session,
    actor: Actor,
    declarant: Declarant,
    name: str,
    staff_number: str,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Invalid: declarant_name_missing, national_id_refused."""
    demand_keeper(actor, declarant.roster)
    check_seen(declarant, seen_version)
    _check_person(name, staff_number)
    _change(session, actor, declarant, declarant, {"name": name, "staff_number": staff_number}, now=now)


def add_period(
    session: Session, actor: Actor, declarant: Declarant, entry: PeriodEntry, *, now: datetime
) -> OfficePeriod:
    """Invalid: as `check_dates`, post_title_missing, period_overlaps."""
    demand_keeper(actor, declarant.roster)
    check_period(declarant, entry)
    row = OfficePeriod(**_values(declarant, entry), declarant=declarant)
    session.add(row)
    session.flush()
    changes = {
        name: audit.personal(session, "", value) for name, value in _values(declarant, entry).items() if value
    }
    note(session, actor, "create", row, declarant, now=now, changes=changes)
    return row


def change_period(
    session: Session,
    actor: Actor,
    declarant: Declarant,
    period: OfficePeriod,
    entry: PeriodEntry,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Correct a period, or enter its end. Invalid: as `add_period`, period_struck_out."""
    demand_keeper(actor, declarant.roster)
    check_seen(period, seen_version)
    if period.struck_out_at is not None:
        raise Invalid("period_struck_out", "from_on")
    check_period(declarant, entry, beside=period)
    _change(session, actor, period, declarant, _values(declarant, entry), now=now)


def strike_period(
    session: Session,
    actor: Actor,
    declarant: Declarant,
    period: OfficePeriod,
    reason: str,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Entered by mistake: it stays readable and asks for nothing. Invalid: reason_missing, period_has_filings."""
    demand_keeper(actor, declarant.roster)
    check_seen(period, seen_version)
    if not reason:
        raise Invalid("strike_reason_missing", "reason")
    if any(row.period_id == period.id and row.declaration_id for row in declarant.told):
        raise Invalid("period_has_filings", "reason")
    period.struck_out_at, period.struck_out_reason = now, reason
    session.flush()
    changes = {"struck_out_reason": audit.personal(session, "", reason)}
    note(session, actor, "strike_period", period, declarant, now=now, changes=changes)


def check_period(declarant: Declarant, entry: PeriodEntry, *, beside: OfficePeriod | None = None) -> None:
    """`beside`: the period that is changed. Invalid: as `check_dates`, post_title_missing, period_overlaps."""
    if not entry.post_title:
        raise Invalid("post_title_missing", "post_title")
    check_dates(entry.from_on, entry.to_on, (entry.suspended_from, entry.suspended_to))
    wanted = Held(entry.kind, (entry.agency_id, entry.post_title), entry.from_on, entry.to_on)
    for other in declarant.periods:
        if other is beside or other.struck_out_at is not None:
            continue
        held = Held(other.kind, (other.agency_id, other.post_title), other.from_on, other.to_on)
        if overlap(wanted, held):
            raise Invalid("period_overlaps", "from_on", post=other.post_title)


def demand_keeper(actor: Actor, roster: Roster) -> None:
    if not keeps(actor, roster):
        raise NotAllowed("not_yours_to_do")


def note(
    session: Session,
    actor: Actor,
    action: str,
    thing: Base,
    declarant: Declarant,
    *,
    now: datetime,
    changes: Mapping[str, object],
) -> None:
    """The audit row of a change of somebody's data: which fields, whose by number, no value. What he was reminded of is planned anew."""
    roster = declarant.roster
    stop_reminding(session, roster.id, [declarant.id], now=now)
    code = f"{roster.agency.code}.{declarant.id}"
    audit.record(
        session, actor, action, thing, now=now, code=code, changes=changes, agency_id=roster.agency_id
    )


def stop_reminding(session: Session, roster_id: int, people: Collection[int], *, now: datetime) -> None:
    """What the ladder queued for them is superseded. The roster is held, so that nobody plans by what stood before."""
    session.execute(select(Roster.id).where(Roster.id == roster_id).with_for_update(key_share=True))
    outbox.stop_ladder(session, Declarant.__tablename__, people, Clock.DECLARANT, now=now)


def _change(
    session: Session,
    actor: Actor,
    thing: Base,
    declarant: Declarant,
    values: dict[str, object],
    *,
    now: datetime,
) -> None:
    if changes := apply(session, thing, values, personal=frozenset(values)):
        session.flush()
        note(session, actor, "change", thing, declarant, now=now, changes=changes)


def _check_person(name: str, staff_number: str) -> None:
    if not name:
        raise Invalid("declarant_name_missing", "name")
    if NATIONAL_ID.search(staff_number) or NATIONAL_ID.search(name):
        raise Invalid("national_id_refused", "staff_number")


def _values(declarant: Declarant, entry: PeriodEntry) -> dict[str, object]:
    receiver = entry.receiver_id or declarant.roster.agency_id
    return {**asdict(entry), "receiver_id": receiver}
