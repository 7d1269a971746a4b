"""Duties on the ladder: who is reminded of the year's meeting, the figures and the plan, and what takes it back at once."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.duties.declarable_posts import PostKind
from app.domain.duties.declarations import DeclarationType, OpenRule
from app.domain.duties.plan_items import PlanFrequency, PlanTerms
from app.domain.duties.roster import FilingWay, OccurrenceKey
from app.domain.duties.tallies import Figures, TallyEntry
from app.domain.meetings.yearly import ChairRole, Channel, HeldMeeting, YearPlan
from app.domain.notices.ladder import Way, Why
from app.domain.notices.letter import House, Person
from app.domain.notices.timing import TAIPEI
from app.domain.office_calendar import NO_CALENDAR, SpecialDay, with_year
from app.domain.people.actor import CONSOLE, Actor, Role
from app.models import Declarant, DutyOccurrence, Reminder, User
from app.queries.calendar_change import CalendarChange
from app.queries.duties.roster import Reckoned, declarant_of, roster_of
from app.queries.hanging_dates import dates_moved
from app.queries.meetings.yearly_plans import plan_of
from app.queries.notices import morning
from app.queries.notices.ladder import ladder_on
from app.services.duties import filing, planning, rostering, tallying
from app.services.duties.filing import ToldEntry
from app.services.duties.rostering import PeriodEntry
from app.services.meetings import registering, yearly_plans
from app.services.notices import reminding
from app.services.notices.composing import line_of
from app.services.papers.urging_letters import of_agency
from app.wording import mails
from tests import people
from tests.people import World

NOVEMBER, DECEMBER = date(2026, 11, 5), date(2026, 12, 22)
"""Forty working days before the end of the year are over, and seven."""
JANUARY = date(2027, 1, 14)


@pytest.fixture
def world(app: Flask, session: Session) -> World:
    """The department declares to itself; 教育局 too, with a contact and a supervisor."""
    world = people.world(app, session)
    for login, role, agency in (
        ("officer", Role.OFFICER, world.department),
        ("head", Role.HEAD, world.department),
        ("contact", Role.CONTACT, world.other),
        ("chief", Role.SUPERVISOR, world.other),
        ("mayor", Role.LEADER, world.other),
    ):
        world.person(login, (role, agency), password="")
    session.execute(update(User).values(email=User.login + "@x.tw"))
    return world


def at(day: date, hour: int = 8) -> dict[str, Any]:
    return {"now": datetime(day.year, day.month, day.day, hour, tzinfo=TAIPEI), "today": day}


def plan(world: World, day: date) -> tuple[int, int]:
    return reminding.plan_all(world.session, now=at(day)["now"])


def waiting(world: World, like: str = "%") -> list[tuple[str, str, str]]:
    """(rule, to whom, day) of what waits."""
    world.session.expire_all()
    rows = world.session.execute(
        select(Reminder.rule, User.login, Reminder.occurrence)
        .join(User, User.id == Reminder.recipient_id)
        .where(Reminder.superseded_at.is_(None), Reminder.rule.like(like))
        .order_by(Reminder.rule, Reminder.thing_id, Reminder.occurrence, User.login)
    )
    return [(rule, login, occurrence.rpartition(" ")[2]) for rule, login, occurrence in rows]


def test_the_years_meeting_is_reminded_of_until_it_is_planned_held_or_exempt(world: World) -> None:
    session, other = world.session, world.other
    contact = world.actor(session.scalars(select(User).where(User.login == "contact")).one())
    assert plan(world, date(2026, 2, 23)) == (1, 0)
    assert waiting(world) == [("meeting_plan_due", "contact", "2026-02-28")], "the department meets elsewhere"
    yearly_plans.keep(
        session, contact, other, 115, YearPlan(6), seen_version=0, now=at(date(2026, 2, 24))["now"]
    )
    assert waiting(world) == [], "with the plan itself, before anybody plans again"

    assert plan(world, date(2026, 5, 11)) == (1, 0)
    assert [line[:3] for line in waiting(world)] == [("yearly_meeting_due", "contact", "2026-06-30")]
    assert [plan(world, date(2026, 5, 11)), plan(world, date(2026, 5, 20))] == [(0, 0), (0, 0)]
    row = plan_of(session, other.id, 115)
    assert row is not None
    yearly_plans.keep(
        session, contact, other, 115, YearPlan(9), seen_version=row.version, now=at(date(2026, 5, 20))["now"]
    )
    assert (waiting(world), plan(world, date(2026, 5, 21))) == ([], (0, 0)), "another month, another day"

    assert plan(world, date(2026, 10, 1)) == (1, 0)
    assert waiting(world) == [("yearly_meeting_late", "contact", "2026-09-30")]
    assert plan(world, date(2026, 10, 13)) == (1, 0)
    assert ("yearly_meeting_supervisor", "chief", "2026-09-30") in waiting(world), "nobody's head"
    officer = world.actor(session.scalars(select(User).where(User.login == "officer")).one())
    ladder = ladder_on(session, at(date(2026, 10, 15))["now"])
    [late] = morning.late_agencies(session, officer, ladder)
    assert (late.agency, late.shares, late.letter, [one.title for one in late.duties]) == (
        "教育局", 0, True, ["115年度廉政會報（排定9月召開）"]
    )  # fmt: skip
    assert morning.late_count(session, officer, ladder) == 1
    letter = of_agency(session, officer, ladder, other.id)
    assert letter is not None
    assert any("排定9月召開），期限115年9月30日。" in one.text for one in letter.explanation)

    registering.register(
        session, contact, other, HeldMeeting(date(2026, 10, 14), ChairRole.HEAD), **at(date(2026, 10, 15))
    )
    assert waiting(world) == []
    assert [plan(world, day)[0] for day in (NOVEMBER, JANUARY)] == [0, 4], "the figures of declaration"
    assert waiting(world, "%meeting%") == []
    assert morning.late_agencies(session, officer, ladder) == []


def test_figures_of_declaration_are_owed_by_the_receiving_agency_until_they_are_final(world: World) -> None:
    session, other = world.session, world.other
    other.declares_to_id = world.department.id
    session.flush()
    plan(world, DECEMBER)
    assert waiting(world, "declaration%") == [("declaration_due", "officer", "2026-12-31")], (
        "no contact: its officer"
    )
    off = with_year(NO_CALENDAR, 2026, {date(2026, 12, 31): SpecialDay(True, "彈性放假")})
    officer = world.actor(session.scalars(select(User).where(User.login == "officer")).one())
    change = CalendarChange(NO_CALENDAR, off, DECEMBER)
    moved = {
        (str(one.kind), one.name, one.before, one.after) for one in dates_moved(session, officer, change)
    }
    assert moved == {
        ("last_legal_day", "115年度定期申報", date(2026, 12, 31), date(2027, 1, 1)),
        ("declaration_late", "115年度定期財產申報人數", date(2027, 1, 1), date(2027, 1, 4)),
        ("declaration_supervisor", "115年度定期財產申報人數", date(2027, 1, 11), date(2027, 1, 12)),
    }
    change = replace(change, readings=frozenset({OpenRule.PERIODIC_ROLL_OVER}))
    assert {str(one.kind) for one in dates_moved(session, officer, change)} == {
        "declaration_late",
        "declaration_supervisor",
    }
    [reminder] = session.scalars(select(Reminder).where(Reminder.rule == "declaration_due"))
    assert reminder.facts["reason"] == "尚未登錄或未申報完畢者：政風處、教育局"
    for agency, filed, left in ((other, 8, 1), (world.department, 9, 0), (other, 10, 0)):
        figures = Figures(10 if agency is other else 9, filed)
        entry = TallyEntry(115, DeclarationType.PERIODIC, DECEMBER, figures, Channel.PHONE, "洪主任")
        tallying.enter(session, CONSOLE, agency, entry, **at(DECEMBER))
        assert waiting(world, "declaration%") == [], "at once"
        plan(world, DECEMBER)
        assert len(waiting(world, "declaration%")) == (0 if (agency, filed) == (other, 10) else 1), left
    assert plan(world, JANUARY)[0] == 2, "the meeting only"


def test_plan_items_go_to_their_owner_and_what_is_done_or_moved_is_taken_back(world: World) -> None:
    session = world.session
    officer, owner = session.scalars(
        select(User).where(User.login.in_(("officer", "head"))).order_by(User.login.desc())
    )
    actor = world.actor(officer)
    began = at(date(2026, 11, 2))
    monthly = PlanTerms("採購派案", PlanFrequency.MONTHLY)
    duty = planning.define(session, actor, world.department, monthly, owner_id=owner.id, **began)
    assert plan(world, date(2026, 11, 19))[0] == 2, "one of them 教育局's meeting"
    assert waiting(world, "plan%") == [("plan_item_due", "head", "2026-11-30")]
    ladder = ladder_on(session, at(date(2026, 11, 19))["now"])
    assert morning.waiting_count(session, actor) == 2
    [letter] = [one for one in morning.leaving(session, actor, ladder) if one.person.id == owner.id]
    assert [(line.row.facts["title"], line.why) for line in letter.lines] == [
        ("採購派案（115年11月）", Why.DUE)
    ]

    reminding.take_off(session, actor, [letter.lines[0].row], now=began["now"])
    [off] = morning.quiet(session, actor, ladder)
    assert (off.owed.title, off.why, off.taken_off) == (
        "採購派案（115年11月）",
        Why.TAKEN_OFF,
        letter.lines[0].row.id,
    )
    assert plan(world, date(2026, 11, 19)) == (0, 0)
    row = morning.taken_off(session, actor, letter.lines[0].row.id)
    assert row is not None
    reminding.put_back(session, actor, row, now=began["now"])

    november = session.scalars(select(DutyOccurrence).order_by(DutyOccurrence.due_on)).first()
    assert november is not None
    session.refresh(november, ["duty"])
    seen: dict[str, Any] = {"seen_version": november.version}
    planning.write(session, actor, november, "已派案。", "", now=began["now"], **seen)
    planning.complete(session, actor, november, seen_version=november.version, **at(date(2026, 11, 19)))
    assert waiting(world, "plan%") == []
    session.refresh(november, ["duty"])
    planning.reopen(
        session, actor, november, reason="誤按", seen_version=november.version, **at(date(2026, 11, 19))
    )
    assert plan(world, date(2026, 11, 20)) == (1, 0), "it holds again, and is not doubled"
    assert len(session.scalars(select(Reminder).where(Reminder.rule == "plan_item_due")).all()) == 1
    assert plan(world, date(2026, 12, 22))[0] >= 1
    assert ("plan_item_due", "head", "2026-12-31") in waiting(world, "plan%")
    later = PlanTerms("採購派案", PlanFrequency.MONTHLY, days_after=5)
    planning.redefine(
        session, actor, duty, later, owner_id=None, seen_version=duty.version, **at(date(2026, 11, 20))
    )
    assert ("plan_item_due", "head", "2026-12-31") not in waiting(world, "plan%"), "with the change itself"
    plan(world, date(2026, 12, 29))
    assert ("plan_item_due", "officer", "2027-01-05") in waiting(world, "plan%"), "another owner, another day"
    assert morning.late_duties(session, actor, ladder, Way.CALL) == {}


SEPTEMBER = date(2026, 9, 17)
"""Seven working days before 9/26, a Saturday."""


@dataclass
class Season:
    """教育局 declares to the department: two took office on the same day of June, one years ago."""

    world: World
    officer: Actor
    roster_id: int

    def person(self, name: str) -> Declarant:
        found = select(Declarant.id).where(Declarant.name == name)
        return declarant_of(self.world.session, self.officer, self.world.session.scalars(found).one())

    def first_of(self, name: str) -> OccurrenceKey:
        return OccurrenceKey(DeclarationType.TAKING_OFFICE, self.person(name).periods[0].id, None)

    def tell(self, name: str, entry: ToldEntry, day: date) -> None:
        known, person = self.first_of(name), self.person(name)
        seen = next((row.version for row in person.told if row.period_id == known.period), None)
        filing.tell(
            self.world.session, self.officer, person, known, entry, seen_version=seen, now=at(day)["now"]
        )


@pytest.fixture
def season(world: World) -> Season:
    session, june = world.session, at(date(2026, 6, 27))["now"]
    officer = world.actor(session.scalars(select(User).where(User.login == "officer")).one())
    world.other.declares_to_id = world.department.id
    roster = rostering.begin(session, officer, world.department, date(2026, 1, 1), now=june)
    for name, since in (
        ("秦○○", date(2026, 6, 26)),
        ("韓○○", date(2026, 6, 26)),
        ("魏○○", date(2020, 3, 1)),
    ):
        entry = PeriodEntry(world.other.id, PostKind.OFFICE, f"科長{name}", since)
        rostering.add_declarant(session, officer, roster, name, "", entry, now=june)
    return Season(world, officer, roster.id)


def test_people_on_a_roster_are_reminded_of_without_a_name(season: Season) -> None:
    """By their agency's contact; above him the head who receives, for nobody else may know whom it is about."""
    world, session = season.world, season.world.session
    assert plan(world, date(2026, 9, 16)) == (0, 0)
    assert plan(world, SEPTEMBER) == (2, 0)
    assert waiting(world, "declara%") == [("declarant_due", "contact", "2026-09-26")] * 2
    rows = session.scalars(select(Reminder).where(Reminder.rule == "declarant_due")).all()
    facts = {"title": "就到職申報", "due_on": "2026-09-26", "last_day": "2026-09-28"}
    assert [row.facts for row in rows] == [facts] * 2
    [letter] = morning.leaving(session, season.officer, ladder_on(session, at(SEPTEMBER)["now"]))
    assert [(len(line.alike), line.why) for line in letter.lines] == [(2, Why.DUE)]
    _, body = mails.digest([line_of(row) for row in rows], Person("李○○"), House("政風處"), "", SEPTEMBER)
    assert [body.count(said) for said in ("就到職申報（2 人）", "只是服務", "秦")] == [1, 1, 0]

    assert plan(world, date(2026, 9, 29)) == (2, 2), "late after the Monday"
    assert plan(world, date(2026, 10, 7)) == (2, 0)
    assert {line[:2] for line in waiting(world, "declara%")} == {
        ("declarant_late", "contact"),
        ("declarant_supervisor", "head"),
    }
    ladder = ladder_on(session, at(date(2026, 10, 12))["now"])
    [late] = [one for one in morning.late_agencies(session, season.officer, ladder) if one.agency == "教育局"]
    assert [one.title for one in late.duties if "就到職" in one.title] == ["就到職申報（2 人）"]
    letter_to = of_agency(session, season.officer, ladder, world.other.id)
    assert letter_to is not None
    assert any("就到職申報（2 人），期限115年9月26日，請轉知" in one.text for one in letter_to.explanation)
    contact = world.actor(session.scalars(select(User).where(User.login == "contact")).one())
    assert morning.waiting_count(session, contact) == 0, "an agency's contact looks after nobody's reminders"


