"""密件分發: numbered copies of the confidential cases of a meeting, who took one and whether it came back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.confidentiality import may_read_confidential
from app.domain.flow import Flow, Move
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may


class CopyState(StrEnum):
    IN_STORE = "in_store"
    HANDED_OUT = "handed_out"
    COLLECTED = "collected"


class CopyAction(StrEnum):
    HAND_OUT = "hand_out_copy"
    COLLECT = "collect_copy"
    TAKE_BACK = "take_back_copy"
    REOPEN = "reopen_copy"


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """The agency that convenes the committee."""

    committee_agency_id: int


def keeps(actor: Actor, facts: CopyFacts) -> bool:
    """Runs the meeting, and may read what is in the copies."""
    agency_id = facts.committee_agency_id
    return may(actor, Right.RUN_MEETINGS, committee_agency_id=agency_id) and may_read_confidential(
        actor, committee_agency_id=agency_id
    )


_S, _A = CopyState, CopyAction

COPY_FLOW: Flow[CopyState, CopyAction, CopyFacts] = Flow(
    name="numbered_copy",
    states=CopyState,
    starts=frozenset({_S.IN_STORE}),
    ends=frozenset(),
    moves={
        (_S.IN_STORE, _A.HAND_OUT): Move(_S.HANDED_OUT, who=(keeps,)),
        (_S.HANDED_OUT, _A.COLLECT): Move(_S.COLLECTED, who=(keeps,)),
        (_S.HANDED_OUT, _A.TAKE_BACK): Move(_S.IN_STORE, who=(keeps,), needs_reason=True),
        (_S.COLLECTED, _A.REOPEN): Move(_S.HANDED_OUT, who=(keeps,), needs_reason=True),
    },
)
