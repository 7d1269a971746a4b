"""The figures of a committee's year: counted from the shares, or as they are kept with what was touched since put right.

Kept are those of all shares but the 密 ones, for whoever reaches the whole committee. Others' figures, and those of a day that is
not kept ready, are counted from the shares: the same numbers, only later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, literal, select, union_all
from sqlalchemy.orm import Session

from app.domain.insight.figures import Counts, Figures, Happened, Late, corrected, figures_of, first_late
from app.domain.insight.marks import Standing
from app.domain.people.actor import Actor
from app.domain.roc_date import roc_year
from app.models import Committee, ItemFigures, KeptFigures, Snapshot, TouchedItem
from app.queries.insight.registers import happened_in
from app.queries.insight.share_lines import Among, most_extensions, share_lines
from app.queries.insight.snapshots import kept_lines, month_end_before
from app.queries.prepared import prepared
from app.queries.visibility.tracking import (
    assignment_is_seen,
    not_hidden,
    of_no_secret_case,
    reaches_whole,
    secret_items,
)

Key = tuple[int, int, date, int | None, int | None, int | None]
WHOLE = 0
"""Stands for no item, but for all of them."""
KEY = (
    KeptFigures.committee_id, KeptFigures.year, KeptFigures.as_of, KeptFigures.snapshot_id, KeptFigures.before_id,
    KeptFigures.most_extensions,
)  # fmt: skip
MOST_TOUCHED = 500
"""Beyond so many items all shares are counted."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What is counted: a year as of a day, live or (`snapshot`) as a day was kept; `before`: what it is compared with.

    `most_extensions`: what the charter says; of a kept day nobody asks.
    """

    committee: Committee
    year: int
    as_of: date
    snapshot: Snapshot | None = None
    before: Snapshot | None = None
    most_extensions: int | None = None

    @property
    def key(self) -> Key:
        """Figures of another key are of no use for it."""
        snapshot, before = (one.id if one else None for one in (self.snapshot, self.before))
        return self.committee.id, self.year, self.as_of, snapshot, before, self.most_extensions


def basis_of(
    session: Session, committee: Committee, year: int, today: date, snapshot: Snapshot | None = None
) -> Basis:
    """Compared with the end of the month before: this year, and kept days."""
    as_of = snapshot.as_of if snapshot else today
    before = month_end_before(session, committee, as_of) if roc_year(as_of) == year else None
    most = most_extensions(session, committee, as_of) if snapshot is None else None
    return Basis(committee, year, as_of, snapshot, before, most)


def standing_of(session: Session, basis: Basis, among: Among, seen: ColumnElement[bool]) -> Standing:
    if basis.snapshot is None:
        lines = share_lines(session, among, seen, basis.year, basis.as_of, basis.most_extensions)
    else:
        lines = kept_lines(session, among, seen, basis.snapshot)
    if basis.before is None:
        return Standing(basis.year, basis.as_of, lines)
    then = {one.id: one for one in kept_lines(session, among, seen, basis.before)}
    return Standing(basis.year, basis.as_of, lines, then, basis.before.as_of)


def happened_of(session: Session, basis: Basis, among: Among, seen: ColumnElement[bool]) -> Happened:
    return happened_in(session, among, seen, basis.year, basis.as_of)


def counted(session: Session, basis: Basis, among: Among, seen: ColumnElement[bool]) -> Figures:
    """Anew, from the shares."""
    return figures_of(standing_of(session, basis, among, seen), happened_of(session, basis, among, seen))


def figures_seen(
    session: Session, actor: Actor, basis: Basis, *, agency_id: int | None = None, confidential: bool = True
) -> Figures:
    """What this person sees of it, all or of one agency; without `confidential` nothing of a 密 case, whoever it is."""
    among, seen = Among(basis.committee, agency_id=agency_id), assignment_is_seen(actor)
    if agency_id is None and reaches_whole(actor, basis.committee):
        hidden = not_hidden(actor) if confidential else of_no_secret_case()
        found = _put_right(session, basis, hidden, confidential=confidential)
        if found is not None:
            return found
    return counted(session, basis, among, seen if confidential else and_(seen, of_no_secret_case()))


def kept_for(session: Session, basis: Basis) -> int | None:
    """The id of the figures that are of use for it."""
    kept = select(KeptFigures.id, *KEY).where(
        KeptFigures.committee_id == basis.committee.id, KeptFigures.complete
    )
    found = session.execute(prepared(kept))
    return next((key for key, *rest in found if tuple(rest) == basis.key), None)


def touched(session: Session, committee: Committee) -> list[int]:
    found = select(TouchedItem.item_id).where(TouchedItem.committee_id == committee.id).distinct()
    return list(session.scalars(prepared(found.limit(MOST_TOUCHED + 1))))


def _put_right(
    session: Session, basis: Basis, seen: ColumnElement[bool], *, confidential: bool
) -> Figures | None:
    """What is 密 and what was touched are asked first, in this order: whatever is changed or brought up to the figures meanwhile,
    no item is then counted twice or not at all."""
    if (kept_id := kept_for(session, basis)) is None:
        return None
    secret = set(session.scalars(prepared(secret_items(basis.committee.id)))) if confidential else set()
    marked = touched(session, basis.committee)
    if len(marked) > MOST_TOUCHED:
        return None
    rows = _whole_and(session, kept_id, marked)
    if (whole := rows.pop(WHOLE, None)) is None:
        return None  # others took their place meanwhile
    late, before_on = _latest_but(session, kept_id, marked), basis.before.as_of if basis.before else None
    anew = sorted({*marked, *secret})
    if not anew:
        return Figures(basis.year, basis.as_of, whole, late, before_on)
    now = counted(session, basis, Among(basis.committee, anew), seen)
    counts = corrected(whole, rows.values(), now.counts)
    return Figures(basis.year, basis.as_of, counts, first_late(late, now.late), before_on)


def _whole_and(session: Session, kept_id: int, items: Iterable[int]) -> dict[int, Counts]:
    """In one statement, so that both are of the same moment."""
    whole = select(literal(WHOLE).label("item_id"), KeptFigures.counts).where(KeptFigures.id == kept_id)
    parts = select(ItemFigures.item_id, ItemFigures.counts).where(
        ItemFigures.kept_id == kept_id, ItemFigures.item_id.in_(items)
    )
    return {row.item_id: row.counts for row in session.execute(prepared(union_all(whole, parts)))}


def _latest_but(session: Session, kept_id: int, items: Iterable[int]) -> Late | None:
    latest = (
        select(ItemFigures.late_on, ItemFigures.late_share_id, ItemFigures.late_agency_id)
        .where(
            ItemFigures.kept_id == kept_id,
            ItemFigures.late_on.is_not(None),
            ItemFigures.item_id.not_in(items),
        )
        .order_by(ItemFigures.late_on, ItemFigures.late_share_id)
        .limit(1)
    )
    row = session.execute(prepared(latest)).one_or_none()
    return Late(row.late_on, row.late_share_id, row.late_agency_id) if row else None
