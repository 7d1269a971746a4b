"""Plan an agency's year: which month it meets, who of 政風處 sits in, or why it need not meet."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import ChangedSinceSeen, NotAllowed
from app.domain.meetings.yearly import YearPlan, check_plan
from app.domain.notices.ladder import Clock
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
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


def supervises(actor: Actor, agency: Agency) -> bool:
    return may(
        actor, Right.FILE_MEETING_MINUTES, agency_id=agency.id, supervised_by_id=agency.supervised_by_id
    )


def stop_reminding(session: Session, agency_id: int, *, now: datetime) -> None:
    """Its year has changed: it has met, or plans another month."""
    clocks = (Clock.MEETING_PLAN, Clock.YEARLY_MEETING)
    outbox.stop_ladder(session, Agency.__tablename__, [agency_id], *clocks, now=now)
