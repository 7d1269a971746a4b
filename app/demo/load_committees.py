"""The city's committees with their charters and members."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.city.agencies import DEPARTMENT
from app.demo.city.committees import COMMITTEES, CommitteeRow, SeatRow
from app.demo.load_people import BEGINNING, City
from app.domain.people.actor import CONSOLE
from app.models import AgencyGroup, Committee
from app.services.people import charters, committees, members
from app.services.people.committees import CommitteeEntry
from app.services.people.members import MemberEntry

TAIPEI = ZoneInfo("Asia/Taipei")


def load_committees(session: Session, city: City) -> None:
    """Each charter is written on the day it takes effect, each seat on its first day."""
    groups = {group.name: group.id for group in session.scalars(select(AgencyGroup))}
    for row in COMMITTEES:
        committee = city.committee if row.agency == DEPARTMENT else _found(session, city, row)
        committee.follow_up_columns = row.columns
        for number, terms in enumerate(row.charters):
            written = replace(terms, all_agencies_id=groups.get(row.all_agencies))
            charters.write_version(
                session, CONSOLE, committee, written, seen_number=number, now=_morning(terms.effective_on)
            )
        for seat in row.seats:
            members.add(session, CONSOLE, committee, _entry(city, seat), now=_morning(seat.from_on))


def _found(session: Session, city: City, row: CommitteeRow) -> Committee:
    agency = city.agencies[row.agency]
    entry = CommitteeEntry(row.agency, f"{agency.name}廉政會報", agency.name, agency.id)
    return committees.create(session, CONSOLE, entry, now=_morning(BEGINNING))


def _entry(city: City, seat: SeatRow) -> MemberEntry:
    return MemberEntry(
        kind=seat.kind, name=seat.name, title=seat.title, from_on=seat.from_on, to_on=seat.to_on,
        gender=seat.gender, agency_id=city.agencies[seat.agency].id if seat.agency else None,
        user_id=city.actors[seat.login].person_id if seat.login else None,
    )  # fmt: skip


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), TAIPEI)
