"""Search: which records that this person sees answer a question, the newest first, and how many up to a thousand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, and_, exists, or_, select, true
from sqlalchemy.orm import Session

from app.domain.insight.excerpt import Piece, excerpt
from app.domain.insight.search_index import SearchKind, kind_token, needs_text, wanted, year_token
from app.domain.insight.searchable import words_of
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with
from app.models import (
    Agency,
    AgendaItem,
    Assignment,
    Attachment,
    Committee,
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
from app.queries.insight.search_index import keys_with
from app.queries.insight.search_sources import Source, sources
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

MOST = 1000
"""Counted exactly; of more it is said that there are more."""


@dataclass(frozen=True, slots=True)
class Question:
    """`words` folded (`words_of`). Without words nothing is found."""

    words: tuple[str, ...]
    year: int | None = None


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
    found = []
    for kind in kinds:
        things = found_things(session, actor, asked, kind)
        if things:
            shown = things[:MOST][offset : offset + size]
            hits = _hits(session, actor, kind, shown, asked.words)
            found.append(Group(kind, min(len(things), MOST), len(things) > MOST, hits))
    return found


def found_things(session: Session, actor: Actor, asked: Question, kind: SearchKind) -> list[int]:
    """Ids of the records this person sees, the newest first; one more than `MOST` when there are more."""
    tokens = [*wanted(asked.words), kind_token(kind)]
    if asked.year is not None:
        tokens.append(year_token(asked.year))
    found = keys_with(session, tokens)
    query = select(SearchEntry.thing_id).select_from(found).join(SearchEntry, SearchEntry.id == found.c.rowid)
    for word in asked.words:
        if needs_text(word):
            query = query.where(SearchEntry.folded.contains(word, autoescape=True))
    seen = only_seen(query, actor, kind)
    return list(session.scalars(seen.order_by(found.c.rowid.desc()).limit(MOST + 1)))


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
        seen = only_seen(query, actor, kind).order_by(SearchEntry.id.desc()).limit(size)
        names += session.scalars(seen)
    return list(dict.fromkeys(names))[:size]


def only_seen(query: Select[Any], actor: Actor, kind: SearchKind) -> Select[Any]:
    """The query of `SearchEntry`, of this kind, without what the actor does not see. It joins the record."""
    return _SEEN[kind](query, actor)


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


def _proposals(query: Select[Any], actor: Actor) -> Select[Any]:
    joined = query.join(Proposal, Proposal.id == SearchEntry.thing_id).join(Proposal.committee)
    return joined.where(proposal_is_seen(actor))


def _resolutions(query: Select[Any], actor: Actor) -> Select[Any]:
    joined = (
        query.join(Resolution, Resolution.id == SearchEntry.thing_id)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(AgendaItem, AgendaItem.id == Resolution.item_id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
    )
    return joined.where(resolution_is_seen(actor))


def _items(query: Select[Any], actor: Actor) -> Select[Any]:
    return query.join(TrackedItem, TrackedItem.id == SearchEntry.thing_id).where(item_is_seen(actor))


def _shares(query: Select[Any], actor: Actor) -> Select[Any]:
    return query.join(Assignment, Assignment.id == SearchEntry.thing_id).where(assignment_is_seen(actor))


def _reports(query: Select[Any], actor: Actor) -> Select[Any]:
    """In the index are only those that left their agency."""
    joined = query.join(ProgressReport, ProgressReport.id == SearchEntry.thing_id)
    return joined.join(Assignment, Assignment.id == ProgressReport.assignment_id).where(
        assignment_is_seen(actor)
    )


def _minutes(query: Select[Any], actor: Actor) -> Select[Any]:
    """Who reads whole meetings of the committee, whatever the state. In the index are only approved minutes."""
    reached = agencies_with(actor, Right.READ_MEETINGS, Scope.COMMITTEE)
    joined = (
        query.join(Minutes, Minutes.id == SearchEntry.thing_id)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
    )
    return joined.where(true() if actor.everywhere else Committee.agency_id.in_(reached))


def _attachments(query: Select[Any], actor: Actor) -> Select[Any]:
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
    joined = query.join(Attachment, Attachment.id == SearchEntry.thing_id)
    return joined.where(or_(of_proposal, lines.exists(), registered.exists()))


def _evidence(query: Select[Any], actor: Actor) -> Select[Any]:
    joined = (
        query.join(Evidence, Evidence.id == SearchEntry.thing_id)
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
