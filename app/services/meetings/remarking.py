"""發言摘要: who said what in a case, printed in the minutes or internal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.errors import Absent, Invalid, NotNow
from app.domain.meetings.meeting_flow import RECORDING
from app.domain.people.actor import Actor
from app.models import AgendaItem, Meeting, Remark
from app.services.meetings import attending, lines
from app.services.versions import check_seen


@dataclass(frozen=True, slots=True)
class Said:
    """By whom (of the list), what; `printed`: it goes into the minutes."""

    attendance_id: int | None
    text: str
    printed: bool = True


def add(
    session: Session, actor: Actor, meeting: Meeting, item: AgendaItem | None, said: Said, *, now: datetime
) -> Remark:
    """At the end of the case's remarks. Invalid: remark_text_missing, remark_speaker_missing."""
    _open(session, actor, meeting, said)
    remark = Remark(
        meeting_id=meeting.id, item_id=item.id if item else None, attendance_id=said.attendance_id,
        speaker=_speaker(session, meeting, said), text=said.text, printed=said.printed, written_at=now,
        written_by_id=actor.person_id,
    )  # fmt: skip
    session.add(remark)
    session.flush()
    _note(session, actor, "add_remark", meeting, item, remark, now)
    return remark


def change(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    remark_id: int,
    said: Said,
    *,
    seen_version: int | None,
    now: datetime,
) -> Remark:
    _open(session, actor, meeting, said)
    remark = remark_of(session, meeting, item, remark_id)
    check_seen(remark, seen_version)
    remark.attendance_id, remark.speaker = said.attendance_id, _speaker(session, meeting, said)
    remark.text, remark.printed = said.text, said.printed
    session.flush()
    _note(session, actor, "change_remark", meeting, item, remark, now)
    return remark


def remove(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    remark_id: int,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """It counts no longer; the row stays."""
    _open(session, actor, meeting, None)
    remark = remark_of(session, meeting, item, remark_id)
    check_seen(remark, seen_version)
    remark.removed_at = now
    session.flush()
    _note(session, actor, "remove_remark", meeting, item, remark, now)


def remarks_of(session: Session, meeting: Meeting, item: AgendaItem | None) -> list[Remark]:
    """In the order they were made."""
    return list(session.scalars(_of(meeting, item).order_by(Remark.id)))


def remark_of(session: Session, meeting: Meeting, item: AgendaItem | None, remark_id: int) -> Remark:
    """Raises Absent."""
    found = session.scalars(_of(meeting, item).where(Remark.id == remark_id)).one_or_none()
    if found is None:
        raise Absent
    return found


def _of(meeting: Meeting, item: AgendaItem | None) -> Select[Remark]:
    return select(Remark).where(
        Remark.meeting_id == meeting.id,
        Remark.item_id == item.id if item else Remark.item_id.is_(None),
        Remark.removed_at.is_(None),
    )


def _open(session: Session, actor: Actor, meeting: Meeting, said: Said | None) -> None:
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    if meeting.state not in RECORDING:
        raise NotNow("not_recording")
    if said is not None and said.attendance_id is None:
        raise Invalid("remark_speaker_missing", "speaker")
    if said is not None and not said.text.strip():
        raise Invalid("remark_text_missing", "remark")


def _speaker(session: Session, meeting: Meeting, said: Said) -> str:
    assert said.attendance_id is not None  # noqa: S101 — _open looked
    return attending.person_of(session, meeting, said.attendance_id).said_by


def _note(
    session: Session,
    actor: Actor,
    action: str,
    meeting: Meeting,
    item: AgendaItem | None,
    remark: Remark,
    now: datetime,
) -> None:
    lines.note(
        session, actor.recording(), action, remark, meeting, now=now, code=(item.code if item else "") or "",
        confidential=lines.is_confidential(item),
    )  # fmt: skip
