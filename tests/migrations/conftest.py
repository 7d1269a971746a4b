"""Fixtures of migration tests: an empty database on each engine, opened as the program opens it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests import engines


def nothing(url: str) -> None:
    """An empty database is filled with nothing."""


@pytest.fixture
def empty(engine_name: str) -> Iterator[Engine]:
    """A database without any table."""
    from app.extensions.database import open_database

    source = engines.engine(engine_name)
    url = source.copy("empty", nothing)
    engine = open_database(url).engine
    yield engine
    engine.dispose()
    source.drop(url)


@pytest.fixture
def second(engine_name: str) -> Iterator[Engine]:
    """Another one, to compare with."""
    from app.extensions.database import open_database

    source = engines.engine(engine_name)
    url = source.copy("empty", nothing)
    engine = open_database(url).engine
    yield engine
    engine.dispose()
    source.drop(url)
