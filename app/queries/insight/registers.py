"""What leadership's page tells beside the shares, as far as this person reaches it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.duties.declarations import DeclarationType
from app.domain.insight.figures import Answer, Extended, Happened
from app.domain.insight.registers import AgencyYear, Declared
from app.domain.meetings.yearly import existed_in
from app.domain.people.actor import Actor
from app.domain.tracking.decisions import Opinion
from app.domain.tracking.rates import year_span
from app.models import Agency, Assignment, ExtensionRequest, Finding, ProgressReport
from app.queries.duties.roster import Reckoned
from app.queries.duties.tallies import latest_and_counted
from app.queries.insight.share_lines import Among
from app.queries.meetings.agency_meetings import agencies_by_year
from app.queries.visibility.tallies import tallies_are_reached

TAIPEI = ZoneInfo("Asia/Taipei")
EARLIER = 2


def years_of_agencies(
    session: Session, actor: Actor, year: int, today: date, *, until: date | None = None
) -> tuple[AgencyYear, ...]:
    """The agencies of that year, each with the two years before; with `until` only what was held by then."""
    found = agencies_by_year(session, actor, [*range(year - EARLIER, year), year], today=today, until=until)
    return tuple(
        AgencyYear(
            one.id,
            one.short_name,
            one.years[-1].held,
            one.years[-1].chaired,
            one.years[-1].standing,
            tuple((past.year, past.held, past.standing if past.exists else None) for past in one.years[:-1]),
        )
        for one in found
        if one.years[-1].exists
    )


def declared_by_agency(session: Session, actor: Actor, year: int, reckoned: Reckoned) -> tuple[Declared, ...]:
    """定期申報 of the agencies that have entered figures or have them from a roster."""
    reached = tallies_are_reached(actor)
    latest, _ = latest_and_counted(session, reached, year, DeclarationType.PERIODIC, reckoned)
    agencies = session.execute(
        select(Agency.id, Agency.short_name, Agency.valid_from, Agency.valid_to)
        .where(Agency.id.in_(latest), reached)
        .order_by(Agency.sort_order, Agency.id)
    )
    return tuple(
        Declared(one.id, one.short_name, latest[one.id].required, latest[one.id].filed, latest[one.id].as_of)
        for one in agencies
        if existed_in(one.valid_from, one.valid_to, year)
    )


def happened_in(
    session: Session, among: Among, seen: ColumnElement[bool], year: int, today: date
) -> Happened:
    """Of the year: reports answered, and how long after they were sent; extensions granted."""
    answers = session.execute(among.planned(answered(among, seen, year, today)))
    extended = session.execute(among.planned(granted(among, seen, year, today)))
    return Happened(
        tuple(
            Answer(row.item_id, row.agency_id, row.opinion is Opinion.SEND_BACK, _days(row.submitted_on, row.effective_at))
            for row in answers
        ),
        tuple(Extended(row.item_id, row.agency_id) for row in extended),
    )  # fmt: skip


def answered(among: Among, seen: ColumnElement[bool], year: int, today: date) -> Select[*tuple[Any, ...]]:
    """The reports that were answered in the year, a row for each answer."""
    at = _at(Finding.effective_at, among)
    since, until = _instants(year, today)
    return (
        select(
            Assignment.item_id, Assignment.agency_id, Finding.opinion, ProgressReport.submitted_on, Finding.effective_at
        )
        .join(ProgressReport, ProgressReport.id == Finding.report_id)
        .join(Assignment, ProgressReport.assignment_id == among.key())
        .where(seen, among.condition(), at >= since, at < until)
    )  # fmt: skip


def granted(among: Among, seen: ColumnElement[bool], year: int, today: date) -> Select[*tuple[Any, ...]]:
    """The extensions that were granted in the year."""
    at = _at(ExtensionRequest.decided_at, among)
    since, until = _instants(year, today)
    return (
        select(Assignment.item_id, Assignment.agency_id)
        .join(ExtensionRequest, ExtensionRequest.assignment_id == among.key())
        .where(seen, among.condition(), ExtensionRequest.granted_on.is_not(None), at >= since, at < until)
    )


def _instants(year: int, today: date) -> tuple[datetime, datetime]:
    first, last = year_span(year, today)
    since = datetime.combine(first, time(0), TAIPEI).astimezone(UTC)
    return since, datetime.combine(last + timedelta(days=1), time(0), TAIPEI).astimezone(UTC)


def _at(column: InstrumentedAttribute[Any], among: Among) -> ColumnElement[Any]:
    """Where items are asked for, no engine shall begin with all that happened in the year."""
    return column.expression if among.items is None else func.coalesce(column, column)


def _days(sent_on: date | None, answered_at: datetime) -> int | None:
    return None if sent_on is None else (answered_at.astimezone(TAIPEI).date() - sent_on).days
