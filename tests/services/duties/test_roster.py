"""名冊: people, periods, filings; who may keep and see them; figures counted from it; nothing personal in the log."""

import json
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.duties.declarable_posts import PostKind
from app.domain.duties.declarations import DeclarationType
from app.domain.duties.roster import FilingStatus, FilingWay, OccurrenceKey
from app.domain.duties.tallies import Figures, TallyEntry
from app.domain.errors import Absent, ChangedSinceSeen, Invalid, NotAllowed
from app.domain.office_calendar import SpecialDay
from app.domain.people.actor import CONSOLE, Actor, Role
from app.models import AuditEvent, Declarant, Roster
from app.queries.calendar_change import CalendarChange
from app.queries.duties.roster import (
    Reckoned,
    Wanted,
    declarant_of,
    people_of,
    roster_of,
    rosters_seen,
    rows_of,
    wanted_rows,
)
from app.queries.duties.tallies import by_agency, own_season
from app.queries.notices.calendar_dates import roster_days
from app.queries.office_calendar import calendar_in_force
from app.services.audit import verify
from app.services.duties import filing, rostering, tallying
from app.services.duties.filing import ToldEntry
from app.services.duties.purging import purge_declarants
from app.services.duties.rostering import PeriodEntry
from tests import people
from tests.people import NOW, TODAY, World

PERIODIC = DeclarationType.PERIODIC
YEAR_115 = OccurrenceKey(PERIODIC, None, 115)
NAME = "秦○○"


@pytest.fixture
def world(app: Flask, session: Session) -> World:
    return people.world(app, session)


def actor(world: World, login: str, role: Role, *, of_other: bool = False) -> Actor:
    agency = world.other if of_other else world.department
    return world.actor(world.person(login, (role, agency), password=""))


def begun(world: World, officer: Actor) -> Roster:
    world.other.declares_to_id = world.department.id
    return rostering.begin(world.session, officer, world.department, date(2026, 1, 1), now=NOW)


def added(world: World, officer: Actor, roster: Roster, name: str = NAME, **more: object) -> Declarant:
    entry = PeriodEntry(world.other.id, PostKind.OFFICE, "科長", date(2020, 3, 1), **more)  # type: ignore[arg-type]
    return rostering.add_declarant(world.session, officer, roster, name, "", entry, now=NOW)


def fresh(world: World, who: Actor, declarant: Declarant) -> Declarant:
    world.session.flush()
    world.session.expire_all()
    return declarant_of(world.session, who, declarant.id)


def test_a_filing_settles_what_it_names_and_the_figures_follow(world: World) -> None:
    officer = actor(world, "officer", Role.OFFICER)
    reckoned = Reckoned(calendar_in_force(world.session), TODAY)
    roster = begun(world, officer)
    person = added(world, officer, roster)
    added(world, officer, roster, "韓○○")
    person = fresh(world, officer, person)
    filed = filing.file(
        world.session, officer, person, [YEAR_115], date(2026, 11, 9), FilingWay.ONLINE, reckoned, now=NOW
    )
    with pytest.raises(Invalid, match="filed_already"):
        filing.file(world.session, officer, person, [YEAR_115], TODAY, FilingWay.ONLINE, reckoned, now=NOW)
    other = people_of(world.session, officer, roster)[1]
    for day, code in ((date(2026, 10, 31), "filed_before_window"), (date(2026, 11, 21), "filed_in_future")):
        with pytest.raises(Invalid, match=code):
            filing.file(world.session, officer, other, [YEAR_115], day, FilingWay.PAPER, reckoned, now=NOW)
    assert filing.authorise(world.session, officer, person, YEAR_115, reckoned, now=NOW)
    mine = next(
        row for row in by_agency(world.session, officer, 115, PERIODIC, reckoned) if row.id == world.other.id
    )
    assert (mine.from_roster, mine.figures) == (True, Figures(2, 1, 1, 1))
    entry = TallyEntry(115, PERIODIC, TODAY, Figures(9, 9))
    with pytest.raises(Invalid, match="tally_from_roster"):
        tallying.enter(world.session, officer, world.department, entry, now=NOW, today=TODAY)
    rows = [
        row for one in people_of(world.session, officer, roster) for row in rows_of(officer, one, reckoned)
    ]
    assert [
        row.declarant.name for row in wanted_rows(rows, Wanted(year=115, status=FilingStatus.UNFILED))
    ] == ["韓○○"]
    filing.strike(world.session, officer, person, filed, "登錄錯誤", seen_version=filed.version, now=NOW)
    unfiled = [row for row in rows_of(officer, fresh(world, officer, person), reckoned)]
    assert [row.line.status for row in unfiled] == [FilingStatus.UNFILED]


