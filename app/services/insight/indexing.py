"""The search index follows the records: what a transaction touched is read anew as it commits, so both change together or neither.

`watch` notes what is touched, `settle` is called by the commit and by nobody else, `rebuild` makes everything anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import delete, event, exists, insert, inspect, or_, select
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker
from sqlalchemy.orm.util import identity_key

from app.domain.insight.search_index import SearchKind, entry_key
from app.domain.insight.searchable import searchable
from app.domain.meetings.meeting_flow import MeetingState
from app.models import (
    AgendaItem,
    Assignment,
    Attachment,
    Evidence,
    Meeting,
    Minutes,
    ProgressReport,
    Proposal,
    Resolution,
    SearchEntry,
    TrackedItem,
)
from app.queries.insight.search_sources import AT_ONCE, Source, sources
from app.services.insight import token_store

T = TypeVar("T")
_NOTES = "search_notes"
_KINDS: dict[type[Any], tuple[SearchKind, frozenset[str]]] = {
    Proposal: (
        SearchKind.PROPOSAL,
        frozenset({"subject", "explanation", "measures", "unit", "confidentiality", "stub_name"}),
    ),
    Resolution: (SearchKind.RESOLUTION, frozenset({"text", "amended_measures", "disposition", "removed_at"})),
    TrackedItem: (
        SearchKind.ITEM,
        frozenset({"title", "text", "done_criterion", "other_number", "removed_at"}),
    ),
    Assignment: (SearchKind.ASSIGNMENT, frozenset({"text", "removed_at", "dispatched_on"})),
    ProgressReport: (
        SearchKind.REPORT,
        frozenset({"state", "text", "none_reason_text", "submitted_on"}),
    ),
    Minutes: (SearchKind.MINUTES, frozenset({"state", "opening", "version"})),
    Attachment: (SearchKind.ATTACHMENT, frozenset({"title", "removed_at"})),
    Evidence: (SearchKind.EVIDENCE, frozenset({"removed_at"})),
}
"""What is searched of each class; whoever makes another column searchable names it here."""


@dataclass(slots=True)
class Notes:
    """What a transaction touched. `classified`: proposals that became 密 or open; `moved`: meetings that are over now, or held on another day."""

    things: dict[SearchKind, set[int]] = field(default_factory=lambda: defaultdict(set))
    classified: set[int] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)


def watch(sessions: sessionmaker[Session]) -> None:
    """From now on sessions note what their flushes touch."""
    event.listen(sessions, "after_flush", _note)
    event.listen(sessions, "after_soft_rollback", _forget)


def settle(session: Session) -> None:
    """Read anew what this transaction touched. Only the commit calls this."""
    notes: Notes | None = session.info.pop(_NOTES, None)
    if notes is None:
        return
    for kind, ids in _hanging_on(session, notes):
        notes.things[kind].update(ids)
    for kind, ids in notes.things.items():
        for some in _some(sorted(ids)):
            _read_anew(session, kind, some)


def rebuild(session: Session) -> int:
    """Empty the index and fill it from the records. How many there are."""
    session.execute(delete(SearchEntry))
    count = 0
    for kind in SearchKind:
        for some in _some(sources(session, kind)):
            session.execute(insert(SearchEntry), [_row(one) for one in some])
            count += len(some)
    token_store.fill(session)
    return count


def is_filled(session: Session) -> bool:
    return bool(session.scalar(select(exists(select(SearchEntry.id)))))


def file_was_read(session: Session, sha256: str) -> None:
    """The text of a file is known now: whatever holds the file is searched by it."""
    notes = _notes(session)
    for model, kind in ((Attachment, SearchKind.ATTACHMENT), (Evidence, SearchKind.EVIDENCE)):
        notes.things[kind].update(session.scalars(select(model.id).where(model.sha256 == sha256)))


def _notes(session: Session) -> Notes:
    found: Notes = session.info.setdefault(_NOTES, Notes())
    return found


def _note(session: Session, _context: object) -> None:
    for thing in (*session.new, *session.dirty):
        if isinstance(thing, Meeting) and (_changed(thing, ("held_on", "year")) or _was_in_session(thing)):
            _notes(session).moved.add(thing.id)
        if type(thing) not in _KINDS or _is_being_typed(session, thing):
            continue
        kind, columns = _KINDS[type(thing)]
        if thing in session.new or _changed(thing, columns):
            _notes(session).things[kind].add(thing.id)
        if isinstance(thing, Proposal) and _changed(thing, ("confidentiality",)):
            _notes(session).classified.add(thing.id)


def _forget(session: Session, ended: SessionTransaction) -> None:
    """A part of a transaction that was refused leaves the others as they are: too much is noted then, never too little."""
    if not ended.nested:
        session.info.pop(_NOTES, None)


def _is_being_typed(session: Session, thing: object) -> bool:
    """A resolution of a meeting that is in session: saved every second, and nothing was decided yet."""
    if not isinstance(thing, Resolution):
        return False
    meeting = session.identity_map.get(identity_key(Meeting, thing.meeting_id))
    return meeting is not None and meeting.state is MeetingState.IN_SESSION


def _was_in_session(meeting: Meeting) -> bool:
    """It is now, or was until this change."""
    states = inspect(meeting).attrs.state.history
    return states.has_changes() and MeetingState.IN_SESSION in states.sum()


def _changed(thing: object, columns: Iterable[str]) -> bool:
    known = inspect(thing).attrs
    return any(known[column].history.has_changes() for column in columns)


def _hanging_on(session: Session, notes: Notes) -> Iterator[tuple[SearchKind, Iterable[int]]]:
    """What is searched otherwise because something else was touched."""
    if notes.moved:
        resolutions = select(Resolution.id).where(Resolution.meeting_id.in_(notes.moved))
        yield SearchKind.RESOLUTION, session.scalars(resolutions)
        yield (
            SearchKind.MINUTES,
            session.scalars(select(Minutes.id).where(Minutes.meeting_id.in_(notes.moved))),
        )
    if notes.classified:
        yield from _of_cases(session, notes.classified)
    if items := notes.things[SearchKind.ITEM]:
        # Shares of a split are added all at once, past the objects.
        shares = select(Assignment.id).where(Assignment.item_id.in_(items), Assignment.text != "")
        yield SearchKind.ASSIGNMENT, session.scalars(shares)
    if reports := notes.things[SearchKind.REPORT]:
        yield (
            SearchKind.EVIDENCE,
            session.scalars(select(Evidence.id).where(Evidence.report_id.in_(reports))),
        )


def _of_cases(session: Session, proposals: Collection[int]) -> Iterator[tuple[SearchKind, Iterable[int]]]:
    """Everything that belongs to these cases: it appears or goes with the case's 密."""
    lines = select(AgendaItem.id).where(AgendaItem.proposal_id.in_(proposals))
    meetings = select(AgendaItem.meeting_id).where(AgendaItem.proposal_id.in_(proposals))
    resolutions = select(Resolution.id).where(Resolution.item_id.in_(lines))
    items = select(TrackedItem.id).where(TrackedItem.resolution_id.in_(resolutions))
    shares = select(Assignment.id).where(Assignment.item_id.in_(items))
    files = or_(Attachment.proposal_id.in_(proposals), Attachment.item_id.in_(lines))
    yield SearchKind.RESOLUTION, session.scalars(resolutions)
    yield SearchKind.ITEM, session.scalars(items)
    yield SearchKind.ASSIGNMENT, session.scalars(shares)
    yield (
        SearchKind.REPORT,
        session.scalars(select(ProgressReport.id).where(ProgressReport.assignment_id.in_(shares))),
    )
    yield SearchKind.MINUTES, session.scalars(select(Minutes.id).where(Minutes.meeting_id.in_(meetings)))
    yield SearchKind.ATTACHMENT, session.scalars(select(Attachment.id).where(files))


