"""辦理情形: states and moves of one report (product 3.0). Rows are added, never written over: an edited one is a further row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.domain.flow import Flow, Move, Need
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.domain.tracking.decisions import ApprovalMode


class ReportState(StrEnum):
    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting_approval"
    SUBMITTED = "submitted"
    RECALLED = "recalled"
    RECEIVED = "received"
    RETURNED = "returned"
    SET_ASIDE = "set_aside"  # never sent: 政風處 entered the agency's word instead


class ReportAction(StrEnum):
    ASK_APPROVAL = "ask_approval"
    LEAVE_APPROVAL = "leave_approval"
    DECLINE = "decline_report"
    SIGN_OFF = "sign_off"
    SUBMIT = "submit_report"
    RECALL = "recall_report"
    RECEIVE = "receive_report"
    SEND_BACK = "send_back_report"
    SET_ASIDE = "set_aside_report"


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """`mode`: the agency's own approval; `stamped`: 業經○○核可 with title and date. `share_is_open`: it is the agency's turn.

    `for_another`: 政風處 enters it for the agency, `informed`: with channel and informant. `acted_on`, `own_report` as in
    AssignmentFacts. `left_lying`: nobody of the agency has saved it for long; `agreed`: somebody of it said that it may lie.
    `from_register`: an entry in a register is the report, and needs no stamp of its own.
    """

    committee_agency_id: int
    agency_id: int
    mode: ApprovalMode = ApprovalMode.PAPER
    stamped: bool = False
    share_is_open: bool = True
    for_another: bool = False
    informed: bool = False
    from_register: bool = False
    acted_on: bool = False
    left_lying: bool = False
    agreed: bool = False
    own_report: bool = False


def reports(actor: Actor, facts: ReportFacts) -> bool:
    return may(
        actor,
        Right.REPORT,
        committee_agency_id=facts.committee_agency_id,
        agency_id=facts.agency_id,
    )


def signs_off(actor: Actor, facts: ReportFacts) -> bool:
    return may(actor, Right.SIGN_OFF, agency_id=facts.agency_id)


def receives(actor: Actor, facts: ReportFacts) -> bool:
    return may(actor, Right.RECEIVE, committee_agency_id=facts.committee_agency_id)


SHARE_IS_OPEN = Need[ReportFacts]("share_is_closed", lambda facts: facts.share_is_open)
INFORMED = Need[ReportFacts](
    "informant_missing", lambda facts: facts.informed or facts.from_register or not facts.for_another
)
SIGNED = Need[ReportFacts](
    "report_not_signed",
    lambda facts: (
        facts.for_another
        or facts.from_register
        or facts.mode is ApprovalMode.WITHOUT
        or (facts.mode is ApprovalMode.PAPER and facts.stamped)
    ),
)
HAS_APPROVAL = Need[ReportFacts](
    "report_needs_no_approval", lambda facts: facts.mode is not ApprovalMode.WITHOUT
)
ONLINE = Need[ReportFacts]("signed_on_paper", lambda facts: facts.mode is ApprovalMode.ONLINE)
UNANSWERED = Need[ReportFacts]("report_was_acted_on", lambda facts: not facts.acted_on)
FREE = Need[ReportFacts]("agency_is_writing", lambda facts: facts.left_lying or facts.agreed)
BY_ANOTHER = Need[ReportFacts]("verifier_is_submitter", lambda facts: not facts.own_report)

_S, _A = ReportState, ReportAction
IN_WORK = frozenset({_S.DRAFT, _S.AWAITING_APPROVAL})
LEFT_AFTER = timedelta(days=14)
"""A draft nobody saved for so long no longer keeps 政風處 from entering what the agency says."""
UNSENT = frozenset({*IN_WORK, _S.SET_ASIDE})
"""The agency's own business: 政風處 sees at most that its stamp is awaited."""
COUNTED = frozenset({_S.SUBMITTED, _S.RECEIVED})
"""A round is reported once a report of it stands here."""
LIVE = frozenset({*IN_WORK, _S.SUBMITTED})
"""At most one of these per share."""

REPORT_FLOW: Flow[ReportState, ReportAction, ReportFacts] = Flow(
    name="report",
    states=ReportState,
    starts=frozenset({_S.DRAFT}),
    ends=frozenset({_S.RECALLED, _S.RECEIVED, _S.RETURNED, _S.SET_ASIDE}),
    moves={
        (_S.DRAFT, _A.ASK_APPROVAL): Move(
            _S.AWAITING_APPROVAL, who=(reports,), needs=(SHARE_IS_OPEN, HAS_APPROVAL)
        ),
        (_S.DRAFT, _A.SUBMIT): Move(_S.SUBMITTED, who=(reports,), needs=(SHARE_IS_OPEN, INFORMED, SIGNED)),
        (_S.AWAITING_APPROVAL, _A.LEAVE_APPROVAL): Move(_S.DRAFT, who=(reports,)),
        (_S.AWAITING_APPROVAL, _A.DECLINE): Move(_S.DRAFT, who=(signs_off,), needs_reason=True),
        (_S.AWAITING_APPROVAL, _A.SIGN_OFF): Move(
            _S.SUBMITTED, who=(signs_off,), needs=(SHARE_IS_OPEN, ONLINE)
        ),
        (_S.AWAITING_APPROVAL, _A.SUBMIT): Move(
            _S.SUBMITTED, who=(reports,), needs=(SHARE_IS_OPEN, INFORMED, SIGNED)
        ),
        (_S.DRAFT, _A.SET_ASIDE): Move(_S.SET_ASIDE, who=(receives,), needs=(FREE,)),
        (_S.AWAITING_APPROVAL, _A.SET_ASIDE): Move(_S.SET_ASIDE, who=(receives,), needs=(FREE,)),
        (_S.SUBMITTED, _A.RECALL): Move(_S.RECALLED, who=(reports,), needs=(UNANSWERED,)),
        (_S.SUBMITTED, _A.RECEIVE): Move(_S.RECEIVED, who=(receives,), needs=(BY_ANOTHER,)),
        (_S.SUBMITTED, _A.SEND_BACK): Move(
            _S.RETURNED, who=(receives,), needs=(BY_ANOTHER,), needs_reason=True
        ),
    },
)
