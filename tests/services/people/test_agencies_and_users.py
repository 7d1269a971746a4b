"""Agencies, groups and users: what is unique, what is ordered, what ends, and what the log keeps of persons."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed
from app.domain.people.actor import CONSOLE, Actor, ActorKind, Grant, Role
from app.domain.people.agency import AgencyKind, EthicsMode
from app.models import Agency, AgencyGroupMember, AuditEvent, UserSession
from app.queries.people import choices
from app.services.people import agencies, groups, sessions, users
from app.services.people.agencies import AgencyFields
from app.services.people.users import UserFields
from tests.people import NOW, TODAY, World

SCHOOL = AgencyFields("S01", "示範市立第一國民中學", "第一國中", AgencyKind.SCHOOL, EthicsMode.ASSIGNED)
OFFICER = Actor(ActorKind.PERSON, "甲", 77, (Grant(Role.OFFICER, 1, of_department=True),))


def test_only_administrators_touch_agencies_groups_and_users(world: World) -> None:
    user = world.person("chen")
    acts: list[Callable[[], object]] = [
        lambda: agencies.create(world.session, OFFICER, SCHOOL, now=NOW),
        lambda: groups.create(world.session, OFFICER, "學校", now=NOW),
        lambda: users.create(world.session, OFFICER, UserFields("a1", "甲乙"), now=NOW),
        lambda: users.disable(world.session, OFFICER, user, reason="", seen_version=1, now=NOW, today=TODAY),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"code": "A01"}, "agency_code_taken"),
        ({"name": "示範市政府政風處"}, "agency_name_taken"),
        ({"short_name": " "}, "field_missing"),
        ({"parent_id": 9999}, "agency_unknown"),
    ],
)
def test_what_an_agency_may_not_be(world: World, changed: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        agencies.create(world.session, CONSOLE, replace(SCHOOL, **changed), now=NOW)  # type: ignore[arg-type]
    assert refusal.value.code == code


def test_no_agency_stands_above_itself(world: World) -> None:
    school = agencies.create(world.session, CONSOLE, replace(SCHOOL, parent_id=world.other.id), now=NOW)
    fields = AgencyFields(
        "A02", "示範市政府教育局", "教育局", AgencyKind.FIRST_LEVEL, EthicsMode.OFFICE, school.id
    )
    with pytest.raises(Invalid) as refusal:
        agencies.change(world.session, CONSOLE, world.other, fields, seen_version=1, now=NOW)
    assert refusal.value.code == "agency_above_itself"


def test_places_in_the_official_order(world: World) -> None:
    school = agencies.create(world.session, CONSOLE, SCHOOL, now=NOW)
    _place(world, school, world.department)
    assert _order(world) == ["A01", "S01", "A02"]
    _place(world, school, None)
    assert _order(world) == ["S01", "A01", "A02"]
    _place(world, school, world.other)
    assert _order(world) == ["A01", "A02", "S01"]
    assert world.other.version == 1, "another agency's open page must not go stale"


def test_a_disabled_agency_leaves_the_choices_the_day_after(world: World) -> None:
    agencies.disable(
        world.session, CONSOLE, world.other, valid_to=TODAY, successor_id=world.department.id, reason="整併",
        seen_version=1, now=NOW,
    )  # fmt: skip
    tomorrow = TODAY + timedelta(days=1)
    assert "教育局" in dict(choices.agencies(world.session, TODAY)).values()
    assert "教育局" not in dict(choices.agencies(world.session, tomorrow)).values()
    assert "教育局" in dict(choices.agencies(world.session, tomorrow, also=[world.other.id])).values()
    agencies.enable(world.session, CONSOLE, world.other, seen_version=world.other.version, now=NOW)
    assert (world.other.valid_to, world.other.successor_id) == (None, None)


def test_groups_are_a_matter_of_dates(world: World) -> None:
    group = groups.create(world.session, CONSOLE, "一級機關", now=NOW)
    ids = [world.department.id, world.other.id]
    added = groups.add_members(world.session, CONSOLE, group, ids, from_on=TODAY, seen_version=1, now=NOW)
    assert added == 2
    assert group.version == 2
    again = groups.add_members(world.session, CONSOLE, group, ids, from_on=TODAY, seen_version=2, now=NOW)
    assert again == 0
    members = world.session.scalars(select(AgencyGroupMember).order_by(AgencyGroupMember.id)).all()
    leaving = date(2027, 1, 1)
    groups.remove_members(
        world.session, CONSOLE, group, [members[0].id], from_on=leaving, seen_version=2, now=NOW
    )
    assert [member.to_on for member in members] == [date(2026, 12, 31), None]
    with pytest.raises(ChangedSinceSeen):
        groups.rename(world.session, CONSOLE, group, "各機關", seen_version=2, now=NOW)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (UserFields("ＷＡＮＧ", "王大明"), "login_taken"),
        (UserFields(" Wang ", "王大明"), "login_taken"),
        (UserFields("w", "王大明"), "login_malformed"),
        (UserFields("王大明", "王大明"), "login_malformed"),
        (UserFields("wang dm", "王大明"), "login_malformed"),
        (UserFields("wang2", "王"), "name_length"),
        (UserFields("wang2", "王" * 41), "name_length"),
        (UserFields("wang2", "王大明", email="wang@"), "email_malformed"),
    ],
)
def test_what_a_user_may_not_be(world: World, fields: UserFields, code: str) -> None:
    world.person("wang")
    with pytest.raises(Invalid) as refusal:
        users.create(world.session, CONSOLE, fields, now=NOW)
    assert refusal.value.code == code


def test_names_as_people_have_them(world: World) -> None:
    for number, name in enumerate(("谷辣斯・尤達卡", "𠮷野家", "Sra Manpo Ciwidian")):
        assert users.create(world.session, CONSOLE, UserFields(f"u{number}x", name), now=NOW).name == name


def test_disabling_ends_every_session_and_enabling_brings_none_back(world: World) -> None:
    user = world.person("chen")
    sessions.start(world.session, user, now=NOW, address="", browser="")
    users.disable(world.session, CONSOLE, user, reason="調任", seen_version=1, now=NOW, today=TODAY)
    users.enable(world.session, CONSOLE, user, seen_version=user.version, now=NOW)
    assert world.session.scalars(select(UserSession)).one().ended_at == NOW


def test_personal_values_stand_in_the_log_as_digests(world: World) -> None:
    user = world.person("chen", name="陳小美")
    fields = UserFields("chen", "陳大美", phone="04-22289111", valid_until=TODAY)
    users.change(world.session, CONSOLE, user, fields, seen_version=1, now=NOW)
    world.save()
    event = world.session.scalars(select(AuditEvent).where(AuditEvent.action == "change")).one()
    assert set(event.changes) == {"name", "phone", "valid_until"}
    assert event.changes["valid_until"] == [None, TODAY.isoformat()]
    assert event.changes["phone"][0] == ""
    for text in ("陳小美", "陳大美", "22289111"):
        assert text not in str(event.changes)


def _place(world: World, agency: Agency, after: Agency | None) -> None:
    agencies.place_after(world.session, CONSOLE, agency, after, seen_version=agency.version, now=NOW)


def _order(world: World) -> list[str]:
    return list(world.session.scalars(select(Agency.code).order_by(Agency.sort_order)))
