"""匯入批次: keep what was read, correct it, confirm it, discard it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import flag_modified

from app.domain.errors import Absent, NotAllowed, NotNow
from app.domain.flow import performs
from app.domain.intake.batch_flow import (
    BATCH_FLOW,
    OF_DOCUMENTS,
    BatchAction,
    BatchFacts,
    BatchKind,
    BatchState,
    imports,
)
from app.domain.intake.placing import PlacedFile, from_json, to_json
from app.domain.people.actor import Actor
from app.models import Committee, ImportBatch, ImportFile, Roster
from app.queries.intake.proposal_check import FileCheck, check_files, may_pass
from app.services import audit
from app.services.intake import assignment_files, assignment_making, declarant_files, making, people_files
from app.services.intake.people_files import SheetCheck
from app.services.intake.reading import FileRead
from app.services.intake.recognised import as_recognised, document_of, minutes_as_recognised
from app.services.intake.touched import Touched, watching
from app.services.versions import check_seen


def store(
    session: Session,
    actor: Actor,
    kind: BatchKind,
    committee: Committee | None,
    results: Sequence[FileRead],
    *,
    now: datetime,
    roster: Roster | None = None,
) -> ImportBatch:
    """A batch of the files that could be read, in state 已判讀; nothing else is created.

    NotNow: import_nothing_read, when no file could be read.
    """
    batch = ImportBatch(
        kind=kind, committee_id=committee.id if committee else None, roster_id=roster.id if roster else None,
        created_at=now, created_by_id=actor.person_id,
    )  # fmt: skip
    _demand(session, actor, batch, committee)
    read = [result for result in results if result.read is not None]
    if not read:
        raise NotNow("import_nothing_read")
    scheduled = may_pass(actor, committee)
    named = assignment_files.remembered(session, committee) if kind is BatchKind.ASSIGNMENTS else {}
    batch.files = [_file(kind, result, scheduled, named) for result in read]
    session.add(batch)
    session.flush()
    _note(session, actor, "read_files", batch, committee, now, {"files": [None, len(read)]})
    return batch


def place(
    session: Session,
    actor: Actor,
    batch: ImportBatch,
    files: Sequence[PlacedFile],
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Keep a person's corrections of every file, in the order of the files. Nothing is created."""
    committee = hold(session, batch, seen_version)
    _demand(session, actor, batch, committee)
    if batch.state is not BatchState.READ or batch.kind not in OF_DOCUMENTS:
        raise NotNow("not_in_this_state", flow=BATCH_FLOW.name, state=batch.state)
    changed = False
    for file, placed in zip(batch.files, files, strict=True):
        value = to_json(placed)
        if file.placed != value:
            file.placed, changed = value, True
    if changed:
        flag_modified(batch, "state")  # pages that showed the batch as it was are stale
        session.flush()
        _note(session, actor, "place", batch, committee, now)


