"""Invariant 12: nothing goes before its time, what is past it goes, records and the log are only named."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.intake.batch_flow import BatchKind, BatchState
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.notices.delivery import DeliveryState, MailKind
from app.domain.people.accounts import LinkKind
from app.domain.people.actor import CONSOLE, ActorKind, Role
from app.domain.people.mailed_keys import KeyKind
from app.domain.retention import Purged, begins, kept_since
from app.jobs import purging
from app.jobs.worker import Worker
from app.models import (
    AuditEvent,
    Committee,
    Delivery,
    FormKey,
    ImportBatch,
    ImportFile,
    MailedKey,
    MailLink,
    Meeting,
    OneTimeLink,
    Purge,
    ReadEvent,
    RefusedAccess,
    SignInThrottle,
    User,
    UserSession,
)
from app.models.base import Base
from app.services import audit
from app.services.duties import rostering
from config import Retention, Settings, unsafe
from tests.people import World, browser, world

NOW = datetime(2026, 11, 27, 19, 0, tzinfo=UTC)  # three in the morning of the 28th in Taipei
TODAY = date(2026, 11, 28)
SIDE_NOTES, MAIL, YEARS = date(2026, 6, 1), date(2024, 11, 28), date(2016, 11, 28)
KEPT = "kept"
GONE = "gone"


@pytest.mark.parametrize(
    ("today", "years", "days", "first"),
    [
        (TODAY, 2, 0, MAIL),
        (TODAY, 10, 0, YEARS),
        (TODAY, 0, 180, SIDE_NOTES),
        (date(2028, 2, 29), 2, 0, date(2026, 2, 28)),
        (date(2028, 2, 29), 4, 0, date(2024, 2, 29)),
    ],
)
def test_a_period_ends_with_the_same_day_of_a_later_year(
    today: date, years: int, days: int, first: date
) -> None:
    assert kept_since(today, years=years, days=days) == first
    assert begins(first).astimezone(UTC).hour == 16


def test_side_notes_are_kept_half_a_year_at_least(settings: Settings) -> None:
    assert unsafe(replace(settings, retention=Retention(side_note_days=180))) == []
    (said,) = unsafe(replace(settings, retention=Retention(side_note_days=179)))
    assert "180" in said


def moments(first: date) -> tuple[tuple[str, datetime], tuple[str, datetime]]:
    """The last instant that goes and the first that stays."""
    return (GONE, begins(first) - timedelta(seconds=1)), (KEPT, begins(first))


def mail(user: User, name: str, at: datetime, state: DeliveryState, ended: datetime | None) -> Delivery:
    return Delivery(
        kind=MailKind.NOTICE, recipient_id=user.id, mailbox="a@x.tw", subject=name, body="內容", bundle=f"{name} {state} {at}",
        message_id=f"<{name}-{state}-{at.isoformat()}>", state=state, created_at=at, next_at=at, ended_at=ended,
    )  # fmt: skip


@pytest.fixture
def old(app: Flask, session: Session) -> World:
    """Of every kind one row on the last day that goes and one on the first that stays, and what never goes."""
    here = world(app, session)
    user = here.person("sysadmin", (Role.ADMIN, here.department))
    committee = session.scalars(select(Committee)).one()
    roster = rostering.begin(session, CONSOLE, here.department, TODAY, now=NOW)
    rows: list[Base] = []
    for name, at in moments(MAIL):
        over = (DeliveryState.SENT, DeliveryState.DEAD, DeliveryState.SUPERSEDED)
        rows += [mail(user, name, at, one, at) for one in over]
        rows.append(mail(user, name, at, DeliveryState.UNCERTAIN, None))
        rows.append(mail(user, KEPT, at, DeliveryState.PENDING, None))
    session.add_all(rows)
    session.flush()
    rows = []
    for name, at in moments(SIDE_NOTES):
        given: dict[str, Any] = {"user_id": user.id, "token_hash": name}
        rows += [
            ReadEvent(at=at, user_id=user.id, thing="users", thing_id=1, purpose=name),
            RefusedAccess(at=at, user_id=user.id, method="GET", path=name),
            SignInThrottle(login=name, failures=1, last_failed_at=at),
            UserSession(created_at=at, last_seen_at=at, **given),
            OneTimeLink(kind=LinkKind.INVITATION, created_at=at, expires_at=at, **given),
            MailedKey(kind=KeyKind.SIGN_IN_CODE, nonce="n", mailbox_hash="m", created_at=at, expires_at=at, **given),
            MailLink(delivery_id=session.scalars(select(Delivery.id)).first(), path="/", created_at=at, expires_at=at, **given),
            FormKey(key=name, user_id=user.id, used_at=at, led_to="/"),
        ]  # fmt: skip
        owners: list[tuple[BatchKind, dict[str, int]]] = [
            (BatchKind.PROPOSALS, {"committee_id": committee.id}), (BatchKind.DECLARANTS, {"roster_id": roster.id}),
        ]  # fmt: skip
        for state, (kind, owner) in product(BatchState, owners):
            batch = ImportBatch(kind=kind, state=state, created_at=at, **owner)
            batch.files = [ImportFile(filename=name, sha256=name, read={"records": ["秦○○"]})]
            rows.append(batch)
    for name, at in moments(YEARS):
        rows += [
            AuditEvent(at=at, actor_kind=ActorKind.CONSOLE, actor_name="", thing="users", action="change"),
            Meeting(
                committee_id=committee.id, state=MeetingState.CLOSED, title=name, label=name, slug=name, year=105,
                held_on=at.astimezone(begins(YEARS).tzinfo).date(), created_at=at,
            ),
        ]  # fmt: skip
    session.add_all(rows)
    here.save()
    return here


WANTED = {
    Purged.MAIL_BODIES: 4,
    Purged.READ_EVENTS: 1,
    Purged.REFUSED_ACCESSES: 1,
    Purged.FAILED_SIGN_INS: 1,
    Purged.SESSIONS: 1,
    Purged.ONE_TIME_LINKS: 1,
    Purged.MAILED_KEYS: 1,
    Purged.MAIL_LINKS: 1,
    Purged.FORM_KEYS: 1,
    Purged.IMPORT_DRAFTS: 4,  # of 申報義務人 with their names, too
    Purged.DECLARANTS: 0,
}
FOUND = {Purged.MEETINGS: 1, Purged.AUDIT_EVENTS: 1}
NAMED: dict[type[Base], Callable[[Any], str]] = {
    ReadEvent: lambda row: row.purpose,
    RefusedAccess: lambda row: row.path,
    SignInThrottle: lambda row: row.login,
    UserSession: lambda row: row.token_hash,
    OneTimeLink: lambda row: row.token_hash,
    MailedKey: lambda row: row.token_hash,
    MailLink: lambda row: row.token_hash,
    FormKey: lambda row: row.key,
}


def test_invariant_12_what_is_past_its_time_goes_and_nothing_before(
    old: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = old.app.extensions["tracker"].database
    monkeypatch.setattr(purging, "MOST", 1)  # one row a transaction: every rule goes on until nothing is left
    with database.sessions() as session:
        assert purging.would_take(session, settings.retention, now=NOW) == (WANTED, FOUND)
    assert old.look(select(func.count(Purge.id))) == [0]

    early, late = (
        Worker(database, settings, clock=at) for at in (lambda: NOW - timedelta(hours=2), lambda: NOW)
    )
    assert not early.night(), "before two o'clock it is still yesterday"
    assert late.night()
    assert not late.night(), "once a night, whoever asks"

    for kind, name_of in NAMED.items():
        assert [name_of(row) for row in old.look(select(kind))] == [KEPT], kind
    assert {row.subject for row in old.look(select(Delivery)) if not row.body} == {GONE}
    assert len(old.look(select(Delivery.id).where(Delivery.body == ""))) == 4
    left = sorted((row.state, row.created_at >= begins(SIDE_NOTES)) for row in old.look(select(ImportBatch)))
    assert left == sorted(
        2 * [(state, True) for state in BatchState]
        + 2 * [(BatchState.CONFIRMED, False), (BatchState.UNDONE, False)]
    )
    assert len(old.look(select(ImportFile.id))) == len(left)
    assert len(old.look(select(Meeting.id))) == 2
    with database.sessions() as session:
        assert audit.verify(session) is None

    (made,) = old.look(select(Purge))
    assert (made.removed, made.found, made.night) == (WANTED, FOUND, TODAY)
    (event,) = old.look(select(AuditEvent).where(AuditEvent.action == "purge"))
    assert {name: after for name, (_, after) in event.changes.items()} == {
        what: number for what, number in (WANTED | FOUND).items() if number
    }
    assert event.actor_kind is ActorKind.CLOCK


def test_a_purge_is_reported_by_the_command_and_on_the_page(app: Flask, session: Session) -> None:
    here = world(app, session)
    user, long_ago = here.person("sysadmin", (Role.ADMIN, here.department)), datetime(2010, 1, 1, tzinfo=UTC)
    lost = mail(user, GONE, long_ago, DeliveryState.DEAD, long_ago)
    session.add_all(
        [
            lost,
            AuditEvent(
                at=long_ago, actor_kind=ActorKind.CONSOLE, actor_name="", thing="users", action="change"
            ),
        ]
    )
    here.save()
    admin = browser(app, "sysadmin")
    assert "尚未執行過" in admin.get("/admin/retention").text
    with app.app_context():
        run = app.test_cli_runner().invoke
        told = json.loads(run(args=["tracker", "purge", "--dry-run", "--json"]).stdout)
        assert set(told["removed"]) == set(WANTED)
        assert (told["dry_run"], told["removed"]["mail_bodies"], told["found"]["audit_events"]) == (
            True,
            1,
            1,
        )
        assert "信件內容\t1\t已清除" in run(args=["tracker", "purge"]).stdout
    page = admin.get("/admin/retention").text
    assert "已清除 信件內容" in page
    assert "逾年限而未刪除：稽核紀錄" in page
    shown = admin.get(f"/admin/mail/{lost.id}").text
    assert "內容已逾保存年限並清除" in shown
    assert "重寄</button>" not in shown
    database = app.extensions["tracker"].database
    stopped = purging.purge(database, Retention(), CONSOLE, now=NOW, stopping=lambda: True)
    assert stopped is None, "told to stop, it stops between two transactions"
