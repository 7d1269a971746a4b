"""請裁示: what waits for the chair's word (product 3.3, Arithmetic)."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.tracking.assignment_flow import AssignmentState


@dataclass(frozen=True, slots=True)
class Asking:
    """`granted`: extensions so far; `most`: what the charter lets 政風主管 grant, None where no charter says."""

    state: AssignmentState
    extension_asked: bool = False
    granted: int = 0
    most: int | None = None
    reassignment_disputed: bool = False


def asks_ruling(share: Asking) -> bool:
    """建議解除 waits for the next meeting; an extension beyond the charter's number; 改分 that is disputed."""
    beyond = share.extension_asked and share.most is not None and share.granted >= share.most
    return share.state is AssignmentState.RELEASE_PROPOSED or beyond or share.reassignment_disputed
