"""Agencies for a select: value and name, in 機關排序."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import Agency

NONE = ("", "（無）")


def agencies(
    session: Session, today: date, *, only: Collection[int] | None = None, also: Collection[int | None] = ()
) -> list[tuple[int, str]]:
    """(id, short name) of the agencies that exist today, in 機關排序.

    `only`: no others than these ids. `also`: these too although they ended, as a stored choice must stay visible.
    """
    exists = or_(Agency.valid_to.is_(None), Agency.valid_to >= today)
    kept = [one for one in also if one is not None]
    statement = select(Agency.id, Agency.short_name).where(or_(exists, Agency.id.in_(kept)))
    if only is not None:
        statement = statement.where(Agency.id.in_(only))
    return [
        (row.id, row.short_name) for row in session.execute(statement.order_by(Agency.sort_order, Agency.id))
    ]


def agencies_or_none(
    session: Session, today: date, *, also: Collection[int | None] = ()
) -> list[tuple[int | str, str]]:
    """The same with 「（無）」 first."""
    return [NONE, *agencies(session, today, also=also)]
