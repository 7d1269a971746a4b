"""申報義務人名冊: rosters, their people, and how each declaration stands; reckoned when read, for whoever may see the names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload, subqueryload

from app.domain.duties.declarable_posts import Post, Suspension
from app.domain.duties.declarations import USUAL, DeclarationType, Readings
from app.domain.duties.roster import (
    FilingStatus,
    Line,
    OccurrenceKey,
    Told,
    is_overdue,
    lines,
)
from app.domain.errors import Absent
from app.domain.office_calendar import OfficeCalendar
from app.domain.people.actor import Actor
from app.domain.roc_date import roc_year
from app.models import Agency, Declarant, Declaration, DeclarationOccurrence, OfficePeriod, Roster
from app.queries.prepared import prepared
from app.queries.visibility.declarants import (
    declarant_is_seen,
    keeps,
    own_agencies,
    roster_is_kept,
    roster_is_seen,
)

_WITH_TOLD = subqueryload(Declarant.told).joinedload(DeclarationOccurrence.declaration)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What dates are reckoned with: the office calendars, the readings of open rules, and today."""

    calendar: OfficeCalendar
    today: date
    readings: Readings = USUAL


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One declaration of one person in the post it hangs on."""

    declarant: Declarant
    period: OfficePeriod
    line: Line
    overdue: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of a roster: of a ROC year, a kind, a status, an agency; `due_by`: unfiled and due by then."""

    year: int | None = None
    type: DeclarationType | None = None
    status: FilingStatus | None = None
    agency_id: int | None = None
    overdue: bool = False
    due_by: date | None = None
    name: str = ""


def rosters_seen(session: Session, actor: Actor) -> Sequence[Roster]:
    return session.scalars(
        select(Roster)
        .join(Roster.agency)
        .where(roster_is_seen(actor))
        .options(joinedload(Roster.agency))
        .order_by(Agency.sort_order, Agency.id)
    ).all()


def agencies_to_begin(session: Session, actor: Actor) -> Sequence[Agency]:
    """The agencies the actor keeps rosters for that have none yet, in 機關排序; only such as receive declarations."""
    receives = select(Agency.declares_to_id).where(Agency.declares_to_id.is_not(None))
    found = session.scalars(
        select(Agency)
        .where(Agency.id.in_(receives), Agency.id.not_in(select(Roster.agency_id)))
        .order_by(Agency.sort_order, Agency.id)
    )
    return [one for one in found if keeps(actor, Roster(agency_id=one.id))]


def agencies_in_order(session: Session) -> Sequence[Agency]:
    """In 機關排序, ended ones too: a period may lie in the past."""
    return session.scalars(select(Agency).order_by(Agency.sort_order, Agency.id)).all()


def roster_of(session: Session, actor: Actor, roster_id: int, *, to_keep: bool = False) -> Roster:
    """Raises Absent."""
    found = session.scalars(
        select(Roster)
        .where(Roster.id == roster_id, roster_is_kept(actor) if to_keep else roster_is_seen(actor))
        .options(joinedload(Roster.agency))
    ).one_or_none()
    if found is None:
        raise Absent
    return found


def declarant_of(session: Session, actor: Actor, declarant_id: int, *, to_keep: bool = False) -> Declarant:
    """The person with everything known of him. Raises Absent."""
    found = (
        session.scalars(
            _whole().where(
                Declarant.id == declarant_id, roster_is_kept(actor) if to_keep else declarant_is_seen(actor)
            )
        )
        .unique()
        .one_or_none()
    )
    if found is None:
        raise Absent
    return found


def people_of(session: Session, actor: Actor, roster: Roster) -> Sequence[Declarant]:
    """Everybody of a roster the actor sees, by name."""
    return (
        session.scalars(
            _whole()
            .where(Declarant.roster_id == roster.id, declarant_is_seen(actor))
            .order_by(Declarant.name, Declarant.id)
        )
        .unique()
        .all()
    )


def struck_out_of(session: Session, declarant: Declarant) -> Sequence[Declaration]:
    """Filings entered by mistake."""
    return session.scalars(
        select(Declaration)
        .where(Declaration.declarant_id == declarant.id, Declaration.struck_out_at.is_not(None))
        .order_by(Declaration.id)
    ).all()


def periods_seen(actor: Actor, declarant: Declarant) -> list[OfficePeriod]:
    """His periods in office that stand, as far as the actor sees them."""
    standing = [one for one in declarant.periods if one.struck_out_at is None]
    if keeps(actor, declarant.roster):
        return standing
    mine = own_agencies(actor)
    return [one for one in standing if one.agency_id in mine]


