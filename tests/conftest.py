"""Fixtures every test may use: a fresh database per engine, the application on it, the client of the house."""

import gc
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from config import Settings
from tests import clock, engines, needs, run_folder, shared_addresses
from tests.compiled_templates import CompiledOnce

if TYPE_CHECKING:
    from flask import Flask

    from tests.browser.chromium import Browser
    from tests.client import HouseClient

SECRET_KEY = "a-key-for-tests-only-of-enough-length"


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(
        100_000, 20, 100
    )  # each test makes an application anew; looking for cycles took a tenth of the run
    if not hasattr(config, "workerinput"):
        run_folder.begin()
    clock.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        engines.drop_left_databases()
        run_folder.end()


@pytest.fixture(params=engines.chosen())
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each engine of this run in turn: whoever uses it runs once on each."""
    return str(request.param)


@pytest.fixture
def engine_url(engine_name: str) -> Iterator[str]:
    """A migrated database of its own, without any record."""
    engine = engines.engine(engine_name)
    url = engine.copy("migrated", migrate)
    yield url
    engine.drop(url)


@pytest.fixture
def city_url(engine_name: str, tmp_path: Path) -> Iterator[str]:
    """A database of its own with the demonstration city, loaded today as `make run` does it, and its files."""
    engine = engines.engine(engine_name)
    url = engine.copy("city", load_city)
    shutil.copytree(city_files(), tmp_path / "data" / "files")
    yield url
    engine.drop(url)


@pytest.fixture
def settings(engine_url: str, tmp_path: Path) -> Settings:
    return settings_for(engine_url, tmp_path / "data")


@pytest.fixture
def app(settings: Settings) -> Iterator["Flask"]:
    """The whole application on a fresh database."""
    from app import create_app
    from tests.client import HouseClient

    shared_addresses.install()
    application = create_app(settings)
    application.test_client_class = HouseClient
    engine = application.extensions["tracker"].engine
    event.listen(engine, "connect", _without_waiting_for_the_disk)
    application.jinja_env.bytecode_cache = CompiledOnce(str(run_folder.databases()))
    yield application
    engine.dispose()


@pytest.fixture
def client(app: "Flask") -> "HouseClient":
    """A browser without cookies. Whatever it fetches keeps the house rules."""
    from tests.client import HouseClient

    client = app.test_client()
    assert isinstance(client, HouseClient)
    return client


@pytest.fixture
def session(app: "Flask") -> Iterator[Session]:
    """A session for arranging and looking; what is to be seen elsewhere must be committed."""
    session: Session = app.extensions["tracker"].database.sessions()
    with session:
        yield session


@pytest.fixture(scope="session")
def libreoffice() -> str:
    return needs.program("soffice", "apt-get install libreoffice-writer-nogui")


@pytest.fixture(scope="session")
def chromium() -> "Browser":
    """A browser to start, with the environment it wants."""
    from tests.browser.chromium import find

    return find()


@pytest.fixture(scope="session")
def node() -> str:
    return needs.program("node", "install Node.js 20 or newer")


def settings_for(url: str, data_dir: Path) -> Settings:
    """Settings of a test: the real program, except that hashing a password takes no time."""
    data_dir.mkdir(parents=True, exist_ok=True)
    return Settings(
        environment="test",
        database_url=url,
        data_dir=data_dir,
        secret_key=SECRET_KEY,
        institution="示範市政府",
        argon2_memory_kib=64,
        argon2_rounds=1,
    )


def migrate(url: str) -> None:
    """Bring an empty database to the newest schema."""
    from app.extensions import schema
    from app.extensions.database import open_database

    engine = open_database(url).engine
    schema.upgrade(engine)
    engine.dispose()


def city_files() -> Path:
    """Where the files of the city lie, for every copy of it."""
    return run_folder.databases() / "city-files"


def load_city(url: str) -> None:
    """Fill an empty database with the demonstration city."""
    from app.demo import load
    from app.extensions.database import open_database
    from app.extensions.transaction import unit_of_work
    from app.services.audit import DIGEST_KEY

    migrate(url)
    database, now = open_database(url), datetime.now(UTC)
    database.sessions.configure(info={DIGEST_KEY: SECRET_KEY})
    with unit_of_work(database) as session:
        load.ensure(session, city_files(), now=now, today=now.astimezone(ZoneInfo("Asia/Taipei")).date())
    database.engine.dispose()


def _without_waiting_for_the_disk(connection: object, _record: object) -> None:
    # A test's file need not outlive a power cut; everything else about the connection stays as the program set it.
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")
