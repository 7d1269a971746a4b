"""C3: the share that is open the longest in each step of days, of those this person sees.

Every open share is asked for its day, so this is for a page of its own and no part of leadership's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.insight.marks import age_of
from app.domain.tracking.assignment_flow import ENDED
from app.models import Assignment, SnapshotShare
from app.queries.insight.figures import Basis
from app.queries.insight.share_lines import Among, of_year
from app.queries.visibility.tracking import of_secret_case


@dataclass(frozen=True, slots=True)
class Oldest:
    share_id: int
    item_id: int
    dispatched_on: date
    secret: bool


def oldest_by_age(
    session: Session, basis: Basis, among: Among, seen: ColumnElement[bool]
) -> dict[int, Oldest]:
    """By step of `AGES`; of several of one day the one that was made first."""
    by_day = select(Assignment.dispatched_on, func.min(Assignment.id)).where(seen, among.condition())
    if basis.snapshot is None:
        by_day = by_day.where(of_year(basis.year, basis.as_of), Assignment.state.not_in(ENDED))
    else:
        kept = (SnapshotShare.snapshot_id == basis.snapshot.id, SnapshotShare.state.not_in(ENDED))
        by_day = by_day.join(SnapshotShare, SnapshotShare.assignment_id == Assignment.id).where(*kept)
    shares: dict[int, int] = {}
    for day, share in session.execute(
        by_day.group_by(Assignment.dispatched_on).order_by(Assignment.dispatched_on)
    ):
        if day is not None:
            shares.setdefault(age_of(basis.as_of, day), share)
    rows = session.execute(
        select(
            Assignment.id, Assignment.item_id, Assignment.dispatched_on, of_secret_case().label("secret")
        ).where(Assignment.id.in_(shares.values()))
    )
    found = {row.id: Oldest(row.id, row.item_id, row.dispatched_on, bool(row.secret)) for row in rows}
    return {step: found[share] for step, share in shares.items()}