def test_what_else_is_entered_needs_its_reason_and_keeps_both_dates(world: World) -> None:
    officer = actor(world, "officer", Role.OFFICER)
    reckoned = Reckoned(calendar_in_force(world.session), TODAY)
    person = fresh(world, officer, added(world, officer, begun(world, officer)))
    day = date(2027, 1, 15)
    with pytest.raises(Invalid, match="last_day_reason_missing"):
        filing.tell(
            world.session, officer, person, YEAR_115, ToldEntry(last_day=day), seen_version=None, now=NOW
        )
    told = ToldEntry(last_day=day, last_day_reason="天然災害停班")
    filing.tell(world.session, officer, person, YEAR_115, told, seen_version=None, now=NOW)
    with pytest.raises(ChangedSinceSeen):
        filing.tell(world.session, officer, person, YEAR_115, ToldEntry(), seen_version=None, now=NOW)
    (row,) = rows_of(officer, fresh(world, officer, person), reckoned)
    assert (row.line.last_day, row.line.statutory_last_day) == (day, date(2026, 12, 31))


def test_periods_that_cannot_be_are_refused_and_a_struck_one_asks_for_nothing(world: World) -> None:
    officer = actor(world, "officer", Role.OFFICER)
    reckoned = Reckoned(calendar_in_force(world.session), TODAY)
    person = fresh(world, officer, added(world, officer, begun(world, officer)))
    again = PeriodEntry(world.department.id, PostKind.OFFICE, "主任", date(2026, 5, 1))
    with pytest.raises(Invalid, match="period_overlaps"):
        rostering.add_period(world.session, officer, person, again, now=NOW)
    with pytest.raises(Invalid, match="national_id_refused"):
        rostering.change_declarant(
            world.session, officer, person, NAME, "A123456789", seen_version=person.version, now=NOW
        )
    (period,) = person.periods
    rostering.strike_period(
        world.session, officer, person, period, "重複登錄", seen_version=period.version, now=NOW
    )
    assert rows_of(officer, fresh(world, officer, person), reckoned) == []
    rostering.add_period(world.session, officer, person, again, now=NOW)


def test_only_the_receiving_agency_and_the_own_contact_see_a_name(world: World) -> None:
    officer = actor(world, "officer", Role.OFFICER)
    roster = begun(world, officer)
    person = added(world, officer, roster)
    contact = actor(world, "contact", Role.CONTACT, of_other=True)
    assert declarant_of(world.session, contact, person.id).name == NAME
    assert [one.id for one in rosters_seen(world.session, contact)] == [roster.id]
    assert declarant_of(world.session, CONSOLE, person.id).name == NAME
    strangers = [
        actor(world, "elsewhere", Role.CONTACT),
        actor(world, "ethics", Role.HEAD, of_other=True),
        *(actor(world, str(role), role) for role in (Role.LEADER, Role.ADMIN, Role.AUDITOR, Role.SUPERVISOR)),
    ]
    for stranger in strangers:
        assert rosters_seen(world.session, stranger) == []
        with pytest.raises(Absent):
            declarant_of(world.session, stranger, person.id)
        with pytest.raises(Absent):
            roster_of(world.session, stranger, roster.id)
    for reader in (contact, *strangers):
        with pytest.raises(NotAllowed):
            rostering.add_period(
                world.session, reader, person, PeriodEntry(1, PostKind.ACTING, "x", TODAY), now=NOW
            )


