"""What reads changes nothing; PostgreSQL refuses it, keeps what is prepared, and a connection that lost its server is not used."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import InternalError

from app.extensions import database as door
from app.extensions.database import Database, open_database
from app.extensions.transaction import end_reading, reading, unit_of_work
from app.models import User
from app.queries.prepared import prepared
from tests import engines
from tests.conftest import migrate
from tests.people import NOW


@pytest.fixture
def opened() -> Iterator[Database]:
    """A migrated database on PostgreSQL."""
    if "postgresql" not in engines.chosen():
        pytest.skip("ENGINES leaves PostgreSQL out")
    engine = engines.engine("postgresql")
    url = engine.copy("migrated", migrate)
    made = open_database(url)
    yield made
    made.engine.dispose()
    engine.drop(url)


def test_a_reading_transaction_refuses_a_change_and_the_next_one_takes_it(opened: Database) -> None:
    session = reading(opened)
    session.add(User(login="a", name="甲", created_at=NOW))
    with pytest.raises(InternalError, match="read-only"):
        session.flush()
    session.close()
    with unit_of_work(opened) as writing:
        writing.add(User(login="a", name="甲", created_at=NOW))
    kept = reading(opened)
    found = kept.scalars(select(User)).one()
    found.name = "乙"
    end_reading(kept)
    with opened.sessions() as again:
        assert again.scalars(select(User.name)).all() == ["甲"]


def test_what_is_marked_is_prepared_and_stays_so(opened: Database) -> None:
    marked, other = prepared(select(User.id).where(User.login == "a")), select(User.name)
    for _ in range(2):
        session = reading(opened)
        session.execute(marked), session.execute(other)
        end_reading(session)
    with opened.engine.connect() as connection:
        known = connection.execute(text("SELECT statement FROM pg_prepared_statements")).scalars().all()
    assert ["users.login" in one for one in known] == [True]


def test_a_connection_that_lay_unused_is_asked_first(
    opened: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "ALIVE_FOR", 0.0)
    with opened.engine.connect() as connection:
        lost = connection.scalar(text("SELECT pg_backend_pid()"))
    elsewhere = open_database(opened.engine.url.render_as_string(hide_password=False))
    with elsewhere.engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid, 1000)"), {"pid": lost})
    elsewhere.engine.dispose()
    with opened.engine.connect() as connection:
        assert connection.scalar(text("SELECT pg_backend_pid()")) != lost
