"""Grants: given, confirmed, ended; what works when; what the log keeps."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed, NotNow
from app.domain.people.actor import CONSOLE, Role
from app.models import AuditEvent, RoleGrant
from app.queries.people import grants as waiting
from app.services.people import grants, users
from app.services.people.grants import GrantFields
from tests.people import NOW, TODAY, World


@pytest.mark.parametrize(
    ("role", "confidential", "waits"),
    [(role, flag, role in (Role.OFFICER, Role.HEAD) or flag) for role in Role for flag in (False, True) if role is not Role.ADMIN or not flag],
)  # fmt: skip
def test_what_waits_for_a_head_does_not_work_before(
    world: World, role: Role, confidential: bool, waits: bool
) -> None:
    admin = world.person("lin", (Role.ADMIN, world.department))
    head = world.person("wang", (Role.HEAD, world.department))
    user = world.person("chen")
    fields = GrantFields(role, world.other.id, TODAY, None, confidential)
    row = grants.grant(world.session, world.actor(admin), user, fields, now=NOW)
    assert grants.waits(row) is waits
    assert world.actor(user).holds(role, world.other.id) is not waits
    if waits:
        assert waiting.waiting(world.session, world.actor(head), TODAY) == [row]
        grants.confirm(world.session, world.actor(head), row, seen_version=row.version, now=NOW, today=TODAY)
        assert world.actor(user).holds(role, world.other.id)
    assert waiting.waiting_count(world.session, world.actor(head), TODAY) == 0


def test_nobody_confirms_his_own_or_what_he_gave(world: World) -> None:
    both = world.person("both", (Role.ADMIN, world.department), (Role.HEAD, world.department))
    admin = world.person("lin", (Role.ADMIN, world.department))
    user = world.person("chen")
    own = grants.grant(world.session, world.actor(admin), both, _fields(world, Role.OFFICER), now=NOW)
    given = grants.grant(world.session, world.actor(both), user, _fields(world, Role.OFFICER), now=NOW)
    for row, code in ((own, "grant_confirm_own"), (given, "grant_confirm_given_by_oneself")):
        with pytest.raises(NotAllowed) as refusal:
            grants.confirm(
                world.session, world.actor(both), row, seen_version=row.version, now=NOW, today=TODAY
            )
        assert refusal.value.code == code
        assert row.confirmed_at is None


def test_a_head_of_another_agency_is_not_asked(world: World) -> None:
    school_head = world.actor(world.person("kao", (Role.HEAD, world.other)))
    user = world.person("chen")
    mine = grants.grant(
        world.session, CONSOLE, user, GrantFields(Role.OFFICER, world.other.id, TODAY), now=NOW
    )
    grants.grant(world.session, CONSOLE, user, _fields(world, Role.OFFICER), now=NOW)
    assert waiting.waiting(world.session, school_head, TODAY) == [mine]


def test_declined_it_never_works_and_is_asked_no_more(world: World) -> None:
    head = world.actor(world.person("wang", (Role.HEAD, world.department)))
    user = world.person("chen")
    row = grants.grant(world.session, CONSOLE, user, _fields(world, Role.OFFICER), now=NOW)
    with pytest.raises(NotNow) as refusal:
        grants.decline(world.session, head, row, reason=" ", seen_version=row.version, now=NOW, today=TODAY)
    assert refusal.value.code == "reason_missing"
    grants.decline(world.session, head, row, reason="未到任", seen_version=row.version, now=NOW, today=TODAY)
    assert waiting.waiting_count(world.session, head, TODAY) == 0
    with pytest.raises(NotNow):
        grants.confirm(world.session, head, row, seen_version=row.version, now=NOW, today=TODAY)


def test_ended_at_once_it_gives_nothing_any_more(world: World) -> None:
    admin = world.actor(world.person("lin", (Role.ADMIN, world.department)))
    user = world.person("chen", (Role.CONTACT, world.other))
    row = world.session.scalars(select(RoleGrant).where(RoleGrant.user_id == user.id)).one()
    grants.end(
        world.session, admin, row, last_day=TODAY - timedelta(days=1), reason="調任", seen_version=row.version,
        now=NOW, today=TODAY,
    )  # fmt: skip
    assert not world.actor(user).grants
    with pytest.raises(NotNow) as refusal:
        grants.end(
            world.session,
            admin,
            row,
            last_day=TODAY,
            reason="",
            seen_version=row.version,
            now=NOW,
            today=TODAY,
        )
    assert refusal.value.code == "grant_ended"


def test_the_last_administrator_and_the_last_head_stay(world: World) -> None:
    admin, head = (
        world.person("lin", (Role.ADMIN, world.department)),
        world.person("wang", (Role.HEAD, world.department)),
    )
    helper = world.person("helper")
    for person in (admin, head):
        row = world.session.scalars(select(RoleGrant).where(RoleGrant.user_id == person.id)).one()
        with pytest.raises(NotNow) as refusal:
            grants.end(
                world.session,
                CONSOLE,
                row,
                last_day=TODAY,
                reason="",
                seen_version=row.version,
                now=NOW,
                today=TODAY,
            )
        assert refusal.value.code == "last_of_role"
        with pytest.raises(NotNow):
            users.disable(
                world.session, CONSOLE, person, reason="", seen_version=person.version, now=NOW, today=TODAY
            )
    world.person("second", (Role.ADMIN, world.department))
    users.disable(world.session, CONSOLE, admin, reason="", seen_version=admin.version, now=NOW, today=TODAY)
    assert helper.disabled_at is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to_on": TODAY - timedelta(days=1)}, "grant_dates_reversed"),
        ({"agency_id": 9999}, "agency_unknown"),
        ({"role": Role.ADMIN, "may_read_confidential": True}, "admin_reads_no_confidential"),
        ({"role": Role.CONTACT}, "grant_exists"),
    ],
)
def test_what_cannot_be_given(world: World, change: dict[str, object], code: str) -> None:
    user = world.person("chen", (Role.CONTACT, world.department))
    values: dict[str, object] = {"role": Role.MEMBER, "agency_id": world.department.id, "from_on": TODAY}
    with pytest.raises(Invalid) as refusal:
        grants.grant(world.session, CONSOLE, user, GrantFields(**(values | change)), now=NOW)  # type: ignore[arg-type]
    assert refusal.value.code == code


def test_a_page_that_saw_another_version_changes_nothing(world: World) -> None:
    user = world.person("chen")
    row = grants.grant(world.session, CONSOLE, user, _fields(world, Role.OFFICER), now=NOW)
    with pytest.raises(ChangedSinceSeen):
        grants.confirm(world.session, CONSOLE, row, seen_version=row.version + 1, now=NOW, today=TODAY)


def test_every_step_is_in_the_log_of_the_agency(world: World) -> None:
    user = world.person("chen")
    row = grants.grant(world.session, CONSOLE, user, _fields(world, Role.OFFICER), now=NOW)
    grants.confirm(world.session, CONSOLE, row, seen_version=row.version, now=NOW, today=TODAY)
    grants.end(
        world.session,
        CONSOLE,
        row,
        last_day=TODAY,
        reason="調任",
        seen_version=row.version,
        now=NOW,
        today=TODAY,
    )
    world.save()
    events = world.session.scalars(select(AuditEvent).order_by(AuditEvent.number)).all()
    assert [(event.action, event.code, event.agency_id) for event in events] == [
        (action, "chen", world.department.id) for action in ("grant", "confirm_grant", "end_grant")
    ]
    assert events[2].changes == {"to_on": [None, TODAY.isoformat()]}


def _fields(world: World, role: Role) -> GrantFields:
    return GrantFields(role, world.department.id, TODAY)
