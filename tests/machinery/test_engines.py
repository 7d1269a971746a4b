"""The databases of tests: fresh, apart, and real on both engines."""

import os
import stat
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text

from tests import engines, needs, postgres, run_folder


def _fill(url: str) -> None:
    _run(url, "CREATE TABLE note (body VARCHAR(10))")


def _run(url: str, statement: str) -> list[str]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        result = connection.execute(text(statement))
        return [str(row[0]) for row in result] if result.returns_rows else []


def test_two_databases_of_one_template_know_nothing_of_each_other(engine_name: str) -> None:
    engine, filled = engines.engine(engine_name), []

    def fill(url: str) -> None:
        filled.append(url)
        _fill(url)

    first, second = engine.copy("two_notes", fill), engine.copy("two_notes", fill)
    assert len(filled) == 1
    _run(first, "INSERT INTO note VALUES ('機密')")
    assert _run(first, "SELECT body FROM note") == ["機密"]
    assert _run(second, "SELECT body FROM note") == []
    engine.drop(first)
    engine.drop(second)


def test_postgresql_is_a_real_server_with_utf_8_and_no_network_address() -> None:
    if "postgresql" not in engines.chosen():
        pytest.skip("ENGINES leaves PostgreSQL out")
    engine = engines.engine("postgresql")
    url = engine.copy("note", _fill)
    assert _run(url, "SHOW server_version")[0].split(".")[0] >= "15"
    assert _run(url, "SHOW server_encoding") == ["UTF8"]
    assert os.environ.get("TEST_DATABASE_URL") or _run(url, "SHOW listen_addresses") == [""]
    engine.drop(url)


def test_binaries_another_user_cannot_read_are_copied_to_where_he_can(tmp_path: Path) -> None:
    """A checkout under a closed home folder is the usual case for root."""
    if os.geteuid() != 0:
        pytest.skip("only root lends PostgreSQL another user")
    with run_folder.locked("postgres") as run:
        cluster = postgres._Cluster(run / "closed", run / "closed" / "data")
        cluster.home.mkdir(mode=0o711)
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        (closed / "install").symlink_to(postgres.binaries().parent)
        runnable = cluster._runnable(closed / "install" / "bin")
    assert runnable.is_relative_to(run)
    subprocess.run([runnable / "postgres", "--version"], check=True, **cluster.as_user)


def test_what_is_absent_skips_in_words_and_fails_where_everything_is_required(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REQUIRE_ALL", "")
    with pytest.raises(pytest.skip.Exception, match="no-such-program is missing: buy one"):
        needs.program("no-such-program", "buy one")
    monkeypatch.setenv("REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match="buy one"):
        needs.program("no-such-program", "buy one")


def test_an_unknown_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENGINES", "sqlite,oracle")
    with pytest.raises(ValueError, match="oracle"):
        engines.chosen()


def test_the_folder_of_a_run_lets_the_database_user_pass_but_not_look() -> None:
    for folder in (run_folder.here(), run_folder.databases()):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o711
