"""The declarations that people on a roster still owe, with the people of their seats. No name leaves here: who may see one opens the roster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.orm import Session

from app.domain.duties.declarations import WINDOW_BEGINS, WINDOW_ENDS, DeclarationType, deadline
from app.domain.duties.roster import LEAVING, FilingStatus, Line
from app.domain.notices import recipients as seats_of
from app.domain.notices.ladder import Clock, Ladder, Subject, Why
from app.domain.people.actor import Actor, Role
from app.domain.people.rights import Right, has
from app.domain.roc_date import roc_year_from
from app.models import Declarant, DeclarationOccurrence, OfficePeriod, Reminder, Roster
from app.queries.duties.roster import Reckoned, lines_of, people_on
from app.queries.notices.ladder import Owed
from app.queries.notices.recipients import seats_by_agency
from app.queries.visibility.declarants import roster_is_kept
from app.wording.roster import declaration_label, of_people

DECLARANTS = Declarant.__tablename__
REACH = timedelta(days=270)
"""A declaration is owed within so many days of what it hangs on: three months of acting, three to file, two more of a pair."""
AFTER_THE_YEAR = timedelta(days=100)
"""The same of 定期: moved on by days off, or of a pair the leaving half."""

_IN_OFFICE = exists().where(OfficePeriod.declarant_id == Declarant.id, OfficePeriod.struck_out_at.is_(None))
_TOLD = exists().where(DeclarationOccurrence.declarant_id == Declarant.id)
_SETTLED = or_(DeclarationOccurrence.declaration_id.is_not(None), DeclarationOccurrence.exempt_reason != "")

Days = tuple[date, date]


def owed_declarations(
    session: Session, ladder: Ladder, *, after: int = 0, limit: int, lock: bool = False
) -> tuple[list[Owed], int | None]:
    """Of `limit` people at a time. `lock`: nobody files or changes a period meanwhile (`rostering.note`)."""
    rosters = _rosters(session, ladder.today, true(), lock)
    if not rosters:
        return [], None
    days = ladder.window(Clock.DECLARANT)
    people = people_on(session, rosters, _may_owe(days), after=after, limit=limit)
    last = people[-1].id if len(people) == limit else None
    return [one for one in _seated(session, ladder, people, days) if one.subject.silent is None], last


def near_declarations(session: Session, ladder: Ladder, actor: Actor, limit: int) -> list[Owed]:
    if not has(actor, Right.KEEP_ROSTER):
        return []
    rosters, days = (
        _rosters(session, ladder.today, roster_is_kept(actor)),
        ladder.window(Clock.DECLARANT),
    )
    people = people_on(session, rosters, _may_owe(days, settled=True)) if rosters else ()
    return _seated(session, ladder, people, days)[:limit]


def declarations_between(session: Session, ladder: Ladder, actor: Actor, days: Days) -> list[Owed]:
    """Counted by agency, kind and day."""
    if not has(actor, Right.KEEP_ROSTER):
        return []
    rosters = _rosters(session, ladder.today, roster_is_kept(actor))
    past = [_may_be_late(rosters, ladder)] if rosters and days[1] < ladder.today else []
    people = people_on(session, rosters, *past) if rosters else ()
    found: dict[tuple[int, str, date, date | None], list[Owed]] = {}
    for one in _lines(ladder, people, (days[0], days[1])):
        subject = one.subject
        if subject.silent is None and days[0] <= subject.due <= days[1]:
            found.setdefault((one.agency_id, one.title, subject.due, subject.last_day), []).append(one)
    return [
        replace(those[0], facts={**those[0].facts, "title": of_people(title, len(those))})
        for (_, title, *_), those in found.items()
    ]


def declarations_looked_after(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Reminder`, of people on a roster."""
    kept = select(Declarant.id).join(Declarant.roster).where(roster_is_kept(actor))
    return exists(kept.where(Declarant.id == Reminder.thing_id).correlate(Reminder))


def _rosters(
    session: Session, today: date, only: ColumnElement[bool], lock: bool = False
) -> Sequence[Roster]:
    """Those that people stand on today."""
    query = (
        select(Roster).where(Roster.ended_on.is_(None), Roster.begins_on <= today, only).order_by(Roster.id)
    )
    return session.scalars(query.with_for_update(read=True) if lock else query).all()


