"""Search: which records that this person sees answer a question, the newest first, and how many up to a thousand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from app.domain.insight.excerpt import Piece, excerpt
from app.domain.insight.search_index import (
    KIND_MASK,
    THING_MASK,
    SearchKind,
    kind_bits,
    kind_token,
    needs_text,
    wanted,
    year_token,
)
from app.domain.insight.searchable import words_of
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with
from app.models import (
    Agency,
    AgendaItem,
    Assignment,
    Attachment,
    Committee,
    Duty,
    DutyOccurrence,
    Evidence,
    ExtractedText,
    Meeting,
    Minutes,
    ProgressReport,
    Proposal,
    RegisteredMeeting,
    Resolution,
    SearchEntry,
    TrackedItem,
)
from app.queries.duties.plan import is_kept_by
from app.queries.insight.search_index import gives_newest_first, keys_with, matching
from app.queries.insight.search_sources import Source, sources
from app.queries.prepared import prepared
from app.queries.tracking.item_list import lines_of
from app.queries.visibility.agency_meetings import agency_is_reached
from app.queries.visibility.meetings import item_is_seen as line_is_seen
from app.queries.visibility.meetings import meeting_is_whole
from app.queries.visibility.proposals import proposal_is_seen
from app.queries.visibility.tracking import (
    assignment_is_seen,
    item_is_seen,
    items_visible_to,
    resolution_is_seen,
)

Rows = Select[*tuple[Any, ...]]
MOST = 1000
"""Counted exactly; of more it is said that there are more."""
ESCAPE = "/"


@dataclass(frozen=True, slots=True)
class Question:
    """`words` folded (`words_of`). Without words nothing is found."""

    words: tuple[str, ...]
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """`total` is exact unless `more`. `things`: ids of those asked for."""

    total: int
    more: bool
    things: list[int]


@dataclass(frozen=True, slots=True)
class Hit:
    source: Source
    title: tuple[Piece, ...]
    sentence: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind. `total` is exact unless `more`: then there are more than it says."""

    kind: SearchKind
    total: int
    more: bool
    hits: tuple[Hit, ...]


def question(typed: str, year: int | None = None) -> Question:
    return Question(tuple(words_of(typed)), year)


def groups(
    session: Session,
    actor: Actor,
    asked: Question,
    kinds: Sequence[SearchKind],
    *,
    offset: int = 0,
    size: int,
) -> list[Group]:
    """One for each of these kinds that has hits, with `size` of them from `offset` on."""
    if not asked.words:
        return []
    made = []
    for kind in kinds:
        found = find(session, actor, asked, kind, offset=offset, size=size)
        if found.total:
            hits = _hits(session, actor, kind, found.things, asked.words)
            made.append(Group(kind, found.total, found.more, hits))
    return made


def find(
    session: Session, actor: Actor, asked: Question, kind: SearchKind, *, offset: int = 0, size: int
) -> Found:
    """How many records of this kind the person sees, and `size` of them from `offset` on, the newest first."""
    engine, tokens = session.get_bind().dialect.name, wanted(asked.words)
    in_order = gives_newest_first(engine)
    by_token = in_order or not tokens  # GIN would read the whole list of the kind beside that of the word
    if by_token:
        tokens.append(kind_token(kind))
    if asked.year is not None:
        tokens.append(year_token(asked.year))
    in_text = [word for word in asked.words if needs_text(word)]
    query = _hits_of(engine, actor, kind, by_token, len(in_text))
    shown = min(offset + size, MOST)
    values = {"wanted": matching(engine, tokens), "shown": shown, **_as_patterns(in_text)}
    rows = session.execute(query, values).all()
    total = rows[0].total if rows else 0
    if total > MOST and not in_order:
        return Found(MOST, True, _newest(session, actor, asked, kind, shown)[offset:])
    return Found(min(total, MOST), total > MOST, [row.thing for row in rows[offset:]])


