"""Keep a view of a list under a name, rename it, begin with it, put it away. One's own business: nothing of it stands in the log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.domain.errors import Absent, Invalid, NotAllowed
from app.domain.insight.saved_view import MOST, ListName, tidy
from app.domain.people.actor import Actor
from app.models import SavedView


def keep(
    session: Session, actor: Actor, list_name: ListName, name: str, query: str, *, now: datetime
) -> SavedView:
    """A name that is there already means the new view. Invalid: view_name_missing, too_many_views."""
    if actor.person_id is None:
        raise NotAllowed("not_yours_to_do")
    if not name.strip():
        raise Invalid("view_name_missing", "name")
    own = select(SavedView).where(SavedView.user_id == actor.person_id, SavedView.list_name == list_name)
    view = session.scalars(own.where(SavedView.name == name)).one_or_none()
    if view is None:
        if (session.scalar(select(func.count()).select_from(own.subquery())) or 0) >= MOST:
            raise Invalid("too_many_views", "name", limit=MOST)
        view = SavedView(user_id=actor.person_id, list_name=list_name, name=name, created_at=now)
        session.add(view)
    view.query = tidy(query)
    session.flush()
    return view


def rename(session: Session, actor: Actor, view_id: int, name: str) -> SavedView:
    """Invalid: view_name_missing, view_name_taken."""
    view = _own(session, actor, view_id)
    if not name.strip():
        raise Invalid("view_name_missing", "name")
    taken = select(SavedView.id).where(
        SavedView.user_id == view.user_id, SavedView.list_name == view.list_name, SavedView.name == name,
        SavedView.id != view.id,
    )  # fmt: skip
    if session.scalars(taken).first() is not None:
        raise Invalid("view_name_taken", "name", name=name)
    view.name = name
    session.flush()
    return view


def begin_with(session: Session, actor: Actor, view_id: int, *, wanted: bool) -> SavedView:
    """The page its owner comes to first, instead of the one before; or no longer."""
    view = _own(session, actor, view_id)
    others = update(SavedView).where(SavedView.user_id == view.user_id, SavedView.starts)
    session.execute(others.values(starts=False))
    view.starts = wanted
    session.flush()
    return view


def remove(session: Session, actor: Actor, view_id: int) -> SavedView:
    view = _own(session, actor, view_id)
    session.delete(view)
    session.flush()
    return view


def _own(session: Session, actor: Actor, view_id: int) -> SavedView:
    """Absent for what is somebody else's."""
    view = session.get(SavedView, view_id)
    if view is None or view.user_id != actor.person_id:
        raise Absent
    return view
