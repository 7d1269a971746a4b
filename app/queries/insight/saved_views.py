"""The views a person keeps of a list."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.insight.saved_view import ListName
from app.domain.people.actor import Actor
from app.models import SavedView
from app.queries.prepared import prepared

_KEPT = prepared(
    select(SavedView)
    .where(SavedView.user_id == bindparam("person"), SavedView.list_name == bindparam("list_name"))
    .order_by(SavedView.id)
)


def views_of(session: Session, actor: Actor, list_name: ListName) -> Sequence[SavedView]:
    """By the order they were kept in."""
    return session.scalars(_KEPT, {"person": actor.person_id, "list_name": list_name}).all()


def every_view(session: Session, actor: Actor) -> Sequence[SavedView]:
    """Of all lists, list by list."""
    query = select(SavedView).where(SavedView.user_id == actor.person_id)
    return session.scalars(query.order_by(SavedView.list_name, SavedView.id)).all()


def first_view(session: Session, actor: Actor) -> SavedView | None:
    """The one a person begins with."""
    query = select(SavedView).where(SavedView.user_id == actor.person_id, SavedView.starts)
    return session.scalars(query).one_or_none()
