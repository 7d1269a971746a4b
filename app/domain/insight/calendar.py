"""行事曆: the clocks a person may see as entries of days, and how they are laid out in a month and a year."""

from __future__ import annotations

import re
from calendar import SUNDAY, Calendar
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from app.domain.office_calendar import ONE_DAY
from app.domain.roc_date import FIRST_ROC_YEAR, roc_year

FIRST_YEAR, LAST_YEAR = 100, 200
MONTHS_OF_A_YEAR = range(1, 13)
_SHOWN = re.compile(r"(?P<year>[0-9]{3})(?:-(?P<month>[0-9]{1,2}))?")


class EntryGroup(StrEnum):
    """What a calendar can be narrowed to."""

    MEETINGS = "calendar_meetings"
    TRACKING = "calendar_tracking"
    YEARLY = "calendar_yearly"
    DUTIES = "calendar_duties"
    DECLARATIONS = "calendar_declarations"


class EntryKind(StrEnum):
    MEETING = "meeting_day"
    ROUND = "round_due"
    SHARE = "share_due"
    HELD = "agency_met"
    PLANNED = "agencies_planned"
    DUTY = "duty_due"
    DECLARATION = "declaration_day"
    AUTHORISATION = "authorisation_day"


GROUP_OF: dict[EntryKind, EntryGroup] = {
    EntryKind.MEETING: EntryGroup.MEETINGS,
    EntryKind.ROUND: EntryGroup.TRACKING,
    EntryKind.SHARE: EntryGroup.TRACKING,
    EntryKind.HELD: EntryGroup.YEARLY,
    EntryKind.PLANNED: EntryGroup.YEARLY,
    EntryKind.DUTY: EntryGroup.DUTIES,
    EntryKind.DECLARATION: EntryGroup.DECLARATIONS,
    EntryKind.AUTHORISATION: EntryGroup.DECLARATIONS,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one day. It names no person, and of a 密 case there is none for whoever may not read it.

    `key` stays the same when the day changes. `short` stands in a cell of the month. `address`: what its page is found by.
    `shares`: how many 件 fall due. `made_at`, `changes`: when its record was made and how often it was changed.
    """

    kind: EntryKind
    key: str
    day: date
    title: str
    short: str
    made_at: datetime
    address: str = ""
    shares: int = 0
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    done: bool = False
    late: bool = False
    changes: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What is looked at: a month, or without one a ROC year."""

    year: int
    month: int | None = None

    @property
    def first(self) -> date:
        return date(self.year + FIRST_ROC_YEAR - 1, self.month or 1, 1)

    @property
    def last(self) -> date:
        """The last day of the month, or of the year."""
        if self.month in (None, 12):
            return date(self.first.year, 12, 31)
        return date(self.first.year, self.month + 1, 1) - ONE_DAY

    def turned(self, by: int) -> Shown | None:
        """So many months, or years, on; None where the calendar ends."""
        if self.month is None:
            year, month = self.year + by, None
        else:
            years, at = divmod(self.month - 1 + by, 12)
            year, month = self.year + years, at + 1
        return Shown(year, month) if FIRST_YEAR <= year <= LAST_YEAR else None

    def __str__(self) -> str:
        """115-11, 115: as it stands in an address."""
        return f"{self.year}" if self.month is None else f"{self.year}-{self.month:02}"


def month_of(day: date) -> Shown:
    return Shown(roc_year(day), day.month)


def read_shown(text: str) -> Shown | None:
    """「115-11」 or 「115」; None for what means no month."""
    found = _SHOWN.fullmatch(text) if text.isascii() else None
    if found is None:
        return None
    year, month = int(found["year"]), int(found["month"]) if found["month"] else None
    if not FIRST_YEAR <= year <= LAST_YEAR or month not in (None, *MONTHS_OF_A_YEAR):
        return None
    return Shown(year, month)


def weeks_of(shown: Shown) -> list[list[date]]:
    """The weeks of a month, Sunday first; days of the months around it fill the first and the last."""
    first = shown.first
    return Calendar(SUNDAY).monthdatescalendar(first.year, first.month)


def narrowed(entries: Iterable[Entry], groups: Collection[EntryGroup]) -> list[Entry]:
    """Those of the groups that were asked for; all where none was."""
    return [one for one in entries if not groups or GROUP_OF[one.kind] in groups]


def by_day(entries: Iterable[Entry]) -> dict[date, list[Entry]]:
    """In the order of days; on one day meetings by their time first, then by kind."""
    kinds = list(EntryKind)
    found: dict[date, list[Entry]] = {}
    for one in sorted(
        entries, key=lambda one: (one.day, kinds.index(one.kind), one.starts or time.max, one.key)
    ):
        found.setdefault(one.day, []).append(one)
    return found


def counted_by_month(entries: Iterable[Entry]) -> dict[tuple[int, EntryGroup], int]:
    """(month, group) → entries of one year."""
    return Counter((one.day.month, GROUP_OF[one.kind]) for one in entries)
