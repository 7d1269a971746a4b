"""A committee with its charter's versions and its members, for those who may see it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.errors import Absent
from app.domain.people.actor import Actor, Role
from app.domain.people.members import MemberKind
from app.models import AgencyGroup, Charter, Committee, Member, RoleGrant, User
from app.queries.visibility.people import committee_is_seen


def committees_seen(session: Session, actor: Actor) -> list[Committee]:
    """The primary one first, then in the order of their agencies; agencies loaded."""
    query = select(Committee).where(committee_is_seen(actor)).options(joinedload(Committee.agency))
    found = session.scalars(query)
    return sorted(found, key=lambda one: (not one.is_primary, one.agency.sort_order, one.code))


def one_seen(session: Session, actor: Actor, code: str) -> Committee:
    """The committee of this code, its agency loaded. Raises Absent."""
    if not code.isascii() or not code.isprintable():
        raise Absent
    found = session.scalars(
        select(Committee)
        .where(Committee.code == code, committee_is_seen(actor))
        .options(joinedload(Committee.agency))
    ).one_or_none()
    if found is None:
        raise Absent
    return found


def versions_of(session: Session, committee: Committee) -> list[Charter]:
    """Every version, the newest first; the group 「各機關」 means loaded."""
    query = select(Charter).where(Charter.committee_id == committee.id).order_by(Charter.number.desc())
    return list(session.scalars(query.options(joinedload(Charter.all_agencies))))


def members_of(session: Session, committee: Committee) -> list[Member]:
    """Everybody who ever sat, in the order of a roster; agencies loaded."""
    order = list(MemberKind)
    query = select(Member).where(Member.committee_id == committee.id).options(joinedload(Member.agency))
    return sorted(session.scalars(query), key=lambda one: (order.index(one.kind), one.from_on, one.id))


def member_of(session: Session, committee: Committee, member_id: int) -> Member:
    """Raises Absent."""
    found = session.scalars(
        select(Member).where(Member.id == member_id, Member.committee_id == committee.id)
    ).one_or_none()
    if found is None:
        raise Absent
    return found


def groups_to_choose(session: Session) -> list[tuple[int | str, str]]:
    """What 「各機關」 may mean."""
    groups = session.execute(select(AgencyGroup.id, AgencyGroup.name).order_by(AgencyGroup.id))
    return [("", "（未指定）"), *((row.id, row.name) for row in groups)]


def accounts_to_choose(session: Session, committee: Committee) -> list[tuple[int | str, str]]:
    """The accounts granted as 委員 of this committee."""
    granted = select(RoleGrant.user_id).where(
        RoleGrant.role == Role.MEMBER, RoleGrant.agency_id == committee.agency_id
    )
    users = session.execute(
        select(User.id, User.name, User.login).where(User.id.in_(granted)).order_by(User.login)
    )
    return [("", "（無）"), *((row.id, f"{row.name}（{row.login}）") for row in users)]
