"""On PostgreSQL the service runs as a role that may change rows but no tables (docs/deploy.md, 3)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import ProgrammingError

from app import create_app
from app.extensions.database import open_database
from tests import engines
from tests.client import HouseClient
from tests.conftest import load_city, settings_for

ROLE = "tracker_service_of_a_test"
GRANTS = (
    f"CREATE ROLE {ROLE} LOGIN PASSWORD 'loopback'",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    f"GRANT USAGE ON SCHEMA public TO {ROLE}",
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE}",
    f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {ROLE}",
    f"REVOKE UPDATE ON read_events FROM {ROLE}",
    f"REVOKE DELETE ON audit_events FROM {ROLE}",
)


@pytest.fixture
def service_url() -> Iterator[str]:
    """The demonstration city, opened as the role of the service."""
    if "postgresql" not in engines.chosen():
        pytest.skip("ENGINES leaves PostgreSQL out")
    engine = engines.engine("postgresql")
    url = engine.copy("city", load_city)
    owner = open_database(url)
    with owner.engine.begin() as connection:
        for statement in GRANTS:
            connection.execute(text(statement))
    yield make_url(url).set(username=ROLE, password="loopback").render_as_string(hide_password=False)
    with owner.engine.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {ROLE}"))
        connection.execute(text(f"DROP ROLE {ROLE}"))
    owner.engine.dispose()
    engine.drop(url)


def test_the_service_works_and_may_not_touch_tables_or_the_log(service_url: str, tmp_path: Path) -> None:
    app = create_app(replace(settings_for(service_url, tmp_path / "data"), demo=False))
    app.test_client_class = HouseClient
    client = app.test_client()
    assert isinstance(client, HouseClient)
    client.sign_in("sysadmin")
    assert client.get("/admin/groups").status_code == 200
    assert client.submit("/admin/groups", {"name": "測試群組", "once_key": "k" * 24}).status_code == 303
    engine = app.extensions["tracker"].engine
    for forbidden in (
        "DROP TABLE agencies",
        "CREATE TABLE x (id int)",
        "DELETE FROM audit_events",
        "UPDATE read_events SET purpose = ''",
    ):
        with (
            engine.connect() as connection,
            pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        ):
            connection.execute(text(forbidden))
    engine.dispose()
