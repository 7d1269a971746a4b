"""What was filed, and what else the receiving agency enters about a declaration. Dates and status only, never what is declared."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.duties.roster import FilingStatus, FilingWay, OccurrenceKey
from app.domain.errors import ChangedSinceSeen, Invalid
from app.domain.people.actor import Actor
from app.domain.roc_date import roc_text
from app.models import Declarant, Declaration, DeclarationOccurrence
from app.queries.duties.roster import Reckoned, key_of_row, lines_of
from app.services import audit
from app.services.duties.rostering import demand_keeper, note
from app.services.people.changes import apply


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """Everything about one declaration but its filing. `last_day`: another date than the law's."""

    authorised: bool = False
    exempt_reason: str = ""
    last_day: date | None = None
    last_day_reason: str = ""
    fined: bool = False


def file(
    session: Session,
    actor: Actor,
    declarant: Declarant,
    keys: Collection[OccurrenceKey],
    filed_on: date,
    way: FilingWay,
    reckoned: Reckoned,
    *,
    now: datetime,
) -> Declaration:
    """One filing that settles these declarations. Invalid: filed_in_future, filed_before_window, nothing_to_file, filed_already."""
    demand_keeper(actor, declarant.roster)
    if filed_on > reckoned.today:
        raise Invalid("filed_in_future", "filed_on")
    found = [line for line in lines_of(declarant, reckoned) if line.key in keys]
    if not found or len(found) != len(set(keys)):
        raise Invalid("nothing_to_file", "filed_on")
    for line in found:
        if line.told.filed_on or line.told.exempt_reason:
            raise Invalid("filed_already", "filed_on")
        if filed_on < line.occurrence.deadline.window_start:
            start = roc_text(line.occurrence.deadline.window_start)
            raise Invalid("filed_before_window", "filed_on", start=start)
    row = Declaration(
        declarant_id=declarant.id, filed_on=filed_on, way=way, entered_at=now, entered_by_id=actor.person_id
    )
    session.add(row)
    session.flush()
    for line in found:
        told = _row(session, declarant, line.key)
        told.declaration = row
    session.flush()
    changes = {"filed_on": audit.personal(session, "", filed_on), "way": audit.personal(session, "", way)}
    note(session, actor, "file_declaration", row, declarant, now=now, changes=changes)
    return row


def strike(
    session: Session,
    actor: Actor,
    declarant: Declarant,
    declaration: Declaration,
    reason: str,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """A filing entered by mistake settles nothing any more. Invalid: strike_reason_missing."""
    demand_keeper(actor, declarant.roster)
    if declaration.version != seen_version or declaration.struck_out_at is not None:
        raise ChangedSinceSeen(declaration)
    if not reason:
        raise Invalid("strike_reason_missing", "reason")
    declaration.struck_out_at, declaration.struck_out_reason = now, reason
    for row in declarant.told:
        if row.declaration_id == declaration.id:
            row.declaration = None
    session.flush()
    changes = {"struck_out_reason": audit.personal(session, "", reason)}
    note(session, actor, "strike_declaration", declaration, declarant, now=now, changes=changes)


def tell(
    session: Session,
    actor: Actor,
    declarant: Declarant,
    key: OccurrenceKey,
    entry: ToldEntry,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Authorised, exempt for a reason, another date for a reason, fined. Invalid: last_day_reason_missing, last_day_missing, filed_already."""
    demand_keeper(actor, declarant.roster)
    if entry.last_day and not entry.last_day_reason:
        raise Invalid("last_day_reason_missing", "last_day_reason")
    if entry.last_day_reason and not entry.last_day:
        raise Invalid("last_day_missing", "last_day")
    known = next((row for row in declarant.told if key_of_row(row) == key), None)
    if known is not None and known.version != seen_version:
        raise ChangedSinceSeen(known)
    if entry.exempt_reason and known is not None and known.declaration_id:
        raise Invalid("filed_already", "exempt_reason")
    row = known or _row(session, declarant, key)
    values: dict[str, object] = {
        "authorised": entry.authorised, "exempt_reason": entry.exempt_reason, "last_day": entry.last_day,
        "last_day_reason": entry.last_day_reason, "fined": entry.fined,
    }  # fmt: skip
    if changes := apply(session, row, values, personal=frozenset(values)):
        session.flush()
        note(session, actor, "change", row, declarant, now=now, changes=changes)


def authorise(
    session: Session,
    actor: Actor,
    declarant: Declarant,
    key: OccurrenceKey,
    reckoned: Reckoned,
    *,
    now: datetime,
) -> bool:
    """完成授權, one of many ticked; False where it was known or nothing is owed."""
    demand_keeper(actor, declarant.roster)
    line = next((one for one in lines_of(declarant, reckoned) if one.key == key), None)
    if line is None or line.told.authorised or line.status is FilingStatus.EXEMPT:
        return False
    row = _row(session, declarant, key)
    changes = apply(session, row, {"authorised": True}, personal=frozenset({"authorised"}))
    session.flush()
    note(session, actor, "change", row, declarant, now=now, changes=changes)
    return True


def _row(session: Session, declarant: Declarant, key: OccurrenceKey) -> DeclarationOccurrence:
    """The row of this declaration, made where there was nothing to keep before."""
    known = next((row for row in declarant.told if key_of_row(row) == key), None)
    if known is not None:
        return known
    row = DeclarationOccurrence(
        declarant=declarant, period_id=key.period, type=key.type, year=key.year, declaration=None, authorised=False,
        exempt_reason="", last_day_reason="", fined=False,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row
