"""An agency registers that it met: the committee comes with it, what is known is added later, nothing is counted twice."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed, NotNow
from app.domain.meetings.filing_flow import FilingState
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.yearly import ChairRole, Channel, HeldMeeting
from app.domain.people.actor import CONSOLE, Actor, Role
from app.models import Agency, AuditEvent, Committee, Meeting, RegisteredMeeting
from app.queries.meetings.agency_meetings import agencies_by_year
from app.services.meetings import registered_files, registering
from app.services.people.committees import free_code
from tests import people
from tests.people import NOW, TODAY, World

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01" + bytes(20)
HELD = HeldMeeting(held_on=date(2026, 5, 20), chair_role=ChairRole.HEAD)
FROM_ANOTHER = replace(HELD, channel=Channel.PHONE, informant="洪主任")


@pytest.fixture
def world(app: Flask, session: Session) -> World:
    return people.world(app, session)


@pytest.fixture
def contact(world: World) -> Actor:
    return world.actor(world.person("contact", (Role.CONTACT, world.other)))


def register(world: World, actor: Actor, held: HeldMeeting = HELD, **more: bool) -> RegisteredMeeting:
    return registering.register(world.session, actor, world.other, held, now=NOW, today=TODAY, **more)


def counted(world: World, year: int = 115) -> tuple[int, int]:
    (row,) = [
        one
        for one in agencies_by_year(world.session, CONSOLE, [year], today=TODAY)
        if one.id == world.other.id
    ]
    return row.years[0].held, row.years[0].chaired


def test_day_and_chair_make_a_closed_meeting_of_a_committee_made_with_it(
    world: World, contact: Actor
) -> None:
    row = register(world, contact)
    world.save()
    meeting = world.session.scalars(select(Meeting)).one()
    committee = world.session.scalars(select(Committee).where(~Committee.is_primary)).one()
    assert (meeting.state, meeting.year, meeting.label, meeting.slug) == (
        MeetingState.CLOSED, 115, "115年第1次", "115-1",
    )  # fmt: skip
    assert meeting.title == "示範市政府教育局115年第1次廉政會報"
    assert (committee.code, committee.name, committee.agency_id) == (
        "A02", "示範市政府教育局廉政會報", world.other.id,
    )  # fmt: skip
    assert row.filing is FilingState.NOT_SENT
    assert counted(world) == (1, 1)
    event = world.session.scalars(select(AuditEvent).where(AuditEvent.action == "register_meeting")).one()
    assert (event.code, event.agency_id) == ("A02.115-1", world.other.id)


def test_a_second_one_takes_the_next_label_of_the_same_committee(world: World, contact: Actor) -> None:
    register(world, contact)
    later = register(world, contact, replace(HELD, held_on=date(2026, 9, 1), chair_role=ChairRole.DEPUTY))
    assert later.meeting.label == "115年第2次"
    assert len(world.session.scalars(select(Committee)).all()) == 2
    assert counted(world) == (2, 1)
    with pytest.raises(Invalid, match="meeting_label_taken"):
        register(world, contact, replace(HELD, label="115年第1次"))


def test_the_year_is_its_own_field(world: World, contact: Actor) -> None:
    january = replace(HELD, held_on=date(2026, 1, 8), year=114)
    with pytest.raises(Invalid, match="year_differs_from_date"):
        register(world, contact, january)
    assert register(world, contact, january, year_confirmed=True).meeting.label == "114年第1次"
    assert (counted(world, 114), counted(world, 115)) == ((1, 1), (0, 0))


@pytest.mark.parametrize("role", list(Role))
def test_who_registers_for_whom(world: World, role: Role) -> None:
    school = people.agency("S1", "示範市立第一國中", "一中", 30)
    school.supervised_by_id = world.other.id
    world.session.add(school)
    world.save()
    reach = {
        world.department.id: {school.id, world.other.id} if role in (Role.OFFICER, Role.HEAD) else set(),
        world.other.id: {world.other.id, school.id}
        if role in (Role.OFFICER, Role.HEAD)
        else ({world.other.id} if role in (Role.CONTACT, Role.SUPERVISOR) else set()),
    }
    for number, home in enumerate((world.department, world.other)):
        actor = world.actor(world.person(f"who{number}", (role, home)))
        for agency in (world.other, school):
            if agency.id in reach[home.id]:
                registering.register(world.session, actor, agency, FROM_ANOTHER, now=NOW, today=TODAY)
                continue
            with pytest.raises(NotAllowed):
                registering.register(world.session, actor, agency, FROM_ANOTHER, now=NOW, today=TODAY)


def test_who_registers_for_another_agency_says_from_where(world: World, contact: Actor) -> None:
    head = world.actor(world.person("head", (Role.HEAD, world.department)))
    with pytest.raises(Invalid, match="informant_missing"):
        register(world, head)
    row = register(world, head, FROM_ANOTHER)
    registering.change(
        world.session, contact, row, replace(HELD, document_number="教政字第1號"), seen_version=row.version,
        now=NOW, today=TODAY,
    )  # fmt: skip
    assert (row.informant, row.document_number) == ("洪主任", "教政字第1號")


def test_the_department_registers_nothing_for_itself(world: World) -> None:
    head = world.actor(world.person("head", (Role.HEAD, world.department)))
    with pytest.raises(NotNow, match="agency_keeps_the_primary"):
        registering.register(world.session, head, world.department, FROM_ANOTHER, now=NOW, today=TODAY)


def test_the_rest_is_added_later_and_a_stale_page_is_told(world: World, contact: Actor) -> None:
    row = register(world, contact)
    seen = row.version
    more = replace(HELD, label="115年度", resolutions=3, joint_title="主管會議")
    registering.change(world.session, contact, row, more, seen_version=seen, now=NOW, today=TODAY)
    assert (row.meeting.slug, row.meeting.title, row.resolutions) == (
        "115",
        "示範市政府教育局115年度廉政會報",
        3,
    )
    with pytest.raises(ChangedSinceSeen):
        registering.change(world.session, contact, row, more, seen_version=seen, now=NOW, today=TODAY)
    kept = replace(more, label="")
    registering.change(world.session, contact, row, kept, seen_version=row.version, now=NOW, today=TODAY)
    assert row.meeting.label == "115年度"


def test_minutes_go_to_the_supervisor_and_come_back(world: World, contact: Actor) -> None:
    head = world.actor(world.person("head", (Role.HEAD, world.department)))
    row = register(world, contact)
    with pytest.raises(NotNow, match="minutes_not_here"):
        registering.send(world.session, contact, row, seen_version=row.version, now=NOW)
    numbered = replace(HELD, document_number="教政字第1號")
    registering.change(world.session, contact, row, numbered, seen_version=row.version, now=NOW, today=TODAY)
    registering.send(world.session, contact, row, seen_version=row.version, now=NOW)
    registering.send_back(world.session, head, row, reason="請補簽到表", seen_version=row.version, now=NOW)
    assert row.filing_reason == "請補簽到表"
    registering.send(world.session, contact, row, seen_version=row.version, now=NOW)
    assert row.filing_reason == ""
    registering.file(world.session, head, row, seen_version=row.version, now=NOW)
    with pytest.raises(NotNow, match="registration_is_filed"):
        registering.change(world.session, contact, row, HELD, seen_version=row.version, now=NOW, today=TODAY)
    registering.reopen(world.session, head, row, reason="誤按", seen_version=row.version, now=NOW)
    assert row.filing is FilingState.SENT


def test_what_is_struck_out_no_longer_counts_and_frees_its_label(world: World, contact: Actor) -> None:
    row = register(world, contact)
    registering.strike_out(world.session, contact, row, reason="重複登錄", seen_version=row.version, now=NOW)
    assert (row.filing, row.meeting.state) == (FilingState.STRUCK_OUT, MeetingState.CANCELLED)
    assert counted(world) == (0, 0)
    assert register(world, contact).meeting.slug == "115-1"


def test_files_are_kept_and_hidden_never_changed_once_filed(
    world: World, contact: Actor, tmp_path: Path
) -> None:
    row = register(world, contact)
    picture = PNG
    file = registered_files.attach(
        world.session, contact, row, "簽到表.png", picture, files_dir=tmp_path, now=NOW
    )
    registering.send(world.session, contact, row, seen_version=row.version, now=NOW)
    registered_files.remove(world.session, contact, row, file, seen_version=file.version, now=NOW)
    assert file.removed_at == NOW
    registering.file(world.session, CONSOLE, row, seen_version=row.version, now=NOW)
    with pytest.raises(NotNow, match="registration_is_filed"):
        registered_files.attach(
            world.session, contact, row, "簽到表.png", picture, files_dir=tmp_path, now=NOW
        )
    stranger = world.actor(world.person("stranger", (Role.CONTACT, world.department)))
    with pytest.raises(NotAllowed):
        registered_files.attach(
            world.session, stranger, row, "簽到表.png", picture, files_dir=tmp_path, now=NOW
        )


@pytest.mark.parametrize(
    ("agency_code", "taken", "code"),
    [
        ("EDU", (), "EDU"),
        ("edu-1", (), "EDU_1"),
        ("387300000A", (), "A387300000A"),
        ("教育", (), "A"),
        ("EDU", ("EDU", "EDU_2"), "EDU_3"),
        ("X" * 30, ("X" * 20,), "X" * 18 + "_2"),
    ],
)
def test_a_committees_code_comes_from_its_agency(agency_code: str, taken: tuple[str, ...], code: str) -> None:
    assert free_code(agency_code, taken) == code


def test_an_agency_that_ended_is_not_asked_for_later_years(world: World) -> None:
    world.other.valid_to = date(2025, 12, 31)
    world.session.flush()
    found = agencies_by_year(world.session, CONSOLE, [114, 115], today=TODAY)
    (row,) = [one for one in found if one.id == world.other.id]
    assert [year.exists for year in row.years] == [True, False]
    assert world.session.scalars(select(Agency).where(Agency.id == world.department.id)).one().id not in {
        one.id for one in found
    }
