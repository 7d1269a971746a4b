"""Grants: given by an administrator, confirmed by a head where the rules say so, ended with a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.people.accounts import needs_confirmation
from app.domain.people.actor import Actor, Role
from app.domain.people.granting import GrantFacts, check_confirm, check_end, check_grant
from app.models import Agency, RoleGrant, User
from app.queries.people import indispensable
from app.services import audit
from app.services.versions import check_seen


@dataclass(frozen=True, slots=True)
class GrantFields:
    """What is given: a role for an agency, from a day to a day (None: open)."""

    role: Role
    agency_id: int
    from_on: date
    to_on: date | None = None
    may_read_confidential: bool = False


def grant(session: Session, actor: Actor, user: User, fields: GrantFields, *, now: datetime) -> RoleGrant:
    """Give it. officer, head and the confidential right work only once a head confirmed.

    NotAllowed: not_yours_to_do, grant_to_oneself; Invalid: agency_unknown, grant_dates_reversed,
    grant_exists, admin_reads_no_confidential.
    """
    check_grant(actor, user.id)
    return pass_on(session, actor, user, fields, now=now)


def pass_on(session: Session, actor: Actor, user: User, fields: GrantFields, *, now: datetime) -> RoleGrant:
    """The same by 移交, whose rules were asked already; nobody passes anything on to himself. A head confirms as ever."""
    if actor.person_id == user.id:
        raise NotAllowed("grant_to_oneself")
    _check(session, user, fields)
    row = RoleGrant(
        user=user, role=fields.role, agency_id=fields.agency_id, from_on=fields.from_on,
        to_on=fields.to_on, may_read_confidential=fields.may_read_confidential, granted_by_id=actor.person_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    changes = {
        "role": [None, fields.role],
        "from_on": [None, fields.from_on.isoformat()],
        "to_on": [None, fields.to_on.isoformat() if fields.to_on else None],
        "may_read_confidential": [None, fields.may_read_confidential],
    }
    _record(session, actor, "grant", row, user, now, changes=changes)
    return row


def waits(row: RoleGrant) -> bool:
    """Does this grant wait for a head's confirmation?"""
    return row.confirmed_at is None and needs_confirmation(row.role, row.may_read_confidential)


def confirm(
    session: Session, actor: Actor, row: RoleGrant, *, seen_version: int | None, now: datetime, today: date
) -> None:
    """From now on it works. `row.user` must be loaded. NotAllowed as `check_confirm`; NotNow: grant_not_waiting."""
    _check_waiting(actor, row, seen_version, today)
    row.confirmed_by_id, row.confirmed_at = actor.person_id, now
    _record(session, actor, "confirm_grant", row, row.user, now)
    session.flush()


def decline(
    session: Session,
    actor: Actor,
    row: RoleGrant,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """It never works: ended before it began. NotAllowed as `check_confirm`; NotNow: grant_not_waiting, reason_missing."""
    _check_waiting(actor, row, seen_version, today)
    if not reason.strip():
        raise NotNow("reason_missing")
    row.to_on = min(row.from_on, today) - timedelta(days=1)
    _record(session, actor, "decline_grant", row, row.user, now, reason=reason)
    session.flush()


def end(
    session: Session,
    actor: Actor,
    row: RoleGrant,
    *,
    last_day: date,
    reason: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """`last_day` is the last day it works; yesterday: at once. `row.user` must be loaded.

    NotNow: grant_ended, last_of_role.
    """
    check_end(actor)
    check_seen(row, seen_version)
    if row.to_on is not None and row.to_on < today:
        raise NotNow("grant_ended")
    if indispensable.roles_of(session, row.user, today=today, but=row):
        raise NotNow("last_of_role")
    end_passed_on(session, actor, row, last_day=last_day, now=now, reason=reason)


def end_passed_on(
    session: Session, actor: Actor, row: RoleGrant, *, last_day: date, now: datetime, reason: str = ""
) -> None:
    """The same by 移交, whose rules were asked already. `row.user` must be loaded."""
    before, row.to_on = row.to_on, last_day
    changes = {"to_on": [before.isoformat() if before else None, last_day.isoformat()]}
    _record(session, actor, "end_grant", row, row.user, now, reason=reason, changes=changes)
    session.flush()


def _check(session: Session, user: User, fields: GrantFields) -> None:
    if session.get(Agency, fields.agency_id) is None:
        raise Invalid("agency_unknown", "agency_id")
    if fields.to_on is not None and fields.to_on < fields.from_on:
        raise Invalid("grant_dates_reversed", "to_on")
    if fields.role is Role.ADMIN and fields.may_read_confidential:
        raise Invalid("admin_reads_no_confidential", "may_read_confidential")
    meets = [
        RoleGrant.user_id == user.id,
        RoleGrant.role == fields.role,
        RoleGrant.agency_id == fields.agency_id,
        or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= fields.from_on),
    ]
    if fields.to_on is not None:
        meets.append(RoleGrant.from_on <= fields.to_on)
    if session.scalar(select(RoleGrant.id).where(*meets).limit(1)) is not None:
        raise Invalid("grant_exists", "role")


def _check_waiting(actor: Actor, row: RoleGrant, seen_version: int | None, today: date) -> None:
    check_confirm(actor, GrantFacts(row.user_id, row.agency_id, row.granted_by_id))
    check_seen(row, seen_version)
    if not waits(row) or (row.to_on is not None and row.to_on < today):
        raise NotNow("grant_not_waiting")


def _record(
    session: Session,
    actor: Actor,
    action: str,
    row: RoleGrant,
    user: User,
    now: datetime,
    *,
    reason: str = "",
    changes: Mapping[str, object] | None = None,
) -> None:
    """The row belongs to the agency's log too: its head shall see who got a right there."""
    audit.record(
        session, actor, action, row, now=now, code=user.login, reason=reason, changes=changes,
        agency_id=row.agency_id,
    )  # fmt: skip
