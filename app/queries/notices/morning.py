"""The page of the morning: the reminders that leave today, each with its reason, what does not leave and why, whom to telephone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from app.domain.notices.ladder import MAILED, SENDS, Clock, Ladder, Step, Way, Why, span_of
from app.domain.office_calendar import ONE_DAY
from app.domain.people.actor import Actor, Role
from app.models import Agency, Reminder, ReminderCall, User
from app.queries.notices.ladder import Owed, planned
from app.queries.notices.owed_declarations import DECLARANTS
from app.queries.notices.owed_rounds import late_by_agency, of_committee
from app.queries.notices.recipients import seats
from app.queries.notices.sources import SOURCES, Source, looked_after
from app.queries.tracking.missing_contacts import telephones

MOST = 2000
"""So many lines a page shows; what is beyond leaves all the same."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """One line of a mail that waits. `agency`: the one it is written to for. `alike`: the 提醒 it stands for, several only of people
    on a roster, who are not named.
    """

    row: Reminder
    agency: str
    due: date
    why: Why
    alike: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is to get."""

    person: User
    lines: tuple[Leaving, ...]


@dataclass(frozen=True, slots=True)
class Quiet:
    """A step of today that is not mailed. `taken_off`: the 提醒 a person took off, who may put it back. `count`: of how many people alike."""

    owed: Owed
    step: Step
    agency: str
    why: Why
    taken_off: int | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class LateAgency:
    """An agency to telephone, or to write to. `call`: (name, title, telephone) of its contacts and supervisors.

    `shares`: how many are overdue, the earliest since `first_due`; `duties`: what it owes beside them.
    """

    agency_id: int
    agency: str
    shares: int
    first_due: date | None
    duties: tuple[Owed, ...]
    letter: bool
    call: tuple[tuple[str, str, str], ...]
    last_call: ReminderCall | None


def leaving(session: Session, actor: Actor, ladder: Ladder) -> list[Letter]:
    """By recipient, each line in the order of the codes."""
    rows = session.execute(
        select(Reminder, User, Agency.short_name)
        .join(User, User.id == Reminder.recipient_id)
        .join(Agency, Agency.id == Reminder.for_agency_id)
        .where(Reminder.id.in_(_waiting(actor).limit(MOST)))
        .order_by(Agency.sort_order, Reminder.recipient_id, Reminder.rule, Reminder.thing_id)
    ).all()
    by_person: dict[int, dict[tuple[Any, ...], list[tuple[Reminder, str]]]] = {}
    people: dict[int, User] = {}
    for row, person, agency in rows:
        people[person.id] = person
        unnamed = row.thing == DECLARANTS
        key = (row.rule, agency, *sorted(row.facts.items())) if unnamed else (row.id,)
        by_person.setdefault(person.id, {}).setdefault(key, []).append((row, agency))
    steps = {step.rule: step for step in ladder.steps}
    return [
        Letter(people[one], tuple(_leaving(ladder, steps, those) for those in lines.values()))
        for one, lines in by_person.items()
    ]


def _leaving(ladder: Ladder, steps: dict[str, Step], alike: Sequence[tuple[Reminder, str]]) -> Leaving:
    row, agency = alike[0]
    due, last = date.fromisoformat(row.occurrence.rpartition(" ")[2]), row.facts.get("last_day")
    last_day = date.fromisoformat(last) if last else None
    on_time = span_of(ladder.calendar, steps[row.rule], due, last_day).first == ladder.today
    return Leaving(row, agency, due, Why.DUE if on_time else Why.MADE_UP, tuple(one.id for one, _ in alike))


def waiting_count(session: Session, actor: Actor) -> int:
    """How many lines leave: the length of what the page lists."""
    return session.scalar(select(func.count()).select_from(_waiting(actor).subquery())) or 0


def chosen(session: Session, actor: Actor, ids: Collection[int]) -> list[Reminder]:
    """Those of these that still wait and are this person's to decide, held."""
    query = select(Reminder).where(Reminder.id.in_(ids), Reminder.id.in_(_waiting(actor)))
    return list(session.scalars(query.order_by(Reminder.id).with_for_update()))


def taken_off(session: Session, actor: Actor, reminder_id: int) -> Reminder | None:
    return session.scalars(
        select(Reminder)
        .where(Reminder.id == reminder_id, Reminder.taken_off_by_id.is_not(None), looked_after(actor))
        .with_for_update()
    ).one_or_none()


def quiet(session: Session, actor: Actor, ladder: Ladder) -> list[Quiet]:
    """The steps whose day is today and that are not mailed, and what a person took off."""
    rows = [one for source in SOURCES for one in _quiet_of(session, actor, ladder, source)]
    names = _names(session, {owed.agency_id for owed, *_ in rows}) if rows else {}
    found: dict[object, Quiet] = {}
    for owed, step, why, off in rows:
        one = Quiet(owed, step, names[owed.agency_id], why, off)
        unnamed = owed.subject.thing == DECLARANTS and off is None
        key = (
            (step.rule, owed.agency_id, owed.path, *sorted(owed.facts.items()), why)
            if unnamed
            else len(found)
        )
        found[key] = replace(one, count=found[key].count + 1) if key in found else one
    return list(found.values())


