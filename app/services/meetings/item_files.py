"""Files of an agenda item: slides, annexes. Until 紀錄核定; once the agenda stands, taking one away needs a reason."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.domain.errors import NotNow
from app.domain.meetings.agenda import ARRANGED_IN
from app.domain.meetings.meeting_flow import RECORDING, MeetingState
from app.domain.people.actor import Actor
from app.models import AgendaItem, Attachment, Meeting
from app.queries.proposals.attached import owner_of
from app.services.meetings import lines
from app.services.proposals import attached

KEPT_IN = frozenset({*ARRANGED_IN, *RECORDING})


def attach(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    filename: str,
    data: bytes,
    *,
    title: str = "",
    files_dir: Path,
    now: datetime,
    mechanism: str = "",
) -> Attachment:
    """Add a file at the end; `FileRefused` when it is not what it says. A 密 case takes none without a certified mechanism."""
    _open(session, actor, meeting)
    if lines.is_confidential(item) and not mechanism:
        raise NotNow("stub_holds_no_text")
    row = attached.add(
        session, actor, owner_of(item), filename, data, title=title, files_dir=files_dir, now=now
    )
    _note(session, actor, "attach", meeting, item, row, now, {"sha256": [None, row.sha256]})
    return row


def retitle(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    row: Attachment,
    title: str,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """What papers call it; empty: the name of the file."""
    _open(session, actor, meeting)
    if changes := attached.retitle(session, row, title, seen_version=seen_version):
        _note(session, actor, "change", meeting, item, row, now, changes)


def move(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    row: Attachment,
    step: int,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """↑ (-1) and ↓ (+1) among the files of the item."""
    _open(session, actor, meeting)
    if attached.move(session, owner_of(item), row, step, seen_version=seen_version):
        _note(session, actor, "move", meeting, item, row, now, {})


def remove(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    row: Attachment,
    *,
    reason: str = "",
    seen_version: int | None,
    now: datetime,
) -> None:
    """Hide the file; its bytes and its row stay. The reason stands in the audit log."""
    _open(session, actor, meeting)
    if meeting.state is not MeetingState.PREPARING and not reason.strip():
        raise NotNow("reason_missing")
    if attached.hide(session, row, seen_version=seen_version, now=now):
        changes: attached.Changes = {"sha256": [row.sha256, None]}
        _note(session, actor, "remove_attachment", meeting, item, row, now, changes, reason)


def _open(session: Session, actor: Actor, meeting: Meeting) -> None:
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    lines.lock(session, meeting)
    if meeting.state not in KEPT_IN:
        raise NotNow("files_are_fixed")


def _note(
    session: Session,
    actor: Actor,
    action: str,
    meeting: Meeting,
    item: AgendaItem,
    row: Attachment,
    now: datetime,
    changes: attached.Changes,
    reason: str = "",
) -> None:
    lines.note(
        session, actor, action, row, meeting, now=now, code=item.code or "", reason=reason, changes=changes,
        confidential=lines.is_confidential(item),
    )  # fmt: skip
