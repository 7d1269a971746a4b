"""分辦: every state × action × role, written out."""

import pytest

from app.domain.errors import NotAllowed, NotNow, Refusal
from app.domain.people.actor import Actor, ActorKind, Grant, Role
from app.domain.tracking.assignment_flow import (
    ASSIGNMENT_FLOW,
    OPEN,
    REPORTABLE,
    AssignmentAction,
    AssignmentFacts,
    AssignmentState,
)

DEPARTMENT, AGENCY, OTHER = 1, 2, 3
S, A = AssignmentState, AssignmentAction
FACTS = AssignmentFacts(
    DEPARTMENT,
    AGENCY,
    report_is_in=True,
    on_paper=True,
    delegated=True,
    lead_is_released=True,
    was_proposed=True,
    came_from=None,
)
HEAD, OFFICER, CONTACT, SUPERVISOR, CLERK = "head", "officer", "contact", "supervisor", "clerk"
DEPT = {OFFICER, HEAD}
TO: dict[tuple[AssignmentState, AssignmentAction], AssignmentState] = {
    (S.PREPARED, A.DISPATCH): S.DISPATCHED,
    (S.PREPARED, A.DISPATCH_EARLY): S.DISPATCHED,
    (S.DISPATCHED, A.TAKE_BACK): S.PREPARED,
    (S.SUBMITTED, A.RECEIVE): S.UNDER_WAY,
    (S.SUBMITTED, A.SEND_BACK): S.RETURNED,
    (S.SUBMITTED, A.RECALL_TO_DISPATCHED): S.DISPATCHED,
    (S.SUBMITTED, A.RECALL_TO_UNDER_WAY): S.UNDER_WAY,
    (S.SUBMITTED, A.RECALL_TO_RETURNED): S.RETURNED,
    (S.SUBMITTED, A.PROPOSE_RELEASE): S.RELEASE_PROPOSED,
    (S.UNDER_WAY, A.PROPOSE_RELEASE): S.RELEASE_PROPOSED,
    (S.RELEASE_PROPOSED, A.CONTINUE): S.UNDER_WAY,
    (S.RELEASE_PROPOSED, A.RELEASE_BY_MEMO): S.RELEASED,
    (S.RELEASE_PROPOSED, A.RELEASE_BY_DELEGATION): S.RELEASED,
    (S.RELEASED, A.RESTORE): S.UNDER_WAY,
    (S.CLOSED_OTHERWISE, A.RESTORE): S.UNDER_WAY,
    **{(state, A.UNSAY): S.RELEASE_PROPOSED for state in (S.RELEASED, S.CLOSED_OTHERWISE, S.UNDER_WAY)},
    **{(state, A.SUBMIT): S.SUBMITTED for state in REPORTABLE},
    **{(state, A.RELEASE_BY_MEETING): S.RELEASED for state in OPEN},
    **{(state, A.RELEASE_WITH_LEAD): S.RELEASED for state in OPEN},
    **{(state, A.CLOSE_OTHERWISE): S.CLOSED_OTHERWISE for state in OPEN},
    **{(state, A.REASSIGN): S.REASSIGNED for state in OPEN - {S.RELEASE_PROPOSED}},
}
MAY: dict[AssignmentAction, set[str]] = {
    A.DISPATCH: DEPT,  # the officer as the one who records the paper
    A.DISPATCH_EARLY: {HEAD},
    A.TAKE_BACK: DEPT,
    A.SUBMIT: {*DEPT, CONTACT, SUPERVISOR},
    A.RECALL_TO_DISPATCHED: {*DEPT, CONTACT, SUPERVISOR},
    A.RECALL_TO_UNDER_WAY: {*DEPT, CONTACT, SUPERVISOR},
    A.RECALL_TO_RETURNED: {*DEPT, CONTACT, SUPERVISOR},
    A.RECEIVE: DEPT,
    A.SEND_BACK: DEPT,
    A.PROPOSE_RELEASE: DEPT,
    A.CONTINUE: {CLERK},
    A.RELEASE_BY_MEETING: {CLERK},
    A.RELEASE_BY_MEMO: DEPT,
    A.RELEASE_BY_DELEGATION: {HEAD},
    A.RELEASE_WITH_LEAD: DEPT,
    A.CLOSE_OTHERWISE: DEPT,
    A.REASSIGN: DEPT,
    A.RESTORE: DEPT,
    A.UNSAY: {CLERK},
}
RECALLS = {
    A.RECALL_TO_DISPATCHED: S.DISPATCHED,
    A.RECALL_TO_UNDER_WAY: S.UNDER_WAY,
    A.RECALL_TO_RETURNED: S.RETURNED,
}