def _read_anew(session: Session, kind: SearchKind, ids: list[int]) -> None:
    """Put what changed in the place of what stood there; what did not change stays."""
    stood = {
        row.id: row._asdict()
        for row in session.execute(
            select(
                SearchEntry.id, SearchEntry.kind, SearchEntry.thing_id, SearchEntry.year, SearchEntry.folded
            ).where(SearchEntry.kind == kind, SearchEntry.thing_id.in_(ids))
        )
    }
    now = {row["id"]: row for row in map(_row, sources(session, kind, ids))}
    gone = [row for key, row in stood.items() if now.get(key) != row]
    new = [row for key, row in now.items() if stood.get(key) != row]
    if gone:
        token_store.take(session, map(_line, gone))
        session.execute(delete(SearchEntry).where(SearchEntry.id.in_([row["id"] for row in gone])))
    if new:
        session.execute(insert(SearchEntry), new)
        token_store.put(session, map(_line, new))


def _row(one: Source) -> dict[str, Any]:
    return {
        "id": entry_key(one.day, one.kind, one.thing_id),
        "kind": one.kind,
        "thing_id": one.thing_id,
        "year": one.year,
        "folded": searchable(one.whole),
    }


def _line(row: dict[str, Any]) -> token_store.Line:
    return token_store.line_of(row["id"], row["kind"], row["year"], row["folded"])


def _some(every: Iterable[T]) -> Iterator[list[T]]:
    """As many at once as one statement takes."""
    left = iter(every)
    while some := list(islice(left, AT_ONCE)):
        yield some
