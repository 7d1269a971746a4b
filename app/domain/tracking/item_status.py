"""How an item stands, computed from its shares: it stores no state of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.tracking.assignment_flow import OPEN, AssignmentState
from app.domain.tracking.decisions import ClosedAs
from app.domain.tracking.item import AssignmentRole, ItemMode


class ItemStatus(StrEnum):
    PREPARED = "item_prepared"
    OPEN = "item_open"
    DONE_AWAITING = "item_done_awaiting"
    RELEASED = "item_released"
    MERGED = "item_merged"
    SELF_TRACKED = "item_self_tracked"
    REVOKED = "item_revoked"


class Station(StrEnum):
    """五站 of a resolution: 決議 → 分辦 → 回報 → 審核 → 解除."""

    RESOLVED = "station_resolved"
    DISPATCHED = "station_dispatched"
    REPORTED = "station_reported"
    RECEIVED = "station_received"
    RELEASED = "station_released"


@dataclass(frozen=True, slots=True)
class Part:
    """One share as its item sees it."""

    state: AssignmentState
    role: AssignmentRole
    closed_as: ClosedAs | None = None


_S = AssignmentState
_OTHERWISE = {
    ClosedAs.MERGED: ItemStatus.MERGED,
    ClosedAs.SELF_TRACKED: ItemStatus.SELF_TRACKED,
    ClosedAs.REVOKED: ItemStatus.REVOKED,
}


def counting(mode: ItemMode, parts: Iterable[Part]) -> tuple[Part, ...]:
    """The shares an item waits for: 協辦 in 單一主辦 deliver to the lead; what was 改分 lives on in its successor."""
    kept = (part for part in parts if part.state is not _S.REASSIGNED)
    return tuple(
        part for part in kept if part.role is AssignmentRole.LEAD or mode is not ItemMode.SINGLE_LEAD
    )


def status_of(mode: ItemMode, parts: Iterable[Part]) -> ItemStatus:
    """已辦畢待確認 once every share that counts is 建議解除 or ended; the end that most of them share once all ended."""
    parts = counting(mode, parts)
    if not parts or all(part.state is _S.PREPARED for part in parts):
        return ItemStatus.PREPARED
    if any(part.state in OPEN or part.state is _S.PREPARED for part in parts):
        waits = all(part.state not in OPEN or part.state is _S.RELEASE_PROPOSED for part in parts)
        return ItemStatus.DONE_AWAITING if waits else ItemStatus.OPEN
    return _end_of(parts)


def is_ready(mode: ItemMode, parts: Iterable[Part], said_so: bool = False) -> bool:
    """Ready to be released: every share that counts is 建議解除 or ended, or 政風主管 says so with a reason."""
    status = status_of(mode, parts)
    return status is ItemStatus.DONE_AWAITING or (said_so and status is ItemStatus.OPEN)


def released_with_lead(mode: ItemMode, parts: Sequence[Part]) -> bool:
    """Does releasing the lead release the open 協辦 with it?"""
    return mode is ItemMode.SINGLE_LEAD and any(part.role is AssignmentRole.CO for part in parts)


def _end_of(parts: Sequence[Part]) -> ItemStatus:
    if any(part.state is _S.RELEASED for part in parts):
        return ItemStatus.RELEASED
    ends = [_OTHERWISE[part.closed_as] for part in parts if part.closed_as]
    return max(sorted(set(ends)), key=ends.count)
