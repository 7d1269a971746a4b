"""Who 「各機關」 and every other group are on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.people.agency import AgencyKind
from app.domain.tracking.addressees import Known, Named
from app.models import Agency, AgencyGroup, AgencyGroupMember
from app.queries.meetings.minutes import charter_on


@dataclass(frozen=True, slots=True)
class Group:
    """A group as a form offers it, with its members of that day in 機關排序."""

    id: int
    name: str
    agency_ids: tuple[int, ...]


def agencies_known(session: Session, day: date) -> list[Agency]:
    """The agencies that exist on this day, in 機關排序."""
    query = select(Agency).where(or_(Agency.valid_to.is_(None), Agency.valid_to >= day))
    return list(session.scalars(query.order_by(Agency.sort_order, Agency.id)))


def known(agencies: Sequence[Agency]) -> list[Known]:
    return [Known(one.id, one.name, one.short_name, one.kind) for one in agencies]


def groups_on(session: Session, day: date) -> list[Group]:
    """Every group with whoever belongs to it on this day."""
    rows = session.execute(
        select(AgencyGroup.id, AgencyGroup.name, Agency.id.label("agency_id"))
        .outerjoin(
            AgencyGroupMember,
            (AgencyGroupMember.group_id == AgencyGroup.id)
            & (AgencyGroupMember.from_on <= day)
            & or_(AgencyGroupMember.to_on.is_(None), AgencyGroupMember.to_on >= day),
        )
        .outerjoin(Agency, Agency.id == AgencyGroupMember.agency_id)
        .order_by(AgencyGroup.id, Agency.sort_order, Agency.id)
    )
    found: dict[int, Group] = {}
    for row in rows:
        before = found.get(row.id) or Group(row.id, row.name, ())
        more = () if row.agency_id is None or row.agency_id in before.agency_ids else (row.agency_id,)
        found[row.id] = Group(row.id, row.name, before.agency_ids + more)
    return list(found.values())


def group_meant(
    session: Session, committee_id: int, named: Named, groups: Sequence[Group], day: date
) -> Group | None:
    """The group a clause's word means: the one of that name, else what the charter says 「各機關」 is."""
    bare = named.words.removeprefix("各").removeprefix("所屬")
    for group in groups:
        if group.name in (named.words, bare, f"全部{bare}"):
            return group
    if named.kind is not None:
        return None
    charter = charter_on(session, committee_id, day)
    return next((one for one in groups if charter and one.id == charter.all_agencies_id), None)


def of_kind(agencies: Sequence[Agency], kind: AgencyKind) -> tuple[int, ...]:
    """The members of 「各區公所」 and the like where no group of that name was made."""
    return tuple(one.id for one in agencies if one.kind is kind)
