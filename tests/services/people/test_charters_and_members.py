"""A committee's charter grows by versions; its members come, are succeeded and leave; only its keepers write."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed, NotNow
from app.domain.people.actor import CONSOLE, Actor, Role
from app.domain.people.members import Gender, MemberKind
from app.models import AuditEvent, Charter, Committee, Member
from app.services.people import charters, members
from app.services.people.members import MemberEntry
from tests.domain.people.test_charter import TERMS
from tests.people import NOW, World

ENTRY = MemberEntry(MemberKind.EXTERNAL, "歐陽庭", "教授", date(2025, 1, 1), date(2026, 12, 31), Gender.MALE)


@pytest.fixture
def committee(world: World) -> Committee:
    return world.session.scalars(select(Committee)).one()


def write(world: World, committee: Committee, seen: int, actor: Actor = CONSOLE) -> Charter:
    return charters.write_version(world.session, actor, committee, TERMS, seen_number=seen, now=NOW)


def test_versions_are_added_and_none_is_lost(world: World, committee: Committee) -> None:
    write(world, committee, 0)
    later = replace(TERMS, minutes_days=20)
    charters.write_version(world.session, CONSOLE, committee, later, seen_number=1, now=NOW)
    world.save()
    assert world.look(select(Charter.minutes_days).order_by(Charter.number)) == [14, 20]
    first, second = world.look(
        select(AuditEvent).where(AuditEvent.thing == "charters").order_by(AuditEvent.id)
    )
    assert first.changes["minutes_days"] == [None, 14]
    assert second.changes == {"minutes_days": [14, 20]}
    assert second.agency_id == world.department.id


def test_a_page_that_had_not_seen_the_newest_version_is_told(world: World, committee: Committee) -> None:
    write(world, committee, 0)
    with pytest.raises(ChangedSinceSeen):
        write(world, committee, 0)
    assert len(world.session.scalars(select(Charter)).all()) == 1


def test_an_unknown_group_is_refused(world: World, committee: Committee) -> None:
    with pytest.raises(Invalid, match="charter_group_unknown"):
        charters.write_version(
            world.session, CONSOLE, committee, replace(TERMS, all_agencies_id=999), seen_number=0, now=NOW
        )


@pytest.mark.parametrize("role", list(Role))
def test_only_keepers_write_charter_and_members(world: World, committee: Committee, role: Role) -> None:
    actor = world.actor(world.person("who", (role, world.department)))
    elsewhere = world.actor(world.person("elsewhere", (role, world.other)))
    keeps = role in (Role.OFFICER, Role.HEAD, Role.ADMIN)
    for one, may in ((actor, keeps), (elsewhere, role is Role.ADMIN)):
        seen = len(world.session.scalars(select(Charter)).all())
        if may:
            write(world, committee, seen, one)
            members.add(world.session, one, committee, ENTRY, now=NOW)
            continue
        with pytest.raises(NotAllowed):
            write(world, committee, seen, one)
        with pytest.raises(NotAllowed):
            members.add(world.session, one, committee, ENTRY, now=NOW)


def test_a_reappointment_ends_the_seat_before_on_its_last_day(world: World, committee: Committee) -> None:
    first = members.add(world.session, CONSOLE, committee, ENTRY, now=NOW)
    entry = replace(ENTRY, from_on=date(2027, 3, 1), to_on=date(2029, 2, 28))
    second = members.succeed(
        world.session, CONSOLE, committee, first, entry, seen_version=first.version, now=NOW
    )
    assert (first.left_on, second.from_on) == (date(2026, 12, 31), date(2027, 3, 1))
    early = members.add(world.session, CONSOLE, committee, ENTRY, now=NOW)
    entry = replace(ENTRY, name="賴思齊", from_on=date(2026, 6, 1))
    members.succeed(world.session, CONSOLE, committee, early, entry, seen_version=early.version, now=NOW)
    assert early.left_on == date(2026, 5, 31)
    with pytest.raises(NotNow, match="member_has_left"):
        members.succeed(world.session, CONSOLE, committee, early, entry, seen_version=early.version, now=NOW)


def test_no_successor_before_the_seat_itself(world: World, committee: Committee) -> None:
    first = members.add(world.session, CONSOLE, committee, ENTRY, now=NOW)
    with pytest.raises(Invalid, match="member_succeeds_too_early"):
        members.succeed(world.session, CONSOLE, committee, first, ENTRY, seen_version=first.version, now=NOW)


def test_whoever_leaves_leaves_once_not_before_coming_and_with_a_reason(
    world: World, committee: Committee
) -> None:
    member = members.add(world.session, CONSOLE, committee, ENTRY, now=NOW)

    def end(last: date, reason: str = "職務異動") -> None:
        members.end(
            world.session,
            CONSOLE,
            committee,
            member,
            last=last,
            reason=reason,
            seen_version=member.version,
            now=NOW,
        )

    with pytest.raises(Invalid, match="member_left_too_early"):
        end(date(2024, 12, 31))
    with pytest.raises(NotNow, match="reason_missing"):
        end(date(2026, 1, 1), " ")
    end(date(2026, 1, 1))
    with pytest.raises(NotNow, match="member_has_left"):
        end(date(2026, 2, 1))
    with pytest.raises(Invalid, match="member_left_too_early"):
        members.change(
            world.session, CONSOLE, committee, member, replace(ENTRY, from_on=date(2026, 3, 1)),
            seen_version=member.version, now=NOW,
        )  # fmt: skip


def test_names_and_genders_stay_out_of_the_log(world: World, committee: Committee) -> None:
    member = members.add(world.session, CONSOLE, committee, ENTRY, now=NOW)
    changed = replace(ENTRY, name="歐陽亭", gender=Gender.FEMALE, to_on=date(2027, 1, 1))
    members.change(world.session, CONSOLE, committee, member, changed, seen_version=member.version, now=NOW)
    world.save()
    rows = world.look(select(AuditEvent.changes).where(AuditEvent.thing == "members"))
    assert rows[-1]["to_on"] == ["2026-12-31", "2027-01-01"]
    assert not any(text in str(rows) for text in ("歐陽", "female", "'male'"))


def test_a_stale_correction_is_refused(world: World, committee: Committee) -> None:
    member = members.add(world.session, CONSOLE, committee, ENTRY, now=NOW)
    with pytest.raises(ChangedSinceSeen):
        members.change(
            world.session, CONSOLE, committee, member, replace(ENTRY, title="院長"), seen_version=0, now=NOW
        )


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (replace(ENTRY, name=""), "field_missing"),
        (replace(ENTRY, to_on=date(2024, 1, 1)), "member_term_reversed"),
        (replace(ENTRY, agency_id=999), "agency_unknown"),
        (replace(ENTRY, user_id=999), "member_account_unknown"),
    ],
)
def test_what_no_member_may_be(world: World, committee: Committee, entry: MemberEntry, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        members.add(world.session, CONSOLE, committee, entry, now=NOW)


def test_the_table_itself_refuses_a_reversed_term(world: World, committee: Committee) -> None:
    world.session.add(
        Member(
            committee_id=committee.id,
            kind=MemberKind.INTERNAL,
            name="甲",
            from_on=date(2026, 1, 2),
            to_on=date(2026, 1, 1),
        )
    )
    with pytest.raises(IntegrityError):
        world.session.flush()
