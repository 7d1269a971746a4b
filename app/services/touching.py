"""Which items count otherwise than the figures that are kept of them say: noted as a transaction commits.

`watch` notes what is touched, `settle` is called by the commit and by nobody else; what is removed past the objects says so itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, event, insert, inspect, select, union
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from app.models import (
    AgendaItem,
    Assignment,
    ExtensionRequest,
    Finding,
    ProgressReport,
    Proposal,
    ReassignmentRequest,
    Resolution,
    TouchedItem,
    TrackedItem,
)

MOST_IDS = 10_000
_NOTES = "figure_notes"
_COUNTED: dict[type[Any], frozenset[str]] = {
    Assignment: frozenset(
        {
            "item_id", "agency_id", "role", "state", "closed_as", "due_kind", "due_current", "dispatched_on", "ended_on",
            "paused_on", "removed_at",
        }
    ),
    TrackedItem: frozenset({"committee_id", "resolution_id", "mode", "legacy"}),
    ExtensionRequest: frozenset({"state", "granted_on", "decided_at"}),
    ReassignmentRequest: frozenset({"state", "disputed"}),
    ProgressReport: frozenset({"submitted_on"}),
    Finding: frozenset({"opinion", "effective_at"}),
    Proposal: frozenset({"confidentiality"}),
    AgendaItem: frozenset({"proposal_id"}),
    Resolution: frozenset({"item_id"}),
}  # fmt: skip
"""What is counted of each class; whoever counts another column names it here."""
_BEFORE_SHARES = (Proposal, AgendaItem, Resolution)
"""While these are new, nothing hangs on them that is counted."""


@dataclass(slots=True)
class Notes:
    """The ids a transaction touched, by class."""

    ids: dict[type[Any], set[int]] = field(default_factory=lambda: defaultdict(set))


def watch(sessions: sessionmaker[Session]) -> None:
    """From now on sessions note what their flushes touch."""
    event.listen(sessions, "after_flush", _note)
    event.listen(sessions, "after_soft_rollback", _forget)


def settle(session: Session) -> None:
    """Mark the items that count otherwise now. Only the commit calls this."""
    notes: Notes | None = session.info.pop(_NOTES, None)
    if notes is None:
        return
    for items in _items_of(notes):
        _mark(session, items)


def before_removal(session: Session, table: str, ids: Sequence[int]) -> None:
    """Items or shares go past the objects: they are marked while they are still there."""
    for kind in (TrackedItem, Assignment):
        if kind.__tablename__ == table and ids:
            _mark(session, _items_by(kind, list(ids)))


def _mark(session: Session, items: Select[*tuple[Any, ...]]) -> None:
    session.execute(insert(TouchedItem).from_select(["committee_id", "item_id"], items))


def _note(session: Session, _context: object) -> None:
    for thing in (*session.new, *session.dirty, *session.deleted):
        columns = _COUNTED.get(type(thing))
        if columns is None or (thing in session.new and isinstance(thing, _BEFORE_SHARES)):
            continue
        if thing in session.deleted or _changed(thing, columns):
            kind, key = _told_by(thing)
            session.info.setdefault(_NOTES, Notes()).ids[kind].add(key)


def _forget(session: Session, ended: SessionTransaction) -> None:
    """A part of a transaction that was refused leaves the others as they are: too much is noted then, never too little."""
    if not ended.nested:
        session.info.pop(_NOTES, None)


def _told_by(thing: Any) -> tuple[type[Any], int]:
    """By which record its item is found."""
    if isinstance(thing, Assignment):
        return TrackedItem, thing.item_id
    if isinstance(thing, ExtensionRequest | ReassignmentRequest | ProgressReport):
        return Assignment, thing.assignment_id
    if isinstance(thing, Finding):
        return ProgressReport, thing.report_id
    return type(thing), thing.id


def _changed(thing: object, columns: Iterable[str]) -> bool:
    known = inspect(thing).attrs
    return any(known[column].history.has_changes() for column in columns)


def _items_of(notes: Notes) -> Iterator[Select[*tuple[Any, ...]]]:
    """The items of what was touched, as selects of committee and item."""
    parts: list[Select[*tuple[Any, ...]]] = []
    for kind, ids in notes.ids.items():
        found = sorted(ids)
        parts += [_items_by(kind, found[at : at + MOST_IDS]) for at in range(0, len(found), MOST_IDS)]
    if len(parts) > 1 and sum(map(len, notes.ids.values())) <= MOST_IDS:
        together = union(*parts).subquery()
        yield select(together.c.committee_id, together.c.item_id)
    else:
        yield from parts


def _items_by(kind: type[Any], ids: list[int]) -> Select[*tuple[Any, ...]]:
    if kind in (Assignment, ProgressReport):
        shares = select(Assignment.committee_id, Assignment.item_id).distinct()
        if kind is Assignment:
            return shares.where(Assignment.id.in_(ids))
        return shares.join(ProgressReport, ProgressReport.assignment_id == Assignment.id).where(
            ProgressReport.id.in_(ids)
        )
    items = select(TrackedItem.committee_id, TrackedItem.id.label("item_id"))
    if kind is TrackedItem:
        return items.where(TrackedItem.id.in_(ids))
    if kind is Resolution:
        return items.where(TrackedItem.resolution_id.in_(ids))
    agenda = select(AgendaItem.id).where(AgendaItem.proposal_id.in_(ids))
    lines = Resolution.item_id.in_(agenda if kind is Proposal else ids)
    return items.where(TrackedItem.resolution_id.in_(select(Resolution.id).where(lines)))
