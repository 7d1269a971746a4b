"""機關: created, changed, put in order, disabled with a successor. Never deleted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import Table, bindparam, func, select, update
from sqlalchemy.orm import Session

from app.domain.errors import Invalid
from app.domain.people.actor import Actor
from app.domain.people.agency import AgencyKind, EthicsMode
from app.domain.people.granting import check_manages
from app.models import Agency
from app.services import audit
from app.services.people.changes import apply
from app.services.versions import check_seen

STEP = 10
"""Distance of two neighbours in 機關排序 after renumbering: room to put others between."""


@dataclass(frozen=True, slots=True)
class AgencyFields:
    """What is typed about an agency; the ids name other agencies."""

    code: str
    name: str
    short_name: str
    kind: AgencyKind
    ethics_mode: EthicsMode
    parent_id: int | None = None
    supervised_by_id: int | None = None
    declares_to_id: int | None = None
    valid_from: date | None = None


def create(
    session: Session, actor: Actor, fields: AgencyFields, *, now: datetime, sort_order: int | None = None
) -> Agency:
    """A new agency, last in 機關排序 unless a place is given.

    Invalid: field_missing, agency_code_taken, agency_name_taken.
    """
    check_manages(actor)
    _check(session, fields, None)
    agency = Agency(**asdict(fields), sort_order=_last(session) + STEP if sort_order is None else sort_order)
    session.add(agency)
    session.flush()
    audit.record(
        session, actor, "create", agency, now=now, code=agency.code, changes={"name": [None, agency.name]}
    )
    return agency


def change(
    session: Session,
    actor: Actor,
    agency: Agency,
    fields: AgencyFields,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Write what was typed. Invalid as `create`, and agency_above_itself."""
    check_manages(actor)
    check_seen(agency, seen_version)
    _check(session, fields, agency)
    if changes := apply(session, agency, asdict(fields)):
        audit.record(session, actor, "change", agency, now=now, code=agency.code, changes=changes)
        session.flush()


def disable(
    session: Session,
    actor: Actor,
    agency: Agency,
    *,
    valid_to: date,
    successor_id: int | None,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> None:
    """`valid_to` is its last day; from then on `successor_id` stands for it.

    Invalid: agency_ends_before_it_begins, agency_succeeds_itself, agency_unknown.
    """
    check_manages(actor)
    check_seen(agency, seen_version)
    if agency.valid_from and valid_to < agency.valid_from:
        raise Invalid("agency_ends_before_it_begins", "valid_to")
    if successor_id == agency.id:
        raise Invalid("agency_succeeds_itself", "successor_id")
    _known(session, successor_id, "successor_id")
    changes = apply(session, agency, {"valid_to": valid_to, "successor_id": successor_id})
    audit.record(session, actor, "disable", agency, now=now, code=agency.code, reason=reason, changes=changes)
    session.flush()


def enable(
    session: Session, actor: Actor, agency: Agency, *, seen_version: int | None, now: datetime
) -> None:
    """It goes on as if it had not been disabled."""
    check_manages(actor)
    check_seen(agency, seen_version)
    changes = apply(session, agency, {"valid_to": None, "successor_id": None})
    audit.record(session, actor, "enable", agency, now=now, code=agency.code, changes=changes)
    session.flush()


def place_after(
    session: Session,
    actor: Actor,
    agency: Agency,
    after: Agency | None,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Put `agency` right behind `after` in 機關排序; None: first of all."""
    check_manages(actor)
    check_seen(agency, seen_version)
    if after is not None and after.id == agency.id:
        return
    rows = list(session.execute(select(Agency.id, Agency.sort_order).order_by(Agency.sort_order, Agency.id)))
    orders = {row.id: row.sort_order for row in rows if row.id != agency.id}
    ids = list(orders)
    ids.insert(ids.index(after.id) + 1 if after else 0, agency.id)
    _number(
        session, [(one, place * STEP) for place, one in enumerate(ids, 1) if orders.get(one) != place * STEP]
    )
    session.expire(agency, ["sort_order"])
    audit.record(
        session, actor, "move", agency, now=now, code=agency.code,
        changes={"after": [None, after.code if after else None]},
    )  # fmt: skip
    session.flush()


def _last(session: Session) -> int:
    return session.scalar(select(func.max(Agency.sort_order))) or 0


def _number(session: Session, places: list[tuple[int, int]]) -> None:
    """Not through the mapper: another agency's place is no change that its open edit page must know of."""
    table = cast(Table, Agency.__table__)
    statement = update(table).where(table.c.id == bindparam("one")).values(sort_order=bindparam("place"))
    session.connection().execute(statement, [{"one": one, "place": place} for one, place in places])


def _check(session: Session, fields: AgencyFields, itself: Agency | None) -> None:
    for name in ("code", "name", "short_name"):
        if not getattr(fields, name).strip():
            raise Invalid("field_missing", name)
    for name, code in (("code", "agency_code_taken"), ("name", "agency_name_taken")):
        holder = session.scalar(select(Agency.id).where(getattr(Agency, name) == getattr(fields, name)))
        if holder is not None and (itself is None or holder != itself.id):
            raise Invalid(code, name)
    for name in ("parent_id", "supervised_by_id", "declares_to_id"):
        _known(session, getattr(fields, name), name)
    if itself is not None:
        _check_above(session, fields.parent_id, itself)


def _known(session: Session, agency_id: int | None, field: str) -> None:
    if agency_id is not None and session.get(Agency, agency_id) is None:
        raise Invalid("agency_unknown", field)


def _check_above(session: Session, parent_id: int | None, itself: Agency) -> None:
    """No agency may stand, over however many steps, above itself."""
    above = parent_id
    while above is not None:
        if above == itself.id:
            raise Invalid("agency_above_itself", "parent_id")
        above = session.scalar(select(Agency.parent_id).where(Agency.id == above))
