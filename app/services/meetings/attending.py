"""出席、列席、請假、代理: the list of a meeting, its marks, who took the chair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Absent, ChangedSinceSeen, Invalid, NotNow
from app.domain.meetings.attendance import Mark, Presence, check_chair, check_mark
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Actor
from app.domain.people.charter import Proxies
from app.models import Attendance, Meeting
from app.services import audit
from app.services.meetings import lines

KEPT_IN = frozenset(
    {MeetingState.PREPARING, MeetingState.AGENDA_SET, MeetingState.IN_SESSION, MeetingState.ADJOURNED}
)
"""From the first preparation, for the 簽到表 is printed from it, until the meeting is closed."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody to put on the list."""

    name: str
    title: str = ""
    agency: str = ""
    is_member: bool = True


def fill(
    session: Session, actor: Actor, meeting: Meeting, invited: Sequence[Invited], *, now: datetime
) -> list[Attendance]:
    """Everybody of `invited` who is not on the list yet, at its end, in that order."""
    _open(session, actor, meeting)
    there = {(one.name, one.title) for one in people_of(session, meeting)}
    added = insert(session, meeting, [one for one in invited if (one.name, one.title) not in there])
    if added:
        lines.note(
            session, actor, "fill_people", meeting, meeting, now=now, changes={"made": [None, len(added)]}
        )
    return added


def add(session: Session, actor: Actor, meeting: Meeting, one: Invited, *, now: datetime) -> Attendance:
    """One more person. Invalid: attendee_name_missing, attendee_there_already."""
    _open(session, actor, meeting)
    if not one.name:
        raise Invalid("attendee_name_missing", "name")
    if any((found.name, found.title) == (one.name, one.title) for found in people_of(session, meeting)):
        raise Invalid("attendee_there_already", "name")
    added = insert(session, meeting, [one])[0]
    _note(session, actor, "create", added, meeting, now)
    return added


def insert(
    session: Session, meeting: Meeting, invited: Sequence[Invited], marks: Sequence[Mark] = ()
) -> list[Attendance]:
    """The rows at the end of the list, without an audit row; `marks`, one for each, of a meeting that was held."""
    end = max((one.position for one in people_of(session, meeting, removed=True)), default=0)
    added = [
        Attendance(meeting_id=meeting.id, position=end + place, **asdict(one))
        for place, one in enumerate(invited, start=1)
    ]
    for row, mark in zip(added, marks, strict=False):
        _set(row, mark)
    session.add_all(added)
    session.flush()
    return added


def mark(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    marks: Mapping[int, Mark],
    seen: Mapping[int, int],
    *,
    rule: Proxies,
    now: datetime,
) -> int:
    """Write what was ticked, by the ids of the lines; returns how many changed.

    `seen`: the version of each line the page had shown. ChangedSinceSeen names the first line another person ticked otherwise.
    """
    _open(session, actor, meeting)
    changed = 0
    for one in people_of(session, meeting):
        wanted = marks.get(one.id)
        if wanted is None or wanted == mark_of(one):
            continue
        if seen.get(one.id) != one.version:
            raise ChangedSinceSeen(one)
        check_mark(wanted, is_member=one.is_member, rule=rule)
        before = one.presence
        _set(one, wanted)
        session.flush()
        _note(session, actor, "mark", one, meeting, now, changes={"presence": [before, one.presence]})
        changed += 1
    return changed


def mark_rest(session: Session, actor: Actor, meeting: Meeting, *, now: datetime) -> int:
    """其餘皆到: whoever is not marked yet attends, or observes; returns how many."""
    _open(session, actor, meeting)
    rest = [one for one in people_of(session, meeting) if one.presence is None]
    for one in rest:
        one.presence = Presence.ATTENDING if one.is_member else Presence.OBSERVING
    session.flush()
    if rest:
        lines.note(
            session, actor, "mark_rest", meeting, meeting, now=now, changes={"changed": [None, len(rest)]}
        )
    return len(rest)


def remove(
    session: Session, actor: Actor, meeting: Meeting, attendance_id: int, *, now: datetime
) -> Attendance:
    """Off the list; what the person said or left for stays."""
    _open(session, actor, meeting)
    one = person_of(session, meeting, attendance_id)
    one.removed_at = now
    session.flush()
    _note(session, actor, "remove_person", one, meeting, now)
    return one


def set_chair(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    *,
    chair: str,
    convener: str,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> None:
    """主席 as he was, beside the standing 召集人; another than him with a reason."""
    lines.hold(session, meeting, seen_version)
    _open(session, actor, meeting)
    check_chair(chair, convener, reason)
    before = meeting.chair
    meeting.chair, meeting.convener = chair, convener or None
    meeting.chair_reason = reason if convener and chair != convener else None
    session.flush()
    lines.note(session, actor, "change", meeting, meeting, now=now, changes={"chair": [before, chair]})


def people_of(session: Session, meeting: Meeting, *, removed: bool = False) -> list[Attendance]:
    """The list in its order, members first."""
    query = select(Attendance).where(Attendance.meeting_id == meeting.id)
    if not removed:
        query = query.where(Attendance.removed_at.is_(None))
    query = query.order_by(Attendance.is_member.desc(), Attendance.position)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def person_of(session: Session, meeting: Meeting, attendance_id: int) -> Attendance:
    """One on the list. Raises Absent."""
    found = session.get(Attendance, attendance_id)
    if found is None or found.meeting_id != meeting.id or found.removed_at is not None:
        raise Absent
    return found


def mark_of(one: Attendance) -> Mark:
    return Mark(one.presence, one.proxy_name, one.proxy_title)


def _set(one: Attendance, mark: Mark) -> None:
    one.presence, one.proxy_name, one.proxy_title = mark.presence, mark.proxy_name, mark.proxy_title


def _open(session: Session, actor: Actor, meeting: Meeting) -> None:
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    if meeting.state not in KEPT_IN:
        raise NotNow("people_are_fixed")


def _note(
    session: Session,
    actor: Actor,
    action: str,
    one: Attendance,
    meeting: Meeting,
    now: datetime,
    changes: dict[str, list[object]] | None = None,
) -> None:
    """Who it was stands in the log as a keyed digest only: the name is personal data."""
    named: dict[str, list[object]] = {"name": [*audit.personal(session, "", one.name)]}
    lines.note(session, actor, action, one, meeting, now=now, changes=named | (changes or {}))
