"""決議事項分辦表: the items of a meeting's resolutions, whose they are and by when."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.share_table import ShareRow, ShareTable
from app.domain.papers.paper import PaperName
from app.domain.roc_date import roc_text
from app.queries.papers.shared import SharedItem
from app.queries.papers.sources import Sources
from app.wording.tracking import papers as said
from app.wording.words import word

MOST_NAMED = 5


def of(sources: Sources) -> ShareTable:
    rows = tuple(_row(place, one) for place, one in enumerate(sources.shared, start=1))
    return ShareTable(f"{sources.title}{word(PaperName.SHARE_TABLE)}", rows)


def named(names: Sequence[str]) -> str:
    """All of a few; of many the first ones and how many."""
    if len(names) <= MOST_NAMED:
        return said.BETWEEN.join(names)
    return said.AND_MORE.format(names=said.BETWEEN.join(names[:MOST_NAMED]), count=len(names))


def _row(place: int, one: SharedItem) -> ShareRow:
    return ShareRow(
        number=str(place),
        code=one.resolution,
        item=one.title,
        lead=named(one.leads),
        co=named(one.cos),
        due=said.UNTIL.format(day=roc_text(one.due_on)) if one.due_on else word(one.due_kind),
        frequency=word(one.frequency),
        count=str(one.shares),
    )
