"""年度結轉: choose and take back the steps of a year, and confirm, when they all happen in one transaction."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.duties.year_change import YearStep, check_confirmable, is_offered
from app.domain.errors import ChangedSinceSeen, NotAllowed, NotNow
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.domain.roc_date import FIRST_ROC_YEAR
from app.domain.tracking.rates import year_span
from app.domain.tracking.rounds import MONTHS
from app.models import Agency, Committee, YearChange
from app.queries.duties.roster import Reckoned
from app.queries.duties.year_change import change_of, facts_of, figures_of, frequencies_open
from app.services import audit
from app.services.duties import planning
from app.services.meetings import yearly_plans
from app.services.office_calendar import keeps_calendar
from app.services.tracking import rounds
from app.services.versions import check_seen


def choose(
    session: Session,
    actor: Actor,
    committee: Committee,
    year: int,
    step: YearStep,
    *,
    chosen: bool,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> YearChange:
    """Have a step done, or not; nothing else changes before the year is confirmed. `seen_version` 0: nothing was chosen yet.

    NotNow: year_not_offered, year_is_closed.
    """
    row = _open(session, actor, committee, year, seen_version, now, today)
    steps = [str(one) for one in YearStep if (chosen if one is step else one in row.steps)]
    if steps != row.steps:
        before, row.steps = row.steps, steps
        session.flush()
        _note(session, actor, "change", row, committee, now, {"steps": [before, row.steps]})
    return row


def confirm(
    session: Session,
    actor: Actor,
    committee: Committee,
    year: int,
    *,
    seen_version: int | None,
    now: datetime,
    reckoned: Reckoned,
) -> YearChange:
    """Do what was chosen, and freeze the figures. NotNow: as `choose`, year_steps_missing, year_calendar_missing."""
    if not may(actor, Right.CLOSE_YEAR, committee_agency_id=committee.agency_id):
        raise NotAllowed("not_yours_to_do")
    today = reckoned.today
    row = _open(session, actor, committee, year, seen_version, now, today)
    chosen = [YearStep(one) for one in row.steps]
    check_confirmable(chosen, facts_of(session, committee, year))
    row.figures = asdict(figures_of(session, actor, committee, year, reckoned))
    row.as_of = year_span(year, today)[1]
    row.confirmed_at, row.confirmed_by_id = now, actor.person_id
    if YearStep.PLANS in chosen:
        yearly_plans.copy_year(session, actor, year, now=now)
    if YearStep.ROUNDS in chosen:
        first = date(year + FIRST_ROC_YEAR, 1, 1)
        for frequency in frequencies_open(session, committee):
            if frequency in MONTHS:
                rounds.ensure_periodic(session, committee.id, frequency, first)
    if YearStep.WORK in chosen:
        agency = session.get_one(Agency, committee.agency_id)
        planning.extend(session, actor, agency, year + 1, now=now, today=today)
    session.flush()
    _note(session, actor, "close_year", row, committee, now, {"as_of": [None, row.as_of.isoformat()]})
    return row


def _open(
    session: Session,
    actor: Actor,
    committee: Committee,
    year: int,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> YearChange:
    """The row of a year that is offered and not confirmed."""
    if not keeps_calendar(actor):
        raise NotAllowed("not_yours_to_do")
    if not is_offered(year, today):
        raise NotNow("year_not_offered")
    row = change_of(session, year)
    if row is None:
        if seen_version:
            raise ChangedSinceSeen(committee)
        row = YearChange(year=year, steps=[], figures={}, begun_at=now)
        session.add(row)
        session.flush()
        _note(session, actor, "create", row, committee, now, {})
        return row
    check_seen(row, seen_version)
    if row.confirmed_at is not None:
        raise NotNow("year_is_closed")
    return row


def _note(
    session: Session,
    actor: Actor,
    action: str,
    row: YearChange,
    committee: Committee,
    now: datetime,
    changes: dict[str, object],
) -> None:
    audit.record(
        session,
        actor,
        action,
        row,
        now=now,
        code=str(row.year),
        changes=changes,
        agency_id=committee.agency_id,
    )
