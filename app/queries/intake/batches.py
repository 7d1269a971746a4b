"""Import batches as their pages show them; another committee's are absent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.errors import Absent
from app.domain.intake.batch_flow import OF_ADMINISTRATION, OF_COMMITTEE, BatchKind, BatchState
from app.domain.meetings.numbering import with_committee
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with, has
from app.models import (
    AgendaItem,
    Committee,
    ImportBatch,
    ImportFile,
    ImportRecord,
    Meeting,
    Proposal,
    Resolution,
    Roster,
    User,
)
from app.queries.counting import counted
from app.queries.visibility.declarants import roster_is_kept
from app.wording.audit import THINGS


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One line of the list. `who` is empty for the console."""

    id: int
    kind: BatchKind
    state: BatchState
    created_at: datetime
    who: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a batch made and changed: meetings (address, label), cases (code shown, 案由, proposal code), numbers by what they are called.

    `lines`: (code shown, text) of reports and rulings, which are no proposals.
    """

    meetings: tuple[tuple[str, str], ...]
    cases: tuple[tuple[str, str, str], ...]
    made: list[tuple[str, int]]
    changed: list[tuple[str, int]]
    lines: tuple[tuple[str, str], ...] = ()


def visible(actor: Actor) -> ColumnElement[bool]:
    """On a query of `ImportBatch` that joins (outer) `Committee`."""
    if actor.everywhere:
        return true()
    committees = agencies_with(actor, Right.IMPORT, Scope.COMMITTEE)
    people = ImportBatch.kind.in_(OF_ADMINISTRATION) if has(actor, Right.MANAGE_PEOPLE) else false()
    rosters = ImportBatch.roster_id.in_(select(Roster.id).where(roster_is_kept(actor)))
    own = and_(ImportBatch.kind.in_(OF_COMMITTEE), Committee.agency_id.in_(committees))
    return or_(people, own, rosters)


def total(session: Session, actor: Actor, up_to: int | None = None) -> int:
    """How many batches this actor's list has."""
    statement = select(ImportBatch.id).outerjoin(Committee, Committee.id == ImportBatch.committee_id)
    return counted(session, statement.where(visible(actor)), up_to)


def listed(session: Session, actor: Actor, *, offset: int, limit: int) -> list[BatchRow]:
    """The newest first."""
    rows = session.execute(
        select(ImportBatch, User.name)
        .outerjoin(Committee, Committee.id == ImportBatch.committee_id)
        .outerjoin(User, User.id == ImportBatch.created_by_id)
        .where(visible(actor))
        .order_by(ImportBatch.id.desc())
        .offset(offset)
        .limit(limit)
    ).all()
    names: dict[int, list[str]] = {}
    for batch_id, name in session.execute(
        select(ImportFile.batch_id, ImportFile.filename)
        .where(ImportFile.batch_id.in_([batch.id for batch, _ in rows]))
        .order_by(ImportFile.id)
    ):
        names.setdefault(batch_id, []).append(name)
    return [
        BatchRow(
            batch.id, batch.kind, batch.state, batch.created_at, who or "", tuple(names.get(batch.id, ()))
        )
        for batch, who in rows
    ]


def one_visible(session: Session, actor: Actor, batch_id: int) -> ImportBatch:
    """A batch with its files. Raises Absent."""
    found = session.scalars(
        select(ImportBatch)
        .outerjoin(Committee, Committee.id == ImportBatch.committee_id)
        .where(ImportBatch.id == batch_id, visible(actor))
        .options(selectinload(ImportBatch.files))
    ).one_or_none()
    if found is None:
        raise Absent
    return found


def committees_to_import_for(session: Session, actor: Actor) -> list[Committee]:
    """The committees this actor imports proposals and minutes for, the primary one first."""
    statement = select(Committee).options(joinedload(Committee.agency))
    if not actor.everywhere:
        own = agencies_with(actor, Right.IMPORT, Scope.COMMITTEE)
        statement = statement.where(Committee.agency_id.in_(own))
    return list(session.scalars(statement.order_by(Committee.is_primary.desc(), Committee.id)))


