"""提醒的階梯 (product 3.5): which step of what is owed is due on which day, to whom, and why it is mailed or not.

A subject is one thing owed by a day: a share's report of a round, a yearly meeting, a declaration, an occurrence of the plan. Its steps are
data (`ReminderRule`): so many working days before or after the day. 分辦通知 is no step: it leaves with the dispatch itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from app.domain.duties.declarations import USUAL, Readings
from app.domain.errors import Invalid
from app.domain.notices.notice import OF_LADDER, NoticeKind
from app.domain.notices.timing import DIGEST_AT, TAIPEI
from app.domain.office_calendar import OfficeCalendar, add_working_days, next_working_day

MADE_UP_FOR = 10
"""A step after the day that was missed is made up for within so many working days; later it is for a person to decide."""


MOST_DAYS = 60
"""So many working days a step may be away from the day."""


class Clock(StrEnum):
    """What is owed."""

    ROUND = "round"
    MEETING_PLAN = "meeting_plan"  # in which month the year's meeting is
    YEARLY_MEETING = "yearly_meeting"
    DECLARATION = "declaration"  # an agency's figures of 定期
    DECLARANT = "declarant"  # a declaration of somebody on a roster
    PLAN_ITEM = "plan_item"


class Way(StrEnum):
    """Who is turned to, and how. An agency's head never is, by mail."""

    CONTACT = "contact"  # 案件聯絡人 → 單位窗口 → 機關總窗口
    CALL = "call"  # the officer's telephone list
    SUPERVISOR = "supervisor"  # 單位主管
    LETTER = "letter"  # 稽催函稿


MAILED = frozenset((Way.CONTACT, Way.SUPERVISOR))


class Why(StrEnum):
    """Why a step is mailed now, or why not."""

    DUE = "due"
    MADE_UP = "made_up"  # its day has passed, the worker was down
    NOT_YET = "not_yet"
    TOO_LATE = "too_late"
    TOLD_JUST_NOW = "told_just_now"  # it was sent out on the step's day or after it
    STEP_OFF = "step_off"
    PAUSED = "paused"
    REPORTED = "reported"
    WAITS_FOR_US = "waits_for_us"
    ENDED = "ended"
    SETTLED = "settled"  # a duty that is done, registered or exempt
    NO_SEAT = "no_seat"
    TAKEN_OFF = "taken_off"  # by a person, on the page of the morning
    SENT = "sent"


def mails_of(*clocks: Clock) -> frozenset[NoticeKind]:
    """What is mailed by these clocks."""
    return frozenset(kind for kind in OF_LADDER for clock in clocks if kind.startswith(f"{clock}_"))


SENDS = frozenset((Why.DUE, Why.MADE_UP))


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: `rule` is its name in every 提醒 row, `offset` working days from the day (negative: before it)."""

    rule: str
    clock: Clock
    way: Way
    offset: int
    on: bool = True


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing owed. `occurrence` names the one time it is owed, its day included, so that another day is another occurrence.

    `since`: the day it was sent out. `silent`: why nobody is reminded although it is owed. `contact`, `supervisors`: the people
    their seats belong to today. `last_day`: until when it is in time, of a declaration whose own last legal day is known.
    """

    clock: Clock
    thing: str
    thing_id: int
    occurrence: str
    due: date
    since: date | None = None
    silent: Why | None = None
    contact: int | None = None
    supervisors: tuple[int, ...] = ()
    last_day: date | None = None

    def recipients(self, way: Way) -> tuple[int, ...]:
        if way is Way.SUPERVISOR:
            return self.supervisors
        return () if self.contact is None else (self.contact,)


@dataclass(frozen=True, slots=True)
class Span:
    """From its day on a step is due, until its last day."""

    step: Step
    first: date
    last: date


