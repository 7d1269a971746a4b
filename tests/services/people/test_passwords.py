"""Choosing and changing passwords: the last three, the other sessions, the link that works once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.people.actor import CONSOLE, Actor, ActorKind, Grant, Role
from app.domain.people.passwords import PasswordRules
from app.models import FormerPassword, User, UserSession
from app.services.people import invitations, passwords, sessions, signing_in, users
from app.services.people.passwords import PasswordRefused
from app.services.people.signing_in import Hasher, Lock
from tests.people import NOW, PASSWORD, TODAY, World

RULES = PasswordRules()
HASHER = Hasher(64, 1)
A, B, C, D = "Kettle-41-Walnut", "Kettle-42-Walnut", "Kettle-43-Walnut", "Kettle-44-Walnut"


def test_a_password_may_return_only_after_three_others(world: World) -> None:
    user = world.person("wang", password="")
    for password in (A, B, C):
        _store(world, user, password)
        for former in (A, B, C)[: (A, B, C).index(password) + 1]:
            with pytest.raises(PasswordRefused) as refusal:
                _store(world, user, former)
            assert refusal.value.code == "password_used_before"
    _store(world, user, D)
    _store(world, user, A)
    assert HASHER.matches(user.password_hash, A)
    assert world.session.scalar(select(func.count(FormerPassword.id))) == 3


def test_changing_ends_every_other_session_and_needs_the_current_one(world: World) -> None:
    user = world.person("wang")
    here = _session(world, user)
    other = _session(world, user)
    with pytest.raises(Invalid) as refusal:
        _change(world, here, "wrong", A)
    assert refusal.value.code == "current_password_wrong"
    assert other.ended_at is None
    _change(world, here, PASSWORD, A)
    assert here.ended_at is None
    assert other.ended_at == NOW


def test_an_invitation_works_once_and_signs_out(world: World) -> None:
    user = world.person("wang")
    elsewhere = _session(world, user)
    signing_in.failed(world.session, "wang", now=NOW, lock=Lock(1, 15))
    token = invitations.invite(world.session, CONSOLE, user, now=NOW)
    _choose(world, token, A)
    assert elsewhere.ended_at == NOW
    assert signing_in.locked_until(world.session, "wang", now=NOW) is None
    assert _refusal(world, token) == "link_used"


def test_the_next_invitation_revokes_the_one_before(world: World) -> None:
    user = world.person("wang", password="")
    first = invitations.invite(world.session, CONSOLE, user, now=NOW)
    second = invitations.invite(world.session, CONSOLE, user, now=NOW)
    assert _refusal(world, first) == "link_used"
    _choose(world, second, A)


def test_an_invitation_ends_after_seven_days(world: World) -> None:
    user = world.person("wang", password="")
    token = invitations.invite(world.session, CONSOLE, user, now=NOW)
    with pytest.raises(NotNow) as refusal:
        passwords.choose_by_link(
            world.session, HASHER, RULES, token, A, now=NOW + timedelta(days=7), today=TODAY
        )
    assert refusal.value.code == "link_expired"


def test_no_invitation_for_oneself_or_a_disabled_person(world: World) -> None:
    admin, user = world.person("lin"), world.person("wang")
    actor = Actor(ActorKind.PERSON, "lin", admin.id, (Grant(Role.ADMIN, world.department.id),))
    with pytest.raises(NotAllowed) as refusal:
        invitations.invite(world.session, actor, admin, now=NOW)
    assert refusal.value.code == "invite_oneself"
    users.disable(world.session, actor, user, reason="", seen_version=user.version, now=NOW, today=TODAY)
    with pytest.raises(NotNow) as later:
        invitations.invite(world.session, actor, user, now=NOW)
    assert later.value.code == "user_disabled"


def test_a_disabled_person_cannot_use_his_invitation(world: World) -> None:
    user = world.person("wang", password="")
    token = invitations.invite(world.session, CONSOLE, user, now=NOW)
    users.disable(world.session, CONSOLE, user, reason="", seen_version=user.version, now=NOW, today=TODAY)
    assert _refusal(world, token) == "user_disabled"


def _store(world: World, user: User, password: str) -> None:
    passwords.store(world.session, HASHER, RULES, user, password, now=NOW, today=TODAY)


def _change(world: World, here: UserSession, current: str, password: str) -> None:
    actor = world.actor(here.user)
    passwords.change_own(world.session, HASHER, RULES, actor, here, current, password, now=NOW, today=TODAY)


def _choose(world: World, token: str, password: str) -> None:
    passwords.choose_by_link(world.session, HASHER, RULES, token, password, now=NOW, today=TODAY)


def _refusal(world: World, token: str) -> str:
    with pytest.raises(NotNow) as refusal:
        _choose(world, token, B)
    return refusal.value.code


def _session(world: World, user: User) -> UserSession:
    token = sessions.start(world.session, user, now=NOW, address="127.0.0.1", browser="")
    found = select(UserSession).where(UserSession.token_hash == sessions.hash_token(token))
    return world.session.scalars(found.options(joinedload(UserSession.user))).one()
