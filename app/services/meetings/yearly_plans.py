"""Plan an agency's year: which month it meets, who of 政風處 sits in, or why it need not meet."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.errors import ChangedSinceSeen, NotAllowed
from app.domain.meetings.yearly import YearPlan, check_plan
from app.domain.notices.ladder import Clock
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may, supervises_all
from app.domain.roc_date import FIRST_ROC_YEAR
from app.models import Agency, YearlyPlan
from app.queries.meetings.yearly_plans import plan_of
from app.services import audit, outbox
from app.services.people.changes import apply
from app.services.versions import check_seen


def keep(
    session: Session,
    actor: Actor,
    agency: Agency,
    year: int,
    plan: YearPlan,
    *,
    seen_version: int | None,
    now: datetime,
) -> YearlyPlan:
    """The agency plans its month; only who supervises it says who sits in and why it is 免. `seen_version` 0: there was none.

    Invalid: as `check_plan`.
    """
    if not may(actor, Right.REGISTER_MEETINGS, agency_id=agency.id, supervised_by_id=agency.supervised_by_id):
        raise NotAllowed("not_yours_to_do")
    check_plan(plan)
    session.execute(select(Agency.id).where(Agency.id == agency.id).with_for_update())
    row = plan_of(session, agency.id, year)
    if row is None:
        if seen_version:
            raise ChangedSinceSeen(agency)
        row = YearlyPlan(agency_id=agency.id, year=year, visitor="", exempt_basis="", changed_at=now)
        session.add(row)
        session.flush()
    else:
        check_seen(row, seen_version)
    if not supervises(actor, agency):
        plan = replace(plan, visitor=row.visitor, exempt_basis=row.exempt_basis)
    changes = apply(session, row, asdict(plan))
    if changes:
        row.changed_at, row.changed_by_id = now, actor.person_id
        stop_reminding(session, agency.id, now=now)
        audit.record(
            session, actor, "plan_year", row, now=now, code=f"{agency.code}.{year}", changes=changes,
            agency_id=agency.id,
        )  # fmt: skip
    return row


def copy_year(session: Session, actor: Actor, year: int, *, now: datetime) -> int:
    """The planned months and who sits in, from a year to the next, for agencies that have no plan there; returns how many.

    Why an agency need not meet is a matter of its year, and is not copied.
    """
    if not supervises_all(actor, Right.FILE_MEETING_MINUTES):
        raise NotAllowed("not_yours_to_do")
    there = select(YearlyPlan.agency_id).where(YearlyPlan.year == year + 1)
    stays = or_(Agency.valid_to.is_(None), Agency.valid_to >= date(year + FIRST_ROC_YEAR, 1, 1))
    found = session.execute(
        select(YearlyPlan, Agency.code)
        .join(Agency, Agency.id == YearlyPlan.agency_id)
        .where(
            YearlyPlan.year == year, YearlyPlan.planned_month.is_not(None), stays,
            YearlyPlan.agency_id.not_in(there),
        )
        .order_by(YearlyPlan.id)
    ).all()  # fmt: skip
    made = [
        (
            YearlyPlan(
                agency_id=row.agency_id, year=year + 1, planned_month=row.planned_month, visitor=row.visitor,
                exempt_basis="", changed_at=now, changed_by_id=actor.person_id,
            ),
            code,
        )
        for row, code in found
    ]  # fmt: skip
    session.add_all([row for row, _ in made])
    session.flush()
    for row, code in made:
        audit.record(
            session, actor, "plan_year", row, now=now, code=f"{code}.{row.year}",
            changes={"planned_month": [None, row.planned_month]}, agency_id=row.agency_id,
        )  # fmt: skip
    return len(made)


def supervises(actor: Actor, agency: Agency) -> bool:
    return may(
        actor, Right.FILE_MEETING_MINUTES, agency_id=agency.id, supervised_by_id=agency.supervised_by_id
    )


def stop_reminding(session: Session, agency_id: int, *, now: datetime) -> None:
    """Its year has changed: it has met, or plans another month."""
    clocks = (Clock.MEETING_PLAN, Clock.YEARLY_MEETING)
    outbox.stop_ladder(session, Agency.__tablename__, [agency_id], *clocks, now=now)
