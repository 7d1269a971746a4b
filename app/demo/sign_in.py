"""One one-time sign-in link per role of the demonstration city."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.people.accounts import LinkKind
from app.domain.people.actor import Role
from app.models import Agency, Proposal, RoleGrant, User
from app.services.people import links
from app.wording.words import word


def links_per_role(session: Session, *, now: datetime) -> list[tuple[str, str, str]]:
    """(role, name with agency, token) for the first person of each role, one whose agency has proposals where there is one; earlier unused links end."""
    links.revoke_all(session, LinkKind.DEMO_SIGN_IN, now=now)
    made = []
    for role in Role:
        found = session.execute(
            select(User, Agency)
            .join(RoleGrant, RoleGrant.user_id == User.id)
            .join(Agency, Agency.id == RoleGrant.agency_id)
            .where(RoleGrant.role == role)
            .order_by(exists().where(Proposal.agency_id == Agency.id).desc(), User.id)
            .limit(1)
        ).one_or_none()
        if found:
            user, agency = found
            token = links.make(session, LinkKind.DEMO_SIGN_IN, user, now=now)
            made.append((word(role), f"{agency.short_name} {user.name}", token))
    return made
