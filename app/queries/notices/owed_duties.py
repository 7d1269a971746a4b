"""The duties agencies owe, with the people of their seats: the year's meeting, the figures of declaration, the plan's items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Row, exists, or_, select, true
from sqlalchemy.orm import Session

from app.domain.duties.declarations import DeclarationType
from app.domain.duties.duty_flow import DutyState
from app.domain.meetings.yearly import existed_in
from app.domain.notices import recipients as seats_of
from app.domain.notices.duty_days import are_final, figures_day, meeting_days, years_asked
from app.domain.notices.ladder import Clock, Ladder, Subject, Why
from app.domain.notices.recipients import Seat
from app.domain.people.actor import Actor, Role
from app.domain.people.rights import Right
from app.models import Agency, Committee, Duty, DutyOccurrence, Reminder
from app.queries.duties.plan import is_kept_by, label_of
from app.queries.duties.tallies import figures_of, latest_of, rostered
from app.queries.meetings.agency_meetings import years_of
from app.queries.notices.ladder import Owed
from app.queries.notices.recipients import seats_by_agency
from app.queries.visibility.agency_meetings import agency_is_reached, meets_elsewhere
from app.queries.visibility.tallies import tallies_are_reached
from app.wording.duties import figures_missing, figures_title, meeting_title, occurrence_title

AGENCIES = Agency.__tablename__
OCCURRENCES = DutyOccurrence.__tablename__
FOLLOWS = Right.FILE_MEETING_MINUTES
"""Who looks after an agency's duties: officers and heads of the body that supervises it, 政風處 of all."""
ROLES = (Role.CONTACT, Role.SUPERVISOR, Role.OFFICER, Role.HEAD)

Days = tuple[date, date]
Found = tuple[list[Owed], int | None]


def owed_meetings(
    session: Session, ladder: Ladder, *, after: int = 0, limit: int, lock: bool = False
) -> Found:
    """There is one part only: agencies are few."""
    days = _window(ladder, Clock.MEETING_PLAN, Clock.YEARLY_MEETING)
    return _owing(_meetings(session, ladder, days, meets_elsewhere(), lock)), None


def near_meetings(session: Session, ladder: Ladder, actor: Actor, limit: int) -> list[Owed]:
    days = _window(ladder, Clock.MEETING_PLAN, Clock.YEARLY_MEETING)
    return _meetings(session, ladder, days, agency_is_reached(actor, FOLLOWS))[:limit]


def meetings_between(session: Session, ladder: Ladder, actor: Actor, days: Days) -> list[Owed]:
    return _owing(_meetings(session, ladder, days, agency_is_reached(actor, FOLLOWS), seated=False))


