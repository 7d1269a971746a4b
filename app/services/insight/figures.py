"""Figures kept ready for leadership's page: the clock counts them, item by item, and again those items that were touched since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.domain.insight.figures import Figures, corrected
from app.models import ItemFigures, KeptFigures, TouchedItem, TrackedItem
from app.queries.insight.figures import Basis
from app.queries.insight.kept_figures import counted_by_item, key_of, wanted_of
from app.queries.insight.share_lines import Among

AT_ONCE = 40
"""So many items are counted in one transaction, that nobody waits long for the writer."""


def refresh(session: Session, *, now: datetime, days: Sequence[date]) -> bool:
    """One piece of what there is to do, so that the figures of these days and 定稿 of their years stand ready; is there more?

    Whoever comes second waits: each piece holds all of the figures while it counts.
    """
    kept = session.scalars(select(KeptFigures).order_by(KeptFigures.id).with_for_update()).all()
    wanted = {basis.key: basis for basis in wanted_of(session, days)}
    stand = {key_of(one): one for one in kept}
    for key, one in stand.items():
        if key not in wanted:
            drop(session, [one])
            return True
    for key, basis in wanted.items():
        if key not in stand:
            session.add(_begun(basis, now))
            return True
    if _follow(session, [(one, wanted[key_of(one)]) for one in kept], now):
        return True
    for one in kept:
        if not one.complete:
            _count_on(session, one, wanted[key_of(one)], now)
            return True
    return False


def drop(session: Session, kept: Iterable[KeptFigures]) -> None:
    """They are counted anew when the clock comes by."""
    ids = [one.id for one in kept]
    session.execute(delete(ItemFigures).where(ItemFigures.kept_id.in_(ids)))
    session.execute(delete(KeptFigures).where(KeptFigures.id.in_(ids)))


def _begun(basis: Basis, now: datetime) -> KeptFigures:
    committee_id, year, as_of, snapshot_id, before_id, most = basis.key
    return KeptFigures(
        committee_id=committee_id, year=year, as_of=as_of, snapshot_id=snapshot_id, before_id=before_id,
        most_extensions=most, counts={}, counted_at=now,
    )  # fmt: skip


def _follow(session: Session, kept: Sequence[tuple[KeptFigures, Basis]], now: datetime) -> bool:
    """Bring them up to what was touched. Items that are not counted yet are counted when their turn comes."""
    marks = session.scalars(select(TouchedItem).order_by(TouchedItem.id).limit(AT_ONCE)).all()
    for one, basis in kept:
        items = {mark.item_id for mark in marks if mark.committee_id == one.committee_id}
        reached = sorted(item for item in items if one.complete or item <= one.through_item)
        if reached:
            _count(session, one, basis, reached, now)
    session.execute(delete(TouchedItem).where(TouchedItem.id.in_([mark.id for mark in marks])))
    return bool(marks)


def _count_on(session: Session, kept: KeptFigures, basis: Basis, now: datetime) -> None:
    """The next items."""
    following = select(TrackedItem.id).where(
        TrackedItem.committee_id == kept.committee_id, TrackedItem.id > kept.through_item
    )
    items = session.scalars(following.order_by(TrackedItem.id).limit(AT_ONCE)).all()
    if items:
        _count(session, kept, basis, items, now)
        kept.through_item = items[-1]
    kept.complete = len(items) < AT_ONCE


def _count(session: Session, kept: KeptFigures, basis: Basis, items: Sequence[int], now: datetime) -> None:
    """What these items have now in the place of what they had."""
    mine = (ItemFigures.kept_id == kept.id, ItemFigures.item_id.in_(items))
    gone = session.scalars(select(ItemFigures.counts).where(*mine)).all()
    parts = counted_by_item(session, basis, Among(basis.committee, items))
    come: Counter[str] = Counter()
    for one in parts.values():
        come.update(one.counts)
    session.execute(delete(ItemFigures).where(*mine))
    if rows := [_row(kept.id, key, one) for key, one in parts.items() if one.counts]:
        session.execute(insert(ItemFigures).execution_options(render_nulls=True), rows)
    kept.counts, kept.counted_at = dict(corrected(kept.counts, gone, come)), now


def _row(kept_id: int, item_id: int, one: Figures) -> dict[str, Any]:
    late = one.late
    return {
        "kept_id": kept_id, "item_id": item_id, "counts": dict(one.counts), "late_on": late.due_on if late else None,
        "late_share_id": late.share_id if late else None, "late_agency_id": late.agency_id if late else None,
    }  # fmt: skip
