"""The seats a mail can go to: grants that work today, of people whose accounts are in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.notices import recipients
from app.domain.notices.recipients import Seat
from app.domain.people.accounts import grant_works
from app.domain.people.actor import Role
from app.domain.tracking.assignment_flow import AssignmentFacts
from app.domain.tracking.decisions import ApprovalMode
from app.models import Assignment, ReportingRule, RoleGrant, User


def seats(session: Session, agency_ids: Collection[int], *roles: Role, today: date) -> list[Seat]:
    """The seats of these agencies with one of the roles, in the order they were granted."""
    rows = session.execute(
        select(
            RoleGrant.user_id, RoleGrant.agency_id, RoleGrant.role, RoleGrant.from_on, RoleGrant.to_on,
            RoleGrant.may_read_confidential, RoleGrant.confirmed_at, User.unit, User.email,
        )
        .join(User, User.id == RoleGrant.user_id)
        .where(RoleGrant.agency_id.in_(agency_ids), RoleGrant.role.in_(roles))
        .where(User.disabled_at.is_(None), or_(User.valid_until.is_(None), User.valid_until >= today))
        .order_by(RoleGrant.id)
    )  # fmt: skip
    return [
        Seat(
            row.user_id,
            row.agency_id,
            row.role,
            row.unit,
            has_mailbox=bool(row.email),
            may_read_confidential=row.may_read_confidential and row.confirmed_at is not None,
        )
        for row in rows
        if grant_works(
            today=today, from_on=row.from_on, to_on=row.to_on, role=row.role,
            may_read_confidential=row.may_read_confidential, confirmed=row.confirmed_at is not None,
        )
    ]  # fmt: skip


def seats_by_agency(
    session: Session, agency_ids: Collection[int], *roles: Role, today: date
) -> defaultdict[int, list[Seat]]:
    of_agency: defaultdict[int, list[Seat]] = defaultdict(list)
    for seat in seats(session, agency_ids, *roles, today=today) if agency_ids else ():
        of_agency[seat.agency_id].append(seat)
    return of_agency


def signers(session: Session, agency_ids: Collection[int], *, today: date) -> list[Seat]:
    """The supervisors of those of these agencies whose reports are approved here (線上核可)."""
    online = session.scalars(
        select(ReportingRule.agency_id).where(
            ReportingRule.agency_id.in_(agency_ids), ReportingRule.approval == ApprovalMode.ONLINE
        )
    )
    return seats(session, list(online), Role.SUPERVISOR, today=today)


def of_shares(
    session: Session, shares: Iterable[Assignment], facts: Mapping[int, AssignmentFacts], *, today: date
) -> dict[int, int]:
    """Share → the person who is written to of it, for many at once. One whose agency has nobody is not in it: 無聯絡人."""
    shares = list(shares)
    found: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats(session, {one.agency_id for one in shares}, Role.CONTACT, today=today):
        found[seat.agency_id].append(seat)
    chosen = {
        one.id: recipients.contact(
            found[one.agency_id], person_id=one.contact_id, confidential=facts[one.id].confidential
        )
        for one in shares
    }
    return {share_id: seat.person_id for share_id, seat in chosen.items() if seat is not None}


def of_agencies(
    session: Session, agency_ids: Collection[int], *, today: date, confidential: bool = False
) -> dict[int, int]:
    """Agency → the person who is written to when a case has no contact of its own. An agency without one is not in it: 無聯絡人."""
    found: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats(session, agency_ids, Role.CONTACT, today=today):
        found[seat.agency_id].append(seat)
    chosen = {agency: recipients.contact(those, confidential=confidential) for agency, those in found.items()}
    return {agency: seat.person_id for agency, seat in chosen.items() if seat is not None}
