"""Keep the list of law names; a new database begins with the ones the program knows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, has
from app.domain.proposals.law_names import parse_law_names, write_law_names
from app.models import LawNames
from app.services import audit
from app.services.versions import check_seen


def change(session: Session, actor: Actor, lines: str, *, seen_version: int | None, now: datetime) -> None:
    """Write the list anew; Invalid as `parse_law_names`."""
    if not has(actor, Right.KEEP_LISTS):
        raise NotAllowed("not_yours_to_do")
    row = session.get_one(LawNames, 1, with_for_update=True, populate_existing=True)
    check_seen(row, seen_version)
    before, after = row.lines, write_law_names(parse_law_names(lines))
    if before == after:
        return
    row.lines = after
    audit.record(session, actor, "change", row, now=now, changes={"lines": [before, after]})
    session.flush()
