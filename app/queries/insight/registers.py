"""What leadership's page tells beside the shares, as far as this person reaches it."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.duties.declarations import DeclarationType
from app.domain.insight.registers import AgencyYear, Bounced, Declared
from app.domain.people.actor import Actor
from app.domain.tracking.decisions import Opinion
from app.domain.tracking.rates import year_span
from app.models import Assignment, Committee, ExtensionRequest, Finding, ProgressReport
from app.queries.duties.roster import Reckoned
from app.queries.duties.tallies import by_agency
from app.queries.meetings.agency_meetings import agencies_by_year
from app.queries.visibility.tracking import assignment_is_seen

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
    return tuple(
        Declared(one.id, one.short_name, one.figures.required, one.figures.filed, one.latest.as_of)
        for one in by_agency(session, actor, year, DeclarationType.PERIODIC, reckoned)
        if one.figures and one.latest
    )


def bounced_by_agency(
    session: Session, actor: Actor, committee: Committee, year: int, today: date
) -> tuple[Bounced, ...]:
    """Of the year: reports sent back, extensions granted, days from sending to answer; the most bounced first."""
    first, last = year_span(year, today)
    since = datetime.combine(first, time(0), TAIPEI).astimezone(UTC)
    until = datetime.combine(last + timedelta(days=1), time(0), TAIPEI).astimezone(UTC)
    mine = (assignment_is_seen(actor), Assignment.committee_id == committee.id)
    answers = session.execute(
        select(Assignment.agency_id, Finding.opinion, ProgressReport.submitted_on, Finding.effective_at)
        .join(ProgressReport, ProgressReport.id == Finding.report_id)
        .join(Assignment, Assignment.id == ProgressReport.assignment_id)
        .where(*mine, Finding.effective_at >= since, Finding.effective_at < until)
    )
    back: dict[int, int] = defaultdict(int)
    waited: dict[int, list[int]] = defaultdict(list)
    for row in answers:
        back[row.agency_id] += row.opinion is Opinion.SEND_BACK
        if row.submitted_on is not None:
            waited[row.agency_id].append((row.effective_at.astimezone(TAIPEI).date() - row.submitted_on).days)
    extended = {
        agency: times
        for agency, times in session.execute(
            select(Assignment.agency_id, func.count(ExtensionRequest.id))
            .join(Assignment, Assignment.id == ExtensionRequest.assignment_id)
            .where(
                *mine, ExtensionRequest.granted_on.is_not(None), ExtensionRequest.decided_at >= since,
                ExtensionRequest.decided_at < until,
            )
            .group_by(Assignment.agency_id)
        )
    }  # fmt: skip
    found = [
        Bounced(key, back[key], extended.get(key, 0), tuple(waited.get(key, ())))
        for key in {*back, *extended}
    ]
    return tuple(sorted(found, key=lambda one: (-one.sent_back - one.extended, one.agency_id)))
