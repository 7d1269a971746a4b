"""The round a report of today belongs to, by its label; nothing is made for the asking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.tracking.item import Frequency
from app.models import Assignment, ReportRound


def round_labels(session: Session, shares: Sequence[Assignment], today: date) -> dict[int, str]:
    """By id of the share, as `rounds.round_for` would choose it; '' where there is none yet. `item` must be loaded."""
    query = (
        select(ReportRound)
        .where(
            ReportRound.committee_id.in_({share.committee_id for share in shares}),
            or_(
                ReportRound.item_id.in_({share.item_id for share in shares}),
                ReportRound.item_id.is_(None)
                & (ReportRound.due_on.is_(None) | (ReportRound.due_on >= today)),
            ),
        )
        .order_by(ReportRound.due_on.is_(None), ReportRound.due_on, ReportRound.id)
    )
    first: dict[tuple[int, Frequency, int | None], str] = {}
    for one in session.scalars(query):
        first.setdefault((one.committee_id, one.frequency, one.item_id), one.label)

    def label(share: Assignment) -> str:
        frequency = share.item.frequency
        item_id = share.item_id if frequency is Frequency.ONCE else None
        return first.get((share.committee_id, frequency, item_id), "")

    return {share.id: label(share) for share in shares}
