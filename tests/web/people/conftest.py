from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.people.actor import Role
from tests import people
from tests.client import HouseClient


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The hands stand still until a test moves them."""
    with time_machine.travel(people.NOW, tick=False) as hands:
        yield hands


@pytest.fixture
def world(clock: time_machine.Traveller, app: Flask, session: Session) -> people.World:
    return people.world(app, session)


@pytest.fixture
def admin(world: people.World, app: Flask) -> HouseClient:
    world.person("lin", (Role.ADMIN, world.department), name="林小華")
    return people.browser(app, "lin")
