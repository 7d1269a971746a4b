"""Committees: one per agency, one of them primary, and fixed in what records hang on."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed
from app.domain.people.actor import CONSOLE, Role
from app.models import Committee
from app.services.meetings import planning
from app.services.meetings.planning import MeetingPlan
from app.services.people import committees
from app.services.people.committees import CommitteeEntry
from tests.people import NOW, World, browser, send, world


@pytest.fixture
def made(app: Flask, session: Session) -> World:
    return world(app, session)


def entry(made: World, **changed: object) -> CommitteeEntry:
    base = CommitteeEntry(code="EDU", name="教育局廉政會報", host="示範市政府教育局", agency_id=made.other.id)
    return replace(base, **changed)  # type: ignore[arg-type]


def test_the_administrator_and_the_console_create_one(made: World) -> None:
    admin = made.actor(made.person("admin", (Role.ADMIN, made.department)))
    assert committees.create(made.session, admin, entry(made), now=NOW).code == "EDU"
    made.session.rollback()
    assert committees.create(made.session, CONSOLE, entry(made), now=NOW).code == "EDU"


def test_a_head_does_not(made: World) -> None:
    head = made.actor(made.person("head", (Role.HEAD, made.department)))
    with pytest.raises(NotAllowed):
        committees.create(made.session, head, entry(made), now=NOW)


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("committee_code_malformed", {"code": "1edu"}),
        ("committee_code_taken", {"code": "MAIN"}),
        ("committee_name_missing", {"name": ""}),
        ("committee_host_missing", {"host": ""}),
        ("committee_agency_missing", {"agency_id": 999}),
        ("committee_agency_taken", {"agency_id": None}),
        ("committee_primary_taken", {"is_primary": True}),
    ],
)
def test_what_cannot_be_is_refused(made: World, code: str, changed: dict[str, object]) -> None:
    if changed == {"agency_id": None}:
        changed = {"agency_id": made.department.id}
    with pytest.raises(Invalid, match=code):
        committees.create(made.session, CONSOLE, entry(made, **changed), now=NOW)


def test_with_records_only_name_host_and_style_change(made: World) -> None:
    one = committees.create(made.session, CONSOLE, entry(made), now=NOW)
    planning.create(made.session, CONSOLE, one, MeetingPlan(title="甲", label="115年第1次"), now=NOW)
    for changed in ({"code": "EDUX"}, {"agency_id": made.department.id}, {"is_primary": True}):
        with pytest.raises(Invalid, match="committee_has_records"):
            committees.change(
                made.session, CONSOLE, one, entry(made, **changed), seen_version=one.version, now=NOW
            )
    committees.change(
        made.session, CONSOLE, one, entry(made, name="教育局會報"), seen_version=one.version, now=NOW
    )
    assert one.name == "教育局會報"
    with pytest.raises(ChangedSinceSeen):
        committees.change(made.session, CONSOLE, one, entry(made), seen_version=0, now=NOW)


def test_its_pages(made: World, app: Flask) -> None:
    made.person("admin", (Role.ADMIN, made.department))
    made.person("head", (Role.HEAD, made.department))
    fields = {
        "code": "EDU", "name": "教育局廉政會報", "host": "示範市政府教育局", "agency_id": str(made.other.id),
        "marker_style": "full",
    }  # fmt: skip
    made.session.rollback()
    client = browser(app, "admin")
    refused = send(client, "/admin/committees", **{**fields, "code": "main"})
    assert refused.status_code == 422
    assert "請用大寫英文字母開頭" in refused.text
    assert send(client, "/admin/committees", **fields).status_code == 303
    assert send(client, "/admin/committees/EDU", **{**fields, "name": "教育局會報"}).status_code == 303
    assert "教育局會報" in client.get("/admin/committees").text
    stale = client.post(
        "/admin/committees/EDU",
        data={**fields, "seen_version": "1", "csrf_token": _token(client)},
    )
    assert stale.status_code == 409
    assert browser(app, "head").get("/admin/committees").status_code == 404
    assert made.session.query(Committee).count() == 2


def _token(client: object) -> str:
    from tests.people import hidden

    return hidden(client.get("/admin/committees"))["csrf_token"]  # type: ignore[attr-defined]