def rows_of(actor: Actor, declarant: Declarant, reckoned: Reckoned) -> list[RosterRow]:
    """Every declaration of his the actor sees, in the order of their windows."""
    seen = {one.id: one for one in periods_seen(actor, declarant)}
    return [
        RosterRow(declarant, seen[line.occurrence.post.key], line, is_overdue(line, reckoned.today))
        for line in lines_of(declarant, reckoned)
        if line.occurrence.post.key in seen
    ]


def lines_of(declarant: Declarant, reckoned: Reckoned) -> list[Line]:
    """Every declaration he owes the receiving agency of the roster, whoever reads."""
    roster = declarant.roster
    return lines(
        [_post(one) for one in declarant.periods if one.struck_out_at is None],
        {key_of_row(row): told_of(row) for row in declarant.told},
        reckoned.calendar,
        receiver=roster.agency_id,
        begins_on=roster.begins_on,
        until=reckoned.today.year,
        readings=reckoned.readings,
    )


def wanted_rows(rows: Sequence[RosterRow], wanted: Wanted) -> list[RosterRow]:
    """Of these, the ones asked for; the earliest last day first."""
    found = [row for row in rows if _is_wanted(row, wanted)]
    return sorted(found, key=lambda row: (row.line.last_day, row.declarant.name, row.declarant.id))


def rosters_in_force(session: Session, year: int) -> list[Roster]:
    """Those that count people in this ROC year."""
    found = select(Roster).where(Roster.ended_on.is_(None)).options(joinedload(Roster.agency))
    return [one for one in session.scalars(prepared(found)) if year >= roc_year(one.begins_on)]


def lines_by_agency(
    session: Session, rosters: Collection[Roster], reckoned: Reckoned
) -> Iterator[tuple[int, Line]]:
    """(agency of the post, line) of everybody on these rosters: for figures, never for names."""
    if not rosters:
        return
    for one in people_on(session, rosters):
        agencies = {period.id: period.agency_id for period in one.periods}
        for line in lines_of(one, reckoned):
            yield agencies[line.occurrence.post.key], line


def people_on(
    session: Session,
    rosters: Collection[Roster],
    *only: ColumnElement[bool],
    after: int = 0,
    limit: int | None = None,
) -> Sequence[Declarant]:
    """Everybody on these rosters, or those after `after`: for figures and dates, never for names. Agencies are not read along."""
    query = (
        select(Declarant)
        .options(joinedload(Declarant.periods), _WITH_TOLD)
        .where(Declarant.roster_id.in_([one.id for one in rosters]), Declarant.id > after, *only)
    )
    return session.scalars(query.order_by(Declarant.id).limit(limit)).unique().all()


def told_of(row: DeclarationOccurrence) -> Told:
    filed = row.declaration
    return Told(
        filed.filed_on if filed else None, filed.way if filed else None, row.authorised, row.exempt_reason,
        row.last_day, row.last_day_reason, row.fined,
    )  # fmt: skip


def key_of_row(row: DeclarationOccurrence) -> OccurrenceKey:
    return OccurrenceKey(row.type, row.period_id, row.year)


def _is_wanted(row: RosterRow, wanted: Wanted) -> bool:
    line = row.line
    unfiled = line.status is FilingStatus.UNFILED and not line.alternative
    return (
        (wanted.year is None or line.year == wanted.year)
        and (wanted.type is None or line.key.type is wanted.type)
        and (wanted.status is None or line.status is wanted.status)
        and (wanted.agency_id is None or row.period.agency_id == wanted.agency_id)
        and (not wanted.overdue or row.overdue)
        and (wanted.due_by is None or (unfiled and line.last_day <= wanted.due_by))
        and wanted.name in row.declarant.name
    )


def _post(period: OfficePeriod) -> Post:
    pauses = (Suspension(period.suspended_from, period.suspended_to),) if period.suspended_from else ()
    return Post(period.id, period.kind, period.receiver_id, period.from_on, period.to_on, suspensions=pauses)


def _whole() -> Select[Declarant]:
    return (
        select(Declarant)
        .join(Declarant.roster)
        .options(
            joinedload(Declarant.roster).joinedload(Roster.agency),
            joinedload(Declarant.periods).joinedload(OfficePeriod.agency),
            _WITH_TOLD,
        )
    )
