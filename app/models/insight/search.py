"""What search keeps beside the records: a line for each, and the text of files. All of it can be made anew."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.insight.search_index import SearchKind
from app.models.base import Base

BIG = BigInteger().with_variant(Integer, "sqlite")
"""SQLite's own key of a row is as large."""


class SearchEntry(Base):
    """One record as it is searched. `id` is `search_index.entry_key`: it begins with the day, so its order is the newest first.

    Its tokens stand in `search_tokens`, which each engine has in its own way and no class describes.
    """

    __tablename__ = "search_entries"
    __table_args__ = (Index("uq_search_entries_thing", "kind", "thing_id", unique=True),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)
    kind: Mapped[SearchKind]
    thing_id: Mapped[int]
    year: Mapped[int]
    folded: Mapped[str]


class ExtractedText(Base):
    """What a file says, read once for its digest however often it was handed in. `failure`: why it could not be read; '' else."""

    __tablename__ = "extracted_texts"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    failure: Mapped[str] = mapped_column(default="")
    read_at: Mapped[datetime]
