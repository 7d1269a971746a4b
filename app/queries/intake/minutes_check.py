"""What confirming would do with the head of minutes: the meeting's day, place and chair, and the minutes themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy.orm import Session

from app.domain.intake.placing import Fate, OnDuplicate, PlacedFile, PlacedMinutes
from app.domain.meetings.meeting_flow import OVER, MeetingState
from app.domain.meetings.minutes import FREE_PARTS
from app.domain.meetings.minutes_flow import MinutesState
from app.models import Meeting, Minutes
from app.queries.meetings.minutes import minutes_of
from app.queries.meetings.minutes_people import said_by_list

OF_MEETING = ("held_on", "starts_at", "ends_at", "place", "chair")
"""What is written on the meeting itself; the rest is the minutes' own."""
Told = dict[str, date | time | str]


@dataclass(frozen=True, slots=True)
class HeadCheck:
    """`meeting` and `minutes`: what would be written on each; `fate`: what that amounts to."""

    fate: Fate
    meeting: Told
    minutes: Told
    state: MeetingState | None = None
    stands: bool = False


def head_of(session: Session, placed: PlacedFile, head: PlacedMinutes, meeting: Meeting | None) -> HeadCheck:
    """What is empty is filled in; what differs is replaced only where the person chose 更新."""
    told = {name: value for name, value in _told(placed, head).items() if value not in ("", None)}
    if meeting is None:
        return HeadCheck(Fate.NEW, _of(told, OF_MEETING), _of(told, FREE_PARTS))
    record = minutes_of(session, meeting)
    stands = record is not None and record.state is MinutesState.APPROVED
    here: Told = {name: getattr(meeting, name) for name in OF_MEETING}
    here |= {name: getattr(record, name) if record else "" for name in FREE_PARTS}
    effective = here | {name: said for name, said in said_by_list(session, meeting).items() if not here[name]}
    differs = {name: value for name, value in told.items() if effective[name] != value}
    replaces = head.on_duplicate is OnDuplicate.UPDATE
    taken = {name: value for name, value in differs.items() if replaces or here[name] in ("", None)}
    return HeadCheck(
        _fate(differs, taken, record, placed),
        _of(taken, OF_MEETING),
        _of(taken, FREE_PARTS),
        meeting.state,
        stands,
    )


def head_faults(
    check: HeadCheck, placed: PlacedFile, slug: str, makes: bool, open_cases: bool, today: date
) -> Iterator[tuple[str, str]]:
    """(code, field) of what stands against importing the head."""
    if not slug and not placed.label:
        yield "minutes_without_meeting", "label"
    if makes and check.stands:
        yield "resolution_frozen", "label"
    elif makes and check.state is not None and check.state not in OVER:
        yield "minutes_before_adjourning", "label"
    if placed.paper.approver_name.strip():
        yield from _approval_faults(placed, open_cases, today)


def _approval_faults(placed: PlacedFile, open_cases: bool, today: date) -> Iterator[tuple[str, str]]:
    decided_on = placed.paper.decided_on
    if not decided_on:
        yield "import_approval_undated", "decided_on"
    elif date.fromisoformat(decided_on) > today:
        yield "decided_in_future", "decided_on"
    elif placed.held_on and decided_on < placed.held_on:
        yield "decided_before_meeting", "decided_on"
    if open_cases:
        yield "items_without_outcome", "approver_name"


def _fate(differs: Told, taken: Told, record: Minutes | None, placed: PlacedFile) -> Fate:
    approves = bool(placed.paper.approver_name.strip()) and (
        record is None or record.state is not MinutesState.APPROVED
    )
    if taken or record is None or approves:
        return Fate.UPDATE
    return Fate.SKIP if differs else Fate.SAME


def _told(placed: PlacedFile, head: PlacedMinutes) -> dict[str, date | time | str | None]:
    told: dict[str, date | time | str | None] = {
        name: getattr(head, name) for name in ("place", "chair", *FREE_PARTS)
    }
    told["held_on"] = date.fromisoformat(placed.held_on) if placed.held_on else None
    for name in ("starts_at", "ends_at"):
        written = getattr(head, name)
        told[name] = time.fromisoformat(written) if written else None
    return told


def _of(told: dict[str, date | time | str | None] | Told, names: tuple[str, ...]) -> Told:
    return {name: value for name in names if (value := told.get(name)) is not None}