def meetings_looked_after(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Reminder`, of agencies and their meetings."""
    return _of_agency(agency_is_reached(actor, FOLLOWS))


def owed_figures(
    session: Session, ladder: Ladder, *, after: int = 0, limit: int, lock: bool = False
) -> Found:
    return _owing(_figures(session, ladder, ladder.window(Clock.DECLARATION), true(), lock)), None


def near_figures(session: Session, ladder: Ladder, actor: Actor, limit: int) -> list[Owed]:
    reached = tallies_are_reached(actor, FOLLOWS)
    return _figures(session, ladder, ladder.window(Clock.DECLARATION), reached)[:limit]


def figures_between(session: Session, ladder: Ladder, actor: Actor, days: Days) -> list[Owed]:
    return _owing(_figures(session, ladder, days, tallies_are_reached(actor, FOLLOWS), seated=False))


def figures_looked_after(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Reminder`, of agencies and their figures."""
    return _of_agency(tallies_are_reached(actor, FOLLOWS))


def owed_plan_items(
    session: Session, ladder: Ladder, *, after: int = 0, limit: int, lock: bool = False
) -> Found:
    is_open = DutyOccurrence.state == DutyState.OPEN
    return _plan_items(session, ladder, ladder.window(Clock.PLAN_ITEM), is_open, lock), None


def near_plan_items(session: Session, ladder: Ladder, actor: Actor, limit: int) -> list[Owed]:
    mine = is_kept_by(actor) & (DutyOccurrence.state != DutyState.VOID)
    return _plan_items(session, ladder, ladder.window(Clock.PLAN_ITEM), mine)[:limit]


def plan_items_between(session: Session, ladder: Ladder, actor: Actor, days: Days) -> list[Owed]:
    mine = is_kept_by(actor) & (DutyOccurrence.state == DutyState.OPEN)
    return _plan_items(session, ladder, days, mine, seated=False)


def plan_items_looked_after(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Reminder`, of occurrences of the plan."""
    of_it = select(DutyOccurrence.id).join(DutyOccurrence.duty).where(is_kept_by(actor))
    return exists(of_it.where(DutyOccurrence.id == Reminder.thing_id).correlate(Reminder))


def _meetings(
    session: Session,
    ladder: Ladder,
    days: Days,
    only: ColumnElement[bool],
    lock: bool = False,
    *,
    seated: bool = True,
) -> list[Owed]:
    rows = _agencies(session, ladder.today, only, lock)
    years = years_of(session, [row.Agency for row in rows], years_asked(ladder.today), today=ladder.today)
    found: list[tuple[Row[Agency, int], int, Clock, date, bool]] = []
    for row, of_agency in zip(rows, years, strict=True):
        for year in of_agency.years:
            if not year.exists:
                continue
            asked = meeting_days(year.year, year.held, year.required, year.plan, today=ladder.today)
            found += [
                (row, year.year, clock, due, owed) for clock, due, owed in asked if days[0] <= due <= days[1]
            ]
    people = _seats(session, {row.Agency.id for row, *_ in found}, ladder.today, seated)
    return [
        _of(
            row, clock, due, f"{year} {due.isoformat()}", owed, people[row.Agency.id],
            {"title": meeting_title(year, clock, due)}, f"/agency-meetings/agencies/{row.Agency.id}",
        )
        for row, year, clock, due, owed in found
    ]  # fmt: skip


def _figures(
    session: Session,
    ladder: Ladder,
    days: Days,
    only: ColumnElement[bool],
    lock: bool = False,
    *,
    seated: bool = True,
) -> list[Owed]:
    """A receiving agency owes those of every agency that declares to it, itself included."""
    years = [year for year in years_asked(ladder.today) if days[0] <= figures_day(year) <= days[1]]
    if not years:
        return []
    rows = _agencies(session, ladder.today, true(), lock)
    reached = set(session.scalars(select(Agency.id).where(only)))
    receivers = {row.Agency.declares_to_id or row.Agency.id for row in rows}
    people = _seats(session, receivers, ladder.today, seated)
    found: list[Owed] = []
    for year in years:
        latest = latest_of(session, year, DeclarationType.PERIODIC)
        counted = rostered(session, year)
        missing: defaultdict[int, list[str]] = defaultdict(list)
        for one in (row.Agency for row in rows):
            if one.id in counted or not existed_in(one.valid_from, one.valid_to, year):
                continue
            tally, names = latest.get(one.id), missing[one.declares_to_id or one.id]
            if tally is None or not are_final(figures_of(tally), tally.as_of, year):
                names.append(one.short_name)
        due = figures_day(year)
        for row in rows:
            if row.Agency.id in missing and row.Agency.id in reached:
                names = missing[row.Agency.id]
                facts = {"title": figures_title(year), "reason": figures_missing(names)}
                found.append(
                    _of(
                        row, Clock.DECLARATION, due, f"{year} {due.isoformat()}", bool(names),
                        people[row.Agency.id], facts, "/duties/tallies",
                    )
                )  # fmt: skip
    return found


def _plan_items(
    session: Session,
    ladder: Ladder,
    days: Days,
    only: ColumnElement[bool],
    lock: bool = False,
    *,
    seated: bool = True,
) -> list[Owed]:
    query = select(DutyOccurrence, Duty.agency_id).join(DutyOccurrence.duty)
    query = query.where(DutyOccurrence.due_on.between(*days), only).order_by(DutyOccurrence.id)
    rows = session.execute(query.with_for_update(read=True, of=DutyOccurrence) if lock else query).all()
    people = _seats(session, {row.agency_id for row in rows}, ladder.today, seated)
    found = []
    for occurrence, agency_id in rows:
        own = people[agency_id]
        contact = seats_of.in_charge(own, Role.OFFICER, Role.HEAD, person_id=occurrence.owner_id)
        due = occurrence.due_on
        subject = Subject(
            Clock.PLAN_ITEM, OCCURRENCES, occurrence.id, due.isoformat(), due,
            silent=None if occurrence.state is DutyState.OPEN else Why.SETTLED,
            contact=contact.person_id if contact else None,
            supervisors=tuple(seat.person_id for seat in seats_of.above(own, Role.HEAD)),
        )  # fmt: skip
        facts = {
            "title": occurrence_title(occurrence.title, label_of(occurrence)),
            "due_on": due.isoformat(),
        }
        path = f"/duties/plan/occurrences/{occurrence.id}"
        found.append(Owed(subject, "", facts, False, agency_id, agency_id, path))
    return found


def _of(
    row: Row[Agency, int],
    clock: Clock,
    due: date,
    occurrence: str,
    owed: bool,
    own: Sequence[Seat],
    facts: dict[str, str],
    path: str,
) -> Owed:
    """An agency's duty: 機關聯絡人, else 機關政風; above them 單位主管, else 政風主管. Never its head."""
    agency, primary = row
    contact = seats_of.in_charge(own, Role.CONTACT, Role.OFFICER)
    subject = Subject(
        clock, AGENCIES, agency.id, occurrence, due, silent=None if owed else Why.SETTLED,
        contact=contact.person_id if contact else None,
        supervisors=tuple(seat.person_id for seat in seats_of.above(own, Role.SUPERVISOR, Role.HEAD)),
    )  # fmt: skip
    facts = {**facts, "due_on": due.isoformat()}
    return Owed(subject, "", facts, False, primary or agency.id, agency.id, path)


def _agencies(
    session: Session, today: date, only: ColumnElement[bool], lock: bool
) -> Sequence[Row[Agency, int]]:
    """Those that exist today, each with the agency of the primary committee. `lock`: no other figures, no other plan meanwhile."""
    primary = select(Committee.agency_id).where(Committee.is_primary).scalar_subquery()
    query = select(Agency, primary).where(or_(Agency.valid_to.is_(None), Agency.valid_to >= today), only)
    query = query.order_by(Agency.id)
    return session.execute(query.with_for_update(read=True, of=Agency) if lock else query).all()


def _seats(session: Session, agencies: set[int], today: date, seated: bool) -> defaultdict[int, list[Seat]]:
    """Not `seated`: what is only shown needs nobody to be written to."""
    return seats_by_agency(session, agencies if seated else (), *ROLES, today=today)


def _of_agency(reached: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(select(Agency.id).where(Agency.id == Reminder.thing_id, reached).correlate(Reminder))


def _window(ladder: Ladder, *clocks: Clock) -> Days:
    windows = [ladder.window(clock) for clock in clocks]
    return min(first for first, _ in windows), max(last for _, last in windows)


def _owing(found: Sequence[Owed]) -> list[Owed]:
    return [one for one in found if one.subject.silent is None]
