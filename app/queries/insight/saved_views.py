"""The views a person keeps of a list."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.insight.saved_view import ListName
from app.domain.people.actor import Actor
from app.models import SavedView


def views_of(session: Session, actor: Actor, list_name: ListName) -> Sequence[SavedView]:
    """By the order they were kept in."""
    query = select(SavedView).where(SavedView.user_id == actor.person_id, SavedView.list_name == list_name)
    return session.scalars(query.order_by(SavedView.id)).all()