def name_columns(
    session: Session,
    actor: Actor,
    batch: ImportBatch,
    files: Sequence[Mapping[str, str]],
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Keep which column is which, file by file; it is remembered for the next list. Nothing is created."""
    committee = hold(session, batch, seen_version)
    _demand(session, actor, batch, committee)
    if batch.state is not BatchState.READ or batch.kind is not BatchKind.ASSIGNMENTS:
        raise NotNow("not_in_this_state", flow=BATCH_FLOW.name, state=batch.state)
    for file, named in zip(batch.files, files, strict=True):
        file.placed = {"columns": dict(named)}
    flag_modified(batch, "state")  # pages that showed the batch as it was are stale
    session.flush()
    _note(session, actor, "place", batch, committee, now)


@performs(BATCH_FLOW, BatchAction.CONFIRM)
def confirm(
    session: Session,
    actor: Actor,
    batch: ImportBatch,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
    without_faulty: bool = False,
) -> Touched:
    """確認匯入: everything of the batch, or nothing; `without_faulty`: but for the rows that are wrong.

    NotNow: batch_has_errors, batch_is_empty, not_in_this_state.
    """
    committee = hold(session, batch, seen_version)
    checks = check(session, actor, batch, today=today)
    facts = facts_of(session, batch, committee, checks)
    facts = replace(facts, errors=0) if without_faulty else facts
    batch.state = BATCH_FLOW.step(batch.state, BatchAction.CONFIRM, actor, facts)
    batch.confirmed_at = now
    with watching(session) as touched:
        if batch.kind in OF_DOCUMENTS:
            assert committee is not None  # noqa: S101 — such a batch without committee cannot be confirmed
            files = [one for one in checks if isinstance(one, FileCheck)]
            sources = ["\n".join(document_of(file.read).lines) for file in batch.files]
            making.make(session, actor, committee, files, sources, now=now, today=today)
        elif batch.kind is BatchKind.ASSIGNMENTS:
            assert committee is not None  # noqa: S101 — as above
            old = [one for one in checks if isinstance(one, SheetCheck)]
            assignment_making.make(session, actor, committee, old, now=now, today=today)
        else:
            sheets = [one for one in checks if isinstance(one, SheetCheck)]
            if (roster := roster_of(session, batch)) is not None:
                declarant_files.make(session, actor, roster, sheets, now=now)
            else:
                people_files.make(session, actor, batch.kind, sheets, now=now, today=today)
    _forget_names(batch)
    records = touched.records(batch)
    session.add_all(records)
    session.flush()
    counts: dict[str, list[object]] = {
        "made": [None, len(touched.made)],
        "changed": [None, len(records) - len(touched.made)],
    }
    _note(session, actor, BatchAction.CONFIRM, batch, committee, now, counts)
    return touched


@performs(BATCH_FLOW, BatchAction.DISCARD)
def discard(
    session: Session, actor: Actor, batch: ImportBatch, *, seen_version: int | None, now: datetime
) -> None:
    """放棄: what was read stays readable, nothing was created."""
    committee = hold(session, batch, seen_version)
    facts = facts_of(session, batch, committee, ())
    batch.state = BATCH_FLOW.step(batch.state, BatchAction.DISCARD, actor, facts)
    _forget_names(batch)
    _note(session, actor, BatchAction.DISCARD, batch, committee, now)


def check(
    session: Session, actor: Actor, batch: ImportBatch, *, today: date
) -> Sequence[FileCheck] | Sequence[SheetCheck]:
    """What confirming would do now, file by file. `batch.files` must be loaded."""
    committee = session.get(Committee, batch.committee_id) if batch.committee_id else None
    if batch.kind is BatchKind.ASSIGNMENTS:
        assert committee is not None  # noqa: S101 — `store` asks for one
        return assignment_files.check(session, committee, batch.files, today=today)
    if batch.kind in OF_DOCUMENTS:
        return check_files(session, actor, committee, map(placed_of, batch.files), today=today)
    reads = [file.read for file in batch.files]
    if (roster := roster_of(session, batch)) is not None:
        return declarant_files.check(session, actor, roster, reads, today=today)
    return people_files.check(session, actor, batch.kind, reads, today=today)


def roster_of(session: Session, batch: ImportBatch) -> Roster | None:
    """The roster its declarants come to, with its agency."""
    if batch.roster_id is None:
        return None
    return session.scalars(
        select(Roster).where(Roster.id == batch.roster_id).options(joinedload(Roster.agency))
    ).one()


def placed_of(file: ImportFile) -> PlacedFile:
    """The file as it would come in now."""
    return from_json(file.placed)


def facts_of(
    session: Session,
    batch: ImportBatch,
    committee: Committee | None,
    checks: Sequence[FileCheck] | Sequence[SheetCheck],
    *,
    changed_since: int = 0,
) -> BatchFacts:
    """What the moves of a batch ask."""
    return BatchFacts(
        kind=batch.kind,
        committee_agency_id=committee.agency_id if committee else None,
        errors=sum(one.errors for one in checks),
        to_create=sum(one.makes for one in checks),
        changed_since=changed_since,
        receiver_id=roster.agency_id if (roster := roster_of(session, batch)) else None,
    )


def hold(session: Session, batch: ImportBatch, seen_version: int | None) -> Committee | None:
    """Lock the batch, read it anew with its files, and check that the page showed it so; returns its committee."""
    session.scalars(
        select(ImportBatch)
        .where(ImportBatch.id == batch.id)
        .with_for_update(of=ImportBatch)
        .execution_options(populate_existing=True)
        .options(selectinload(ImportBatch.files))
    ).one()
    check_seen(batch, seen_version)
    return session.get_one(Committee, batch.committee_id) if batch.committee_id else None


def _forget_names(batch: ImportBatch) -> None:
    """Rows about persons are not kept beside the records they became."""
    if batch.kind is BatchKind.DECLARANTS:
        for file in batch.files:
            file.read = {**file.read, "records": []}


def _demand(session: Session, actor: Actor, batch: ImportBatch, committee: Committee | None) -> None:
    if not imports(actor, facts_of(session, batch, committee, ())):
        raise Absent if committee else NotAllowed("not_yours_to_do")


def _file(kind: BatchKind, result: FileRead, scheduled: bool, named: Mapping[str, str]) -> ImportFile:
    read = dict(result.read or {})
    placed: dict[str, Any] = {}
    if kind is BatchKind.PROPOSALS:
        placed = to_json(as_recognised(document_of(read), scheduled=scheduled))
    elif kind is BatchKind.MINUTES:
        placed = to_json(minutes_as_recognised(document_of(read)))
    elif kind is BatchKind.ASSIGNMENTS:
        placed = {"columns": assignment_files.as_recognised(read, named)}
    return ImportFile(filename=result.filename, sha256=result.sha256, read=read, placed=placed)


def _note(
    session: Session,
    actor: Actor,
    action: str,
    batch: ImportBatch,
    committee: Committee | None,
    now: datetime,
    changes: dict[str, list[object]] | None = None,
) -> None:
    session.flush()
    roster = roster_of(session, batch)
    agency_id = committee.agency_id if committee else roster.agency_id if roster else None
    audit.record(
        session, actor, action, batch, now=now, code=str(batch.id), changes=changes, agency_id=agency_id
    )
