"""代理: appointed by the owner for some days, ended by either of the two."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.people.actor import Actor
from app.domain.people.deputising import LENT, check_deputy, check_period
from app.models import Deputy, User
from app.queries.people.deputies import colleagues_of
from app.services import audit
from app.services.versions import check_seen


def appoint(
    session: Session,
    actor: Actor,
    deputy_id: int | None,
    *,
    from_on: date,
    to_on: date,
    now: datetime,
    today: date,
) -> Deputy:
    """The one who acts is stood in for. Refusals as `check_deputy` and `check_period`; Invalid: deputy_exists."""
    colleagues = [one.id for one in colleagues_of(session, actor, today)]
    check_deputy(actor.grants, colleagues=colleagues, deputy_id=deputy_id, owner_id=actor.person_id)
    check_period(from_on, to_on, today=today)
    meets = select(Deputy.id).where(
        Deputy.owner_id == actor.person_id,
        Deputy.deputy_id == deputy_id,
        Deputy.ended_at.is_(None),
        Deputy.from_on <= to_on,
        Deputy.to_on >= from_on,
    )
    if session.scalar(meets.limit(1)) is not None:
        raise Invalid("deputy_exists", "from_on")
    row = Deputy(owner_id=actor.person_id, deputy_id=deputy_id, from_on=from_on, to_on=to_on, created_at=now)
    session.add(row)
    session.flush()
    changes = {"from_on": [None, from_on.isoformat()], "to_on": [None, to_on.isoformat()]}
    login = session.get_one(User, row.deputy_id).login
    agency_id = next(grant.agency_id for grant in actor.grants if grant.role in LENT)
    audit.record(
        session, actor, "appoint_deputy", row, now=now, code=login, changes=changes, agency_id=agency_id
    )
    return row


def end(
    session: Session, actor: Actor, row: Deputy, *, seen_version: int | None, now: datetime, today: date
) -> None:
    """At once. NotAllowed: not_yours_to_do; NotNow: deputy_over."""
    if actor.person_id is None or actor.person_id not in (row.owner_id, row.deputy_id):
        raise NotAllowed("not_yours_to_do")
    check_seen(row, seen_version)
    if row.ended_at is not None or row.to_on < today:
        raise NotNow("deputy_over")
    row.ended_at = now
    agency_id = next((grant.agency_id for grant in actor.grants if grant.role in LENT), None)
    login = session.get_one(User, row.deputy_id).login
    audit.record(session, actor, "end_deputy", row, now=now, code=login, agency_id=agency_id)
    session.flush()
