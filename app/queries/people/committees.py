"""The committees, as the administrator's page lists them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.errors import Absent
from app.models import Agency, Committee


def all_committees(session: Session) -> list[Committee]:
    """The primary one first, then by code; their agencies loaded."""
    query = select(Committee).options(joinedload(Committee.agency))
    return list(session.scalars(query.order_by(Committee.is_primary.desc(), Committee.code)))


def committee_of_code(session: Session, code: str) -> Committee:
    """Raises Absent."""
    found = session.scalars(
        select(Committee).where(Committee.code == code).options(joinedload(Committee.agency))
    ).one_or_none()
    if found is None:
        raise Absent
    return found


def primary_committee(session: Session) -> Committee | None:
    """The one whose meetings a bare label means; None before it was set up."""
    query = select(Committee).where(Committee.is_primary).options(joinedload(Committee.agency))
    return session.scalars(query).one_or_none()


def agencies_to_choose(session: Session) -> list[Agency]:
    """Every agency in official order."""
    return list(session.scalars(select(Agency).order_by(Agency.sort_order, Agency.code)))
