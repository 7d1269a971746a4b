"""展延 and 改分: every state × action × role, written out from product §1a, 3.0, 3.3 and 3.9."""

from typing import Any

import pytest

from app.domain.errors import NotAllowed, NotNow, Refusal
from app.domain.flow import Flow
from app.domain.people.actor import Actor, ActorKind, Grant, Role
from app.domain.tracking.request_flow import (
    EXTENSION_FLOW,
    REASSIGNMENT_FLOW,
    ExtensionAction,
    ReassignmentAction,
    RequestFacts,
    RequestState,
)

DEPARTMENT, AGENCY, OTHER = 1, 2, 3
S, E, R = RequestState, ExtensionAction, ReassignmentAction
DEPT = {Role.OFFICER, Role.HEAD}
REPORTERS = {*DEPT, Role.CONTACT, Role.SUPERVISOR}
# 展延准駁 and 改分 are 政風主管's: the officer records the paper.
DECISIONS = {
    E.GRANT: S.GRANTED,
    E.GRANT_OTHERWISE: S.GRANTED_OTHERWISE,
    E.REFUSE: S.REFUSED,
    R.GRANT: S.GRANTED,
    R.GRANT_OTHERWISE: S.GRANTED_OTHERWISE,
    R.REFUSE: S.REFUSED,
}
LAPSES = {E.LAPSE, R.LAPSE}
"""With its share, by whoever ended that."""
BOTH: list[tuple[Flow[Any, Any, Any], Any]] = [(EXTENSION_FLOW, one) for one in E] + [
    (REASSIGNMENT_FLOW, one) for one in R
]


def person(role: Role, agency: int, kind: ActorKind = ActorKind.PERSON) -> Actor:
    return Actor(kind, "甲", 1, (Grant(role, agency, of_department=agency == DEPARTMENT),))


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize(("flow", "action"), BOTH)
@pytest.mark.parametrize("on_paper", [False, True])
def test_the_whole_table(flow: Flow[Any, Any, Any], action: Any, state: RequestState, on_paper: bool) -> None:
    facts = RequestFacts(DEPARTMENT, AGENCY, on_paper=on_paper, share_is_open=action not in LAPSES)
    target = DECISIONS.get(action, S.WITHDRAWN) if state is S.REQUESTED else None
    deciders = DEPT if on_paper else {Role.HEAD}
    by_deciders = action in DECISIONS or action in LAPSES
    may = deciders if by_deciders else REPORTERS
    for kind in (ActorKind.PERSON, ActorKind.MEETING):
        # The chair is asked through a clerk of the meeting, whoever of the two it is.
        here = DEPT if kind is ActorKind.MEETING and by_deciders else may
        for role in Role:
            for agency in (DEPARTMENT, AGENCY, OTHER):
                found = flow.refusal(state, action, person(role, agency, kind), facts)
                at_home = agency == (DEPARTMENT if role in DEPT else AGENCY)
                expected: type[Refusal] | None = None
                if target is None:
                    expected = NotNow
                elif not (at_home and role in here):
                    expected = NotAllowed
                assert (type(found) if found else None) is expected, (kind, role, agency)
    if target is not None:
        head = person(Role.HEAD, DEPARTMENT)
        assert flow.step(state, action, head, facts, reason="理由") is target
        assert flow.needs_reason(state, action) is (target is S.REFUSED)


@pytest.mark.parametrize(
    ("action", "changed", "code"),
    [
        (E.GRANT, {"share_is_open": False}, "share_is_closed"),
        (E.GRANT_OTHERWISE, {"share_is_open": False}, "share_is_closed"),
        (R.GRANT, {"share_is_open": False}, "share_is_closed"),
        (R.GRANT_OTHERWISE, {"share_is_open": False}, "share_is_closed"),
        *((action, {}, "share_has_not_ended") for action in sorted(LAPSES)),
        *((action, {"own_request": True}, "decider_asked") for action in DECISIONS),
        (E.GRANT, {"within_limit": False}, "extensions_used_up"),
        (E.GRANT_OTHERWISE, {"within_limit": False}, "extensions_used_up"),
        *(
            (action, {"disputed": True}, "reassignment_disputed")
            for action in (R.GRANT, R.GRANT_OTHERWISE, R.REFUSE)
        ),
    ],
)
def test_what_each_decision_needs(action: Any, changed: dict[str, bool], code: str) -> None:
    flow: Flow[Any, Any, Any] = EXTENSION_FLOW if action in set(E) else REASSIGNMENT_FLOW
    facts = RequestFacts(DEPARTMENT, AGENCY, **changed)
    with pytest.raises(NotNow, match=code):
        flow.step(S.REQUESTED, action, person(Role.HEAD, DEPARTMENT), facts, reason="因")


def test_beyond_the_charters_number_only_the_next_level_grants_and_anybody_may_refuse() -> None:
    head = person(Role.HEAD, DEPARTMENT)
    beyond = RequestFacts(DEPARTMENT, AGENCY, within_limit=False)
    higher = RequestFacts(DEPARTMENT, AGENCY, within_limit=False, next_level=True)
    assert EXTENSION_FLOW.step(S.REQUESTED, E.GRANT, head, higher) is S.GRANTED
    assert EXTENSION_FLOW.step(S.REQUESTED, E.REFUSE, head, beyond, reason="因") is S.REFUSED


def test_disputed_reassignment_is_decided_by_the_next_level_or_taken_back() -> None:
    head, contact = person(Role.HEAD, DEPARTMENT), person(Role.CONTACT, AGENCY)
    disputed = RequestFacts(DEPARTMENT, AGENCY, disputed=True)
    higher = RequestFacts(DEPARTMENT, AGENCY, disputed=True, next_level=True)
    assert REASSIGNMENT_FLOW.step(S.REQUESTED, R.GRANT, head, higher) is S.GRANTED
    assert REASSIGNMENT_FLOW.step(S.REQUESTED, R.REFUSE, head, higher, reason="因") is S.REFUSED
    assert REASSIGNMENT_FLOW.available(S.REQUESTED, contact, disputed) == (R.WITHDRAW,)


def test_a_request_of_a_share_that_ended_is_refused_or_withdrawn_never_granted() -> None:
    ended = RequestFacts(DEPARTMENT, AGENCY, share_is_open=False)
    head, contact = person(Role.HEAD, DEPARTMENT), person(Role.CONTACT, AGENCY)
    assert set(EXTENSION_FLOW.available(S.REQUESTED, head, ended)) == {E.REFUSE, E.WITHDRAW, E.LAPSE}
    assert EXTENSION_FLOW.available(S.REQUESTED, contact, ended) == (E.WITHDRAW,)
