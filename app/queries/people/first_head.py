"""Is there somebody who may confirm grants?"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people.actor import Role
from app.models import RoleGrant


def exists(session: Session) -> bool:
    """Has any head ever been confirmed?"""
    found = session.scalar(
        select(RoleGrant.id).where(RoleGrant.role == Role.HEAD, RoleGrant.confirmed_at.is_not(None)).limit(1)
    )
    return found is not None