def test_whoever_left_five_years_ago_is_purged_and_the_log_stays_whole(world: World) -> None:
    officer = actor(world, "officer", Role.OFFICER)
    roster = begun(world, officer)
    gone = added(world, officer, roster, to_on=date(2021, 11, 18)).id
    stays = added(world, officer, roster, "韓○○", to_on=date(2021, 11, 20)).id
    added(world, officer, roster, "魏○○")
    key = OccurrenceKey(PERIODIC, None, 110)
    person = fresh(world, officer, world.session.get_one(Declarant, gone))
    filing.tell(
        world.session, officer, person, key, ToldEntry(exempt_reason="移轉"), seen_version=None, now=NOW
    )
    world.save()
    assert [
        (one.agency, one.people) for one in purge_declarants(world.session, CONSOLE, now=NOW, today=TODAY)
    ] == [("示範市政府政風處", 1)]
    world.save()
    assert purge_declarants(world.session, CONSOLE, now=NOW, today=TODAY) == []
    world.save()
    left = world.look(select(Declarant.id))
    assert gone not in left
    assert stays in left
    assert len(left) == 2
    assert verify(world.session) is None


def test_another_calendar_moves_what_is_owed_and_names_nobody(world: World) -> None:
    officer = actor(world, "officer", Role.OFFICER)
    roster = begun(world, officer)
    for name in ("秦○○", "韓○○"):
        entry = PeriodEntry(world.other.id, PostKind.OFFICE, "科長", date(2026, 9, 5))
        rostering.add_declarant(world.session, officer, roster, name, "", entry, now=NOW)
    world.session.flush()
    world.session.expire_all()
    before = calendar_in_force(world.session)
    monday = date(2026, 12, 7)
    after = replace(before, days={**before.days, monday: SpecialDay(True, "補假")})
    moved = roster_days(world.session, officer, CalendarChange(before, after, TODAY))
    assert [(one.name, one.before, one.after) for one in moved] == [
        ("政風處名冊就到職申報（2 件）", monday, date(2026, 12, 8))
    ]


def test_the_log_has_no_personal_value(world: World) -> None:
    officer = actor(world, "officer", Role.OFFICER)
    reckoned = Reckoned(calendar_in_force(world.session), TODAY)
    person = fresh(world, officer, added(world, officer, begun(world, officer)))
    filing.file(
        world.session, officer, person, [YEAR_115], date(2026, 11, 9), FilingWay.PAPER, reckoned, now=NOW
    )
    world.session.flush()
    told = list(
        world.session.scalars(select(AuditEvent).where(AuditEvent.thing.in_(
            ("declarants", "office_periods", "declarations", "declaration_occurrences")
        )))
    )  # fmt: skip
    assert {row.action for row in told} == {"create", "file_declaration"}
    written = json.dumps([[row.code, row.reason, row.changes] for row in told], ensure_ascii=False)
    for value in (NAME, "科長", "2020-03-01", "2026-11-09", "paper", "office"):
        assert value not in written


def test_the_first_page_of_an_agency_has_its_figures_while_the_window_is_open(world: World) -> None:
    contact = actor(world, "contact", Role.CONTACT, of_other=True)
    assert own_season(world.session, contact, date(2026, 10, 31)) == []
    [before] = own_season(world.session, contact, date(2026, 11, 1))
    assert (before.id, before.latest, before.from_roster) == (world.other.id, None, False)
    entry = TallyEntry(115, PERIODIC, TODAY, Figures(10, 4))
    tallying.enter(world.session, contact, world.other, entry, now=NOW, today=TODAY)
    [entered] = own_season(world.session, contact, TODAY)
    assert entered.latest is not None
    assert (entered.latest.required, entered.latest.filed) == (10, 4)
    officer = actor(world, "officer", Role.OFFICER)
    begun(world, officer)
    assert [one.from_roster for one in own_season(world.session, contact, TODAY)] == [True]
    assert own_season(world.session, officer, TODAY) == [], "政風處 has its own list"
