"""The official file of one year, every day a row: 西元日期, 星期, 是否放假 (0 work, 2 off), 備註. What is wrong is named by its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.office_calendar import ONE_DAY, SpecialDay, is_weekend
from app.domain.roc_date import FIRST_ROC_YEAR, LAST_ROC_YEAR, WEEKDAYS
from app.domain.text_entry import TextRefused, clean_text

LONGEST_NOTE = 200
MAKE_UP = ("補行上班", "調整上班", "補上班", "補班")
"""備註 of a make-up working day: 調整上班 until 2020, 補行上班 since."""
_DAY = re.compile(r"([0-9]{4})(?:([/.-])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{2})([0-9]{2}))")
_WEEKDAY = re.compile(rf"(?:星期|禮拜|週|周)?([{WEEKDAYS}])")
_OFF = {"0": False, "2": True}


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One row as it stands in the file; `line` as a person counts."""

    line: int
    day: str
    weekday: str
    mark: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CalendarFault:
    """What cannot be taken: the line, the code of its sentence, the values it names."""

    line: int
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CalendarDraft:
    """A year's file, read. With faults it must not be imported; `doubts` are days a person should look at.

    `year` is None when no date could be read. `days`: the special ones; the others are as their weekday says.
    """

    year: int | None
    days_off: int
    days: Mapping[date, SpecialDay]
    faults: tuple[CalendarFault, ...]
    doubts: tuple[CalendarFault, ...]


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day that would be off or worked otherwise than before."""

    day: date
    is_off: bool
    note: str


def read_year(rows: Sequence[CalendarRow]) -> CalendarDraft:
    """Everything that is wrong, not only the first: unreadable, doubled, missing and mislabelled days, two years in one file."""
    faults: list[CalendarFault] = []
    found: dict[date, tuple[int, SpecialDay]] = {}
    dated = [(row, day) for row in rows if (day := _day(row, faults)) is not None]
    year = _year_of(day for _, day in dated)
    for row, day in dated:
        if day.year != year:
            faults.append(CalendarFault(row.line, "calendar_other_year", {"day": day, "year": year}))
        elif day in found:
            faults.append(CalendarFault(row.line, "calendar_day_twice", {"day": day, "line": found[day][0]}))
        elif (special := _special(row, day, faults)) is not None:
            found[day] = (row.line, special)
        else:
            found[day] = (row.line, SpecialDay(is_off=False))
    if year is None:
        faults.append(CalendarFault(1, "calendar_no_days"))
    else:
        faults.extend(_gaps(year, found, last_line=max(row.line for row in rows)))
    special_days = {day: one for day, (_, one) in found.items() if one.note or one.is_off != is_weekend(day)}
    return CalendarDraft(
        year,
        sum(one.is_off for _, one in found.values()),
        special_days,
        tuple(sorted(faults, key=lambda fault: fault.line)),
        tuple(_doubts(found)),
    )


def changed_days(
    year: int, before: Mapping[date, SpecialDay], after: Mapping[date, SpecialDay]
) -> list[ChangedDay]:
    """The days of the year that are off in one calendar and worked in the other, in order."""
    changed = []
    for day in sorted({day for day in (*before, *after) if day.year == year}):
        was, becomes = (_is_off(days, day) for days in (before, after))
        if was != becomes:
            note = after[day].note if day in after else ""
            changed.append(ChangedDay(day, becomes, note))
    return changed


def _is_off(days: Mapping[date, SpecialDay], day: date) -> bool:
    return days[day].is_off if day in days else is_weekend(day)


def _day(row: CalendarRow, faults: list[CalendarFault]) -> date | None:
    typed = _DAY.fullmatch(row.day.strip())
    try:
        if typed is None:
            raise ValueError
        day = date(int(typed[1]), int(typed[3] or typed[5]), int(typed[4] or typed[6]))
        if not FIRST_ROC_YEAR <= day.year < FIRST_ROC_YEAR + LAST_ROC_YEAR:
            raise ValueError
    except ValueError:
        faults.append(CalendarFault(row.line, "calendar_day_unreadable", {"written": row.day[:20]}))
        return None
    return day


def _special(row: CalendarRow, day: date, faults: list[CalendarFault]) -> SpecialDay | None:
    """What the row says of its day; None when it cannot be taken."""
    weekday = _WEEKDAY.fullmatch(row.weekday.strip())
    right = WEEKDAYS[day.weekday()]
    if weekday is None or weekday[1] != right:
        facts = {"day": day, "written": row.weekday[:20], "right": right}
        faults.append(CalendarFault(row.line, "calendar_wrong_weekday", facts))
        return None
    is_off = _OFF.get(row.mark.strip())
    if is_off is None:
        faults.append(CalendarFault(row.line, "calendar_mark_unknown", {"written": row.mark[:20]}))
        return None
    try:
        note = clean_text(row.note, limit=LONGEST_NOTE, multiline=False)
    except TextRefused as refused:
        facts = {"position": refused.position, "limit": LONGEST_NOTE}
        faults.append(CalendarFault(row.line, refused.code, facts))
        return None
    if is_off and note in MAKE_UP:
        faults.append(CalendarFault(row.line, "calendar_note_contradicts", {"day": day, "note": note}))
        return None
    return SpecialDay(is_off, note)


def _year_of(days: Iterator[date]) -> int | None:
    """The year most rows speak of."""
    counted = Counter(day.year for day in days).most_common(1)
    return counted[0][0] if counted else None


def _gaps(year: int, found: Mapping[date, tuple[int, SpecialDay]], last_line: int) -> Iterator[CalendarFault]:
    """Days without a row, each run of them at the line before which it should stand."""
    day, end = date(year, 1, 1), date(year, 12, 31)
    first: date | None = None
    while day <= end + ONE_DAY:
        present = day in found or day > end
        if first is None and not present:
            first = day
        if first is not None and present:
            line = found[day][0] if day in found else last_line + 1
            last = day - ONE_DAY
            code = "calendar_day_missing" if first == last else "calendar_days_missing"
            yield CalendarFault(line, code, {"day": first, "last": last, "days": (day - first).days})
            first = None
        day += ONE_DAY


def _doubts(found: Mapping[date, tuple[int, SpecialDay]]) -> Iterator[CalendarFault]:
    """Days that can be taken as they are, but that the official file has always explained in 備註; a year without a holiday."""
    if found and not any(special.is_off and not is_weekend(day) for day, (_, special) in found.items()):
        yield CalendarFault(1, "calendar_without_holiday")
    for day, (line, special) in sorted(found.items()):
        if is_weekend(day) and not special.is_off and not any(word in special.note for word in MAKE_UP):
            yield CalendarFault(line, "calendar_weekend_worked", {"day": day})
        if not is_weekend(day) and special.is_off and not special.note:
            yield CalendarFault(line, "calendar_off_without_name", {"day": day})
