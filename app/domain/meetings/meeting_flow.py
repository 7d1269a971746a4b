"""會議: kinds, states and moves (product 3.0, 3.2), from the first plan to 結案."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.flow import Flow, Move, Need
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may


class MeetingKind(StrEnum):
    REGULAR = "regular"
    EXTRAORDINARY = "extraordinary"
    FOLLOW_UP = "follow_up"


class MeetingState(StrEnum):
    PREPARING = "preparing"
    AGENDA_SET = "agenda_set"
    IN_SESSION = "in_session"
    ADJOURNED = "adjourned"
    MINUTES_APPROVED = "minutes_approved"
    CLOSED = "closed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class MeetingAction(StrEnum):
    SET_AGENDA = "set_agenda"
    REOPEN_AGENDA = "reopen_agenda"
    START = "start"
    ADJOURN = "adjourn"
    RESUME = "resume"
    APPROVE_MINUTES = "approve_minutes"
    CLOSE = "close"
    POSTPONE = "postpone"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """`open_items`: lines without their outcome; `unchosen`: resolutions without tracking choice.

    `unsplit`: resolutions to be tracked of which no item has an owner yet.
    """

    committee_agency_id: int
    has_date: bool
    cases: int
    cases_not_ready: int
    open_items: int = 0
    unchosen: int = 0
    unsplit: int = 0


def runs(actor: Actor, facts: MeetingFacts) -> bool:
    return may(actor, Right.RUN_MEETINGS, committee_agency_id=facts.committee_agency_id)


def sets_agenda(actor: Actor, facts: MeetingFacts) -> bool:
    return may(actor, Right.SET_AGENDA, committee_agency_id=facts.committee_agency_id)


HAS_DATE = Need[MeetingFacts]("meeting_date_missing", lambda facts: facts.has_date)
HAS_CASES = Need[MeetingFacts]("agenda_empty", lambda facts: facts.cases > 0)
ALL_READY = Need[MeetingFacts]("cases_not_approved", lambda facts: facts.cases_not_ready == 0)
ALL_DECIDED = Need[MeetingFacts]("items_without_outcome", lambda facts: facts.open_items == 0)
ALL_CHOSEN = Need[MeetingFacts]("resolutions_without_choice", lambda facts: facts.unchosen == 0)
ALL_SPLIT = Need[MeetingFacts]("resolutions_without_items", lambda facts: facts.unsplit == 0)

_S, _A = MeetingState, MeetingAction

MEETING_FLOW: Flow[MeetingState, MeetingAction, MeetingFacts] = Flow(
    name="meeting",
    states=MeetingState,
    # A past meeting that is imported starts closed, or adjourned while some of its cases still lack their resolution.
    starts=frozenset({_S.PREPARING, _S.ADJOURNED, _S.CLOSED}),
    ends=frozenset({_S.CLOSED, _S.CANCELLED}),
    moves={
        (_S.PREPARING, _A.SET_AGENDA): Move(
            _S.AGENDA_SET, who=(sets_agenda,), needs=(HAS_DATE, HAS_CASES, ALL_READY)
        ),
        (_S.PREPARING, _A.POSTPONE): Move(_S.POSTPONED, who=(runs,), needs_reason=True),
        (_S.PREPARING, _A.CANCEL): Move(_S.CANCELLED, who=(runs,), needs_reason=True),
        (_S.AGENDA_SET, _A.REOPEN_AGENDA): Move(_S.PREPARING, who=(sets_agenda,), needs_reason=True),
        (_S.AGENDA_SET, _A.START): Move(_S.IN_SESSION, who=(runs,)),
        (_S.AGENDA_SET, _A.POSTPONE): Move(_S.POSTPONED, who=(runs,), needs_reason=True),
        (_S.AGENDA_SET, _A.CANCEL): Move(_S.CANCELLED, who=(runs,), needs_reason=True),
        (_S.IN_SESSION, _A.ADJOURN): Move(_S.ADJOURNED, who=(runs,)),
        (_S.ADJOURNED, _A.RESUME): Move(_S.IN_SESSION, who=(sets_agenda,), needs_reason=True),
        # Carried out by the 核定 of its minutes, whose own table says who may decide that.
        (_S.ADJOURNED, _A.APPROVE_MINUTES): Move(_S.MINUTES_APPROVED, who=(runs,), needs=(ALL_DECIDED,)),
        (_S.MINUTES_APPROVED, _A.CLOSE): Move(
            _S.CLOSED, who=(runs,), needs=(ALL_DECIDED, ALL_CHOSEN, ALL_SPLIT)
        ),
        (_S.POSTPONED, _A.RESCHEDULE): Move(_S.PREPARING, who=(runs,)),
        (_S.POSTPONED, _A.CANCEL): Move(_S.CANCELLED, who=(runs,), needs_reason=True),
    },
)
RECORDING = frozenset({_S.IN_SESSION, _S.ADJOURNED})
"""States in which resolution texts may be written; an imported past meeting brings its texts with it."""
FROZEN = frozenset({_S.MINUTES_APPROVED, _S.CLOSED})
"""States in which resolution texts stand; what is wrong in them is corrected by 更正, which keeps both texts."""
OVER = frozenset({_S.ADJOURNED, *FROZEN})
"""States of a meeting that was held."""