def imported_before(session: Session, actor: Actor, batch: ImportBatch) -> dict[str, int]:
    """SHA-256 of a file of this batch → the id of a confirmed batch that brought the same file in."""
    hashes = [file.sha256 for file in batch.files]
    rows = session.execute(
        select(ImportFile.sha256, ImportBatch.id)
        .join(ImportBatch, ImportBatch.id == ImportFile.batch_id)
        .outerjoin(Committee, Committee.id == ImportBatch.committee_id)
        .where(
            ImportFile.sha256.in_(hashes),
            ImportBatch.state == BatchState.CONFIRMED,
            ImportBatch.id != batch.id,
            visible(actor),
        )
    )
    return {sha256: batch_id for sha256, batch_id in rows}


def receipt(session: Session, batch: ImportBatch) -> Receipt:
    """What came in with this batch, as far as it is still here."""
    rows = session.scalars(
        select(ImportRecord).where(ImportRecord.batch_id == batch.id).order_by(ImportRecord.id)
    ).all()
    ids: dict[str, list[int]] = {}
    made: dict[str, int] = {}
    changed: dict[str, int] = {}
    for row in rows:
        ids.setdefault(row.thing, []).append(row.thing_id)
        counts = made if row.created else changed
        counts[row.thing] = counts.get(row.thing, 0) + 1
    meetings = session.scalars(
        select(Meeting)
        .where(Meeting.id.in_(ids.get("meetings", ())))
        .options(joinedload(Meeting.committee))
        .order_by(Meeting.id)
    )
    return Receipt(
        tuple((_address(meeting), meeting.label) for meeting in meetings),
        tuple(_cases(session, ids.get("proposals", []))),
        _worded(made),
        _worded(changed),
        tuple(_lines(session, ids)),
    )


def _worded(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Counts by the word of what was made; what has none is a part of something else."""
    return [(THINGS[name], number) for name, number in counts.items() if name in THINGS]


def _cases(session: Session, proposal_ids: list[int]) -> list[tuple[str, str, str]]:
    """(code shown, 案由, proposal code): the newest agenda's code where there is one."""
    rows = session.execute(
        select(Proposal, AgendaItem.code)
        .outerjoin(AgendaItem, and_(AgendaItem.proposal_id == Proposal.id, AgendaItem.removed_at.is_(None)))
        .where(Proposal.id.in_(proposal_ids))
        .options(joinedload(Proposal.committee))
        .order_by(Proposal.id, AgendaItem.id)
    )
    found: dict[str, tuple[str, str, str]] = {}
    for proposal, code in rows:
        committee = proposal.committee
        shown = with_committee(code, committee.code, committee.is_primary) if code else proposal.code
        found[proposal.code] = (shown, proposal.subject, proposal.code)
    return list(found.values())


def _lines(session: Session, ids: dict[str, list[int]]) -> Iterator[tuple[str, str]]:
    """Lines of the agenda without a proposal, and rulings of the meeting as a whole."""
    titles = session.scalars(
        select(AgendaItem)
        .where(AgendaItem.id.in_(ids.get("agenda_items", ())), AgendaItem.proposal_id.is_(None))
        .options(joinedload(AgendaItem.meeting).joinedload(Meeting.committee))
        .order_by(AgendaItem.meeting_id, AgendaItem.id)
    )
    for item in titles:
        yield _shown(item.code or "", item.meeting), item.title
    rulings = session.scalars(
        select(Resolution)
        .where(Resolution.id.in_(ids.get("resolutions", ())), Resolution.item_id.is_(None))
        .options(joinedload(Resolution.meeting).joinedload(Meeting.committee))
        .order_by(Resolution.meeting_id, Resolution.ordinal)
    )
    for ruling in rulings:
        yield _shown(ruling.code, ruling.meeting), ruling.text


def _shown(code: str, meeting: Meeting) -> str:
    committee = meeting.committee
    return with_committee(code, committee.code, committee.is_primary) if code else ""


def _address(meeting: Meeting) -> str:
    return with_committee(meeting.slug, meeting.committee.code, meeting.committee.is_primary)
