"""提案: its states, its moves, who may make them and what they need (product 3.0, 3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.flow import Flow, Move, Need
from app.domain.people.actor import Actor, ActorKind
from app.domain.people.rights import Right, may


class ProposalState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class ProposalAction(StrEnum):
    SUBMIT = "submit"
    RECALL = "recall"
    RETURN = "return"
    RECORD_RETURN = "record_return"
    APPROVE = "approve"
    RECORD_APPROVAL = "record_approval"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    DEFER = "defer"
    DECIDE = "decide"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """What the moves ask. `drafted_by`, `submitted_by` and `in_charge` (who took it over) are user ids; `reviewed_since_submitted`: the reviewer acted."""

    committee_agency_id: int
    agency_id: int | None
    drafted_by: int | None
    submitted_by: int | None
    has_subject: bool
    has_body: bool
    is_stub: bool
    reviewed_since_submitted: bool
    agenda_is_set: bool
    in_charge: int | None = None


def writes(actor: Actor, facts: ProposalFacts) -> bool:
    return may(
        actor, Right.WRITE_PROPOSALS, committee_agency_id=facts.committee_agency_id, agency_id=facts.agency_id
    )


def handed_it_in(actor: Actor, facts: ProposalFacts) -> bool:
    return writes(actor, facts) and (
        actor.kind is ActorKind.CONSOLE
        or actor.person_id in (facts.submitted_by, facts.drafted_by, facts.in_charge)
    )


def head_but_not_its_author(actor: Actor, facts: ProposalFacts) -> bool:
    """Four eyes look at the person: nobody passes or returns a proposal of his own."""
    passes = may(actor, Right.PASS_PROPOSALS, committee_agency_id=facts.committee_agency_id)
    own = actor.person_id is not None and actor.person_id in (
        facts.submitted_by,
        facts.drafted_by,
        facts.in_charge,
    )
    return passes and not own


def records_paper(actor: Actor, facts: ProposalFacts) -> bool:
    return may(actor, Right.RECORD_APPROVALS, committee_agency_id=facts.committee_agency_id)


def runs_the_meeting(actor: Actor, facts: ProposalFacts) -> bool:
    return may(actor, Right.RUN_MEETINGS, committee_agency_id=facts.committee_agency_id)


SUBJECT = Need[ProposalFacts]("subject_missing", lambda facts: facts.has_subject or facts.is_stub)
BODY = Need[ProposalFacts]("body_missing", lambda facts: facts.has_body or facts.is_stub)
NOT_YET_REVIEWED = Need[ProposalFacts]("reviewer_has_acted", lambda facts: not facts.reviewed_since_submitted)

_S, _A = ProposalState, ProposalAction

_WITHDRAW = Move[ProposalState, ProposalFacts](_S.WITHDRAWN, who=(writes,), needs_reason=True)

PROPOSAL_FLOW: Flow[ProposalState, ProposalAction, ProposalFacts] = Flow(
    name="proposal",
    states=ProposalState,
    # An imported past case is born decided; one imported before its meeting is born a draft or scheduled.
    starts=frozenset({_S.DRAFT, _S.SCHEDULED, _S.DECIDED}),
    ends=frozenset({_S.DECIDED, _S.WITHDRAWN}),
    moves={
        (_S.DRAFT, _A.SUBMIT): Move(_S.IN_REVIEW, who=(writes,), needs=(SUBJECT, BODY)),
        (_S.DRAFT, _A.WITHDRAW): _WITHDRAW,
        (_S.IN_REVIEW, _A.RECALL): Move(_S.DRAFT, who=(handed_it_in,), needs=(NOT_YET_REVIEWED,)),
        (_S.IN_REVIEW, _A.RETURN): Move(_S.RETURNED, who=(head_but_not_its_author,), needs_reason=True),
        (_S.IN_REVIEW, _A.RECORD_RETURN): Move(_S.RETURNED, who=(records_paper,), needs_reason=True),
        (_S.IN_REVIEW, _A.APPROVE): Move(_S.APPROVED, who=(head_but_not_its_author,)),
        (_S.IN_REVIEW, _A.RECORD_APPROVAL): Move(_S.APPROVED, who=(records_paper,)),
        (_S.IN_REVIEW, _A.WITHDRAW): _WITHDRAW,
        (_S.RETURNED, _A.SUBMIT): Move(_S.IN_REVIEW, who=(writes,), needs=(SUBJECT, BODY)),
        (_S.RETURNED, _A.WITHDRAW): _WITHDRAW,
        (_S.APPROVED, _A.SCHEDULE): Move(_S.SCHEDULED, who=(runs_the_meeting,)),
        (_S.APPROVED, _A.WITHDRAW): _WITHDRAW,
        (_S.SCHEDULED, _A.UNSCHEDULE): Move(_S.APPROVED, who=(runs_the_meeting,)),
        (_S.SCHEDULED, _A.DEFER): Move(_S.APPROVED, who=(runs_the_meeting,)),
        (_S.SCHEDULED, _A.DECIDE): Move(_S.DECIDED, who=(runs_the_meeting,)),
        (_S.SCHEDULED, _A.WITHDRAW): _WITHDRAW,
    },
)
EDITABLE = frozenset({_S.DRAFT, _S.RETURNED})
"""States in which the drafter's side may change the text."""
REVISABLE = EDITABLE | {_S.IN_REVIEW, _S.APPROVED}
"""States in which 政風處 may change the text too; each change there is a later, visible version."""
