"""佐證資料 of an occurrence of the plan."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.duties.duty_flow import DutyState
from app.domain.errors import NotAllowed, NotNow
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.models import Attachment, DutyOccurrence
from app.queries.duties.plan import label_of
from app.queries.proposals.attached import owner_of
from app.services import audit
from app.services.proposals import attached


def attach(
    session: Session,
    actor: Actor,
    row: DutyOccurrence,
    filename: str,
    data: bytes,
    *,
    files_dir: Path,
    now: datetime,
) -> Attachment:
    """Add a file; `FileRefused` when it is not what it says or may not be opened. NotNow: once it is done or exempt."""
    _demand(session, actor, row)
    file = attached.add(session, actor, owner_of(row), filename, data, files_dir=files_dir, now=now)
    _note(session, actor, "attach", row, file, now, [None, file.sha256])
    return file


def remove(
    session: Session,
    actor: Actor,
    row: DutyOccurrence,
    file: Attachment,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Hide the file; its bytes and its row stay."""
    _demand(session, actor, row)
    if attached.hide(session, file, seen_version=seen_version, now=now):
        _note(session, actor, "remove_attachment", row, file, now, [file.sha256, None])


def _demand(session: Session, actor: Actor, row: DutyOccurrence) -> None:
    if not may(actor, Right.KEEP_PLAN, committee_agency_id=row.duty.agency_id):
        raise NotAllowed("not_yours_to_do")
    state = session.scalar(select(DutyOccurrence.state).where(DutyOccurrence.id == row.id).with_for_update())
    if state is not DutyState.OPEN:
        raise NotNow("not_in_this_state")


def _note(
    session: Session,
    actor: Actor,
    action: str,
    row: DutyOccurrence,
    file: Attachment,
    now: datetime,
    sha256: list[object],
) -> None:
    audit.record(
        session, actor, action, file, now=now, code=f"D{row.duty_id} {label_of(row)}",
        changes={"sha256": sha256}, agency_id=row.duty.agency_id,
    )  # fmt: skip
