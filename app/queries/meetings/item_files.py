"""The files a reader of an agenda sees with each line: those of its proposal, then its own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.errors import Absent
from app.domain.people.actor import Actor
from app.models import AgendaItem, Attachment
from app.queries.meetings.found import Found, find_lines, with_papers

FilesByLine = dict[int, list[Attachment]]


def files_by_line(session: Session, items: Sequence[AgendaItem]) -> FilesByLine:
    """By the id of the line, for lines this reader was given; a line without files has an empty list."""
    of_proposal = {item.proposal_id for item in items if item.proposal_id}
    found = session.scalars(
        select(Attachment)
        .where(
            or_(Attachment.item_id.in_([item.id for item in items]), Attachment.proposal_id.in_(of_proposal)),
            Attachment.removed_at.is_(None),
        )
        .order_by(Attachment.position, Attachment.id)
    ).all()
    return {
        item.id: [row for row in found if row.proposal_id and row.proposal_id == item.proposal_id]
        + [row for row in found if row.item_id == item.id]
        for item in items
    }


def file_of_meeting(
    session: Session, actor: Actor, shown: Found, file_id: int
) -> tuple[Attachment, AgendaItem]:
    """One file of a line whose papers this actor has, with the line. Raises Absent."""
    items = with_papers(actor, shown, find_lines(session, actor, shown.meeting))
    for item_id, rows in files_by_line(session, items).items():
        for row in rows:
            if row.id == file_id:
                return row, next(item for item in items if item.id == item_id)
    raise Absent
