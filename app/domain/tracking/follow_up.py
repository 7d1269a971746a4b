"""歷次決議辦理情形: what 政風處 proposes on a line, which columns it is printed in, what is still to be reported."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.tracking.decisions import Basis, Verdict
from app.domain.tracking.item import DueKind
from app.domain.tracking.item_status import ItemStatus

STANDS_OPEN = frozenset({ItemStatus.OPEN, ItemStatus.DONE_AWAITING})
ENDED = frozenset({ItemStatus.RELEASED, ItemStatus.MERGED, ItemStatus.SELF_TRACKED, ItemStatus.REVOKED})
BETWEEN_MEETINGS = frozenset({Basis.MEMO, Basis.DELEGATION})
"""Grounds a meeting has not heard of."""


class FollowUpColumns(StrEnum):
    """The columns a committee prints: ✓ under 解除／繼續 · a status word · □■ boxes · grades."""

    TICKS = "ticks"
    STATUS = "status"
    BOXES = "boxes"
    GRADED = "graded"


class Grade(StrEnum):
    """分級列管: told at the meeting · looked at by the officer · watched by its agency · no longer tracked."""

    A = "grade_a"
    B = "grade_b"
    C = "grade_c"
    OFF = "grade_off"


def proposed(status: ItemStatus) -> Verdict:
    """Done in 政風處's eyes: release; else it goes on. The officer may choose otherwise."""
    return Verdict.RELEASE if status is ItemStatus.DONE_AWAITING else Verdict.CONTINUE


def is_to_report(status: ItemStatus, last_basis: Basis | None, reported: bool) -> bool:
    """已簽准解除列管: it ended between meetings, and no meeting was told yet."""
    return status in ENDED and last_basis in BETWEEN_MEETINGS and not reported


def grade_of(
    proposal: Verdict | None, due_kind: DueKind, due: date | None, held_on: date | None, *, ended: bool
) -> Grade:
    """A where the chair is asked for more than 繼續, or the last day comes before the meeting's; C where there is no last day."""
    if ended:
        return Grade.OFF
    if proposal is not Verdict.CONTINUE or (due is not None and held_on is not None and due < held_on):
        return Grade.A
    return Grade.C if due_kind is DueKind.ONGOING else Grade.B
