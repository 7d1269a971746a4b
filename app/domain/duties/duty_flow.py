"""期程: states and moves of one occurrence of a duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.flow import Flow, Move, Need
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may


class DutyState(StrEnum):
    OPEN = "duty_open"
    DONE = "duty_done"
    EXEMPT = "duty_exempt"
    VOID = "duty_void"


class DutyAction(StrEnum):
    COMPLETE = "complete_duty"
    EXEMPT = "exempt_duty"
    REOPEN = "reopen_duty"
    VOID = "void_duty"
    REVIVE = "revive_duty"


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """Whose duty it is, and whether anything was written of it. `begun`: its period has begun."""

    agency_id: int
    has_report: bool = False
    begun: bool = False


def keeps(actor: Actor, facts: DutyFacts) -> bool:
    return may(actor, Right.KEEP_PLAN, committee_agency_id=facts.agency_id)


HAS_REPORT = Need[DutyFacts]("duty_report_missing", lambda facts: facts.has_report)
NOT_BEGUN = Need[DutyFacts]("duty_has_begun", lambda facts: not facts.begun)

_S, _A = DutyState, DutyAction

DUTY_FLOW: Flow[DutyState, DutyAction, DutyFacts] = Flow(
    name="duty",
    states=DutyState,
    starts=frozenset({_S.OPEN}),
    ends=frozenset(),
    moves={
        (_S.OPEN, _A.COMPLETE): Move(_S.DONE, who=(keeps,), needs=(HAS_REPORT,)),
        (_S.OPEN, _A.EXEMPT): Move(_S.EXEMPT, who=(keeps,), needs_reason=True),
        # A changed definition touches only what has not begun.
        (_S.OPEN, _A.VOID): Move(_S.VOID, who=(keeps,), needs=(NOT_BEGUN,)),
        (_S.DONE, _A.REOPEN): Move(_S.OPEN, who=(keeps,), needs_reason=True),
        (_S.EXEMPT, _A.REOPEN): Move(_S.OPEN, who=(keeps,), needs_reason=True),
        (_S.VOID, _A.REVIVE): Move(_S.OPEN, who=(keeps,)),
    },
)


def is_overdue(state: DutyState, due_on: date, today: date) -> bool:
    """A due date is kept until its last minute."""
    return state is DutyState.OPEN and today > due_on
