"""前案查詢: earlier proposals like this one that the person sees, what was decided on them, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality
from app.domain.insight.search_index import THING_MASK, SearchKind, kind_token
from app.domain.insight.searchable import fold, pairs
from app.domain.insight.similar import most_alike
from app.domain.people.actor import Actor
from app.models import AgendaItem, Committee, Meeting, Proposal, Resolution, SearchEntry, TrackedItem
from app.queries.insight.search import only_seen
from app.queries.insight.search_index import keys_with, matching
from app.queries.insight.search_sources import Source, sources
from app.queries.tracking.item_list import Line, lines_of
from app.queries.visibility.tracking import items_visible_to, resolution_is_seen

COMPARED = 1000
"""Proposals that share a pair of the 案由; of more than these it looks at some."""


@dataclass(frozen=True, slots=True)
class Similar:
    """`alike`: how much of the own text stands there too, in per cent. `items`: what was tracked of it, as seen."""

    source: Source
    alike: int
    resolutions: tuple[Source, ...]
    items: tuple[Line, ...]


def similar_to(session: Session, actor: Actor, proposal: Proposal) -> list[Similar]:
    """The most alike first; none for a 密 case, and none of them."""
    if proposal.confidentiality is not Confidentiality.NORMAL:
        return []
    own = fold(f"{proposal.subject}\n{proposal.measures}")
    asked = sorted(pairs(fold(proposal.subject)))
    if not asked:
        return []
    engine = session.get_bind().dialect.name
    window = keys_with(engine)
    thing = window.c.rowid.bitwise_and(THING_MASK)
    query = (
        select(SearchEntry.thing_id, SearchEntry.folded)
        .select_from(window)
        .join(SearchEntry, SearchEntry.id == window.c.rowid)
    )
    seen = only_seen(query, thing, actor, SearchKind.PROPOSAL).where(
        Proposal.id != proposal.id, Proposal.confidentiality == Confidentiality.NORMAL
    )
    wanted = matching(engine, [kind_token(SearchKind.PROPOSAL)], asked)
    others = {row.thing_id: row.folded for row in session.execute(seen.limit(COMPARED), {"wanted": wanted})}
    alike = dict(most_alike(own, others))
    return _with_outcome(session, actor, alike) if alike else []


def _with_outcome(session: Session, actor: Actor, alike: dict[int, float]) -> list[Similar]:
    found = {one.thing_id: one for one in sources(session, SearchKind.PROPOSAL, list(alike))}
    decided = _resolutions(session, actor, list(alike))
    texts = {
        one.thing_id: one
        for one in sources(session, SearchKind.RESOLUTION, [one for many in decided.values() for one in many])
    }
    query = items_visible_to(actor).where(TrackedItem.resolution_id.in_(texts))
    items: dict[int, list[Line]] = defaultdict(list)
    for line in lines_of(session, actor, session.scalars(query).all()) if texts else ():
        items[line.item.resolution_id].append(line)
    return [
        Similar(
            found[key],
            round(part * 100),
            tuple(texts[one] for one in decided[key] if one in texts),
            tuple(line for one in decided[key] for line in items[one]),
        )
        for key, part in alike.items()
    ]


def _resolutions(session: Session, actor: Actor, proposals: list[int]) -> dict[int, list[int]]:
    """Ids of what was decided on each of these, as far as this person sees it."""
    rows = session.execute(
        select(Proposal.id, Resolution.id)
        .select_from(Resolution)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .join(AgendaItem, AgendaItem.id == Resolution.item_id)
        .join(Proposal, Proposal.id == AgendaItem.proposal_id)
        .where(Proposal.id.in_(proposals), Resolution.removed_at.is_(None), resolution_is_seen(actor))
        .order_by(Meeting.held_on, Resolution.ordinal)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for proposal_id, resolution_id in rows:
        found[proposal_id].append(resolution_id)
    return found
