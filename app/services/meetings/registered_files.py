"""Files of a registered meeting."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed, NotNow
from app.domain.meetings.filing_flow import EDITABLE, registers
from app.domain.people.actor import Actor
from app.models import Attachment, Committee, RegisteredMeeting
from app.queries.proposals.attached import owner_of
from app.services import audit
from app.services.meetings.registering import facts_of
from app.services.proposals import attached


def attach(
    session: Session,
    actor: Actor,
    row: RegisteredMeeting,
    filename: str,
    data: bytes,
    *,
    files_dir: Path,
    now: datetime,
) -> Attachment:
    """Add a file; `FileRefused` when it is not what it says or may not be opened. NotNow: registration_is_filed."""
    _demand(session, actor, row)
    file = attached.add(session, actor, owner_of(row), filename, data, files_dir=files_dir, now=now)
    _note(session, actor, "attach", row, file, now, [None, file.sha256])
    return file


def remove(
    session: Session,
    actor: Actor,
    row: RegisteredMeeting,
    file: Attachment,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Hide the file; its bytes and its row stay."""
    _demand(session, actor, row)
    if attached.hide(session, file, seen_version=seen_version, now=now):
        _note(session, actor, "remove_attachment", row, file, now, [file.sha256, None])


def _demand(session: Session, actor: Actor, row: RegisteredMeeting) -> None:
    session.refresh(row, inspect(RegisteredMeeting).column_attrs.keys(), with_for_update=True)
    if not registers(actor, facts_of(session, row)):
        raise NotAllowed("not_yours_to_do")
    if row.filing not in EDITABLE:
        raise NotNow("registration_is_filed")


def _note(
    session: Session,
    actor: Actor,
    action: str,
    row: RegisteredMeeting,
    file: Attachment,
    now: datetime,
    sha256: list[object],
) -> None:
    committee = session.get_one(Committee, row.meeting.committee_id)
    audit.record(
        session, actor, action, file, now=now, code=f"{committee.code}.{row.meeting.slug}",
        changes={"sha256": sha256}, agency_id=committee.agency_id,
    )  # fmt: skip
