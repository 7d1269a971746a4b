"""init: the schema and reference data, and nobody in it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from app.extensions import schema
from app.models import Agency, Base, CalendarYear, User
from tests import engines

if TYPE_CHECKING:
    from tests.cli.conftest import Tracker


@pytest.fixture
def engine_url(engine_name: str) -> Iterator[str]:
    """A database without a single table."""
    engine = engines.engine(engine_name)
    url = engine.copy("empty", lambda _url: None)
    yield url
    engine.drop(url)


def test_an_empty_database_gets_every_table_and_says_what_to_do_next(app: Flask, tracker: "Tracker") -> None:
    done = tracker("init")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert f"空白 → {schema.head()}" in done.stderr
    assert "set-up-link" in done.stderr
    engine = app.extensions["tracker"].engine
    assert set(Base.metadata.tables) <= set(inspect(engine).get_table_names())
    assert app.extensions["tracker"].settings.files_dir.is_dir()


def test_it_may_be_repeated_and_makes_no_user_and_no_agency(tracker: "Tracker", session: Session) -> None:
    tracker("init")
    again = tracker("init")
    assert again.exit_code == 0
    assert f"{schema.head()} → {schema.head()}" in again.stderr
    assert list(session.scalars(select(CalendarYear.year).order_by(CalendarYear.year))) == [2025, 2026, 2027]
    assert session.scalar(select(func.count(User.id))) == 0
    assert session.scalar(select(func.count(Agency.id))) == 0


@pytest.mark.parametrize("command", ["set-up-link", "verify-audit", "demo"])
def test_before_it_every_other_command_says_to_run_it(tracker: "Tracker", command: str) -> None:
    done = tracker(command)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "tracker init" in done.stderr
