"""verify-audit, backup and restore, as an administrator runs them."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from app import create_app
from app.domain.insight.search_index import SearchKind
from app.domain.people.actor import CONSOLE
from app.models import Agency, AuditEvent
from app.queries.insight import search
from tests import engines
from tests.conftest import settings_for

if TYPE_CHECKING:
    from tests.cli.conftest import Tracker


@contextmanager
def another_installation(engine_name: str, folder: Path) -> Iterator[Flask]:
    """The program on an empty database of its own."""
    engine = engines.engine(engine_name)
    url = engine.copy("empty", lambda _url: None)
    other = create_app(settings_for(url, folder / "other"))
    with other.app_context():
        yield other
    other.extensions["tracker"].engine.dispose()
    engine.drop(url)


def let_rows_be_changed(session: Session) -> None:
    """What somebody with the database in hands can do: take the guards away."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DROP TRIGGER audit_events_no_update"))
        session.execute(text("DROP TRIGGER audit_events_no_delete"))
    else:
        session.execute(text("ALTER TABLE audit_events DISABLE TRIGGER ALL"))


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


def test_an_untouched_chain_is_said_to_be_whole(session: Session, tracker: "Tracker") -> None:
    done = tracker("verify-audit")
    assert done.exit_code == 0
    assert "稽核紀錄完整" in done.stderr


@pytest.mark.parametrize("change", ["reason", "actor_name", "code"])
def test_a_row_changed_behind_our_back_is_found_and_named(
    session: Session, tracker: "Tracker", change: str
) -> None:
    number = session.scalars(select(AuditEvent.number).order_by(AuditEvent.number).offset(5).limit(1)).one()
    let_rows_be_changed(session)
    session.execute(update(AuditEvent).where(AuditEvent.number == number).values({change: "竄改"}))
    session.commit()
    done = tracker("verify-audit")
    assert done.exit_code == 1
    assert f"第 {number} 筆" in done.stderr


def test_a_row_taken_away_is_found(session: Session, tracker: "Tracker") -> None:
    number = session.scalars(select(AuditEvent.number).order_by(AuditEvent.number).offset(5).limit(1)).one()
    let_rows_be_changed(session)
    session.execute(delete(AuditEvent).where(AuditEvent.number == number))
    session.commit()
    assert tracker("verify-audit").exit_code == 1


def test_a_backup_is_verified_and_restores_into_an_empty_database(
    app: Flask, session: Session, tracker: "Tracker", tmp_path: Path, engine_name: str
) -> None:
    path = tmp_path / "backup.zip"
    done = tracker("backup", path)
    assert (done.exit_code, done.stdout.strip()) == (0, str(path))
    verified = tracker("restore", "--verify", path)
    assert verified.exit_code == 0
    assert "備份可以還原" in verified.stderr
    agencies = session.scalar(select(func.count(Agency.id)))
    proposals = search.find(session, CONSOLE, search.question("採購"), SearchKind.PROPOSAL, size=99)
    assert proposals.total
    session.rollback()
    with another_installation(engine_name, tmp_path) as other:
        runner = other.test_cli_runner()
        assert runner.invoke(args=["tracker", "restore", str(path)]).exit_code == 0
        assert runner.invoke(args=["tracker", "verify-audit"]).exit_code == 0
        with other.extensions["tracker"].sessions() as session:
            assert session.scalar(select(func.count(Agency.id))) == agencies
            asked = search.question("採購")
            assert search.find(session, CONSOLE, asked, SearchKind.PROPOSAL, size=99) == proposals


def test_a_backup_does_not_overwrite_and_a_restore_does_not_mix(
    session: Session, tracker: "Tracker", tmp_path: Path
) -> None:
    path = tmp_path / "backup.zip"
    assert tracker("backup", path).exit_code == 0
    before = path.read_bytes()
    again = tracker("backup", path)
    assert again.exit_code == 1
    assert "已存在" in again.stderr
    assert path.read_bytes() == before
    mixed = tracker("restore", path)
    assert mixed.exit_code == 1
    assert "資料庫已有資料" in mixed.stderr
    nowhere = tracker("backup", tmp_path / "nowhere" / "backup.zip")
    assert (nowhere.exit_code, "備份沒有完成" in nowhere.stderr) == (1, True)


def test_a_damaged_backup_is_refused_in_a_sentence(
    session: Session, tracker: "Tracker", tmp_path: Path
) -> None:
    path, damaged = tmp_path / "backup.zip", tmp_path / "damaged.zip"
    tracker("backup", path)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(damaged, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace("示範市".encode(), "冒充市".encode()))
    for bad in (damaged, _written(tmp_path / "text.zip", b"hello")):
        done = tracker("restore", "--verify", bad)
        assert done.exit_code == 1
        assert "備份檔" in done.stderr
        assert "Traceback" not in done.stderr


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
