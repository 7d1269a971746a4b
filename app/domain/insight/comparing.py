"""與上月比較: what became of a share or an item since the end of last month (ux U58)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.item_status import ItemStatus


class Change(StrEnum):
    NEW = "change_new"
    ENDED = "change_ended"
    REOPENED = "change_reopened"
    OTHERWISE = "change_otherwise"
    LATE = "change_late"
    MOVED = "change_moved"


@dataclass(frozen=True, slots=True)
class Stand:
    """How a share or an item stands on a day. `due`: of shares."""

    state: AssignmentState | ItemStatus
    is_open: bool
    overdue: bool
    due: date | None = None


def changes(then: Stand | None, now: Stand) -> tuple[Change, ...]:
    """`then`: None for what was not there yet. What ended is neither late nor moved any more."""
    if then is None:
        return (Change.NEW,)
    if then.is_open and not now.is_open:
        return (Change.ENDED,)
    found = []
    if now.is_open and not then.is_open:
        found.append(Change.REOPENED)
    elif now.state is not then.state:
        found.append(Change.OTHERWISE)
    if now.overdue and not then.overdue:
        found.append(Change.LATE)
    if now.is_open and now.due != then.due:
        found.append(Change.MOVED)
    return tuple(found)
