"""會議紀錄: states and moves (product 3.0); 更正 is a row of its own, not a state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.flow import Flow, Move, Need
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may


class MinutesState(StrEnum):
    DRAFTING = "drafting"
    CIRCULATING = "circulating"
    APPROVED = "approved"


class MinutesAction(StrEnum):
    CIRCULATE = "circulate"
    CALL_BACK = "call_back"
    APPROVE = "approve_here"
    RECORD_APPROVAL = "record_minutes_approval"


class MinutesCut(StrEnum):
    """Why a version was kept."""

    CIRCULATION = "circulation"
    APPROVAL = "minutes_approval"
    CORRECTION = "correction"
    IMPORT = "import"


HEAD_AS_APPROVER = ("政風主管", "政風處處長", "政風處長", "政風室主任", "政風主任")
"""What a charter writes where the head of the ethics department approves the minutes."""


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """`meeting_over`: held, and not resumed. `open_items`: lines without outcome. `open_requests`: 更正意見 without answer.

    `head_approves`: the charter in force gives the approval to the head, so that it can be given here.
    """

    committee_agency_id: int
    meeting_over: bool
    open_items: int
    open_requests: int
    head_approves: bool


def head_approves(approver: str) -> bool:
    """Does the charter's words for 紀錄核定者 mean the head of the ethics department?"""
    return any(name in approver for name in HEAD_AS_APPROVER)


def keeps(actor: Actor, facts: MinutesFacts) -> bool:
    return may(actor, Right.RUN_MEETINGS, committee_agency_id=facts.committee_agency_id)


def approves(actor: Actor, facts: MinutesFacts) -> bool:
    return may(actor, Right.APPROVE_MINUTES, committee_agency_id=facts.committee_agency_id)


def records(actor: Actor, facts: MinutesFacts) -> bool:
    return may(actor, Right.RECORD_APPROVALS, committee_agency_id=facts.committee_agency_id)


MEETING_OVER = Need[MinutesFacts]("minutes_before_adjourning", lambda facts: facts.meeting_over)
ALL_DECIDED = Need[MinutesFacts]("items_without_outcome", lambda facts: facts.open_items == 0)
ALL_ANSWERED = Need[MinutesFacts]("minutes_requests_open", lambda facts: facts.open_requests == 0)
GIVEN_HERE = Need[MinutesFacts]("minutes_approved_on_paper", lambda facts: facts.head_approves)

_S, _A = MinutesState, MinutesAction
_FINAL = (MEETING_OVER, ALL_DECIDED, ALL_ANSWERED)

MINUTES_FLOW: Flow[MinutesState, MinutesAction, MinutesFacts] = Flow(
    name="minutes",
    states=MinutesState,
    starts=frozenset({_S.DRAFTING}),
    ends=frozenset({_S.APPROVED}),
    moves={
        (_S.DRAFTING, _A.CIRCULATE): Move(_S.CIRCULATING, who=(keeps,), needs=(MEETING_OVER,)),
        (_S.DRAFTING, _A.APPROVE): Move(_S.APPROVED, who=(approves,), needs=(GIVEN_HERE, *_FINAL)),
        (_S.DRAFTING, _A.RECORD_APPROVAL): Move(_S.APPROVED, who=(records,), needs=_FINAL),
        (_S.CIRCULATING, _A.CALL_BACK): Move(_S.DRAFTING, who=(keeps,)),
        (_S.CIRCULATING, _A.APPROVE): Move(_S.APPROVED, who=(approves,), needs=(GIVEN_HERE, *_FINAL)),
        (_S.CIRCULATING, _A.RECORD_APPROVAL): Move(_S.APPROVED, who=(records,), needs=_FINAL),
    },
)
