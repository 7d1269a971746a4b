"""The primary 會報 on a system that has none yet: founded by the console when the first 提案表 is imported."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed
from app.domain.people.actor import Actor
from app.domain.people.agency import AgencyKind, EthicsMode
from app.models import Agency, Committee
from app.services.people import agencies, committees
from app.services.people.agencies import AgencyFields
from app.services.people.committees import CommitteeEntry
from app.services.people.set_up import COMMITTEE_SUFFIX, PRIMARY_CODE

DEPARTMENT_CODE = "ETHICS"


def found_primary(
    session: Session, actor: Actor, *, host: str, department: str, code: str = "", now: datetime
) -> Committee:
    """A primary committee of `host`, convened by its department: the agency of that name, else a new one.

    NotAllowed: committee_missing, for everybody but the console. The first set-up takes both over as they are.
    """
    if not actor.everywhere:
        raise NotAllowed("committee_missing")
    agency = _department(session, actor, host, department, now)
    entry = CommitteeEntry(
        code=code or PRIMARY_CODE, name=host + COMMITTEE_SUFFIX, host=host, agency_id=agency.id, is_primary=True
    )  # fmt: skip
    return committees.create(session, actor, entry, now=now)


def _department(session: Session, actor: Actor, host: str, department: str, now: datetime) -> Agency:
    name = host + department
    called = or_(Agency.name.in_((name, department)), Agency.short_name == department)
    known = session.scalars(select(Agency).where(called).order_by(Agency.sort_order).limit(1)).one_or_none()
    if known is not None:
        return known
    fields = AgencyFields(DEPARTMENT_CODE, name, department, AgencyKind.FIRST_LEVEL, EthicsMode.OFFICE)
    return agencies.create(session, actor, fields, now=now)
