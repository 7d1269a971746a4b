"""Invitations: a link that lets a person choose a password, shown once to the administrator; the next one revokes it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed, NotNow
from app.domain.people.accounts import LinkKind
from app.domain.people.actor import Actor
from app.domain.people.granting import check_manages
from app.models import User
from app.services import audit
from app.services.people import links


def invite(session: Session, actor: Actor, user: User, *, now: datetime) -> str:
    """The token of a new invitation; it is kept nowhere. A forgotten password is chosen anew in the same way.

    NotAllowed: invite_oneself (one's own password is changed with the current one); NotNow: user_disabled.
    """
    check_manages(actor)
    return invite_added(session, actor, user, now=now)


def invite_added(session: Session, actor: Actor, user: User, *, now: datetime) -> str:
    """The same for a rule of its own that was asked already (移交)."""
    if user.id == actor.person_id:
        raise NotAllowed("invite_oneself")
    if user.disabled_at is not None:
        raise NotNow("user_disabled")
    links.revoke_for(session, user, LinkKind.INVITATION, now=now)
    token = links.make(session, LinkKind.INVITATION, user, now=now)
    audit.record(session, actor, "invite", user, now=now, code=user.login)
    return token
