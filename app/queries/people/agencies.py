"""The list of agencies, one agency, and groups with their members."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, selectinload

from app.domain.people.agency import AgencyKind, EthicsMode
from app.models import Agency, AgencyGroup, AgencyGroupMember
from app.queries.people.matching import contains


@dataclass(frozen=True, slots=True)
class AgencyFilter:
    """What the list's address asks for; empty fields ask for nothing."""

    kind: AgencyKind | None = None
    ethics_mode: EthicsMode | None = None
    keyword: str = ""
    with_ended: bool = False


@dataclass(frozen=True, slots=True)
class WholeAgency:
    """An agency with its group names of today, and the codes of those it points to; '' for none."""

    agency: Agency
    parent: str
    supervised_by: str
    declares_to: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyRow:
    id: int
    code: str
    name: str
    short_name: str
    kind: AgencyKind
    ethics_mode: EthicsMode
    parent: str
    valid_to: date | None


def listed(session: Session, wanted: AgencyFilter, today: date) -> list[AgencyRow]:
    """Agencies in 機關排序."""
    parent = Agency.__table__.alias("parent")
    statement = (
        select(
            Agency.id, Agency.code, Agency.name, Agency.short_name, Agency.kind, Agency.ethics_mode,
            func.coalesce(parent.c.short_name, "").label("parent"), Agency.valid_to,
        )
        .outerjoin(parent, parent.c.id == Agency.parent_id)
        .where(*_wanted(wanted, today))
        .order_by(Agency.sort_order, Agency.id)
    )  # fmt: skip
    return [AgencyRow(**row._mapping) for row in session.execute(statement)]


def whole(session: Session, wanted: AgencyFilter, today: date) -> list[WholeAgency]:
    """The same agencies with everything a list of agencies to bring in says of them."""
    codes = {row.id: row.code for row in session.execute(select(Agency.id, Agency.code))}
    belongs = (AgencyGroupMember.from_on <= today) & (
        AgencyGroupMember.to_on.is_(None) | (AgencyGroupMember.to_on >= today)
    )
    names: dict[int, list[str]] = defaultdict(list)
    members = (
        select(AgencyGroupMember.agency_id, AgencyGroup.name)
        .join(AgencyGroup, AgencyGroup.id == AgencyGroupMember.group_id)
        .where(belongs)
    )
    for agency_id, name in session.execute(members.order_by(AgencyGroup.id)):
        names[agency_id].append(name)
    agencies = select(Agency).where(*_wanted(wanted, today))
    return [
        WholeAgency(
            one,
            codes.get(one.parent_id or 0, ""),
            codes.get(one.supervised_by_id or 0, ""),
            codes.get(one.declares_to_id or 0, ""),
            tuple(names[one.id]),
        )
        for one in session.scalars(agencies.order_by(Agency.sort_order, Agency.id))
    ]


def _wanted(wanted: AgencyFilter, today: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.kind:
        found.append(Agency.kind == wanted.kind)
    if wanted.ethics_mode:
        found.append(Agency.ethics_mode == wanted.ethics_mode)
    if wanted.keyword:
        found.append(contains(wanted.keyword, Agency.name, Agency.short_name, Agency.code))
    if not wanted.with_ended:
        found.append(or_(Agency.valid_to.is_(None), Agency.valid_to >= today))
    return found


def before(session: Session, agency: Agency) -> int | None:
    """The id of the agency right before this one in 機關排序."""
    earlier = (Agency.sort_order < agency.sort_order) | (
        (Agency.sort_order == agency.sort_order) & (Agency.id < agency.id)
    )
    return session.scalar(
        select(Agency.id).where(earlier).order_by(Agency.sort_order.desc(), Agency.id.desc()).limit(1)
    )


@dataclass(frozen=True, slots=True)
class GroupRow:
    id: int
    name: str
    members: int


def groups(session: Session, today: date) -> list[GroupRow]:
    """Every group and how many agencies belong today."""
    belongs = (AgencyGroupMember.from_on <= today) & (
        AgencyGroupMember.to_on.is_(None) | (AgencyGroupMember.to_on >= today)
    )
    statement = (
        select(AgencyGroup.id, AgencyGroup.name, func.count(AgencyGroupMember.id))
        .outerjoin(AgencyGroupMember, (AgencyGroupMember.group_id == AgencyGroup.id) & belongs)
        .group_by(AgencyGroup.id, AgencyGroup.name)
        .order_by(AgencyGroup.id)
    )
    return [GroupRow(*row) for row in session.execute(statement)]


def group(session: Session, group_id: int) -> AgencyGroup | None:
    """A group, its members loaded with their agencies."""
    statement = select(AgencyGroup).where(AgencyGroup.id == group_id)
    members = selectinload(AgencyGroup.members).selectinload(AgencyGroupMember.agency)
    return session.scalars(statement.options(members)).one_or_none()
