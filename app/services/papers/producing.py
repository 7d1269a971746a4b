"""Produce the papers of a meeting, and say of each whether it is still what the records say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.errors import NotNow
from app.domain.papers.paper import BEFORE, PaperName, Snapshot, Standing, makeable, standing
from app.domain.people.actor import Actor
from app.models import GeneratedDocument, Meeting
from app.queries.papers.sources import Sources, sources_of
from app.services.meetings import lines
from app.services.papers.catalogue import make
from app.services.papers.printing import digests


@dataclass(frozen=True, slots=True)
class Stood:
    """One paper: how it stands, and its last producing if there was one."""

    name: PaperName
    standing: Standing
    produced: GeneratedDocument | None


def standings(session: Session, sources: Sources, names: Iterable[PaperName]) -> list[Stood]:
    """Of the whole papers, whoever asks: what a reader does not see is part of what was produced."""
    return _standings(session, sources, names, _produced(session, sources.meeting))


def _standings(
    session: Session,
    sources: Sources,
    names: Iterable[PaperName],
    produced: Mapping[PaperName, GeneratedDocument],
) -> list[Stood]:
    templates = digests(session)
    return [
        Stood(
            name,
            standing(row.snapshot if row else None, Snapshot(make(name, sources).hash, templates[name])),
            row,
        )
        for name in names
        for row in (produced.get(name),)
    ]


def counted(session: Session, meeting: Meeting) -> Counter[Standing]:
    """How many of the papers before the meeting stand how. `meeting.committee` and its agency must be loaded."""
    produced = _produced(session, meeting)
    if not produced:
        return Counter({Standing.NOT_PRODUCED: len(BEFORE)})
    sources = sources_of(session, meeting)
    return Counter(one.standing for one in _standings(session, sources, BEFORE, produced))


def produce(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    names: Sequence[PaperName] | None = None,
    *,
    now: datetime,
) -> Sources:
    """Remember of what each paper was made; all there is matter for when none is named. NotNow: paper_not_yet."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    lines.lock(session, meeting)
    possible = makeable(meeting.state)
    wanted = possible if names is None else names
    if any(name not in possible for name in wanted):
        raise NotNow("paper_not_yet")
    sources = sources_of(session, meeting)
    rows, templates = _produced(session, meeting), digests(session)
    for name in wanted:
        row = rows.get(name) or GeneratedDocument(meeting_id=meeting.id, paper=name, copy="")
        row.values_hash, row.template_digest = make(name, sources).hash, templates[name]
        row.produced_at, row.produced_by_id = now, actor.person_id
        session.add(row)
    session.flush()
    changes: dict[str, list[object]] = {"papers": [None, [name.value for name in wanted]]}
    lines.note(session, actor, "produce_papers", meeting, meeting, now=now, changes=changes)
    return sources


def _produced(session: Session, meeting: Meeting) -> dict[PaperName, GeneratedDocument]:
    query = (
        select(GeneratedDocument)
        .where(GeneratedDocument.meeting_id == meeting.id, GeneratedDocument.copy == "")
        .options(joinedload(GeneratedDocument.produced_by))
    )
    return {row.paper: row for row in session.scalars(query)}
