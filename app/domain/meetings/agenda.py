"""議程: which sections count, how a line gets its number and code, and what may be changed in which state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.meetings import numbering
from app.domain.meetings.meeting_flow import RECORDING, MeetingKind, MeetingState
from app.domain.meetings.resolution import Section

SECTIONS = tuple(Section)
"""The sections in the order in which a meeting takes them."""
CASES = frozenset({Section.DISCUSSION, Section.EXTEMPORE})
"""討論事項 and 臨時動議 share one series: the latter go on after the former."""
_CODES = {
    Section.PREVIOUS_MINUTES: numbering.minutes_code,
    Section.REPORTS: numbering.report_code,
    Section.SPECIAL_REPORTS: numbering.special_report_code,
    Section.DISCUSSION: numbering.case_code,
    Section.EXTEMPORE: numbering.case_code,
}
NUMBERED = frozenset(_CODES)
"""Sections whose lines have a number, a code and a page of their own, and may carry resolutions."""
FOR_PROPOSALS = (Section.DISCUSSION, Section.REPORTS, Section.SPECIAL_REPORTS, Section.EXTEMPORE)
"""Sections a proposal may be put under."""
FOR_TITLES = (
    Section.AWARDS,
    Section.PREVIOUS_MINUTES,
    Section.REPORTS,
    Section.SPECIAL_REPORTS,
    Section.EXTEMPORE,
)
"""Sections a line without a proposal may be written under."""
ARRANGED_IN = frozenset({MeetingState.PREPARING, MeetingState.AGENDA_SET})
PINNED_IN = frozenset({MeetingState.AGENDA_SET, *RECORDING})
"""States in which the agenda stands: numbers are fixed and proposals pinned."""
SHOWN_IN = frozenset({*PINNED_IN, MeetingState.MINUTES_APPROVED, MeetingState.CLOSED})
"""States in which members and the agencies concerned may read: from 議程定稿 on."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an agenda: the record's key, its section, its place in that section, its number so far."""

    key: int
    section: Section
    position: int
    number: int | None = None


def may_add(state: MeetingState, section: Section, kind: MeetingKind = MeetingKind.REGULAR) -> bool:
    """While it is being arranged, anything; in session and afterwards only 臨時動議. A 追蹤會議 hears reports and nothing new."""
    if kind is MeetingKind.FOLLOW_UP and section is not Section.REPORTS:
        return False
    return state in ARRANGED_IN or (state in RECORDING and section is Section.EXTEMPORE)


def provisional_numbers(lines: Iterable[Line]) -> dict[int, int | None]:
    """The number of every line, counted anew; None in sections that do not count."""
    ordered = sorted(lines, key=lambda line: (SECTIONS.index(line.section), line.position))
    counted: dict[str, int] = {}
    numbers: dict[int, int | None] = {}
    for line in ordered:
        if line.section not in NUMBERED:
            numbers[line.key] = None
            continue
        series = _series(line.section)
        counted[series] = counted.get(series, 0) + 1
        numbers[line.key] = counted[series]
    return numbers


def next_number(section: Section, lines: Iterable[Line]) -> int | None:
    """The number of a line that comes after 議程定稿; `lines` include those taken out, whose numbers stay gaps."""
    if section not in NUMBERED:
        return None
    taken = [line.number or 0 for line in lines if _series(line.section) == _series(section)]
    return max(taken, default=0) + 1


def item_code(meeting_slug: str, section: Section, number: int | None) -> str | None:
    """114-1-3, 114-1-R2 …; None for a line without number."""
    return None if number is None else _CODES[section](meeting_slug, number)


def _series(section: Section) -> str:
    return "cases" if section in CASES else section.value
