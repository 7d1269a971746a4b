"""What the rights matrix needs of tracking: a case split over two agencies, a prepared item, a 密 case."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.meetings.resolution import TrackingChoice
from app.domain.people.actor import CONSOLE
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.models import Agency, Assignment, Dispatch, Meeting, Resolution
from app.services.tracking import moving, splitting
from app.services.tracking.splitting import ItemPlan, Letter, SharePlan

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
Values = dict[str, dict[str, Any]]


def lay(
    session: Session,
    meeting: Meeting,
    resolutions: dict[str, Resolution],
    a: Agency,
    b: Agency,
    canary: Callable[[str], str],
) -> Values:
    """Split `tracked` over A and B and send it; prepare one item more. Address values by thing."""
    for one in resolutions.values():
        one.tracking_choice = TrackingChoice.TRACK
    session.flush()
    tracked = resolutions["tracked"]
    (item,) = splitting.prepare(session, CONSOLE, tracked, [_plan(canary("item_ab"), a, b)], now=NOW)
    shares = moving.hold_all(session, _ids(session, item.id))
    next(one for one in shares if one.agency_id == b.id).text = canary("share_b")
    batch: Dispatch = splitting.send_out(
        session,
        CONSOLE,
        meeting,
        [one.id for one in shares],
        Letter(TODAY, "示府政預字第1號"),
        now=NOW,
        today=TODAY,
    )
    (more,) = splitting.prepare(session, CONSOLE, tracked, [_plan(canary("prepared_item"), a)], now=NOW)
    code = {"code": tracked.code}
    return {
        "tracked": code,
        "tracked_secret": {"code": resolutions["tracked_secret"].code},
        "absent_tracked": {"code": "99-9-9"},
        "sent_letter": {**code, "batch_id": batch.id},
        "absent_letter": {**code, "batch_id": 2147483000},
        "prepared_item": {"code": more.code},
        "absent_item": {"code": "99-9-9-T1"},
    }


def _plan(title: str, *agencies: Agency) -> ItemPlan:
    return ItemPlan(
        title=title, text=title, mode=ItemMode.EACH_AGENCY, due_kind=DueKind.ONGOING,
        frequency=Frequency.QUARTERLY,
        shares=tuple(SharePlan(one.id, AssignmentRole.LEAD) for one in agencies),
    )  # fmt: skip


def _ids(session: Session, item_id: int) -> list[int]:
    query = select(Assignment.id).where(Assignment.item_id == item_id).order_by(Assignment.agency_id)
    return list(session.scalars(query))