def test_a_filing_another_date_or_an_exemption_takes_a_reminder_back_at_once(season: Season) -> None:
    world, session = season.world, season.world.session
    plan(world, SEPTEMBER)
    on_time = Reckoned(NO_CALENDAR, SEPTEMBER)
    entry = [season.first_of("秦○○")]
    filing.file(
        session, season.officer, season.person("秦○○"), entry, SEPTEMBER, FilingWay.ONLINE, on_time, now=at(SEPTEMBER)["now"]
    )  # fmt: skip
    assert len(waiting(world, "declara%")) == 1
    season.tell("韓○○", ToldEntry(last_day=date(2026, 10, 8), last_day_reason="天然災害停班"), SEPTEMBER)
    assert waiting(world, "declara%") == [], "before anybody plans again"
    assert plan(world, date(2026, 9, 18)) == (0, 0)
    assert plan(world, date(2026, 9, 29)) == (1, 0)
    assert plan(world, date(2026, 10, 9)) == (1, 1)
    assert waiting(world, "declara%") == [("declarant_late", "contact", "2026-10-08")]
    season.tell("韓○○", ToldEntry(exempt_reason="職務經核定免申報"), date(2026, 10, 9))
    assert waiting(world, "declara%") == []

    plan(world, DECEMBER)
    assert waiting(world, "declara%") == [("declarant_due", "contact", "2026-12-31")], (
        "who took office this year has no 定期, and nobody is asked for the figures a roster counts"
    )
    roster = roster_of(session, season.officer, season.roster_id)
    rostering.end(session, season.officer, roster, seen_version=roster.version, **at(DECEMBER))
    assert waiting(world, "declara%") == []
    plan(world, DECEMBER)
    assert waiting(world, "declara%") == [("declaration_due", "officer", "2026-12-31")], "the figures again"