def _may_owe(days: Days, *, settled: bool = False) -> ColumnElement[bool]:
    """On `Declarant`: whose days may lie between these, so that not everybody is reckoned every minute. `settled`: who has filed, too."""
    reach = (days[0] - REACH, days[1])
    hangs_on = (OfficePeriod.from_on, OfficePeriod.to_on, OfficePeriod.suspended_to)
    found: list[ColumnElement[bool]] = [
        _IN_OFFICE.where(or_(*(day.between(*reach) for day in hangs_on))),
        _TOLD.where(DeclarationOccurrence.last_day.between(*days)),
    ]
    for year in range(days[0].year - 1, days[1].year + 1):
        end = date(year, *WINDOW_ENDS)
        if end <= days[1] and end + AFTER_THE_YEAR >= days[0]:
            found.append(_in_season(year) if settled else _in_season(year) & ~_told_of_year(year))
    return or_(*found)


def _may_be_late(rosters: Sequence[Roster], ladder: Ladder) -> ColumnElement[bool]:
    """On `Declarant`: who has not filed or been exempted for everything he may have owed since the roster begins."""
    since = min(roster.begins_on for roster in rosters)
    of_period = exists().where(DeclarationOccurrence.period_id == OfficePeriod.id, _SETTLED)
    leaves = DeclarationOccurrence.type.in_(LEAVING)
    came = or_(*(day >= since - REACH for day in (OfficePeriod.from_on, OfficePeriod.suspended_to)))
    found: list[ColumnElement[bool]] = [
        _IN_OFFICE.where(came, ~of_period.where(~leaves)),
        _IN_OFFICE.where(OfficePeriod.to_on >= since - REACH, ~of_period.where(leaves)),
        _TOLD.where(DeclarationOccurrence.last_day.is_not(None), ~_SETTLED),
    ]
    for year in range(since.year - 1, ladder.today.year):
        window = deadline(DeclarationType.PERIODIC, date(year, 1, 1), ladder.calendar, ladder.readings)
        if window.last_legal_day >= since:
            found.append(_in_season(year) & ~_told_of_year(year))
    return or_(*found)


def _in_season(year: int) -> ColumnElement[bool]:
    """On `Declarant`: in office on a day of the window of 定期."""
    left_later = or_(OfficePeriod.to_on.is_(None), OfficePeriod.to_on >= date(year, *WINDOW_BEGINS))
    return _IN_OFFICE.where(OfficePeriod.from_on <= date(year, *WINDOW_ENDS), left_later)


def _told_of_year(year: int) -> ColumnElement[bool]:
    return _TOLD.where(DeclarationOccurrence.year == roc_year_from(year), _SETTLED)


def _lines(ladder: Ladder, people: Sequence[Declarant], days: Days) -> Iterator[Owed]:
    """The declarations of these people that come near these days, without a seat."""
    reckoned = Reckoned(ladder.calendar, ladder.today, ladder.readings)
    for one in people:
        agencies = {period.id: period.agency_id for period in one.periods}
        for line in lines_of(one, reckoned):
            if not line.alternative and line.advised_day <= days[1] and line.latest_day >= days[0]:
                yield _of(one, line, agencies[line.occurrence.post.key])


def _of(declarant: Declarant, line: Line, agency_id: int) -> Owed:
    due, last = line.advised_day, line.latest_day
    subject = Subject(
        Clock.DECLARANT, DECLARANTS, declarant.id, f"{line.key} {due.isoformat()}", due,
        silent=None if line.status is FilingStatus.UNFILED else Why.SETTLED, last_day=last,
    )  # fmt: skip
    facts = {
        "title": declaration_label(line),
        "due_on": due.isoformat(),
        "last_day": last.isoformat(),
    }
    roster = declarant.roster
    path = f"/duties/rosters/{roster.id}?year=all&status={FilingStatus.UNFILED}"
    return Owed(subject, "", facts, False, roster.agency_id, agency_id, path, above_id=roster.agency_id)


def _seated(session: Session, ladder: Ladder, people: Sequence[Declarant], days: Days) -> list[Owed]:
    """The agency's contact, else whoever receives the declarations; above them 政風主管 there. Nobody else may know whom it is about."""
    found = list(_lines(ladder, people, days))
    if not found:
        return []
    agencies = {one.agency_id for one in found} | {one.committee_agency_id for one in found}
    of_agency = seats_by_agency(session, agencies, Role.CONTACT, Role.OFFICER, Role.HEAD, today=ladder.today)
    seated = []
    for one in found:
        receiver = of_agency[one.committee_agency_id]
        contact = seats_of.in_charge(of_agency[one.agency_id], Role.CONTACT)
        own = contact is not None
        contact = contact or seats_of.in_charge(receiver, Role.OFFICER, Role.HEAD)
        subject = replace(
            one.subject,
            contact=contact.person_id if contact else None,
            supervisors=tuple(seat.person_id for seat in seats_of.above(receiver, Role.HEAD)),
        )
        agency_id = one.agency_id if own else one.committee_agency_id
        seated.append(replace(one, subject=subject, agency_id=agency_id))
    return seated