class Ladder:
    """The steps and the calendar they are counted by, on one day. Days are counted once for each due day.

    `readings`: of the open rules of declaration, by which the days of people on a roster are reckoned.
    """

    def __init__(
        self, steps: Iterable[Step], calendar: OfficeCalendar, now: datetime, readings: Readings = USUAL
    ) -> None:
        self.steps, self.calendar, self.readings = tuple(steps), calendar, readings
        self.today = now.astimezone(TAIPEI).date()
        self._mailed_today: dict[tuple[Clock, date, date | None], tuple[Span, ...]] = {}
        self._windows: dict[Clock, tuple[date, date]] = {}

    @cached_property
    def leaves_at(self) -> datetime:
        """Nine o'clock of the next day the office works, today included: what is late then leaves at once."""
        day = next_working_day(self.calendar, self.today).day
        return datetime.combine(day, DIGEST_AT, TAIPEI)

    def window(self, clock: Clock) -> tuple[date, date]:
        """The first and the last due day for which any mail of this clock can be due today."""
        if clock not in self._windows:
            mailed = [step.offset for step in self.steps if step.clock is clock and step.way in MAILED]
            back, forth = max(0, *mailed, 0) + MADE_UP_FOR + 2, max(0, -min(mailed, default=0)) + 1
            self._windows[clock] = (
                add_working_days(self.calendar, self.today, -back).day,
                add_working_days(self.calendar, self.today, forth).day,
            )
        return self._windows[clock]

    def reached(self, clock: Clock, way: Way, due: date, last_day: date | None = None) -> bool:
        """Has a step of this way that is no mail come for what was due then?"""
        return any(
            step.on and step.way is way and span_of(self.calendar, step, due, last_day).first <= self.today
            for step in self.steps
            if step.clock is clock
        )

    def due(self, subject: Subject) -> Iterator[tuple[Step, int]]:
        """The mails that are due: each step with each person. What the planner asks of every subject."""
        if subject.silent is not None:
            return
        key = (subject.clock, subject.due, subject.last_day)
        spans = self._mailed_today.get(key)
        if spans is None:
            spans = self._mailed_today[key] = self._mailed(*key)
        for span in spans:
            if subject.since is None or span.first > subject.since:
                for person in subject.recipients(span.step.way):
                    yield span.step, person

    def why(self, subject: Subject, step: Step, known: Mapping[int, Why] | None = None) -> Why:
        """The one reason for this step of this subject. `known`: what became of it already, by person."""
        if subject.silent is not None:
            return subject.silent
        said = self._why(span_of(self.calendar, step, subject.due, subject.last_day), subject)
        if said in SENDS and step.way in MAILED:
            people = subject.recipients(step.way)
            if not people:
                return Why.NO_SEAT
            return next((known[one] for one in people if known and one in known), said)
        return said

    def _mailed(self, clock: Clock, due: date, last_day: date | None) -> tuple[Span, ...]:
        found = (span_of(self.calendar, step, due, last_day) for step in self.steps if step.clock is clock)
        return tuple(
            span
            for span in found
            if span.step.on and span.step.way in MAILED and span.first <= self.today <= span.last
        )

    def _why(self, span: Span, subject: Subject) -> Why:
        if not span.step.on:
            return Why.STEP_OFF
        if self.today < span.first:
            return Why.NOT_YET
        if subject.since is not None and span.first <= subject.since:
            return Why.TOLD_JUST_NOW
        if self.today > span.last:
            return Why.TOO_LATE
        return Why.DUE if self.today == span.first else Why.MADE_UP


def span_of(calendar: OfficeCalendar, step: Step, due: date, last_day: date | None = None) -> Span:
    """A step before the day is due until that day; a mailed one after it is made up for some days, the others stay until it is reported.

    A declaration is reminded of by its `statutory_end`, and late only after its `last_legal_day` (product 3.4): `last_day` where
    it is known, else the next working day.
    """
    if step.offset <= 0:
        return Span(step, add_working_days(calendar, due, step.offset).day, due)
    if last_day is None:
        last_day = next_working_day(calendar, due).day if step.clock is Clock.DECLARATION else due
    first = add_working_days(calendar, last_day, step.offset).day
    if step.way not in MAILED:
        return Span(step, first, date.max)
    return Span(step, first, add_working_days(calendar, first, MADE_UP_FOR).day)


def check_days(step: Step, days: int, taken: Collection[int]) -> None:
    """May the step stand there instead? A step stays on its side of the day: what it says depends on it.

    `taken`: where the others of its clock stand. Invalid: reminder_days_out_of_range, reminder_days_taken.
    """
    least = 0 if step.offset <= 0 else 1
    size = -days if step.offset <= 0 else days
    if not least <= size <= MOST_DAYS:
        raise Invalid("reminder_days_out_of_range", "days", least=least, most=MOST_DAYS)
    if days in taken:
        raise Invalid("reminder_days_taken", "days")
