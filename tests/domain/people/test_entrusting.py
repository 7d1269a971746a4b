"""核可層級: what a committee gives its officers, and only to them, at home."""

import pytest

from app.domain.people.actor import Actor, ActorKind, Grant, Role
from app.domain.people.rights import ENTRUSTABLE, RIGHTS, Right, Scope, agencies_with, has, may

HOME, OTHER = 1, 2
ALL = frozenset(right.value for right in Right)


def person(role: Role, entrusted: frozenset[str]) -> Actor:
    return Actor(ActorKind.PERSON, "甲", 1, (Grant(role, HOME, entrusted=entrusted),))


@pytest.mark.parametrize("right", ENTRUSTABLE)
def test_an_officer_has_what_is_entrusted_at_home_alone(right: Right) -> None:
    plain, given = person(Role.OFFICER, frozenset()), person(Role.OFFICER, frozenset({right.value}))
    assert not may(plain, right, committee_agency_id=HOME)
    assert not has(plain, right)
    assert may(given, right, committee_agency_id=HOME)
    assert has(given, right)
    assert not may(given, right, committee_agency_id=OTHER)
    assert not may(given, right)
    assert agencies_with(given, right, Scope.COMMITTEE) == {HOME}
    assert agencies_with(given, right, Scope.OWN_AGENCY) == agencies_with(plain, right, Scope.OWN_AGENCY)


def test_nothing_else_can_be_entrusted_and_to_nobody_else() -> None:
    officer = person(Role.OFFICER, ALL)
    gained = {
        right
        for right in Right
        if may(officer, right, committee_agency_id=HOME)
        and not any(by.role is Role.OFFICER for by in RIGHTS[right])
    }
    assert gained == set(ENTRUSTABLE)
    for role in set(Role) - {Role.OFFICER}:
        plain, given = person(role, frozenset()), person(role, ALL)
        assert [may(one, right, committee_agency_id=HOME) for one in (plain, given) for right in Right] == [
            may(plain, right, committee_agency_id=HOME) for _ in range(2) for right in Right
        ]
