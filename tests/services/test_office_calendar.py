"""辦公日曆表: shipped years pass the importer's own check; a further import is a further version, and only the department's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed
from app.domain.office_calendar import NO_CALENDAR, SpecialDay, next_working_day
from app.domain.people.actor import CONSOLE, Role
from app.models import AuditEvent, CalendarYear
from app.queries.office_calendar import calendar_in_force, years_in_force
from app.readers.refusal import FileRefused
from app.services import office_calendar
from app.services.office_calendar import CalendarFile, keep_year, read_file
from tests import people
from tests.people import NOW, World

SHIPPED_2026 = (office_calendar.SHIPPED / "2026.csv").read_bytes()


@pytest.fixture
def world(app: Flask, session: Session) -> Iterator[World]:
    with time_machine.travel(NOW, tick=False):
        yield people.world(app, session)


@pytest.fixture(scope="module")
def shipped() -> CalendarFile:
    return read_file("2026.csv", SHIPPED_2026)


@pytest.mark.parametrize(("year", "days_off"), [(2025, 118), (2026, 120), (2027, 121)])
def test_a_shipped_year_passes_the_check(year: int, days_off: int) -> None:
    path = office_calendar.SHIPPED / f"{year}.csv"
    draft = read_file(path.name, path.read_bytes()).draft
    assert (draft.year, draft.days_off, draft.faults, draft.doubts) == (year, days_off, (), ())
    worked = [day for day, special in draft.days.items() if not special.is_off]
    assert worked == ([date(2025, 2, 8)] if year == 2025 else [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp950", "utf-16"])
def test_the_file_is_read_in_each_encoding(shipped: CalendarFile, encoding: str) -> None:
    text = SHIPPED_2026.decode()
    assert read_file("2026.csv", text.encode(encoding)).draft == shipped.draft


def test_what_is_no_calendar_is_refused() -> None:
    with pytest.raises(FileRefused, match="missing_columns"):
        read_file("list.csv", "日期,星期\n20260101,四\n".encode())
    with pytest.raises(FileRefused, match="too_big"):
        read_file("big.csv", b"0" * (office_calendar.LARGEST_FILE + 1))


def test_seeding_adds_what_is_missing_and_leaves_the_rest(world: World) -> None:
    assert calendar_in_force(world.session) == NO_CALENDAR
    assert office_calendar.seed(world.session, CONSOLE, now=NOW) == [2025, 2026, 2027]
    assert office_calendar.seed(world.session, CONSOLE, now=NOW) == []
    world.save()
    calendar = calendar_in_force(world.session)
    assert calendar.years == {2025, 2026, 2027}
    assert next_working_day(calendar, date(2026, 2, 15)).day == date(2026, 2, 23)
    assert next_working_day(calendar, date(2027, 12, 31)).years_missing == (2028,)
    assert [row.year for row in years_in_force(world.session)] == [2027, 2026, 2025]


def test_a_further_import_is_a_further_version(world: World, shipped: CalendarFile) -> None:
    keep_year(world.session, CONSOLE, shipped, seen_number=0, now=NOW)
    moved = dict(shipped.draft.days)
    del moved[date(2026, 12, 25)]
    moved[date(2026, 12, 24)] = SpecialDay(is_off=True, note="補假")
    again = replace(shipped, draft=replace(shipped.draft, days=moved))
    with pytest.raises(ChangedSinceSeen):
        keep_year(world.session, CONSOLE, again, seen_number=0, now=NOW)
    second = keep_year(world.session, CONSOLE, again, seen_number=1, now=NOW)
    world.save()
    assert second.number == 2
    assert world.look(select(CalendarYear.number).order_by(CalendarYear.number)) == [1, 2]
    first_row, row = world.look(
        select(AuditEvent).where(AuditEvent.thing == "calendar_years").order_by(AuditEvent.id)
    )
    assert first_row.changes == {"days_off": [None, 120]}
    assert row.changes["days"] == [None, ["2026-12-24", "2026-12-25"]]
    assert (row.code, row.agency_id) == ("115", world.department.id)
    assert calendar_in_force(world.session).days == moved


def test_what_changes_nothing_and_what_is_faulty_are_not_kept(world: World, shipped: CalendarFile) -> None:
    keep_year(world.session, CONSOLE, shipped, seen_number=0, now=NOW)
    with pytest.raises(Invalid, match="calendar_same"):
        keep_year(world.session, CONSOLE, shipped, seen_number=1, now=NOW)
    short = read_file("2026.csv", SHIPPED_2026.replace(b"20260106", b"20260107"))
    with pytest.raises(Invalid, match="calendar_faulty"):
        keep_year(world.session, CONSOLE, short, seen_number=1, now=NOW)


def test_a_year_of_mere_weekends_is_kept_like_another(world: World) -> None:
    days = [date(2028, 1, 1) + timedelta(n) for n in range(366)]
    lines = [
        f"{day:%Y%m%d},{'一二三四五六日'[day.weekday()]},{2 if day.weekday() > 4 else 0}," for day in days
    ]
    read = read_file("2028.csv", "\n".join(["西元日期,星期,是否放假,備註", *lines]).encode())
    kept = keep_year(world.session, CONSOLE, read, seen_number=0, now=NOW)
    assert (kept.days_off, calendar_in_force(world.session).years) == (106, frozenset({2028}))


@pytest.mark.parametrize("role", list(Role))
def test_only_the_departments_officers_and_head_keep_it(
    world: World, shipped: CalendarFile, role: Role
) -> None:
    elsewhere = world.actor(world.person("elsewhere", (role, world.other)))
    with pytest.raises(NotAllowed):
        keep_year(world.session, elsewhere, shipped, seen_number=0, now=NOW)
    actor = world.actor(world.person("who", (role, world.department)))
    if role in (Role.OFFICER, Role.HEAD):
        keep_year(world.session, actor, shipped, seen_number=0, now=NOW)
        return
    with pytest.raises(NotAllowed):
        keep_year(world.session, actor, shipped, seen_number=0, now=NOW)
