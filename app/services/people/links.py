"""One-time links: made, looked up, used. Only the hash of the token is stored."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotNow
from app.domain.people.accounts import LinkKind
from app.models import OneTimeLink, User
from app.services.people.sessions import hash_token

LIFETIME = {
    LinkKind.SET_UP: timedelta(hours=24),
    LinkKind.INVITATION: timedelta(days=7),
    LinkKind.DEMO_SIGN_IN: timedelta(days=1),
}


def make(session: Session, kind: LinkKind, user: User | None, *, now: datetime) -> str:
    """Make a link of this kind; returns the token, which is shown once and kept nowhere."""
    token = secrets.token_urlsafe(32)
    row = OneTimeLink(
        token_hash=hash_token(token), kind=kind, user_id=user.id if user else None, created_at=now,
        expires_at=now + LIFETIME[kind],
    )  # fmt: skip
    session.add(row)
    session.flush()
    return token


def find(session: Session, token: str) -> OneTimeLink | None:
    """The link of this token, used and expired ones too."""
    return session.scalars(
        select(OneTimeLink).where(OneTimeLink.token_hash == hash_token(token))
    ).one_or_none()


def use(session: Session, token: str, kind: LinkKind, *, now: datetime) -> OneTimeLink:
    """Use the link up; raises `NotNow` when it is unknown, used or expired."""
    row = session.scalars(
        select(OneTimeLink).where(OneTimeLink.token_hash == hash_token(token)).with_for_update()
    ).one_or_none()
    if row is None or row.kind is not kind:
        raise NotNow("link_unknown")
    if row.used_at is not None:
        raise NotNow("link_used")
    if row.expires_at <= now:
        raise NotNow("link_expired")
    row.used_at = now
    session.flush()
    return row


def revoke_for(session: Session, user: User, kind: LinkKind, *, now: datetime) -> None:
    """Earlier unused links of this kind work no more."""
    for row in session.scalars(
        select(OneTimeLink).where(
            OneTimeLink.user_id == user.id, OneTimeLink.kind == kind, OneTimeLink.used_at.is_(None)
        )
    ):
        row.used_at = now


def revoke_all(session: Session, kind: LinkKind, *, now: datetime) -> None:
    """No unused link of this kind works any more, whoever it was for."""
    for row in session.scalars(
        select(OneTimeLink).where(OneTimeLink.kind == kind, OneTimeLink.used_at.is_(None))
    ):
        row.used_at = now
