"""綜整辦理情形: one paragraph per item and round, version by version; the last one is what the meeting reads."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed
from app.domain.meetings.numbering import with_committee
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.models import Committee, ItemSummary, ReportRound, TrackedItem
from app.queries.tracking.facts import is_secret
from app.services import audit
from app.services.meetings import lines


def write(
    session: Session,
    actor: Actor,
    item: TrackedItem,
    round_: ReportRound,
    text: str,
    *,
    drafted: bool = False,
    seen_number: int,
    now: datetime,
) -> ItemSummary:
    """A further version; `seen_number` is the one the page had shown, 0 where there was none. Invalid: summary_missing."""
    committee = session.get_one(Committee, item.committee_id)
    if not may(actor, Right.RECEIVE, committee_agency_id=committee.agency_id):
        raise NotAllowed("not_yours_to_do")
    if not text.strip():
        raise Invalid("summary_missing", "text")
    lines.read_anew(session, item, lock=True)
    last = session.scalar(
        select(func.max(ItemSummary.number)).where(
            ItemSummary.item_id == item.id, ItemSummary.round_id == round_.id
        )
    )
    if (last or 0) != seen_number:
        raise ChangedSinceSeen(item)
    row = ItemSummary(
        item_id=item.id, round_id=round_.id, number=seen_number + 1, text=text, drafted=drafted,
        written_at=now, written_by_id=actor.person_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(
        session, actor, "write_summary", row, now=now, agency_id=committee.agency_id,
        code=with_committee(item.code, committee.code, committee.is_primary),
        changes={"number": [seen_number or None, row.number]},
        confidential=is_secret(session, item),
    )  # fmt: skip
    return row
