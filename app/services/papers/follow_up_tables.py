"""歷次決議辦理情形表: what earlier meetings resolved, and how far it is."""

from __future__ import annotations

from app.documents.follow_up_table import FollowUpRow, FollowUpTable
from app.domain.papers.paper import PaperName
from app.queries.papers.sources import Sources
from app.wording.words import word


def of(sources: Sources) -> FollowUpTable:
    title = f"{sources.title}{word(PaperName.FOLLOW_UP_TABLE)}"
    return FollowUpTable(title, rows_of(sources))


def rows_of(sources: Sources) -> tuple[FollowUpRow, ...]:
    """One row per open item, with its 綜整 and 政風處's proposal: none until resolutions are followed up here."""
    return ()
