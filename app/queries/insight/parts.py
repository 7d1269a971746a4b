"""What each item has in a number of leadership's page, from the figures kept of it: a list then reads only the shares it shows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.insight.figures import NOTHING, by_item, name_of
from app.domain.insight.marks import Mark
from app.domain.people.actor import Actor
from app.models import ItemFigures
from app.queries.insight.figures import MOST_TOUCHED, Basis, kept_for, standing_of, touched
from app.queries.insight.share_lines import Among
from app.queries.visibility.tracking import not_hidden, reaches_whole, secret_items


@dataclass(frozen=True, slots=True)
class Part:
    """`items`: 1 where the item itself is counted; `shares`: how many of its shares are."""

    item_id: int
    items: int
    shares: int


def parts_of(
    session: Session, actor: Actor, basis: Basis, mark: Mark, of: int | None = None
) -> list[Part] | None:
    """In the order of the lists. None where nothing is kept ready for this day or this person: as `figures_seen`, by the same parts."""
    if not reaches_whole(actor, basis.committee) or (kept_id := kept_for(session, basis)) is None:
        return None
    secret = session.scalars(secret_items(basis.committee.id))  # before what was touched, as there
    anew = set(secret)
    marked = touched(session, basis.committee)
    if len(marked) > MOST_TOUCHED:
        return None
    anew.update(marked)
    name = name_of(mark, of)
    shares, items = (ItemFigures.counts[one].as_integer() for one in (name, f"{name}.items"))
    kept = session.execute(
        select(ItemFigures.item_id, items, shares).where(
            ItemFigures.kept_id == kept_id,
            or_(items.is_not(None), shares.is_not(None)),
            ItemFigures.item_id.not_in(anew),
        )
    )
    found = [Part(key, in_items or 0, in_shares or 0) for key, in_items, in_shares in kept]
    if anew:
        now = standing_of(session, basis, Among(basis.committee, sorted(anew)), not_hidden(actor))
        counted = ((key, one.count(mark, of)) for key, one in by_item(now, NOTHING).items())
        found += [Part(key, one.items, one.shares) for key, one in counted]
    return sorted(found, key=lambda one: one.item_id)
