from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from tests import people, proposals


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(people.NOW, tick=False) as hands:
        yield hands


@pytest.fixture
def desk(clock: time_machine.Traveller, app: Flask, session: Session) -> proposals.Desk:
    return proposals.desk(people.world(app, session))
