"""代理: the deputy acts with the owner's grants for the days, by his own name, and is two people to nobody."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.errors import Invalid, NotAllowed, NotNow, Refusal
from app.domain.people.actor import Actor, Role
from app.domain.people.rights import Right, may
from app.models import AuditEvent, User
from app.queries.people.signed_in import actor_of
from app.services.people import deputies
from tests.people import NOW, TODAY, World

TOMORROW = TODAY + timedelta(days=1)
WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def pair(world: World) -> tuple[User, User]:
    """A head who may read 密, and an officer of the same department."""
    owner = world.person("chief", (Role.HEAD, world.department), confidential=True, name="李大華")
    return owner, world.person("clerk", (Role.OFFICER, world.department), name="王小明")


def on(world: World, user: User, days: int) -> Actor:
    return actor_of(world.session, user, TODAY + timedelta(days=days))


def passes(actor: Actor, world: World) -> bool:
    return may(actor, Right.PASS_PROPOSALS, committee_agency_id=world.department.id)


def test_the_deputy_acts_with_the_owners_grants_for_the_days_only(
    world: World, pair: tuple[User, User]
) -> None:
    owner, clerk = pair
    deputies.appoint(
        world.session, world.actor(owner), clerk.id, from_on=TOMORROW, to_on=WEEK, now=NOW, today=TODAY
    )
    assert [passes(on(world, clerk, day), world) for day in (0, 1, 7, 8)] == [False, True, True, False]
    assert all(passes(on(world, owner, day), world) for day in (0, 1, 7, 8)), "the owner keeps everything"


def test_the_right_to_read_confidential_cases_is_not_lent(world: World, pair: tuple[User, User]) -> None:
    owner, clerk = pair
    deputies.appoint(
        world.session, world.actor(owner), clerk.id, from_on=TODAY, to_on=WEEK, now=NOW, today=TODAY
    )
    acting = world.actor(clerk)
    assert passes(acting, world)
    assert acting.of_department
    assert not any(grant.may_read_confidential for grant in acting.grants)


def test_the_log_names_the_deputy_and_for_whom(world: World, pair: tuple[User, User]) -> None:
    owner, clerk = pair
    row = deputies.appoint(
        world.session, world.actor(owner), clerk.id, from_on=TODAY, to_on=WEEK, now=NOW, today=TODAY
    )
    acting = world.actor(clerk)
    assert acting.person_id == clerk.id, "four-eyes rules look at the person"
    deputies.end(world.session, acting, row, seen_version=row.version, now=NOW, today=TODAY)
    said = world.session.scalars(
        select(AuditEvent.actor_name).where(AuditEvent.thing == "deputies").order_by(AuditEvent.id)
    )
    assert list(said) == ["李大華", "王小明（代理李大華）"]
    assert not passes(world.actor(clerk), world), "ended at once"


def test_what_was_lent_is_not_lent_on_and_a_disabled_owner_lends_nothing(
    world: World, pair: tuple[User, User]
) -> None:
    owner, clerk = pair
    third = world.person("third", (Role.OFFICER, world.department))
    deputies.appoint(
        world.session, world.actor(owner), clerk.id, from_on=TODAY, to_on=WEEK, now=NOW, today=TODAY
    )
    deputies.appoint(
        world.session, world.actor(clerk), third.id, from_on=TODAY, to_on=WEEK, now=NOW, today=TODAY
    )
    assert not passes(world.actor(third), world)
    owner.disabled_at = NOW
    world.session.flush()
    assert not passes(world.actor(clerk), world)


def test_only_a_colleague_with_a_role_of_the_agency_and_days_that_can_be(
    world: World, pair: tuple[User, User]
) -> None:
    owner, clerk = pair
    outside = world.person("outside", (Role.CONTACT, world.other), (Role.MEMBER, world.department))
    admin = world.person("admin", (Role.ADMIN, world.department))

    def refusal(deputy: User, from_day: int, to_day: int, by: User = owner) -> str:
        with pytest.raises(Refusal) as refused:
            deputies.appoint(
                world.session, world.actor(by), deputy.id, from_on=TODAY + timedelta(from_day),
                to_on=TODAY + timedelta(to_day), now=NOW, today=TODAY,
            )  # fmt: skip
        assert isinstance(refused.value, Invalid | NotNow)
        return refused.value.code

    assert refusal(outside, 1, 2) == "deputy_from_elsewhere"
    assert refusal(admin, 1, 2) == "deputy_from_elsewhere"
    assert refusal(owner, 1, 2) == "deputy_is_oneself"
    assert refusal(clerk, 1, 2, by=admin) == "nothing_to_lend"
    assert refusal(clerk, -1, 2) == "deputy_in_the_past"
    assert refusal(clerk, 2, 1) == "deputy_dates_reversed"
    assert refusal(clerk, 1, 400) == "deputy_too_long"
    row = deputies.appoint(
        world.session, world.actor(owner), clerk.id, from_on=TOMORROW, to_on=WEEK, now=NOW, today=TODAY
    )
    assert refusal(clerk, 3, 9) == "deputy_exists"
    with pytest.raises(NotAllowed):
        deputies.end(world.session, world.actor(outside), row, seen_version=row.version, now=NOW, today=TODAY)
