"""辦理情形: every state × action × role, written out from product §1a, 3.0 and 3.3."""

import pytest

from app.domain.errors import NotAllowed, NotNow, Refusal
from app.domain.people.actor import Actor, ActorKind, Grant, Role
from app.domain.tracking.decisions import ApprovalMode
from app.domain.tracking.report_flow import (
    COUNTED,
    LIVE,
    REPORT_FLOW,
    UNSENT,
    ReportAction,
    ReportFacts,
    ReportState,
)

DEPARTMENT, AGENCY, OTHER = 1, 2, 3
S, A = ReportState, ReportAction
REPORTERS = {Role.OFFICER, Role.HEAD, Role.CONTACT, Role.SUPERVISOR}
DEPT = {Role.OFFICER, Role.HEAD}
TABLE: dict[tuple[ReportState, ReportAction], tuple[ReportState, set[Role]]] = {
    (S.DRAFT, A.ASK_APPROVAL): (S.AWAITING_APPROVAL, REPORTERS),
    (S.DRAFT, A.SUBMIT): (S.SUBMITTED, REPORTERS),
    (S.AWAITING_APPROVAL, A.LEAVE_APPROVAL): (S.DRAFT, REPORTERS),
    (S.AWAITING_APPROVAL, A.DECLINE): (S.DRAFT, {Role.SUPERVISOR}),
    (S.AWAITING_APPROVAL, A.SIGN_OFF): (S.SUBMITTED, {Role.SUPERVISOR}),
    (S.AWAITING_APPROVAL, A.SUBMIT): (S.SUBMITTED, REPORTERS),
    (S.DRAFT, A.SET_ASIDE): (S.SET_ASIDE, DEPT),
    (S.AWAITING_APPROVAL, A.SET_ASIDE): (S.SET_ASIDE, DEPT),
    (S.SUBMITTED, A.RECALL): (S.RECALLED, REPORTERS),
    (S.SUBMITTED, A.RECEIVE): (S.RECEIVED, DEPT),
    (S.SUBMITTED, A.SEND_BACK): (S.RETURNED, DEPT),
}
NEED_A_REASON = {A.DECLINE, A.SEND_BACK}
STAMPED = ReportFacts(DEPARTMENT, AGENCY, ApprovalMode.PAPER, stamped=True)
ONLINE = ReportFacts(DEPARTMENT, AGENCY, ApprovalMode.ONLINE)
LEFT_LYING = ReportFacts(DEPARTMENT, AGENCY, left_lying=True)


def person(role: Role, agency: int) -> Actor:
    return Actor(ActorKind.PERSON, "甲", 1, (Grant(role, agency, of_department=agency == DEPARTMENT),))


def facts_for(action: ReportAction, **changed: object) -> ReportFacts:
    base = {A.SIGN_OFF: ONLINE, A.SET_ASIDE: LEFT_LYING}.get(action, STAMPED)
    return ReportFacts(**{**{name: getattr(base, name) for name in ReportFacts.__slots__}, **changed})


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("action", list(A))
def test_the_whole_table(state: ReportState, action: ReportAction) -> None:
    target, may = TABLE.get((state, action), (None, set()))
    for role in Role:
        for agency in (DEPARTMENT, AGENCY, OTHER):
            found = REPORT_FLOW.refusal(state, action, person(role, agency), facts_for(action))
            at_home = agency == (DEPARTMENT if role in DEPT else AGENCY)
            expected: type[Refusal] | None = None
            if target is None:
                expected = NotNow
            elif not (at_home and role in may):
                expected = NotAllowed
            assert (type(found) if found else None) is expected, (state, action, role, agency)
    if target is not None:
        for role in may:
            who = person(role, DEPARTMENT if role in DEPT else AGENCY)
            assert REPORT_FLOW.step(state, action, who, facts_for(action), reason="理由") is target
            assert REPORT_FLOW.needs_reason(state, action) is (action in NEED_A_REASON)


@pytest.mark.parametrize(
    ("state", "action", "changed", "code"),
    [
        (S.DRAFT, A.SUBMIT, {"share_is_open": False}, "share_is_closed"),
        (S.DRAFT, A.ASK_APPROVAL, {"share_is_open": False}, "share_is_closed"),
        (S.DRAFT, A.ASK_APPROVAL, {"mode": ApprovalMode.WITHOUT}, "report_needs_no_approval"),
        (S.DRAFT, A.SUBMIT, {"stamped": False}, "report_not_signed"),
        (S.AWAITING_APPROVAL, A.SUBMIT, {"stamped": False}, "report_not_signed"),
        # Where the supervisor's word is wanted here, a stamp on paper does not send it.
        (S.DRAFT, A.SUBMIT, {"mode": ApprovalMode.ONLINE}, "report_not_signed"),
        (S.DRAFT, A.SUBMIT, {"for_another": True}, "informant_missing"),
        (S.AWAITING_APPROVAL, A.SIGN_OFF, {"mode": ApprovalMode.PAPER}, "signed_on_paper"),
        (S.DRAFT, A.SET_ASIDE, {"left_lying": False}, "agency_is_writing"),
        (S.SUBMITTED, A.RECALL, {"acted_on": True}, "report_was_acted_on"),
        (S.SUBMITTED, A.RECEIVE, {"own_report": True}, "verifier_is_submitter"),
        (S.SUBMITTED, A.SEND_BACK, {"own_report": True}, "verifier_is_submitter"),
    ],
)
def test_what_each_move_needs(
    state: ReportState, action: ReportAction, changed: dict[str, object], code: str
) -> None:
    actor = Actor(
        ActorKind.PERSON, "甲", 1, (Grant(Role.HEAD, DEPARTMENT, of_department=True), Grant(Role.SUPERVISOR, AGENCY))
    )  # fmt: skip
    with pytest.raises(NotNow, match=code):
        REPORT_FLOW.step(state, action, actor, facts_for(action, **changed), reason="因")


def test_what_needs_no_stamp_goes_out_without_one() -> None:
    contact, officer = person(Role.CONTACT, AGENCY), person(Role.OFFICER, DEPARTMENT)
    without = facts_for(A.SUBMIT, mode=ApprovalMode.WITHOUT, stamped=False)
    called = facts_for(A.SUBMIT, stamped=False, for_another=True, informed=True)
    assert REPORT_FLOW.step(S.DRAFT, A.SUBMIT, contact, without) is S.SUBMITTED
    assert REPORT_FLOW.step(S.DRAFT, A.SUBMIT, officer, called) is S.SUBMITTED


def test_the_groups_of_states_fit_together() -> None:
    """政風處 sees what left the agency; a round counts what stands; one row at a time is live."""
    assert UNSENT - {S.SET_ASIDE} | {S.SUBMITTED} == LIVE
    assert not UNSENT & COUNTED
    assert set(S) - LIVE == REPORT_FLOW.ends
