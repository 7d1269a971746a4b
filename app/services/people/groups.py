"""機關群組: created, renamed; who belongs from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.domain.errors import Invalid
from app.domain.people.actor import Actor
from app.domain.people.granting import check_manages
from app.models import Agency, AgencyGroup, AgencyGroupMember
from app.services import audit
from app.services.versions import check_seen


def create(session: Session, actor: Actor, name: str, *, now: datetime) -> AgencyGroup:
    """Invalid: field_missing, group_name_taken."""
    check_manages(actor)
    _check_name(session, name, None)
    group = AgencyGroup(name=name)
    session.add(group)
    session.flush()
    audit.record(session, actor, "create", group, now=now, code=name)
    return group


def rename(
    session: Session, actor: Actor, group: AgencyGroup, name: str, *, seen_version: int | None, now: datetime
) -> None:
    """Invalid: field_missing, group_name_taken."""
    check_manages(actor)
    check_seen(group, seen_version)
    _check_name(session, name, group)
    if name != group.name:
        changes = {"name": [group.name, name]}
        group.name = name
        audit.record(session, actor, "change", group, now=now, code=name, changes=changes)
        session.flush()


def add_members(
    session: Session,
    actor: Actor,
    group: AgencyGroup,
    agency_ids: Iterable[int],
    *,
    from_on: date,
    seen_version: int | None,
    now: datetime,
) -> int:
    """These agencies belong from `from_on` on; who belongs then already is left alone. Returns how many came in."""
    check_manages(actor)
    check_seen(group, seen_version)
    belonging = set(
        session.scalars(
            select(AgencyGroupMember.agency_id).where(
                AgencyGroupMember.group_id == group.id,
                or_(AgencyGroupMember.to_on.is_(None), AgencyGroupMember.to_on >= from_on),
            )
        )
    )
    wanted = set(agency_ids) - belonging
    agencies = list(session.scalars(select(Agency).where(Agency.id.in_(wanted)).order_by(Agency.sort_order)))
    for agency in agencies:
        session.add(AgencyGroupMember(group_id=group.id, agency_id=agency.id, from_on=from_on))
    if agencies:
        _touched(session, actor, group, "add_members", [agency.code for agency in agencies], now)
    return len(agencies)


def remove_members(
    session: Session,
    actor: Actor,
    group: AgencyGroup,
    member_ids: Iterable[int],
    *,
    from_on: date,
    seen_version: int | None,
    now: datetime,
) -> int:
    """These memberships end with the day before `from_on`. Returns how many ended.

    One that had not begun by then never counted: it ends before its first day.
    """
    check_manages(actor)
    check_seen(group, seen_version)
    rows = session.execute(
        select(AgencyGroupMember, Agency.code)
        .join(Agency, Agency.id == AgencyGroupMember.agency_id)
        .where(AgencyGroupMember.group_id == group.id, AgencyGroupMember.id.in_(set(member_ids)))
    )
    last_day, codes = from_on - timedelta(days=1), []
    for member, code in rows:
        if member.to_on is None or member.to_on > last_day:
            member.to_on = last_day
            codes.append(code)
    if codes:
        _touched(session, actor, group, "remove_members", codes, now)
    return len(codes)


def _touched(
    session: Session, actor: Actor, group: AgencyGroup, action: str, codes: list[str], now: datetime
) -> None:
    flag_modified(group, "name")  # a new version: the membership is part of what the group's page showed
    session.flush()
    audit.record(session, actor, action, group, now=now, code=group.name, changes={"members": [None, codes]})


def _check_name(session: Session, name: str, itself: AgencyGroup | None) -> None:
    if not name.strip():
        raise Invalid("field_missing", "name")
    holder = session.scalar(select(AgencyGroup.id).where(AgencyGroup.name == name))
    if holder is not None and (itself is None or holder != itself.id):
        raise Invalid("group_name_taken", "name")