@lru_cache(maxsize=100)
def _hits_of(engine: str, actor: Actor, kind: SearchKind, by_token: bool, in_text: int) -> Rows:
    """The first `:shown` of some, and how many there are up to one more than `MOST`; kept, for it is put together slowly."""
    window = keys_with(engine)
    thing: SQLColumnExpression[int] = window.c.rowid.bitwise_and(THING_MASK)
    query = select(window.c.rowid, thing.label("thing")).select_from(window)
    if in_text:
        query = query.join(SearchEntry, SearchEntry.id == window.c.rowid).where(*_says(in_text))
    query = only_seen(query, thing, actor, kind).limit(MOST + 1)
    if not by_token:
        query = query.where(window.c.rowid.bitwise_and(KIND_MASK) == kind_bits(kind))
    if gives_newest_first(engine):
        query = query.order_by(window.c.rowid.desc())
    some = query.cte("some")
    total = select(func.count()).select_from(some).scalar_subquery()
    found = select(some.c.thing, total.label("total")).order_by(some.c.rowid.desc()).limit(bindparam("shown"))
    return found if in_text else prepared(found)


def _newest(session: Session, actor: Actor, asked: Question, kind: SearchKind, size: int) -> list[int]:
    """Of what many texts say: walking back from the newest one soon has enough of them."""
    query = _walk(actor, kind, len(asked.words), asked.year is not None)
    values = {"year": asked.year} if asked.year is not None else {}
    return list(session.scalars(query, {"shown": size, **values, **_as_patterns(asked.words)}))


@lru_cache(maxsize=100)
def _walk(actor: Actor, kind: SearchKind, words: int, of_year: bool) -> Rows:
    query = select(SearchEntry.thing_id).where(SearchEntry.kind == kind, *_says(words))
    if of_year:
        query = query.where(SearchEntry.year == bindparam("year"))
    seen = only_seen(query, SearchEntry.thing_id, actor, kind)
    return seen.order_by(SearchEntry.id.desc()).limit(bindparam("shown"))


def _says(words: int) -> list[ColumnElement[bool]]:
    """The text holds as many words: `_as_patterns`."""
    return [SearchEntry.folded.like(bindparam(f"says_{at}"), escape=ESCAPE) for at in range(words)]


def _as_patterns(words: Sequence[str]) -> dict[str, str]:
    plain = str.maketrans({one: ESCAPE + one for one in f"%_{ESCAPE}"})
    return {f"says_{at}": f"%{word.translate(plain)}%" for at, word in enumerate(words)}


def unreadable(session: Session, actor: Actor, size: int) -> list[str]:
    """Names of files this person sees whose text could not be read, the newest first."""
    names: list[str] = []
    for kind, file in ((SearchKind.ATTACHMENT, Attachment), (SearchKind.EVIDENCE, Evidence)):
        query = (
            select(file.filename)
            .select_from(SearchEntry)
            .join(ExtractedText, ExtractedText.failure != "")
            .where(SearchEntry.kind == kind, file.sha256 == ExtractedText.sha256)
        )
        seen = only_seen(query, SearchEntry.thing_id, actor, kind).order_by(SearchEntry.id.desc()).limit(size)
        names += session.scalars(seen)
    return list(dict.fromkeys(names))[:size]


def only_seen(query: Rows, thing: SQLColumnExpression[int], actor: Actor, kind: SearchKind) -> Rows:
    """The query of records of this kind, `thing` their id, without what the actor does not see. It joins the record."""
    return _SEEN[kind](query, thing, actor)


def _hits(
    session: Session, actor: Actor, kind: SearchKind, ids: Sequence[int], words: Sequence[str]
) -> tuple[Hit, ...]:
    found = {one.thing_id: one for one in sources(session, kind, ids)} if ids else {}
    if kind is SearchKind.ITEM and found:
        items = session.scalars(items_visible_to(actor).where(TrackedItem.id.in_(found))).all()
        for line in lines_of(session, actor, items):
            found[line.item.id] = replace(found[line.item.id], state=line.status)
    shown = [found[one] for one in ids if one in found]
    return tuple(Hit(one, excerpt(one.title, words), excerpt(one.text, words)) for one in shown)


