"""What the rights matrix needs of lists, pages of items and shares, and the way back: the shares sent, one that was released."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people.actor import CONSOLE
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.models import Agency, Assignment, Meeting, Resolution, TrackedItem
from app.services.tracking import closing, moving, splitting
from app.services.tracking.splitting import ItemPlan, Letter, SharePlan
from tests.web.tracking_ground import NOW, TODAY


def lay(session: Session, meeting: Meeting, tracked: Resolution, a: Agency) -> dict[str, dict[str, Any]]:
    """After `tracking_ground.lay`: addresses of its shares, and one share of A more, released by its meeting."""
    shares = session.scalars(
        select(Assignment)
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .where(TrackedItem.resolution_id == tracked.id, Assignment.dispatch_id.is_not(None))
    ).all()
    by_agency = {one.agency_id: one.code for one in shares}
    plan = ItemPlan(
        title="已解除的事項", text="已解除的事項", mode=ItemMode.EACH_AGENCY, due_kind=DueKind.ONGOING,
        frequency=Frequency.QUARTERLY, shares=(SharePlan(a.id, AssignmentRole.LEAD),),
    )  # fmt: skip
    (item,) = splitting.prepare(session, CONSOLE, tracked, [plan], now=NOW)
    ids = list(session.scalars(select(Assignment.id).where(Assignment.item_id == item.id)))
    letter = Letter(TODAY, "示府政預字第2號")
    splitting.send_out(session, CONSOLE, meeting, ids, letter, now=NOW, today=TODAY)
    released = moving.hold_all(session, ids)
    closing.release(session, CONSOLE, released, closing.by_meeting(meeting, TODAY), now=NOW, today=TODAY)
    return {
        "share_of_a": {"code": by_agency[a.id]},
        "share_of_b": {"code": next(code for agency, code in by_agency.items() if agency != a.id)},
        "item_of_both": {"code": f"{tracked.code}-T1"},
        "released_share": {"code": released[0].code},
        "absent_share": {"code": "99-9-9-9"},
    }
