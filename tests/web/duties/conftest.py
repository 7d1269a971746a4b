from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from tests import people


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(people.NOW, tick=False) as hands:
        yield hands


@pytest.fixture
def world(clock: time_machine.Traveller, app: Flask, session: Session) -> people.World:
    return people.world(app, session)
