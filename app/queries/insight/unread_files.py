"""Files whose text was not read yet: the queue is what is missing, so nothing is lost when a reader dies."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from app.domain.insight.search_index import WITH_TEXT
from app.models import Attachment, Evidence, ExtractedText


@dataclass(frozen=True, slots=True)
class UnreadFile:
    sha256: str
    kind: str
    filename: str


def unread_files(session: Session, most: int) -> list[UnreadFile]:
    """At most so many, each digest once, in no order that matters."""
    of_each = [
        select(file.sha256, file.kind, file.filename)
        .outerjoin(ExtractedText, ExtractedText.sha256 == file.sha256)
        .where(ExtractedText.sha256.is_(None), file.removed_at.is_(None), file.kind.in_(WITH_TEXT))
        .limit(most)
        .subquery()
        for file in (Attachment, Evidence)
    ]
    rows = session.execute(union(*(select(one) for one in of_each)))
    found = {row.sha256: UnreadFile(row.sha256, row.kind, row.filename) for row in rows}
    return list(found.values())[:most]
