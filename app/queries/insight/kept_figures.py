"""Which figures are kept ready, how items are counted for them, and whether they are what the shares say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.insight.figures import Counts, Figures, by_item
from app.domain.roc_date import roc_year
from app.models import Committee, ItemFigures, KeptFigures, TouchedItem, TrackedItem
from app.queries.insight.figures import WHOLE, Basis, Key, basis_of, happened_of, standing_of
from app.queries.insight.share_lines import Among
from app.queries.insight.snapshots import released_of
from app.queries.visibility.tracking import of_no_secret_case


@dataclass(frozen=True, slots=True)
class Difference:
    """Where kept figures are not what the shares say. `item_id`: WHOLE where the sum is wrong."""

    basis: Basis
    item_id: int
    name: str
    kept: int
    counted: int


def wanted_of(session: Session, days: Sequence[date]) -> Iterator[Basis]:
    """Of each committee that follows up anything: its year as of these days, and what leadership sees of it."""
    with_items = Committee.id.in_(select(TrackedItem.committee_id))  # of shares there may be a million
    committees = session.scalars(select(Committee).where(with_items).order_by(Committee.id)).all()
    for committee in committees:
        for day in days:
            yield basis_of(session, committee, roc_year(day), day)
        for year in sorted({roc_year(day) for day in days}):
            if (released := released_of(session, committee, year)) is not None:
                yield basis_of(session, committee, year, released.as_of, released)


def checked(session: Session, days: Sequence[date]) -> Iterator[tuple[KeptFigures, Basis]]:
    """The figures that pages take their numbers from."""
    wanted = {basis.key: basis for basis in wanted_of(session, days)}
    for one in session.scalars(select(KeptFigures).where(KeptFigures.complete).order_by(KeptFigures.id)):
        if (basis := wanted.get(key_of(one))) is not None:
            yield one, basis


def counted_by_item(session: Session, basis: Basis, among: Among) -> dict[int, Figures]:
    """Of every share that is not of a 密 case."""
    seen = of_no_secret_case()
    return by_item(standing_of(session, basis, among, seen), happened_of(session, basis, among, seen))


def differences(session: Session, kept: KeptFigures, basis: Basis) -> Iterator[Difference]:
    """Of what was not touched since. Every share is read."""
    parts = counted_by_item(session, basis, Among(basis.committee))
    touched = set(
        session.scalars(select(TouchedItem.item_id).where(TouchedItem.committee_id == basis.committee.id))
    )
    stored = {
        row.item_id: row for row in session.scalars(select(ItemFigures).where(ItemFigures.kept_id == kept.id))
    }
    total: Counter[str] = Counter()
    for key, row in stored.items():
        total.update(row.counts)
        late = parts[key].late if key in parts else None
        if key not in touched and row.late_share_id != (late.share_id if late else None):
            yield Difference(basis, key, "late", row.late_share_id or 0, late.share_id if late else 0)
    for key in (stored.keys() | parts.keys()) - touched:
        own = parts[key].counts if key in parts else {}
        for name, *pair in _unlike(stored[key].counts if key in stored else {}, own):
            yield Difference(basis, key, name, *pair)
    for name, *pair in _unlike(kept.counts, total):
        yield Difference(basis, WHOLE, name, *pair)


def key_of(kept: KeptFigures) -> Key:
    """As `Basis.key`."""
    return (
        kept.committee_id,
        kept.year,
        kept.as_of,
        kept.snapshot_id,
        kept.before_id,
        kept.most_extensions,
    )


def _unlike(stored: Counts, own: Counts) -> Iterator[tuple[str, int, int]]:
    for name in sorted(stored.keys() | own.keys()):
        if stored.get(name, 0) != own.get(name, 0):
            yield name, stored.get(name, 0), own.get(name, 0)
