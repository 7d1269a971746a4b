"""A year of one committee as leadership's page has it: for the page, a mail, a command, a program."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.domain.insight.overview import Overview
from app.domain.insight.registers import AgencyYear
from app.domain.people.actor import Actor
from app.domain.roc_date import roc_year
from app.queries.duties.roster import Reckoned
from app.queries.insight.figures import Basis, figures_seen
from app.queries.insight.next_meeting import next_meeting
from app.queries.insight.registers import declared_by_agency, years_of_agencies
from app.queries.insight.share_lines import names_of_agencies
from app.queries.insight.snapshots import kept_declared, kept_years


def overview_of(
    session: Session, actor: Actor, basis: Basis, reckoned: Reckoned, *, confidential: bool = True
) -> Overview:
    """What this person sees of it; without `confidential` nothing of a 密 case, as for a mail, whoever it goes to."""
    today, year = reckoned.today, basis.year
    figures = figures_seen(session, actor, basis, confidential=confidential)
    if basis.snapshot is None:
        declared = declared_by_agency(session, actor, year, reckoned)
    else:
        declared = kept_declared(session, actor, basis.snapshot)
    years, with_share = years_seen(session, actor, basis, today), figures.agencies
    told = {*with_share, *(one.id for one in years), *(one.id for one in declared)}
    agencies = names_of_agencies(session, told)
    return Overview(
        figures,
        {key: one.short_name for key, one in agencies.items() if key in with_share},
        years,
        declared,
        agencies,
        coming=next_meeting(session, actor, basis.committee, today),
        is_current=year == roc_year(today),
    )


def years_seen(session: Session, actor: Actor, basis: Basis, today: date) -> tuple[AgencyYear, ...]:
    """How the agencies this person reaches have met, or had met by the kept day."""
    years = years_of_agencies(session, actor, basis.year, today)
    return years if basis.snapshot is None else kept_years(basis.snapshot, years)
