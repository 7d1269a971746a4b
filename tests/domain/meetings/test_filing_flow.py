"""紀錄送備查: every state × action × role, written out."""

import pytest

from app.domain.errors import NotAllowed, NotNow, Refusal
from app.domain.meetings.filing_flow import FILING_FLOW, FilingAction, FilingFacts, FilingState
from app.domain.people.actor import Actor, ActorKind, Grant, Role

AGENCY, ABOVE, DEPARTMENT, OTHER = 1, 2, 3, 4
FACTS = FilingFacts(AGENCY, ABOVE, has_minutes=True)
S, A = FilingState, FilingAction
TO = {
    (S.NOT_SENT, A.SEND): S.SENT,
    (S.NOT_SENT, A.FILE): S.FILED,
    (S.NOT_SENT, A.STRIKE_OUT): S.STRUCK_OUT,
    (S.SENT, A.FILE): S.FILED,
    (S.SENT, A.SEND_BACK): S.RETURNED,
    (S.SENT, A.STRIKE_OUT): S.STRUCK_OUT,
    (S.RETURNED, A.SEND): S.SENT,
    (S.RETURNED, A.FILE): S.FILED,
    (S.RETURNED, A.STRIKE_OUT): S.STRUCK_OUT,
    (S.FILED, A.REOPEN): S.SENT,
}
BY_SUPERVISOR = {A.FILE, A.SEND_BACK, A.REOPEN}
OWN = {Role.CONTACT, Role.SUPERVISOR, Role.OFFICER, Role.HEAD}
ETHICS = {Role.OFFICER, Role.HEAD}


def person(role: Role, agency: int) -> Actor:
    return Actor(ActorKind.PERSON, "甲", 1, (Grant(role, agency, of_department=agency == DEPARTMENT),))


def may(role: Role, agency: int, action: FilingAction) -> bool:
    if agency in (ABOVE, DEPARTMENT):
        return role in ETHICS
    return agency == AGENCY and role in OWN and action not in BY_SUPERVISOR


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("action", list(A))
def test_the_whole_table(state: FilingState, action: FilingAction) -> None:
    for role in Role:
        for agency in (AGENCY, ABOVE, DEPARTMENT, OTHER):
            refusal = FILING_FLOW.refusal(state, action, person(role, agency), FACTS)
            expected: type[Refusal] | None = None
            if (state, action) not in TO:
                expected = NotNow
            elif not may(role, agency, action):
                expected = NotAllowed
            assert (type(refusal) if refusal else None) is expected, (state, action, role, agency)
    if (state, action) in TO:
        head = person(Role.HEAD, DEPARTMENT)
        assert FILING_FLOW.step(state, action, head, FACTS, reason="理由") is TO[state, action]


def test_minutes_are_sent_only_when_they_are_here() -> None:
    without = FilingFacts(AGENCY, ABOVE, has_minutes=False)
    with pytest.raises(NotNow, match="minutes_not_here"):
        FILING_FLOW.step(S.NOT_SENT, A.SEND, person(Role.CONTACT, AGENCY), without)


@pytest.mark.parametrize("move", [(S.SENT, A.SEND_BACK), (S.FILED, A.REOPEN), (S.SENT, A.STRIKE_OUT)])
def test_what_goes_backwards_wants_a_reason(move: tuple[FilingState, FilingAction]) -> None:
    with pytest.raises(NotNow, match="reason_missing"):
        FILING_FLOW.step(*move, person(Role.HEAD, DEPARTMENT), FACTS)