def person(role: Role, agency: int, kind: ActorKind = ActorKind.PERSON) -> Actor:
    return Actor(kind, "甲", 1, (Grant(role, agency, of_department=agency == DEPARTMENT),))


def facts_for(action: AssignmentAction, **changed: object) -> AssignmentFacts:
    values = {name: getattr(FACTS, name) for name in AssignmentFacts.__slots__}
    return AssignmentFacts(**{**values, "came_from": RECALLS.get(action), **changed})


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("action", list(A))
def test_the_whole_table(state: AssignmentState, action: AssignmentAction) -> None:
    facts = facts_for(action)
    for role in Role:
        for agency in (DEPARTMENT, AGENCY, OTHER):
            refusal = ASSIGNMENT_FLOW.refusal(state, action, person(role, agency), facts)
            at_home = agency == (DEPARTMENT if role in (Role.OFFICER, Role.HEAD) else AGENCY)
            expected: type[Refusal] | None = None
            if (state, action) not in TO:
                expected = NotNow
            elif not (at_home and role.value in MAY[action]):
                expected = NotAllowed
            assert (type(refusal) if refusal else None) is expected, (state, action, role, agency)
    if (state, action) in TO:
        kind = ActorKind.MEETING if MAY[action] == {CLERK} else ActorKind.PERSON
        head = person(Role.HEAD, DEPARTMENT, kind)
        assert ASSIGNMENT_FLOW.step(state, action, head, facts, reason="理由") is TO[state, action]


@pytest.mark.parametrize(
    ("state", "action", "changed", "code"),
    [
        (S.PREPARED, A.DISPATCH, {"minutes_approved": False}, "dispatch_before_minutes"),
        (S.PREPARED, A.DISPATCH_EARLY, {"meeting_over": False}, "dispatch_before_adjourning"),
        (S.PREPARED, A.DISPATCH, {"contact_reads_it": False}, "nobody_may_read_it"),
        (S.DISPATCHED, A.TAKE_BACK, {"read": True}, "batch_was_read"),
        (S.DISPATCHED, A.TAKE_BACK, {"reported": True}, "batch_was_reported"),
        (S.DISPATCHED, A.SUBMIT, {"report_is_in": False}, "report_not_sent"),
        (S.SUBMITTED, A.RECALL_TO_DISPATCHED, {"came_from": S.RETURNED}, "not_in_this_state"),
        (S.SUBMITTED, A.RECALL_TO_DISPATCHED, {"acted_on": True}, "report_was_acted_on"),
        (S.SUBMITTED, A.RECEIVE, {"own_report": True}, "verifier_is_submitter"),
        (S.SUBMITTED, A.PROPOSE_RELEASE, {"own_report": True}, "verifier_is_submitter"),
        (S.UNDER_WAY, A.PROPOSE_RELEASE, {"request_open": True}, "request_still_open"),
        (S.RELEASE_PROPOSED, A.RELEASE_BY_DELEGATION, {"delegated": False}, "release_not_delegated"),
        (S.RELEASE_PROPOSED, A.RELEASE_BY_MEMO, {"agency_id": DEPARTMENT}, "own_items_need_the_meeting"),
        (S.DISPATCHED, A.RELEASE_WITH_LEAD, {"lead_is_released": False}, "lead_not_released"),
    ],
)
def test_what_each_move_needs(
    state: AssignmentState, action: AssignmentAction, changed: dict[str, object], code: str
) -> None:
    with pytest.raises(NotNow, match=code):
        ASSIGNMENT_FLOW.step(
            state, action, person(Role.HEAD, DEPARTMENT), facts_for(action, **changed), reason="因"
        )


def test_an_officer_decides_nothing_without_the_paper() -> None:
    officer, without = person(Role.OFFICER, DEPARTMENT), facts_for(A.DISPATCH, on_paper=False)
    for state, action in (
        (S.PREPARED, A.DISPATCH),
        (S.UNDER_WAY, A.PROPOSE_RELEASE),
        (S.RELEASED, A.RESTORE),
    ):
        assert isinstance(ASSIGNMENT_FLOW.refusal(state, action, officer, without), NotAllowed)


def test_a_word_taken_back_leads_to_a_proposal_only_where_there_was_one() -> None:
    clerk = person(Role.OFFICER, DEPARTMENT, ActorKind.MEETING)
    refusal = ASSIGNMENT_FLOW.refusal(S.RELEASED, A.UNSAY, clerk, facts_for(A.UNSAY, was_proposed=False))
    assert refusal is not None
    assert refusal.code == "not_in_this_state"
