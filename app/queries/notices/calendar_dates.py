"""Which dates of duties hang on the office calendar: the last legal day of declarations, and the days the ladder reminds on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.duties.declarations import DeclarationType, deadline
from app.domain.duties.roster import FilingStatus
from app.domain.notices.duty_days import HangingDuty
from app.domain.notices.ladder import MAILED, Ladder, span_of
from app.domain.notices.notice import NoticeKind
from app.domain.notices.timing import DIGEST_AT, TAIPEI
from app.domain.office_calendar import MovedDate
from app.domain.people.actor import Actor
from app.domain.roc_date import roc_year, roc_year_from
from app.queries.calendar_change import CalendarChange
from app.queries.duties.roster import Reckoned, lines_by_agency, rosters_in_force
from app.queries.notices.ladder import steps
from app.queries.notices.sources import SOURCES
from app.wording.duties import declarations_of, of_agencies
from app.wording.roster import of_roster

AHEAD = timedelta(days=400)


def last_legal_days(session: Session, actor: Actor, change: CalendarChange) -> Iterator[MovedDate]:
    """定期申報: 12/31 of a year, moved on when it is a day off."""
    for year in range(change.today.year - 1, max(change.after.years, default=change.today.year) + 1):
        day = date(year, 1, 1)
        was, becomes = (
            deadline(DeclarationType.PERIODIC, day, one, change.readings).last_legal_day
            for one in (change.before, change.after)
        )
        if was != becomes and max(was, becomes) >= change.today:
            yield MovedDate(HangingDuty.LAST_LEGAL_DAY, declarations_of(roc_year_from(year)), was, becomes)


def roster_days(session: Session, actor: Actor, change: CalendarChange) -> Iterator[MovedDate]:
    """Declarations still owed by people on a roster, those of the same days in one line and without a name; 定期 has its own."""
    for roster in rosters_in_force(session, roc_year(change.today)):
        was, becomes = (
            lines_by_agency(session, [roster], Reckoned(calendar, change.today, change.readings))
            for calendar in (change.before, change.after)
        )
        found: Counter[tuple[DeclarationType, date, date]] = Counter()
        for (_, one), (_, other) in zip(was, becomes, strict=True):
            asked = one.key.type is not DeclarationType.PERIODIC and one.status is FilingStatus.UNFILED
            if asked and one.last_day != other.last_day and max(one.last_day, other.last_day) >= change.today:
                found[one.key.type, one.last_day, other.last_day] += 1
        for (kind, before, after), number in found.items():
            named = of_roster(roster.agency.short_name, kind, number)
            yield MovedDate(HangingDuty.LAST_LEGAL_DAY, named, before, after)


def reminders_of_duties(session: Session, actor: Actor, change: CalendarChange) -> Iterator[MovedDate]:
    """The days still to come on which somebody is reminded of a duty; agencies that owe the same by the same day in one line."""
    moment = datetime.combine(change.today, DIGEST_AT, TAIPEI)
    ladder = Ladder(steps(session), change.before, moment, change.readings)
    found: Counter[tuple[NoticeKind, str, date, date]] = Counter()
    for source in SOURCES:
        for owed in source.between(session, ladder, actor, (change.today, change.today + AHEAD)):
            for step in ladder.steps:
                if step.clock is not owed.subject.clock or step.way not in MAILED or not step.on:
                    continue
                if step.offset > 0 and owed.subject.last_day is not None:
                    continue  # it goes by a last legal day, which has a line of its own (`roster_days`)
                was, becomes = (
                    span_of(one, step, owed.subject.due).first for one in (change.before, change.after)
                )
                if was != becomes and min(was, becomes) >= change.today:
                    found[NoticeKind(step.rule), owed.title, was, becomes] += 1
    for (kind, title, was, becomes), agencies in found.items():
        yield MovedDate(kind, of_agencies(title, agencies), was, becomes)