def _quiet_of(
    session: Session, actor: Actor, ladder: Ladder, source: Source
) -> Iterable[tuple[Owed, Step, Why, int | None]]:
    found = source.near(session, ladder, actor, MOST)
    if not found:
        return ()
    ids = [one.subject.thing_id for one in found]
    known: dict[tuple[str, int, str], dict[int, tuple[Why, int]]] = defaultdict(dict)
    rows = planned(session, source.thing, source.rules(ladder), min(ids) - 1, max(ids))
    for (rule, thing_id, occurrence, person), row in rows.items():
        if row.delivery_id is not None:
            known[rule, thing_id, occurrence][person] = (Why.SENT, row.id)
        elif row.taken_off_by_id is not None:
            known[rule, thing_id, occurrence][person] = (Why.TAKEN_OFF, row.id)
    return _quiet(ladder, found, known)


def _quiet(
    ladder: Ladder,
    found: Iterable[Owed],
    known: dict[tuple[str, int, str], dict[int, tuple[Why, int]]],
) -> Iterable[tuple[Owed, Step, Why, int | None]]:
    for owed in found:
        subject = owed.subject
        for step in ladder.steps:
            if step.clock is not subject.clock or step.way not in MAILED:
                continue
            said = known.get((step.rule, subject.thing_id, subject.occurrence), {})
            why = ladder.why(subject, step, {person: reason for person, (reason, _) in said.items()})
            off = next((id_ for reason, id_ in said.values() if reason is Why.TAKEN_OFF), None)
            span = span_of(ladder.calendar, step, subject.due, subject.last_day)
            today = span.first == ladder.today
            if why is Why.TAKEN_OFF or (today and why not in SENDS):
                yield owed, step, why, off if why is Why.TAKEN_OFF else None


def late_agencies(session: Session, actor: Actor, ladder: Ladder) -> list[LateAgency]:
    """The officer's telephone list, in 機關排序; `letter` where 稽催函稿 is due too."""
    days, duties = _late_days(session, actor, ladder), late_duties(session, actor, ladder, Way.CALL)
    late = {*days, *duties}
    agencies = session.execute(
        select(Agency.id, Agency.short_name).where(Agency.id.in_(late)).order_by(Agency.sort_order, Agency.id)
    ).all()
    people = _callable(session, late, ladder.today)
    calls = _last_calls(session, late)
    return [
        LateAgency(
            row.id,
            row.short_name,
            sum(days[row.id].values()),
            min(days[row.id], default=None),
            tuple(duties[row.id]),
            any(ladder.reached(Clock.ROUND, Way.LETTER, due) for due in days[row.id])
            or any(_reached(ladder, Way.LETTER, one) for one in duties[row.id]),
            people.get(row.id, ()),
            calls.get(row.id),
        )
        for row in agencies
    ]


def late_count(session: Session, actor: Actor, ladder: Ladder) -> int:
    """The length of the telephone list."""
    duties = late_duties(session, actor, ladder, Way.CALL)
    return len({*_late_days(session, actor, ladder), *duties})


def late_duties(session: Session, actor: Actor, ladder: Ladder, way: Way) -> defaultdict[int, list[Owed]]:
    """Agency → the duties for which this step has come, the earliest first."""
    found: defaultdict[int, list[Owed]] = defaultdict(list)
    past = (date.min, ladder.today - ONE_DAY)
    late = [one for source in SOURCES for one in source.between(session, ladder, actor, past)]
    for one in sorted(late, key=lambda one: one.subject.due):
        if _reached(ladder, way, one):
            found[one.agency_id].append(one)
    return found


def _late_days(session: Session, actor: Actor, ladder: Ladder) -> defaultdict[int, dict[date, int]]:
    """Agency → first day missed → how many shares, as far as the telephone step has come."""
    days: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for agency, due, count in late_by_agency(session, ladder, of_committee(actor)):
        if ladder.reached(Clock.ROUND, Way.CALL, due):
            days[agency][due] = count
    return days


def _reached(ladder: Ladder, way: Way, owed: Owed) -> bool:
    return ladder.reached(owed.subject.clock, way, owed.subject.due, owed.subject.last_day)


def _callable(
    session: Session, agencies: Collection[int], today: date
) -> dict[int, tuple[tuple[str, str, str], ...]]:
    of_agency: dict[int, list[int]] = defaultdict(list)
    for seat in seats(session, agencies, Role.CONTACT, Role.SUPERVISOR, today=today):
        if seat.person_id not in of_agency[seat.agency_id]:
            of_agency[seat.agency_id].append(seat.person_id)
    people = telephones(session, {one for those in of_agency.values() for one in those})
    return {agency: tuple(people[one] for one in those) for agency, those in of_agency.items()}


def _last_calls(session: Session, agencies: Collection[int]) -> dict[int, ReminderCall]:
    newest = select(func.max(ReminderCall.id)).where(ReminderCall.agency_id.in_(agencies))
    query = select(ReminderCall).where(ReminderCall.id.in_(newest.group_by(ReminderCall.agency_id)))
    rows = session.scalars(query.options(joinedload(ReminderCall.called_by)))
    return {row.agency_id: row for row in rows}


def _names(session: Session, agencies: Collection[int]) -> dict[int, str]:
    rows = session.execute(select(Agency.id, Agency.short_name).where(Agency.id.in_(agencies)))
    return {row.id: row.short_name for row in rows}


def _waiting(actor: Actor) -> Select[int]:
    """Ids of the lines of the ladder that wait, of what this person looks after."""
    return (
        select(Reminder.id)
        .where(Reminder.delivery_id.is_(None), Reminder.superseded_at.is_(None), looked_after(actor))
        .order_by(Reminder.id)
    )
