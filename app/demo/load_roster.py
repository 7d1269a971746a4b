"""The roster of the ethics department, entered by its officer."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.demo.city.roster import AS_OF, BEGINS_ON, DECLARANTS, DeclarantRow, PostRow
from app.demo.load_people import City
from app.domain.duties.declarations import DeclarationType
from app.domain.duties.roster import OccurrenceKey
from app.domain.people.actor import Actor
from app.models import Agency, Declarant, Roster
from app.queries.duties.roster import Reckoned, rows_of
from app.queries.office_calendar import calendar_in_force
from app.services.duties import filing, rostering
from app.services.duties.filing import ToldEntry
from app.services.duties.rostering import PeriodEntry

TAIPEI = ZoneInfo("Asia/Taipei")
OFFICER = "eth-officer1"


def load_roster(session: Session, city: City) -> None:
    officer = city.actors[OFFICER]
    department = session.get_one(Agency, city.committee.agency_id)
    roster = rostering.begin(session, officer, department, BEGINS_ON, now=_at(BEGINS_ON))
    reckoned = Reckoned(calendar_in_force(session), AS_OF)
    for row in DECLARANTS:
        person = _add(session, officer, roster, row, city)
        _enter(session, officer, person, row, reckoned)


def _add(session: Session, officer: Actor, roster: Roster, row: DeclarantRow, city: City) -> Declarant:
    first, *others = (_entry(post, city) for post in row.posts)
    person = rostering.add_declarant(session, officer, roster, row.name, "", first, now=_at(BEGINS_ON))
    for entry in others:
        rostering.add_period(session, officer, person, entry, now=_at(entry.from_on))
    return person


def _enter(
    session: Session, officer: Actor, person: Declarant, row: DeclarantRow, reckoned: Reckoned
) -> None:
    lines = {one.line.key.type: one.line.key for one in rows_of(officer, person, reckoned)}
    for kind, day, way in row.filed:
        filing.file(session, officer, person, [lines[kind]], day, way, reckoned, now=_at(day))
    periodic = OccurrenceKey(DeclarationType.PERIODIC, None, 115)
    if row.authorised:
        filing.authorise(session, officer, person, periodic, reckoned, now=_at(AS_OF))
    if row.exempt:
        told = ToldEntry(exempt_reason=row.exempt)
        filing.tell(session, officer, person, periodic, told, seen_version=None, now=_at(AS_OF))


def _entry(post: PostRow, city: City) -> PeriodEntry:
    return PeriodEntry(
        city.agencies[post.agency].id, post.kind, post.title, post.from_on, post.to_on, post.suspended_from
    )


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10, 20), TAIPEI)
