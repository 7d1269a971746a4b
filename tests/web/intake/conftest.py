"""Who imports: an officer and a head of the primary committee, an administrator, an officer of another committee."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from app.domain.people.actor import Role
from tests.intake_records import a_committee, a_person, an_agency

if TYPE_CHECKING:
    from tests.client import HouseClient

MANY = 2000
As = Callable[[str], "HouseClient"]


@pytest.fixture
def people(session: Session) -> None:
    committee = a_committee(session)
    other = a_committee(session, "EDU", an_agency(session, "E01", "示範市政府教育局", "教育局"))
    a_person(session, "officer", Role.OFFICER, committee.agency_id)
    a_person(session, "head", Role.HEAD, committee.agency_id)
    a_person(session, "admin", Role.ADMIN, committee.agency_id)
    a_person(session, "other", Role.OFFICER, other.agency_id)
    session.commit()


@pytest.fixture
def as_(client: "HouseClient", people: None) -> As:
    """A client signed in as this person. Confirming writes many rows: its statements are counted by the bench."""

    def sign_in(login: str) -> "HouseClient":
        client.budget = MANY
        client.sign_in(login)
        return client

    return sign_in
