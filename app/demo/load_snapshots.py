"""The twelve months' ends behind leadership's page, and what the head released of them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.roc_date import roc_year
from app.models import Committee, Snapshot, User
from app.queries.people.signed_in import actor_of
from app.services import outbox
from app.services.insight import snapshots

HEAD = "eth-head"
REMARK = "提報首長核閱"


def load_snapshots(session: Session, committee: Committee, *, now: datetime, today: date) -> None:
    """As the worker keeps them; the last month's end of each year is what leadership sees."""
    while snapshots.keep_month_end(session, now=now, today=today) is not None:
        pass
    head = actor_of(session, session.scalars(select(User).where(User.login == HEAD)).one(), today)
    query = select(Snapshot).where(Snapshot.committee_id == committee.id).order_by(Snapshot.as_of)
    latest = {roc_year(one.as_of): one for one in session.scalars(query)}
    for kept in latest.values():
        snapshots.release_kept(session, head, committee, kept, REMARK, now=now, today=today)
    outbox.supersede(session, "snapshots", [one.id for one in latest.values()], now=now)
