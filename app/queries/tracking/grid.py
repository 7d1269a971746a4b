"""一案各機關: one tile per agency of a resolution, in official order, saying the least advanced of its shares (C6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.tracking import flags
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ClosedAs
from app.models import Agency, Assignment
from app.queries.tracking.standing import shares_of

_S = AssignmentState
_FROM_THE_BEGINNING = (
    _S.RETURNED, _S.PREPARED, _S.DISPATCHED, _S.UNDER_WAY, _S.SUBMITTED, _S.RELEASE_PROPOSED, _S.CLOSED_OTHERWISE,
    _S.RELEASED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tile:
    """`late`: 逾期未完成 or 逾期未填報, of any of its `shares`."""

    agency: Agency
    state: AssignmentState
    closed_as: ClosedAs | None
    late: bool
    shares: int
    code: str


def tiles_of(session: Session, shares: Iterable[Assignment], today: date) -> list[Tile]:
    """Shares with their agency loaded; what was 改分 lives on in its successor."""
    counted = [share for share in shares if share.state is not _S.REASSIGNED]
    asked = shares_of(session, counted, today)
    by_agency: dict[int, list[Assignment]] = {}
    for share in counted:
        by_agency.setdefault(share.agency_id, []).append(share)
    found = []
    for own in by_agency.values():
        least = min(own, key=lambda one: (_FROM_THE_BEGINNING.index(one.state), one.serial))
        late = any(
            flags.is_overdue(asked[one.id], today) or flags.is_report_overdue(asked[one.id], today)
            for one in own
        )
        found.append(Tile(least.agency, least.state, least.closed_as, late, len(own), least.code))
    return sorted(found, key=lambda tile: (tile.agency.sort_order, tile.agency.code))
