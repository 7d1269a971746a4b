"""Who gets a share of an item: groups and agencies named, put into roles by the item's mode."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.tracking.item import AssignmentRole, ItemMode


def shared_out(
    mode: ItemMode, group_ids: Iterable[Sequence[int]], lead_ids: Sequence[int], co_ids: Sequence[int]
) -> dict[int, AssignmentRole]:
    """Agency → role. Members of a group are leads where every agency answers by itself, else 協辦 of those named."""
    found: dict[int, AssignmentRole] = {}
    for agency_id in lead_ids:
        found.setdefault(agency_id, AssignmentRole.LEAD)
    role = AssignmentRole.LEAD if mode is ItemMode.EACH_AGENCY else AssignmentRole.CO
    for agency_id in co_ids:
        found.setdefault(agency_id, role)
    for members in group_ids:
        for agency_id in members:
            found.setdefault(agency_id, role)
    return found
