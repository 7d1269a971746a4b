"""紀錄送備查: the way of a registered meeting's minutes from the agency to its supervisor, and taking a registration back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.flow import Flow, Move, Need
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may


class FilingState(StrEnum):
    NOT_SENT = "not_sent"
    SENT = "sent"
    FILED = "filed_for_reference"
    RETURNED = "returned_for_more"
    STRUCK_OUT = "struck_out"


class FilingAction(StrEnum):
    SEND = "send_minutes"
    FILE = "file_minutes"
    SEND_BACK = "send_back_minutes"
    REOPEN = "reopen_filing"
    STRIKE_OUT = "strike_out"


@dataclass(frozen=True, slots=True)
class FilingFacts:
    """The agency whose meeting it is, who supervises it, and whether a 文號 or a file of the minutes is here."""

    agency_id: int
    supervised_by_id: int | None
    has_minutes: bool


def registers(actor: Actor, facts: FilingFacts) -> bool:
    return may(
        actor, Right.REGISTER_MEETINGS, agency_id=facts.agency_id, supervised_by_id=facts.supervised_by_id
    )


def files(actor: Actor, facts: FilingFacts) -> bool:
    return may(
        actor, Right.FILE_MEETING_MINUTES, agency_id=facts.agency_id, supervised_by_id=facts.supervised_by_id
    )


HAS_MINUTES = Need[FilingFacts]("minutes_not_here", lambda facts: facts.has_minutes)

_S, _A = FilingState, FilingAction

FILING_FLOW: Flow[FilingState, FilingAction, FilingFacts] = Flow(
    name="filing",
    states=FilingState,
    starts=frozenset({_S.NOT_SENT}),
    ends=frozenset({_S.STRUCK_OUT}),
    moves={
        (_S.NOT_SENT, _A.SEND): Move(_S.SENT, who=(registers,), needs=(HAS_MINUTES,)),
        # The paper may have come without the agency having said so here.
        (_S.NOT_SENT, _A.FILE): Move(_S.FILED, who=(files,)),
        (_S.NOT_SENT, _A.STRIKE_OUT): Move(_S.STRUCK_OUT, who=(registers,), needs_reason=True),
        (_S.SENT, _A.FILE): Move(_S.FILED, who=(files,)),
        (_S.SENT, _A.SEND_BACK): Move(_S.RETURNED, who=(files,), needs_reason=True),
        (_S.SENT, _A.STRIKE_OUT): Move(_S.STRUCK_OUT, who=(registers,), needs_reason=True),
        (_S.RETURNED, _A.SEND): Move(_S.SENT, who=(registers,), needs=(HAS_MINUTES,)),
        (_S.RETURNED, _A.FILE): Move(_S.FILED, who=(files,)),
        (_S.RETURNED, _A.STRIKE_OUT): Move(_S.STRUCK_OUT, who=(registers,), needs_reason=True),
        (_S.FILED, _A.REOPEN): Move(_S.SENT, who=(files,), needs_reason=True),
    },
)
EDITABLE = frozenset({_S.NOT_SENT, _S.SENT, _S.RETURNED})
"""備查 closes the record; whoever filed it may open it again."""
