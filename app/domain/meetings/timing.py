"""時間分配: how long each part of an agenda is expected to take, and when it begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from app.domain.errors import Invalid
from app.domain.meetings.resolution import Section

LONGEST = 480
"""Minutes one line may be given."""
USUAL: dict[Section, int] = {
    Section.OPENING: 5,
    Section.AWARDS: 10,
    Section.PREVIOUS_MINUTES: 5,
    Section.REPORTS: 10,
    Section.SPECIAL_REPORTS: 15,
    Section.DISCUSSION: 10,
    Section.EXTEMPORE: 5,
    Section.CLOSING: 5,
}
"""What a line of a section takes while nobody wrote otherwise."""
HELD_ANYWAY = frozenset({Section.OPENING, Section.EXTEMPORE, Section.CLOSING})
"""Sections that take their time without any line."""
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Slot:
    """One section; the times are empty while the meeting's beginning is open."""

    section: Section
    minutes: int
    starts_at: time | None
    ends_at: time | None


def planned(section: Section, duration: int | None) -> int:
    """The minutes of one line: as written, else the usual."""
    return USUAL[section] if duration is None else duration


def check_duration(duration: int | None) -> None:
    """Invalid `duration_out_of_range`."""
    if duration is not None and not 0 <= duration <= LONGEST:
        raise Invalid("duration_out_of_range", "duration", longest=LONGEST)


def timetable(lines: Iterable[tuple[Section, int | None]], starts_at: time | None) -> list[Slot]:
    """The sections of a meeting one after the other; `lines`: section and written minutes of each line."""
    taken: dict[Section, int] = {}
    for section, duration in lines:
        taken[section] = taken.get(section, 0) + planned(section, duration)
    found, at = [], starts_at
    for section in Section:
        if section not in taken and section not in HELD_ANYWAY:
            continue
        minutes = taken.get(section, USUAL[section])
        until = _later(at, minutes)
        found.append(Slot(section, minutes, at, until))
        at = until
    return found


def minutes_between(starts_at: time | None, ends_at: time | None) -> int | None:
    """How long the meeting is called for; None while either end is open."""
    if starts_at is None or ends_at is None:
        return None
    return (ends_at.hour - starts_at.hour) * _HOUR + ends_at.minute - starts_at.minute


def _later(at: time | None, minutes: int) -> time | None:
    """None also past midnight: such an agenda has no time table."""
    if at is None or (total := at.hour * _HOUR + at.minute + minutes) >= 24 * _HOUR:
        return None
    return time(total // _HOUR, total % _HOUR)
