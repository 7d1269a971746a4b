"""The committee's people, each in a browser, and a meeting with three cases."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Role
from app.models import Agency, Committee, Meeting
from tests.client import HouseClient
from tests.people import World, browser, world
from tests.services.meetings.conftest import Stage


class Pages(Stage):
    """The stage of the verbs, with browsers."""

    def browser(self, role: Role, agency: Agency | None = None) -> HouseClient:
        login = f"{role.value}-{agency.code if agency else 'own'}".lower()
        self.world.person(login, (role, agency or self.world.department))
        return browser(self.world.app, login)

    def ids(self, meeting: Meeting) -> list[int]:
        """The lines' ids, in order; nothing stays open that would keep the pages waiting."""
        found = [item.id for item in self.lines(meeting)]
        self.session.rollback()
        return found

    def fresh(self) -> Session:
        """Look again at what others committed."""
        self.session.rollback()
        return self.session

    def shown(self, state: MeetingState, number: int = 3) -> Meeting:
        meeting = self.ready(number, state)
        self.world.save()
        return meeting


@pytest.fixture
def pages(app: Flask, session: Session) -> Pages:
    made: World = world(app, session)
    officer = made.person("officer", (Role.OFFICER, made.department))
    head = made.person("head", (Role.HEAD, made.department))
    committee = session.query(Committee).one()
    ready = Pages(made, session, committee, made.actor(officer), made.actor(head))
    session.rollback()  # SQLite has one writer: what only looked must not keep the pages waiting
    return ready


@pytest.fixture
def officer(pages: Pages) -> HouseClient:
    return browser(pages.world.app, "officer")


@pytest.fixture
def head(pages: Pages) -> HouseClient:
    return browser(pages.world.app, "head")
