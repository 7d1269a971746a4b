"""The ladder: on which day which step is due, to whom, and why not; and whatever the clock does, each mail once."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.notices.ladder import MADE_UP_FOR, MAILED, Clock, Ladder, Step, Subject, Way, Why, span_of
from app.domain.notices.recipients import Seat, supervisors
from app.domain.notices.timing import TAIPEI
from app.domain.office_calendar import (
    OfficeCalendar,
    SpecialDay,
    add_working_days,
    is_working_day,
    next_working_day,
)
from app.domain.people.actor import Role

STEPS = (
    Step("round_due", Clock.ROUND, Way.CONTACT, -7),
    Step("round_late", Clock.ROUND, Way.CONTACT, 1),
    Step("round_call", Clock.ROUND, Way.CALL, 3),
    Step("round_supervisor", Clock.ROUND, Way.SUPERVISOR, 7),
    Step("round_letter", Clock.ROUND, Way.LETTER, 10),
)
DUE = date(2026, 10, 5)
HOLIDAYS = OfficeCalendar(
    frozenset({2026}),
    {date(2026, 9, 25): SpecialDay(True, "中秋節"), date(2026, 9, 28): SpecialDay(True, "教師節"), date(2026, 10, 9): SpecialDay(True, "國慶日")},
)  # fmt: skip
CONTACT, ABOVE = 1, 2
SUBJECT = Subject(
    Clock.ROUND,
    "assignments",
    7,
    "3 2026-10-05",
    DUE,
    date(2026, 3, 2),
    contact=CONTACT,
    supervisors=(ABOVE,),
)


def at(day: date, hour: int = 8) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=TAIPEI)


def on(day: date, steps: tuple[Step, ...] = STEPS) -> Ladder:
    return Ladder(steps, HOLIDAYS, at(day))


@pytest.mark.parametrize(
    ("day", "mailed"),
    [
        (date(2026, 9, 21), []),
        (date(2026, 9, 22), [("round_due", CONTACT)]),  # seven working days before, two holidays between
        (date(2026, 10, 5), [("round_due", CONTACT)]),  # missed so far: still true on the day itself
        (date(2026, 10, 6), [("round_late", CONTACT)]),
        (date(2026, 10, 14), [("round_late", CONTACT)]),
        (date(2026, 10, 15), [("round_late", CONTACT), ("round_supervisor", ABOVE)]),
        (date(2026, 10, 22), [("round_supervisor", ABOVE)]),
        (date(2026, 11, 9), []),
    ],
)
def test_a_step_is_due_from_its_working_day_as_long_as_it_is_true(day: date, mailed: list[object]) -> None:
    assert [(step.rule, person) for step, person in on(day).due(SUBJECT)] == mailed


def test_mails_leave_at_nine_of_a_day_the_office_works() -> None:
    assert on(date(2026, 9, 22)).leaves_at == at(date(2026, 9, 22), 9)
    assert on(date(2026, 9, 25)).leaves_at == at(date(2026, 9, 29), 9)  # 中秋節, a weekend, 教師節


@pytest.mark.parametrize(
    ("change", "steps", "why"),
    [
        ({}, STEPS, Why.DUE),
        ({"silent": Why.PAUSED}, STEPS, Why.PAUSED),
        ({"silent": Why.REPORTED}, STEPS, Why.REPORTED),
        ({"contact": None}, STEPS, Why.NO_SEAT),
        ({"since": date(2026, 9, 22)}, STEPS, Why.TOLD_JUST_NOW),
        ({}, (replace(STEPS[0], on=False),), Why.STEP_OFF),
        ({"due": date(2026, 10, 6)}, STEPS, Why.NOT_YET),
        ({"due": date(2026, 10, 2)}, STEPS, Why.MADE_UP),
        ({"due": date(2026, 9, 21)}, STEPS, Why.TOO_LATE),
    ],
)
def test_every_line_says_why_it_leaves_or_not(
    change: dict[str, object], steps: tuple[Step, ...], why: Why
) -> None:
    ladder, subject = on(date(2026, 9, 22), steps), replace(SUBJECT, **change)  # type: ignore[arg-type]
    assert ladder.why(subject, steps[0]) is why
    assert (steps[0] in [step for step, _ in ladder.due(subject)]) is (why in (Why.DUE, Why.MADE_UP))
    assert ladder.why(SUBJECT, steps[0], {CONTACT: Why.TAKEN_OFF}) in (Why.TAKEN_OFF, Why.STEP_OFF)


def test_what_is_no_mail_stays_until_it_is_reported_and_no_mail_goes_to_a_head() -> None:
    ladder = on(date(2027, 6, 1))
    assert [ladder.why(SUBJECT, step) for step in STEPS] == [Why.TOO_LATE, Why.TOO_LATE, Why.MADE_UP, Why.TOO_LATE, Why.MADE_UP]  # fmt: skip
    assert {Way.CONTACT, Way.SUPERVISOR} == MAILED
    seats = [
        Seat(1, 7, Role.CONTACT, "資訊室", has_mailbox=True, may_read_confidential=False),
        Seat(2, 7, Role.SUPERVISOR, "秘書室", has_mailbox=True, may_read_confidential=False),
        Seat(3, 7, Role.SUPERVISOR, "資訊室", has_mailbox=True, may_read_confidential=False),
        Seat(4, 7, Role.LEADER, "資訊室", has_mailbox=True, may_read_confidential=True),
    ]
    assert [seat.person_id for seat in supervisors(seats, seats[0])] == [3]
    assert [seat.person_id for seat in supervisors(seats[:2], seats[0])] == [2]
    assert supervisors(seats, seats[0], confidential=True) == []


def _calendar(chance: random.Random) -> OfficeCalendar:
    first = date(2027, 12, 1)  # over the turn of a year that is a leap year
    days = {
        day: SpecialDay(is_off=day.weekday() < 5)
        for day in (first + timedelta(days=chance.randrange(120)) for _ in range(chance.randrange(25)))
    }
    return OfficeCalendar(frozenset({2027, 2028}), days)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_clock_does_every_mail_leaves_once_and_none_early(seed: int) -> None:
    """Random calendars; a worker that sleeps for hours or days, whose clock is set back three hours or forth by 26, in any zone.

    The oracle counts days one by one: a step must have left if the worker was awake at nine or later on a working day of its span.
    """
    chance = random.Random(seed)
    zones = [ZoneInfo(name) for name in ("UTC", "Asia/Taipei", "America/New_York")]
    for _ in range(700):
        calendar = _calendar(chance)
        due = date(2028, 1, 3) + timedelta(days=chance.randrange(60))
        subject = replace(SUBJECT, due=due, since=date(2027, 1, 4))
        now = at(add_working_days(calendar, due, -9).day, chance.randrange(24))
        queued: dict[tuple[str, int], datetime] = {}
        sent: dict[tuple[str, int], datetime] = {}
        awake: list[datetime] = []
        while now.date() < due + timedelta(days=20):
            ladder = Ladder(STEPS, calendar, now.astimezone(chance.choice(zones)))
            keys = {(step.rule, person) for step, person in ladder.due(subject)}
            for key in keys - queued.keys() - sent.keys():
                queued[key] = ladder.leaves_at
            for key in [key for key in queued if key not in keys]:
                del queued[key]
            for key in [key for key, moment in queued.items() if moment <= now]:
                sent[key] = now
                del queued[key]
            awake.append(now)
            now += timedelta(hours=chance.choice((1, 5, 13, 26, 26, -3, 72)), seconds=chance.randint(-5, 5))
        for step in STEPS:
            if step.way not in MAILED:
                continue
            span = span_of(calendar, step, due)
            person = ABOVE if step.way is Way.SUPERVISOR else CONTACT
            left = sent.get((step.rule, person))
            could = [
                moment for moment in awake
                if span.first <= moment.date() <= span.last and moment.hour >= 9 and _worked(calendar, moment.date())
            ]  # fmt: skip
            assert left is None or (span.first <= left.date() <= span.last and left >= at(span.first, 9)), (
                "early"
            )
            assert (left is not None) or not could, "lost"
            if left is not None and left.hour < 9:
                assert left.date() > span.first


def _worked(calendar: OfficeCalendar, day: date) -> bool:
    return is_working_day(calendar, day) and next_working_day(calendar, day).day == day


def test_the_window_the_planner_looks_through_leaves_nothing_out() -> None:
    for seed in range(200):
        calendar, chance = _calendar(random.Random(seed)), random.Random(seed)
        today = date(2028, 1, 20) + timedelta(days=chance.randrange(40))
        ladder = Ladder(STEPS, calendar, at(today))
        first, last = ladder.window(Clock.ROUND)
        outside = (first - timedelta(days=1), last + timedelta(days=1))
        assert not [due for due in outside for _ in ladder.due(replace(SUBJECT, due=due, since=None))]
        assert (last - first).days > MADE_UP_FOR


def test_a_declaration_is_reminded_of_by_its_statutory_end_and_late_after_its_own_last_legal_day() -> None:
    """By 9/26, a Saturday; a pair's other half, or another date set, may leave it in time for longer."""
    due, own = date(2026, 9, 26), date(2026, 10, 8)
    before, late = (Step(f"declaration_{days}", Clock.DECLARATION, Way.CONTACT, days) for days in (-7, 1))
    assert {span_of(HOLIDAYS, before, due, last).first for last in (None, own)} == {date(2026, 9, 16)}
    assert span_of(HOLIDAYS, late, due).first == date(2026, 9, 30), "9/28 is off: in time until 9/29"
    assert span_of(HOLIDAYS, late, due, own).first == date(2026, 10, 12), "after a holiday and a weekend"
    ladder = on(date(2026, 10, 11), (before, late))
    assert ladder.reached(Clock.DECLARATION, Way.CONTACT, due)
    person = Subject(Clock.DECLARATION, "declarants", 1, f"x {due}", due, contact=CONTACT, last_day=own)
    assert [list(on(day, (before, late)).due(person)) for day in (date(2026, 10, 9), date(2026, 10, 12))] == [
        [], [(late, CONTACT)],
    ]  # fmt: skip
