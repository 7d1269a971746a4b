"""Who may give, confirm and end grants."""

from collections.abc import Callable

import pytest

from app.domain.errors import NotAllowed
from app.domain.people.actor import CONSOLE, Actor, ActorKind, Grant, Role
from app.domain.people.granting import GrantFacts, check_end, check_grant, confirm_refusal

DEPARTMENT, SCHOOL, OTHER = 1, 2, 3


def person(number: int, *grants: Grant) -> Actor:
    return Actor(ActorKind.PERSON, f"甲{number}", number, grants)


ADMIN = person(10, Grant(Role.ADMIN, DEPARTMENT))
HEAD = person(11, Grant(Role.HEAD, DEPARTMENT, of_department=True))
SCHOOL_HEAD = person(12, Grant(Role.HEAD, SCHOOL))
OFFICER_HERE_HEAD_THERE = person(
    13, Grant(Role.OFFICER, DEPARTMENT, of_department=True), Grant(Role.HEAD, SCHOOL)
)
BOTH = person(14, Grant(Role.ADMIN, DEPARTMENT), Grant(Role.HEAD, DEPARTMENT, of_department=True))
EVERYBODY_ELSE = [
    person(20, Grant(role, DEPARTMENT, of_department=True))
    for role in Role
    if role not in (Role.ADMIN, Role.HEAD)
]


@pytest.mark.parametrize("actor", [HEAD, SCHOOL_HEAD, person(30), *EVERYBODY_ELSE])
def test_only_an_administrator_grants_and_ends(actor: Actor) -> None:
    acts: list[Callable[[], None]] = [lambda: check_grant(actor, 99), lambda: check_end(actor)]
    for act in acts:
        with pytest.raises(NotAllowed) as refusal:
            act()
        assert refusal.value.code == "not_yours_to_do"


def test_an_administrator_and_the_console_grant() -> None:
    check_grant(ADMIN, 99)
    check_grant(CONSOLE, 99)


def test_nobody_grants_himself_anything() -> None:
    with pytest.raises(NotAllowed) as refusal:
        check_grant(ADMIN, 10)
    assert refusal.value.code == "grant_to_oneself"


def test_giving_up_is_always_allowed() -> None:
    check_end(ADMIN)


@pytest.mark.parametrize(
    ("actor", "facts", "code"),
    [
        (HEAD, GrantFacts(99, DEPARTMENT, 10), None),
        (HEAD, GrantFacts(99, OTHER, 10), None),
        (HEAD, GrantFacts(11, DEPARTMENT, 10), "grant_confirm_own"),
        (BOTH, GrantFacts(99, DEPARTMENT, 14), "grant_confirm_given_by_oneself"),
        (BOTH, GrantFacts(99, DEPARTMENT, 10), None),
        (SCHOOL_HEAD, GrantFacts(99, SCHOOL, 10), None),
        (SCHOOL_HEAD, GrantFacts(99, DEPARTMENT, 10), "not_yours_to_do"),
        (OFFICER_HERE_HEAD_THERE, GrantFacts(99, SCHOOL, 10), None),
        (OFFICER_HERE_HEAD_THERE, GrantFacts(99, DEPARTMENT, 10), "not_yours_to_do"),
        (ADMIN, GrantFacts(99, DEPARTMENT, 15), "not_yours_to_do"),
        (CONSOLE, GrantFacts(99, OTHER, None), None),
        *[(actor, GrantFacts(99, DEPARTMENT, 10), "not_yours_to_do") for actor in EVERYBODY_ELSE],
    ],
)
def test_who_confirms(actor: Actor, facts: GrantFacts, code: str | None) -> None:
    refusal = confirm_refusal(actor, facts)
    assert (refusal.code if refusal else None) == code
