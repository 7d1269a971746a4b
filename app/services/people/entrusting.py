"""核可層級: what of 政風主管's decisions a committee's officers take as well (product 3.9)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed
from app.domain.people.actor import Actor
from app.domain.people.rights import ENTRUSTABLE, Right, may
from app.models import Committee
from app.services import audit
from app.services.versions import check_seen


def entrust(
    session: Session,
    actor: Actor,
    committee: Committee,
    wanted: Collection[Right],
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """By the head alone, from the next page on. NotAllowed: not_yours_to_do."""
    if not may(actor, Right.ENTRUST, committee_agency_id=committee.agency_id):
        raise NotAllowed("not_yours_to_do")
    session.refresh(committee, inspect(Committee).column_attrs.keys(), with_for_update=True)
    check_seen(committee, seen_version)
    before, after = committee.entrusted, [one.value for one in ENTRUSTABLE if one in wanted]
    if before == after:
        return
    committee.entrusted = after
    session.flush()
    changes: dict[str, list[object]] = {"entrusted": [list(before), list(after)]}
    audit.record(
        session, actor, "entrust", committee, now=now, code=committee.code, changes=changes,
        agency_id=committee.agency_id,
    )  # fmt: skip
