"""A backup holds every row and file, restores on either engine, and a damaged one is refused in words."""

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.papers.template_flow import FileOrigin, TemplateFormat
from app.domain.people.actor import CONSOLE
from app.domain.people.agency import AgencyKind, EthicsMode
from app.extensions import backup
from app.extensions.database import open_database
from app.extensions.transaction import commit
from app.models import Agency, TemplateFile
from app.services import audit
from app.services.papers import templates
from app.services.papers.templates import NewFile
from tests import engines

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
CONTENT = "附件內容𠮷".encode()
LAYOUT = bytes(range(256))
NAME = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def bundle(app: Flask, session: Session, tmp_path: Path) -> Path:
    """A small city with an uploaded file, in a bundle. The parent agency has the higher id."""
    child, parent = (
        Agency(
            code=code, name=f"示範市{code}𠮷", short_name=code, kind=AgencyKind.SCHOOL, sort_order=1,
            ethics_mode=EthicsMode.BY_SUPERIOR,
        )
        for code in ("子校", "母校")
    )  # fmt: skip
    session.add(child)
    session.flush()
    session.add(parent)
    session.flush()
    child.parent_id = parent.id
    for agency in (child, parent):
        audit.record(session, CONSOLE, "create", agency, now=NOW, code=agency.code)
    upload = NewFile(TemplateFormat.DOCX, FileOrigin.UPLOADED, "minutes.docx", LAYOUT)
    templates.add(session, CONSOLE, "minutes", [upload], note="", now=NOW)
    commit(session)
    settings = app.extensions["tracker"].settings
    file = settings.files_dir / NAME[:2] / NAME
    file.parent.mkdir(parents=True)
    file.write_bytes(CONTENT)
    path = tmp_path / "bundle.zip"
    backup.back_up(app.extensions["tracker"].engine, settings.files_dir, path, now=NOW)
    return path


@pytest.mark.parametrize("target", engines.chosen())
def test_a_bundle_restores_on_either_engine(bundle: Path, target: str, tmp_path: Path) -> None:
    engine = engines.engine(target)
    url = engine.copy("empty", lambda _url: None)
    database = open_database(url)
    try:
        backup.restore(bundle, database.engine, tmp_path / "restored")
        with database.sessions() as session:
            child, parent = session.scalars(select(Agency).order_by(Agency.id))
            assert (child.name, child.parent_id) == ("示範市子校𠮷", parent.id)
            assert session.scalars(select(TemplateFile.content)).one() == LAYOUT
            assert audit.verify(session) is None
            session.add(
                Agency(
                    code="新校", name="新校", short_name="新校", kind=AgencyKind.SCHOOL, sort_order=2,
                    ethics_mode=EthicsMode.BY_SUPERIOR,
                )
            )  # fmt: skip
            session.commit()  # ids go on after the restored ones
        assert (tmp_path / "restored" / NAME[:2] / NAME).read_bytes() == CONTENT
    finally:
        database.engine.dispose()
        engine.drop(url)


def test_verifying_leaves_the_running_system_alone(bundle: Path, session: Session) -> None:
    manifest = backup.verify(bundle)
    assert manifest.tables["agencies"][0] == 2
    assert session.scalars(select(Agency)).all()


def test_a_database_with_tables_is_not_restored_over(bundle: Path, app: Flask, tmp_path: Path) -> None:
    with pytest.raises(backup.BackupRefused, match="database_not_empty"):
        backup.restore(bundle, app.extensions["tracker"].engine, tmp_path / "files")


def rewritten(bundle: Path, part: str, content: bytes) -> Path:
    """The bundle with one part changed by somebody who does not mend the manifest."""
    path = bundle.with_name("changed.zip")
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return path


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("tables/agencies.jsonl", "table_damaged"),
        (f"files/{NAME}", "file_damaged"),
        ("manifest.json", "bundle_damaged"),
    ],
)
def test_a_changed_bundle_is_refused(bundle: Path, part: str, code: str) -> None:
    with zipfile.ZipFile(bundle) as opened:
        content = opened.read(part).replace("示範市".encode(), "某某市".encode()).replace(CONTENT, b"x")
    with pytest.raises(backup.BackupRefused, match=code):
        backup.verify(rewritten(bundle, part, b"{" if part == "manifest.json" else content))


def test_rewriting_the_log_and_the_manifest_together_is_found(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as opened:
        rows = opened.read("tables/audit_events.jsonl").replace("子校".encode(), "丑校".encode())
        manifest = json.loads(opened.read("manifest.json"))
    manifest["tables"]["audit_events"][1] = hashlib.sha256(rows).hexdigest()
    path = rewritten(bundle, "tables/audit_events.jsonl", rows)
    path = rewritten(path.rename(path.with_name("first.zip")), "manifest.json", json.dumps(manifest).encode())
    with pytest.raises(backup.BackupRefused, match="audit_chain_broken"):
        backup.verify(path)


@pytest.mark.parametrize("cut", [0, 10, 0.5, 0.99])
def test_a_cut_bundle_is_refused(bundle: Path, cut: float) -> None:
    data = bundle.read_bytes()
    broken = bundle.with_name("cut.zip")
    broken.write_bytes(data[: int(cut if cut >= 1 or cut == 0 else len(data) * cut)])
    with pytest.raises(backup.BackupRefused, match="bundle_damaged"):
        backup.verify(broken)
