"""Whose key it is, and what it may read; and the keys of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.people.actor import Actor
from app.models import ApiToken
from app.queries.people.signed_in import actor_of, in_force


def tokens_of(session: Session, user_id: int) -> Sequence[ApiToken]:
    """Those that answer, the newest first."""
    query = select(ApiToken).where(ApiToken.user_id == user_id, ApiToken.ended_at.is_(None))
    return session.scalars(query.order_by(ApiToken.id.desc())).all()


def reader(session: Session, token_hash: str, today: date) -> Actor | None:
    """The owner's grants of today without the right to read 密: a program leaves no trace of who read it."""
    found = session.scalars(
        select(ApiToken)
        .where(ApiToken.token_hash == token_hash, ApiToken.ended_at.is_(None))
        .options(joinedload(ApiToken.user))
    ).one_or_none()
    if found is None or not in_force(found.user, today):
        return None
    actor = actor_of(session, found.user, today)
    grants = tuple(replace(grant, may_read_confidential=False) for grant in actor.grants)
    return replace(actor, grants=grants)
