"""展延 and 改分: what an agency asks for and what becomes of it. One shape, two tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from app.domain.flow import Flow, Move, Need
from app.domain.people.actor import Actor, ActorKind
from app.domain.people.rights import Right, may


class RequestState(StrEnum):
    REQUESTED = "requested"
    GRANTED = "granted"
    GRANTED_OTHERWISE = "granted_otherwise"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn_request"


class ExtensionAction(StrEnum):
    GRANT = "grant_extension"
    GRANT_OTHERWISE = "grant_extension_otherwise"
    REFUSE = "refuse_extension"
    WITHDRAW = "withdraw_extension"
    LAPSE = "lapse_extension"


class ReassignmentAction(StrEnum):
    GRANT = "grant_reassignment"
    GRANT_OTHERWISE = "grant_reassignment_otherwise"
    REFUSE = "refuse_reassignment"
    WITHDRAW = "withdraw_reassignment"
    LAPSE = "lapse_reassignment"


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """`within_limit`: the charter's number of extensions is not used up; `next_level`: 簽奉核可, or the chair in session.

    `disputed`: 改分 that was refused once and is asked for again.

    `own_request`: the one who acts asked for it. `share_is_open`: the share has not ended meanwhile.
    """

    committee_agency_id: int
    agency_id: int
    share_is_open: bool = True
    own_request: bool = False
    within_limit: bool = True
    disputed: bool = False
    on_paper: bool = False
    next_level: bool = False


def asks(actor: Actor, facts: RequestFacts) -> bool:
    return may(actor, Right.REPORT, committee_agency_id=facts.committee_agency_id, agency_id=facts.agency_id)


def decides(actor: Actor, facts: RequestFacts) -> bool:
    return may(actor, Right.DECIDE_TRACKING, committee_agency_id=facts.committee_agency_id)


def records(actor: Actor, facts: RequestFacts) -> bool:
    return facts.on_paper and may(
        actor, Right.RECORD_APPROVALS, committee_agency_id=facts.committee_agency_id
    )


def in_session(actor: Actor, facts: RequestFacts) -> bool:
    return actor.kind is ActorKind.MEETING and may(
        actor, Right.RUN_MEETINGS, committee_agency_id=facts.committee_agency_id
    )


SHARE_IS_OPEN = Need[RequestFacts]("share_is_closed", lambda facts: facts.share_is_open)
SHARE_HAS_ENDED = Need[RequestFacts]("share_has_not_ended", lambda facts: not facts.share_is_open)
BY_ANOTHER = Need[RequestFacts]("decider_asked", lambda facts: not facts.own_request)
WITHIN_LIMIT = Need[RequestFacts]("extensions_used_up", lambda facts: facts.within_limit or facts.next_level)
UNDISPUTED = Need[RequestFacts]("reassignment_disputed", lambda facts: not facts.disputed or facts.next_level)

_S = RequestState
A = TypeVar("A", bound=StrEnum)


def _moves(
    grant: A,
    otherwise: A,
    refuse: A,
    withdraw: A,
    lapse: A,
    *,
    granting: tuple[Need[RequestFacts], ...],
    refusing: tuple[Need[RequestFacts], ...],
) -> Mapping[tuple[RequestState, A], Move[RequestState, RequestFacts]]:
    deciders = (decides, records, in_session)
    needs = (SHARE_IS_OPEN, *granting)
    return {
        (_S.REQUESTED, grant): Move(_S.GRANTED, who=deciders, needs=needs),
        (_S.REQUESTED, otherwise): Move(_S.GRANTED_OTHERWISE, who=deciders, needs=needs),
        (_S.REQUESTED, refuse): Move(_S.REFUSED, who=deciders, needs=refusing, needs_reason=True),
        (_S.REQUESTED, withdraw): Move(_S.WITHDRAWN, who=(asks,)),
        # With its share, by whoever ended that.
        (_S.REQUESTED, lapse): Move(_S.WITHDRAWN, who=deciders, needs=(SHARE_HAS_ENDED,)),
    }


_ENDS = frozenset({_S.GRANTED, _S.GRANTED_OTHERWISE, _S.REFUSED, _S.WITHDRAWN})
GRANTED = frozenset({_S.GRANTED, _S.GRANTED_OTHERWISE})
_E, _R = ExtensionAction, ReassignmentAction

EXTENSION_FLOW: Flow[RequestState, ExtensionAction, RequestFacts] = Flow(
    name="extension",
    states=RequestState,
    starts=frozenset({_S.REQUESTED}),
    ends=_ENDS,
    moves=_moves(
        _E.GRANT,
        _E.GRANT_OTHERWISE,
        _E.REFUSE,
        _E.WITHDRAW,
        _E.LAPSE,
        granting=(BY_ANOTHER, WITHIN_LIMIT),
        refusing=(BY_ANOTHER,),
    ),
)
REASSIGNMENT_FLOW: Flow[RequestState, ReassignmentAction, RequestFacts] = Flow(
    name="reassignment",
    states=RequestState,
    starts=frozenset({_S.REQUESTED}),
    ends=_ENDS,
    moves=_moves(
        _R.GRANT,
        _R.GRANT_OTHERWISE,
        _R.REFUSE,
        _R.WITHDRAW,
        _R.LAPSE,
        granting=(BY_ANOTHER, UNDISPUTED),
        refusing=(BY_ANOTHER, UNDISPUTED),
    ),
)
