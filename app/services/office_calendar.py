"""辦公日曆表: read a year's official file, keep it as a further version, seed the years that are shipped. What was kept before stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed
from app.domain.office_calendar_file import CalendarDraft, CalendarRow, changed_days, read_year
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, has
from app.domain.roc_date import roc_year_from
from app.models import CalendarDay, CalendarYear, Committee
from app.queries.office_calendar import days_of, versions_of
from app.readers.sheets import find_table, read_sheet
from app.services import audit

SHIPPED = Path(__file__).with_name("official_calendars")
LARGEST_FILE = 128 * 1024
DAY, WEEKDAY, MARK, NOTE = "西元日期", "星期", "是否放假", "備註"
REQUIRED = {DAY: ("日期",), WEEKDAY: (), MARK: ()}
OPTIONAL = {NOTE: ("說明",)}


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A file as it came and what was read in it."""

    filename: str
    sha256: str
    draft: CalendarDraft


def read_file(filename: str, data: bytes) -> CalendarFile:
    """The official file (CSV in UTF-8 or Big5; XLSX and ODS too). FileRefused when it is no such list."""
    sheet = read_sheet(filename, data, LARGEST_FILE)
    table = find_table(sheet, REQUIRED, OPTIONAL)
    rows = [
        CalendarRow(one.row, one.values[DAY], one.values[WEEKDAY], one.values[MARK], one.values.get(NOTE, ""))
        for one in table
    ]
    return CalendarFile(sheet.filename, sheet.sha256, read_year(rows))


def keeps_calendar(actor: Actor) -> bool:
    """Is the one calendar of all committees this actor's to keep? It is the department's officers' and head's."""
    return has(actor, Right.KEEP_CALENDAR) and actor.of_department


def keep_year(
    session: Session, actor: Actor, file: CalendarFile, *, seen_number: int, now: datetime
) -> CalendarYear:
    """The next version of the file's year. `seen_number`: the newest one whoever confirms had been shown, 0 for none.

    Invalid: calendar_faulty, calendar_same; ChangedSinceSeen when another version was kept meanwhile.
    """
    if not keeps_calendar(actor):
        raise NotAllowed("not_yours_to_do")
    draft = file.draft
    if draft.faults or draft.year is None:
        raise Invalid("calendar_faulty", "file", count=len(draft.faults))
    newest = next(iter(versions_of(session, draft.year)), None)
    if newest is not None and newest.number != seen_number:
        raise ChangedSinceSeen(newest)
    before = days_of(newest) if newest else {}
    if newest is not None and before == draft.days:
        raise Invalid("calendar_same", "file", year=roc_year_from(draft.year), number=newest.number)
    version = CalendarYear(
        year=draft.year, number=(newest.number if newest else 0) + 1, days_off=draft.days_off,
        filename=file.filename, sha256=file.sha256, imported_at=now, imported_by_id=actor.person_id,
    )  # fmt: skip
    session.add(version)
    session.flush()
    special_days = [
        {"calendar_year_id": version.id, "day": day, "is_off": special.is_off, "note": special.note}
        for day, special in sorted(draft.days.items())
    ]
    if special_days:
        session.execute(insert(CalendarDay), special_days)
    changes: dict[str, list[object]] = {"days_off": [newest.days_off if newest else None, draft.days_off]}
    if newest is not None:
        moved = changed_days(draft.year, before, draft.days)
        changes["days"] = [None, [one.day.isoformat() for one in moved]]
    audit.record(
        session, actor, "keep_calendar", version, now=now, code=str(roc_year_from(draft.year)), changes=changes,
        agency_id=_department(session),
    )  # fmt: skip
    return version


def seed(session: Session, actor: Actor, *, now: datetime) -> list[int]:
    """Keep the shipped years that have no calendar yet; returns them. A year somebody imported is left alone."""
    present = set(session.scalars(select(CalendarYear.year)))
    added = []
    for path in sorted(SHIPPED.glob("*.csv")):
        if int(path.stem) not in present:
            keep_year(session, actor, read_file(path.name, path.read_bytes()), seen_number=0, now=now)
            added.append(int(path.stem))
    return added


def _department(session: Session) -> int | None:
    return session.scalar(select(Committee.agency_id).where(Committee.is_primary))
