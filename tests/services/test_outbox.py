"""提醒 rows stand or fall with the change they tell of, and are taken back with it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.notices.notice import Notice, NoticeKind
from app.domain.notices.on_action import ON_ACTION, Addressee, OnAction, Timing
from app.domain.people.actor import Role
from app.models import Agency, AuditEvent, Reminder
from app.services import audit, outbox
from tests import people
from tests.people import NOW, World

DISPATCH = ("agencies", "create")
"""Any action will do where the rules of the outbox are tried."""
DAY = "2026-11-25"


@dataclass
class Ground:
    world: World
    contact: int

    def act(self, **more: object) -> AuditEvent:
        values = {"agency_id": self.world.other.id, "title": "某事", "path": "/assignments/1"} | more
        event = audit.record(
            self.world.session, self.world.actor(self.officer), "create", self.world.other, now=NOW,
            code="114-1-3-11", agency_id=self.world.department.id, notice=Notice(**values),  # type: ignore[arg-type]
        )  # fmt: skip
        self.world.session.flush()
        return event

    def __post_init__(self) -> None:
        self.officer = self.world.person("officer", (Role.OFFICER, self.world.department))


@pytest.fixture
def ground(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> Ground:
    world = people.world(app, session)
    monkeypatch.setitem(ON_ACTION, DISPATCH, OnAction(NoticeKind.DISPATCHED, Addressee.CONTACT, Timing.HELD))
    return Ground(world, world.person("contact", (Role.CONTACT, world.other)).id)


def test_invariant_6_a_change_its_audit_row_and_its_outbox_rows_commit_together_or_none_does(
    ground: Ground,
) -> None:
    ground.act()
    ground.world.session.rollback()
    assert ground.world.look(select(Reminder)) == []
    assert ground.world.look(select(AuditEvent)) == []
    ground.act(document_number="府政字第1號")
    ground.world.save()
    [row] = ground.world.look(select(Reminder))
    assert (row.rule, row.thing, row.recipient_id) == (NoticeKind.DISPATCHED, "agencies", ground.contact)
    assert (row.code, row.path) == ("114-1-3-11", "/assignments/1")
    assert row.scheduled_for == NOW + timedelta(minutes=10)
    assert row.facts == {"title": "某事", "document_number": "府政字第1號"}
    assert len(ground.world.look(select(AuditEvent))) == 1


def test_what_is_taken_back_in_time_is_told_to_nobody(ground: Ground) -> None:
    ground.act()
    outbox.supersede(ground.world.session, "agencies", [ground.world.other.id], now=NOW)
    ground.world.save()
    assert [row.superseded_at for row in ground.world.look(select(Reminder))] == [NOW]


def test_nobody_is_told_the_same_twice(ground: Ground) -> None:
    ground.act()
    with pytest.raises(IntegrityError):
        ground.act()


def test_of_a_confidential_record_the_row_keeps_nothing(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted = ground.world.person("trusted", (Role.CONTACT, ground.world.other), confidential=True)
    audit.record(
        ground.world.session, ground.world.actor(ground.officer), "create", ground.world.other, now=NOW,
        code="114-1-9-1", confidential=True, notice=Notice(agency_id=ground.world.other.id, title="不得外洩"),
    )  # fmt: skip
    ground.world.save()
    [row] = ground.world.look(select(Reminder))
    assert (row.recipient_id, row.code, row.facts, row.confidential) == (trusted.id, "", {}, True)


def test_an_action_of_the_table_without_a_notice_is_a_fault_of_ours(ground: Ground) -> None:
    other, actor = ground.world.other, ground.world.actor(ground.officer)
    with pytest.raises(ValueError, match="notice"):
        audit.record(ground.world.session, actor, "create", other, now=NOW)
    with pytest.raises(ValueError, match="notice"):
        audit.record(ground.world.session, actor, "change", other, now=NOW, notice=Notice())


@pytest.mark.parametrize("to", [Addressee.OFFICERS, Addressee.HEADS])
def test_the_committees_own_people_are_told_but_not_who_did_it(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, to: Addressee
) -> None:
    world = ground.world
    colleague = world.person("colleague", (Role.OFFICER, world.department))
    head = world.person("head", (Role.HEAD, world.department), (Role.OFFICER, world.other))
    monkeypatch.setitem(ON_ACTION, DISPATCH, OnAction(NoticeKind.REPORTED, to, Timing.DIGEST))
    ground.act()
    world.save()
    told = [row.recipient_id for row in world.look(select(Reminder))]
    assert told == [colleague.id if to is Addressee.OFFICERS else head.id]


def test_lines_of_one_act_or_of_one_day_share_their_bundle(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground.act()
    ground.world.other, other = ground.world.department, ground.world.other
    ground.act(agency_id=other.id)
    ground.world.save()
    assert len({row.bundle for row in ground.world.look(select(Reminder))}) == 1


def test_an_agency_without_a_contact_gets_no_row(ground: Ground) -> None:
    lonely = people.agency("A03", "示範市政府社會局", "社會局")
    ground.world.session.add(lonely)
    ground.world.session.flush()
    ground.act(agency_id=lonely.id)
    ground.world.save()
    assert ground.world.look(select(Reminder)) == []
    assert isinstance(ground.world.look(select(Agency))[0], Agency)


def test_the_instant_tells_two_acts_apart(ground: Ground) -> None:
    first = ground.act()
    assert first.at == NOW
    later = datetime(2026, 11, 21, tzinfo=UTC)
    audit.record(
        ground.world.session, ground.world.actor(ground.officer), "create", ground.world.other, now=later,
        notice=Notice(agency_id=ground.world.other.id),
    )  # fmt: skip
    ground.world.save()
    assert len({row.occurrence for row in ground.world.look(select(Reminder))}) == 2
