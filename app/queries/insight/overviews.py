"""A year of one committee as leadership's page has it, for who needs no page: a mail, a command."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from app.domain.insight.marks import Standing
from app.domain.insight.overview import Overview
from app.domain.people.actor import Actor
from app.domain.roc_date import roc_year
from app.models import Committee, Snapshot
from app.queries.duties.roster import Reckoned
from app.queries.insight.next_meeting import next_meeting
from app.queries.insight.registers import declared_by_agency, years_of_agencies
from app.queries.insight.share_lines import names_of_agencies, share_lines
from app.queries.insight.snapshots import kept_declared, kept_lines, kept_years, month_end_before


def overview_of(
    session: Session,
    actor: Actor,
    committee: Committee,
    year: int,
    reckoned: Reckoned,
    snapshot: Snapshot | None = None,
) -> Overview:
    """As it stands, or as it was kept; what this person sees of it."""
    today = reckoned.today
    years = years_of_agencies(session, actor, year, today)
    declared = declared_by_agency(session, actor, year, reckoned)
    if snapshot is None:
        as_of, lines = today, share_lines(session, actor, committee, year, reckoned.calendar, today)
    else:
        as_of, lines = snapshot.as_of, kept_lines(session, actor, snapshot)
        years, declared = kept_years(snapshot, years), kept_declared(snapshot, declared)
    standing = Standing(year, as_of, lines)
    before = month_end_before(session, committee, as_of) if roc_year(as_of) == year else None
    if before is not None:
        then = {one.id: one for one in kept_lines(session, actor, before)}
        standing = replace(standing, before=then, before_on=before.as_of)
    names = names_of_agencies(session, {one.agency_id for one in lines})
    return Overview(
        standing,
        {key: one.short_name for key, one in names.items()},
        years,
        declared,
        coming=next_meeting(session, actor, committee, today),
        is_current=year == roc_year(today),
    )


def without_confidential(found: Overview) -> Overview:
    """For a mail: nothing of a 密 case, whoever it goes to."""
    standing = found.standing
    then = standing.before
    return replace(
        found,
        standing=replace(
            standing,
            lines=tuple(one for one in standing.lines if not one.secret),
            before=None if then is None else {key: one for key, one in then.items() if not one.secret},
        ),
    )
