"""分辦 (件): states and moves (product 3.0, 3.3), from 待發 to its end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.flow import Flow, Move, Need
from app.domain.people.actor import Actor, ActorKind
from app.domain.people.rights import Right, may


class AssignmentState(StrEnum):
    PREPARED = "prepared"
    DISPATCHED = "dispatched"
    SUBMITTED = "submitted"
    UNDER_WAY = "under_way"
    RETURNED = "returned"
    RELEASE_PROPOSED = "release_proposed"
    RELEASED = "released"
    CLOSED_OTHERWISE = "closed_otherwise"
    REASSIGNED = "reassigned"


class AssignmentAction(StrEnum):
    DISPATCH = "dispatch"
    DISPATCH_EARLY = "dispatch_early"
    TAKE_BACK = "take_back"
    SUBMIT = "submit_share"
    RECALL_TO_DISPATCHED = "recall_to_dispatched"
    RECALL_TO_UNDER_WAY = "recall_to_under_way"
    RECALL_TO_RETURNED = "recall_to_returned"
    RECEIVE = "receive_share"
    SEND_BACK = "send_back_share"
    PROPOSE_RELEASE = "propose_release"
    CONTINUE = "continue_tracking"
    RELEASE_BY_MEETING = "release_by_meeting"
    RELEASE_BY_MEMO = "release_by_memo"
    RELEASE_BY_DELEGATION = "release_by_delegation"
    RELEASE_WITH_LEAD = "release_with_lead"
    CLOSE_OTHERWISE = "close_otherwise"
    REASSIGN = "reassign_share"
    RESTORE = "restore_share"
    UNSAY = "unsay_word"


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """What the moves ask, for the one who acts. Names read as sentences about the share.

    `own_report`: the one who acts sent its last report. `came_from`: the state before it was submitted. `read`, `reported`:
    somebody of the batch's agencies opened a share of it, or reported. `acted_on`: 政風處 answered the report already.
    `was_proposed`: it was 建議解除 when the chair's word that is taken back was said.
    `on_paper`: the decision was made on paper and is being recorded. `delegated`: the charter lets 政風處 release.
    """

    committee_agency_id: int
    agency_id: int
    meeting_over: bool = True
    minutes_approved: bool = True
    contact_reads_it: bool = True
    read: bool = False
    reported: bool = False
    report_is_in: bool = False
    acted_on: bool = False
    came_from: AssignmentState | None = None
    own_report: bool = False
    request_open: bool = False
    on_paper: bool = False
    delegated: bool = False
    lead_is_released: bool = False
    was_proposed: bool = False
    confidential: bool = False

    @property
    def of_department(self) -> bool:
        return self.agency_id == self.committee_agency_id


def prepares(actor: Actor, facts: AssignmentFacts) -> bool:
    return may(actor, Right.PREPARE_SPLITS, committee_agency_id=facts.committee_agency_id)


def dispatches(actor: Actor, facts: AssignmentFacts) -> bool:
    return may(actor, Right.DISPATCH, committee_agency_id=facts.committee_agency_id)


def records(actor: Actor, facts: AssignmentFacts) -> bool:
    """代登: what was decided on paper."""
    return facts.on_paper and may(
        actor, Right.RECORD_APPROVALS, committee_agency_id=facts.committee_agency_id
    )


def reports(actor: Actor, facts: AssignmentFacts) -> bool:
    return may(
        actor,
        Right.REPORT,
        committee_agency_id=facts.committee_agency_id,
        agency_id=facts.agency_id,
    )


def signs_off(actor: Actor, facts: AssignmentFacts) -> bool:
    return may(actor, Right.SIGN_OFF, agency_id=facts.agency_id)


def receives(actor: Actor, facts: AssignmentFacts) -> bool:
    return may(actor, Right.RECEIVE, committee_agency_id=facts.committee_agency_id)


def decides(actor: Actor, facts: AssignmentFacts) -> bool:
    return may(actor, Right.DECIDE_TRACKING, committee_agency_id=facts.committee_agency_id)


def in_session(actor: Actor, facts: AssignmentFacts) -> bool:
    """The chair's word, recorded by a clerk of the meeting."""
    return actor.kind in (ActorKind.MEETING, ActorKind.CONSOLE) and may(
        actor, Right.RUN_MEETINGS, committee_agency_id=facts.committee_agency_id
    )


MINUTES_APPROVED = Need[AssignmentFacts]("dispatch_before_minutes", lambda facts: facts.minutes_approved)
MEETING_OVER = Need[AssignmentFacts]("dispatch_before_adjourning", lambda facts: facts.meeting_over)
CONTACT_READS_IT = Need[AssignmentFacts]("nobody_may_read_it", lambda facts: facts.contact_reads_it)
UNREAD = Need[AssignmentFacts]("batch_was_read", lambda facts: not facts.read)
UNREPORTED = Need[AssignmentFacts]("batch_was_reported", lambda facts: not facts.reported)
REPORT_IS_IN = Need[AssignmentFacts]("report_not_sent", lambda facts: facts.report_is_in)
UNANSWERED = Need[AssignmentFacts]("report_was_acted_on", lambda facts: not facts.acted_on)
BY_ANOTHER = Need[AssignmentFacts]("verifier_is_submitter", lambda facts: not facts.own_report)
NOTHING_ASKED = Need[AssignmentFacts]("request_still_open", lambda facts: not facts.request_open)
ON_PAPER = Need[AssignmentFacts]("memo_missing", lambda facts: facts.on_paper)
DELEGATED = Need[AssignmentFacts]("release_not_delegated", lambda facts: facts.delegated)
NOT_OURS = Need[AssignmentFacts]("own_items_need_the_meeting", lambda facts: not facts.of_department)
LEAD_IS_RELEASED = Need[AssignmentFacts]("lead_not_released", lambda facts: facts.lead_is_released)
WAS_PROPOSED = Need[AssignmentFacts]("not_in_this_state", lambda facts: facts.was_proposed)

