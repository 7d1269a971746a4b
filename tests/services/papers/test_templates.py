"""Which template a paper is printed with: the original, a version, back again; nobody else decides."""

import hashlib
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Absent, ChangedSinceSeen, NotAllowed, NotNow
from app.domain.papers.template_flow import FileOrigin, TemplateFormat, TemplateVersionState
from app.domain.people.actor import Actor, Role
from app.models import AuditEvent, Template, TemplateFile, TemplateVersion
from app.queries.papers.active_templates import active_template, papers_without_odt
from app.services.papers import templates
from app.services.papers.templates import NewFile
from tests import people
from tests.people import NOW, World

STATE = TemplateVersionState
DOCX, ODT = TemplateFormat


@dataclass
class Shelf:
    """The templates of `minutes`, kept by one officer of 政風處."""

    session: Session
    world: World
    officer: Actor

    def add(self, *contents: bytes, note: str = "") -> int:
        files = [
            NewFile(fmt, FileOrigin.UPLOADED, f"minutes.{fmt}", content)
            for fmt, content in zip(TemplateFormat, contents, strict=False)
        ]
        version = templates.add(self.session, self.officer, "minutes", files, note=note, now=NOW)
        self.world.save()
        return version.number

    def activate(self, number: int, by: Actor | None = None) -> None:
        templates.activate(
            self.session, by or self.officer, "minutes", number, seen_version=self.seen(), now=NOW
        )
        self.world.save()

    def seen(self) -> int:
        return self.session.scalars(select(Template.version)).one()

    def states(self) -> list[TemplateVersionState]:
        return list(self.session.scalars(select(TemplateVersion.state).order_by(TemplateVersion.number)))


@pytest.fixture
def shelf(app: Flask, session: Session) -> Shelf:
    world = people.world(app, session)
    officer = world.person("officer", (Role.OFFICER, world.department))
    return Shelf(session, world, world.actor(officer))


def test_the_original_is_used_until_a_version_is_put_in_use_and_again_after(shelf: Shelf) -> None:
    shelf.add(b"word 1", b"odt 1")
    assert active_template(shelf.session, "minutes", "docx") is None
    shelf.activate(1)
    assert active_template(shelf.session, "minutes", "docx") == b"word 1"
    assert active_template(shelf.session, "minutes", "odt") == b"odt 1"
    assert active_template(shelf.session, "agenda", "docx") is None
    shelf.add(b"word 2", b"odt 2")
    shelf.activate(2)
    assert shelf.states() == [STATE.RETIRED, STATE.ACTIVE]
    shelf.activate(1)
    assert active_template(shelf.session, "minutes", "docx") == b"word 1"
    templates.back_to_original(shelf.session, shelf.officer, "minutes", seen_version=shelf.seen(), now=NOW)
    assert active_template(shelf.session, "minutes", "docx") is None
    assert shelf.states() == [STATE.RETIRED, STATE.RETIRED]


def test_a_version_without_twin_says_so_and_prints_no_odt(shelf: Shelf) -> None:
    shelf.add(b"word 1")
    shelf.activate(1)
    assert papers_without_odt(shelf.session) == {"minutes"}
    assert active_template(shelf.session, "minutes", "docx") == b"word 1"
    with pytest.raises(NotNow, match="template_without_odt"):
        active_template(shelf.session, "minutes", "odt")
    shelf.add(b"word 1", b"odt 1")
    shelf.activate(2)
    assert papers_without_odt(shelf.session) == frozenset()


def test_who_when_and_which_bytes_are_kept(shelf: Shelf) -> None:
    shelf.add(b"word 1")
    shelf.activate(1)
    version = shelf.session.scalars(select(TemplateVersion)).one()
    assert (version.uploaded_at, version.activated_at) == (NOW, NOW)
    assert version.uploaded_by_id == version.activated_by_id == shelf.officer.person_id
    row = shelf.session.scalars(select(TemplateFile)).one()
    assert (row.size, row.sha256) == (6, hashlib.sha256(b"word 1").hexdigest())
    told = shelf.session.execute(select(AuditEvent.action, AuditEvent.code).order_by(AuditEvent.id))
    assert [tuple(row) for row in told] == [
        ("create", "會議紀錄範本第1版"),
        ("activate", "會議紀錄範本第1版"),
    ]


def test_two_windows_never_overwrite_each_other(shelf: Shelf) -> None:
    shelf.add(b"word 1")
    seen = shelf.seen()
    shelf.add(b"word 2")
    with pytest.raises(ChangedSinceSeen):
        templates.activate(shelf.session, shelf.officer, "minutes", 1, seen_version=seen, now=NOW)
    with pytest.raises(ChangedSinceSeen):
        templates.back_to_original(shelf.session, shelf.officer, "minutes", seen_version=seen, now=NOW)
    with pytest.raises(Absent):
        templates.activate(shelf.session, shelf.officer, "minutes", 9, seen_version=shelf.seen(), now=NOW)
    assert shelf.states() == [STATE.RETIRED, STATE.RETIRED]


@pytest.mark.parametrize(
    ("role", "own"),
    [
        (Role.OFFICER, False),
        (Role.HEAD, False),
        (Role.CONTACT, True),
        (Role.LEADER, True),
        (Role.ADMIN, True),
    ],
)
def test_only_the_department_keeps_templates(shelf: Shelf, role: Role, own: bool) -> None:
    agency = shelf.world.department if own else shelf.world.other
    other = shelf.world.actor(shelf.world.person("somebody", (role, agency)))
    shelf.add(b"word 1")
    with pytest.raises(NotAllowed):
        templates.add(shelf.session, other, "minutes", [], note="", now=NOW)
    with pytest.raises(NotAllowed):
        shelf.activate(1, by=other)
    with pytest.raises(NotAllowed):
        templates.back_to_original(shelf.session, other, "minutes", seen_version=shelf.seen(), now=NOW)
    assert shelf.states() == [STATE.RETIRED]
