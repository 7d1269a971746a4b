"""歷次決議辦理情形: which verdict 政風處 proposes on a line, and whether a released item is still to be reported."""

from __future__ import annotations

from app.domain.tracking.decisions import Basis, Verdict
from app.domain.tracking.item_status import ItemStatus

STANDS_OPEN = frozenset({ItemStatus.OPEN, ItemStatus.DONE_AWAITING})
ENDED = frozenset({ItemStatus.RELEASED, ItemStatus.MERGED, ItemStatus.SELF_TRACKED, ItemStatus.REVOKED})
BETWEEN_MEETINGS = frozenset({Basis.MEMO, Basis.DELEGATION})
"""Grounds a meeting has not heard of."""


def proposed(status: ItemStatus) -> Verdict:
    """Done in 政風處's eyes: release; else it goes on. The officer may choose otherwise."""
    return Verdict.RELEASE if status is ItemStatus.DONE_AWAITING else Verdict.CONTINUE


def is_to_report(status: ItemStatus, last_basis: Basis | None, reported: bool) -> bool:
    """已簽准解除列管: it ended between meetings, and no meeting was told yet."""
    return status in ENDED and last_basis in BETWEEN_MEETINGS and not reported