_S, _A = AssignmentState, AssignmentAction
_FROM = {
    _A.RECALL_TO_DISPATCHED: _S.DISPATCHED,
    _A.RECALL_TO_UNDER_WAY: _S.UNDER_WAY,
    _A.RECALL_TO_RETURNED: _S.RETURNED,
}
CAME_FROM = {
    action: Need[AssignmentFacts]("not_in_this_state", lambda facts, state=state: facts.came_from is state)  # type: ignore[misc]
    for action, state in _FROM.items()
}
RECALL_TO = {state: action for action, state in _FROM.items()}
"""Which recall leads back to a state."""

REPORTABLE = frozenset({_S.DISPATCHED, _S.UNDER_WAY, _S.RETURNED})
"""The agency's turn."""
OPEN = frozenset({*REPORTABLE, _S.SUBMITTED, _S.RELEASE_PROPOSED})
ENDED = frozenset({_S.RELEASED, _S.CLOSED_OTHERWISE, _S.REASSIGNED})
SENT = frozenset({*OPEN, *ENDED})
"""What its agency may know of: everything but 待發."""

_Moves = dict[tuple[AssignmentState, AssignmentAction], Move[AssignmentState, AssignmentFacts]]


def _moves() -> _Moves:
    minded = (MEETING_OVER, CONTACT_READS_IT)
    moves: _Moves = {
        (_S.PREPARED, _A.DISPATCH): Move(
            _S.DISPATCHED, who=(dispatches, records), needs=(MINUTES_APPROVED, *minded)
        ),
        # The named exception of invariant 5.
        (_S.PREPARED, _A.DISPATCH_EARLY): Move(
            _S.DISPATCHED, who=(dispatches,), needs=minded, needs_reason=True
        ),
        (_S.DISPATCHED, _A.TAKE_BACK): Move(_S.PREPARED, who=(prepares,), needs=(UNREAD, UNREPORTED)),
        (_S.SUBMITTED, _A.RECEIVE): Move(_S.UNDER_WAY, who=(receives,), needs=(BY_ANOTHER,)),
        (_S.SUBMITTED, _A.SEND_BACK): Move(
            _S.RETURNED, who=(receives,), needs=(BY_ANOTHER,), needs_reason=True
        ),
        (_S.RELEASE_PROPOSED, _A.CONTINUE): Move(_S.UNDER_WAY, who=(in_session,)),
        (_S.RELEASE_PROPOSED, _A.RELEASE_BY_MEMO): Move(
            _S.RELEASED, who=(records,), needs=(ON_PAPER, NOT_OURS)
        ),
        (_S.RELEASE_PROPOSED, _A.RELEASE_BY_DELEGATION): Move(
            _S.RELEASED, who=(decides,), needs=(DELEGATED, NOT_OURS, BY_ANOTHER)
        ),
    }
    for action, state in _FROM.items():
        moves[(_S.SUBMITTED, action)] = Move(state, who=(reports,), needs=(CAME_FROM[action], UNANSWERED))
    for state in sorted(REPORTABLE):
        moves[(state, _A.SUBMIT)] = Move(_S.SUBMITTED, who=(reports, signs_off), needs=(REPORT_IS_IN,))
    for state in (_S.SUBMITTED, _S.UNDER_WAY):
        moves[(state, _A.PROPOSE_RELEASE)] = Move(
            _S.RELEASE_PROPOSED, who=(decides, records), needs=(BY_ANOTHER, NOTHING_ASKED)
        )
    for state in sorted(OPEN):
        moves[(state, _A.RELEASE_BY_MEETING)] = Move(_S.RELEASED, who=(in_session,))
        moves[(state, _A.RELEASE_WITH_LEAD)] = Move(
            _S.RELEASED, who=(in_session, decides, records), needs=(LEAD_IS_RELEASED,)
        )
        moves[(state, _A.CLOSE_OTHERWISE)] = Move(
            _S.CLOSED_OTHERWISE, who=(decides, records, in_session), needs=(BY_ANOTHER,), needs_reason=True
        )
        if state is not _S.RELEASE_PROPOSED:
            moves[(state, _A.REASSIGN)] = Move(
                _S.REASSIGNED, who=(decides, records, in_session), needs_reason=True
            )
    for state in (_S.RELEASED, _S.CLOSED_OTHERWISE):
        moves[(state, _A.UNSAY)] = Move(_S.RELEASE_PROPOSED, who=(in_session,), needs=(WAS_PROPOSED,))
        moves[(state, _A.RESTORE)] = Move(_S.UNDER_WAY, who=(decides, records, in_session), needs_reason=True)
    moves[(_S.UNDER_WAY, _A.UNSAY)] = Move(_S.RELEASE_PROPOSED, who=(in_session,), needs=(WAS_PROPOSED,))
    return moves


ASSIGNMENT_FLOW: Flow[AssignmentState, AssignmentAction, AssignmentFacts] = Flow(
    name="assignment",
    states=AssignmentState,
    starts=frozenset({_S.PREPARED, _S.DISPATCHED}),
    ends=frozenset({_S.REASSIGNED}),
    moves=_moves(),
)
"""A share that replaces another by 改分 is born dispatched: the letter went out long ago."""
