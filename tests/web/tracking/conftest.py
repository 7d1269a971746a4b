"""The loop of the verbs, with browsers: officer and head, and a contact of the first agency."""

import pytest

from app.domain.people.actor import Role
from app.models import AgencyGroup, AgencyGroupMember
from tests.client import HouseClient
from tests.people import PASSWORD, browser
from tests.services.meetings.conftest import stage
from tests.services.tracking.conftest import Loop, loop
from tests.web.tracking.reporting_city import Desk

__all__ = ["loop", "stage"]
GROUP = "各機關"


@pytest.fixture
def ready(loop: Loop) -> Loop:
    """An approved, tracked resolution, and a group of all agencies."""
    resolution = loop.tracked()
    group = AgencyGroup(name=GROUP)
    loop.session.add(group)
    loop.session.flush()
    loop.session.add_all(
        AgencyGroupMember(
            group_id=group.id, agency_id=one.id, from_on=resolution.recorded_at.date().replace(month=1)
        )
        for one in loop.agencies[1:]
    )
    loop.stage.world.person("contact", (Role.CONTACT, loop.agencies[1]), password=PASSWORD)
    loop.stage.world.save()
    return loop


@pytest.fixture
def officer(ready: Loop) -> HouseClient:
    return _with_budget(browser(ready.stage.world.app, "officer"))


@pytest.fixture
def head(ready: Loop) -> HouseClient:
    return _with_budget(browser(ready.stage.world.app, "head"))


@pytest.fixture
def contact(ready: Loop) -> HouseClient:
    return browser(ready.stage.world.app, "contact")


def _with_budget(client: HouseClient) -> HouseClient:
    client.budget = 60  # one transaction makes, sends and audits every share, a row each
    return client


@pytest.fixture
def desk(loop: Loop) -> Desk:
    """Shares that were sent out, each asked for a report now."""
    return Desk(loop).sent_out()
