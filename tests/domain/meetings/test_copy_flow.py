"""密件分發: every state × action × role, with and without the right to read 密."""

import pytest

from app.domain.errors import NotAllowed, NotNow, Refusal
from app.domain.meetings.copy_flow import COPY_FLOW, CopyAction, CopyFacts, CopyState
from app.domain.people.actor import CONSOLE, Actor, ActorKind, Grant, Role

DEPARTMENT, OTHER = 1, 2
FACTS = CopyFacts(DEPARTMENT)
S, A = CopyState, CopyAction
TO = {
    (S.IN_STORE, A.HAND_OUT): S.HANDED_OUT,
    (S.HANDED_OUT, A.COLLECT): S.COLLECTED,
    (S.HANDED_OUT, A.TAKE_BACK): S.IN_STORE,
    (S.COLLECTED, A.REOPEN): S.HANDED_OUT,
}


def person(role: Role, agency: int, reads: bool) -> Actor:
    return Actor(ActorKind.PERSON, "甲", 1, (Grant(role, agency, reads, agency == DEPARTMENT),))


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("action", list(A))
def test_the_whole_table(state: CopyState, action: CopyAction) -> None:
    for role in Role:
        for agency in (DEPARTMENT, OTHER):
            for reads in (True, False):
                refusal = COPY_FLOW.refusal(state, action, person(role, agency, reads), FACTS)
                may = role in (Role.OFFICER, Role.HEAD) and agency == DEPARTMENT and reads
                expected: type[Refusal] | None = (
                    NotNow if (state, action) not in TO else None if may else NotAllowed
                )
                assert (type(refusal) if refusal else None) is expected, (role, agency, reads)
    if (state, action) in TO:
        officer = person(Role.OFFICER, DEPARTMENT, True)
        assert COPY_FLOW.step(state, action, officer, FACTS, reason="理由") is TO[state, action]
        assert isinstance(COPY_FLOW.refusal(state, action, CONSOLE, FACTS), NotAllowed)


@pytest.mark.parametrize("move", [(S.HANDED_OUT, A.TAKE_BACK), (S.COLLECTED, A.REOPEN)])
def test_a_correction_needs_a_reason(move: tuple[CopyState, CopyAction]) -> None:
    with pytest.raises(NotNow, match="reason_missing"):
        COPY_FLOW.step(*move, person(Role.HEAD, DEPARTMENT, True), FACTS)