def _proposals(query: Rows, thing: SQLColumnExpression[int], actor: Actor) -> Rows:
    joined = query.join(Proposal, Proposal.id == thing).join(Proposal.committee)
    return joined.where(proposal_is_seen(actor))


def _resolutions(query: Rows, thing: SQLColumnExpression[int], actor: Actor) -> Rows:
    joined = (
        query.join(Resolution, Resolution.id == thing)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(AgendaItem, AgendaItem.id == Resolution.item_id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
    )
    return joined.where(resolution_is_seen(actor))


def _items(query: Rows, thing: SQLColumnExpression[int], actor: Actor) -> Rows:
    return query.join(TrackedItem, TrackedItem.id == thing).where(item_is_seen(actor))


def _shares(query: Rows, thing: SQLColumnExpression[int], actor: Actor) -> Rows:
    return query.join(Assignment, Assignment.id == thing).where(assignment_is_seen(actor))


def _reports(query: Rows, thing: SQLColumnExpression[int], actor: Actor) -> Rows:
    """In the index are only those that left their agency."""
    joined = query.join(ProgressReport, ProgressReport.id == thing)
    return joined.join(Assignment, Assignment.id == ProgressReport.assignment_id).where(
        assignment_is_seen(actor)
    )


def _minutes(query: Rows, thing: SQLColumnExpression[int], actor: Actor) -> Rows:
    """Who reads whole meetings of the committee, whatever the state. In the index are only approved minutes."""
    reached = agencies_with(actor, Right.READ_MEETINGS, Scope.COMMITTEE)
    joined = (
        query.join(Minutes, Minutes.id == thing)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
    )
    return joined.where(true() if actor.everywhere else Committee.agency_id.in_(reached))


def _attachments(query: Rows, thing: SQLColumnExpression[int], actor: Actor) -> Rows:
    """A file is seen with what it hangs on; of a line of an agenda by whoever sees the whole meeting."""
    of_proposal = exists().where(
        Proposal.id == Attachment.proposal_id, Committee.id == Proposal.committee_id, proposal_is_seen(actor)
    )
    lines = (
        select(AgendaItem.id)
        .join(AgendaItem.meeting)
        .join(Meeting.committee)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .where(
            AgendaItem.id == Attachment.item_id,
            AgendaItem.removed_at.is_(None),
            and_(line_is_seen(actor), meeting_is_whole(actor)),
        )
    )
    registered = (
        select(RegisteredMeeting.id)
        .join(RegisteredMeeting.meeting)
        .join(Meeting.committee)
        .join(Agency, Agency.id == Committee.agency_id)
        .where(RegisteredMeeting.id == Attachment.registered_id, agency_is_reached(actor))
    )
    planned = exists().where(
        DutyOccurrence.id == Attachment.occurrence_id, Duty.id == DutyOccurrence.duty_id, is_kept_by(actor)
    )
    joined = query.join(Attachment, Attachment.id == thing)
    return joined.where(or_(of_proposal, lines.exists(), registered.exists(), planned))


def _evidence(query: Rows, thing: SQLColumnExpression[int], actor: Actor) -> Rows:
    joined = (
        query.join(Evidence, Evidence.id == thing)
        .join(ProgressReport, ProgressReport.id == Evidence.report_id)
        .join(Assignment, Assignment.id == ProgressReport.assignment_id)
    )
    return joined.where(assignment_is_seen(actor))


_SEEN = {
    SearchKind.PROPOSAL: _proposals,
    SearchKind.RESOLUTION: _resolutions,
    SearchKind.ITEM: _items,
    SearchKind.ASSIGNMENT: _shares,
    SearchKind.REPORT: _reports,
    SearchKind.MINUTES: _minutes,
    SearchKind.ATTACHMENT: _attachments,
    SearchKind.EVIDENCE: _evidence,
}
