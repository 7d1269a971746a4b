"""Backup and restore: one zip of every row, every file and a manifest; readable by either engine, proved by restoring it."""

from __future__ import annotations

import base64
import hashlib
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    DateTime,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    Time,
    create_engine,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session

from app.extensions import schema
from app.extensions.database import open_database, refresh_statistics
from app.extensions.transaction import commit
from app.services import audit
from app.services.insight import indexing

MANIFEST = "manifest.json"
FORMAT = 1
ROWS_AT_ONCE = 500
OWN_TABLE = "alembic_version"
MADE_ANEW = "search_"
"""How the tables of the search index begin: they hold nothing that the records do not say."""


class BackupRefused(Exception):
    """The bundle is damaged, of another kind, or may not be restored here. `code` names why, `what` the part."""

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(f"{code} {what}".strip())
        self.code, self.what = code, what


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle holds. `tables`: name → [rows, SHA-256 of its lines]; `files`: the SHA-256 names of uploaded bytes."""

    format: int
    made_at: str
    revision: str
    tables: dict[str, tuple[int, str]]
    files: list[str]


def back_up(engine: Engine, files_dir: Path, path: Path, *, now: datetime) -> Manifest:
    """Write a consistent bundle of the running system to `path`; writers may go on meanwhile."""
    revision = schema.current(engine) or ""
    with _standing_still(engine) as connection, zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as bundle:
        path.chmod(0o600)
        metadata = MetaData()
        metadata.reflect(connection)
        tables = {
            table.name: _write_table(bundle, connection, table) for table in _tables_of_records(metadata)
        }
        files = sorted(file.name for file in files_dir.rglob("*") if file.is_file())
        for name in files:
            bundle.write(_file_path(files_dir, name), f"files/{name}", zipfile.ZIP_STORED)
        manifest = Manifest(FORMAT, now.astimezone(UTC).isoformat(), revision, tables, files)
        bundle.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
    return manifest


def restore(path: Path, engine: Engine, files_dir: Path) -> Manifest:
    """Fill an empty database and folder from a bundle, then bring the schema up to this program's. BackupRefused."""
    if inspect(engine).get_table_names():
        raise BackupRefused("database_not_empty")
    with _opened(path) as bundle:
        manifest = _read_manifest(bundle)
        schema.upgrade(engine, manifest.revision)
        with engine.begin() as connection:
            _fill(bundle, connection, manifest)
        for name in manifest.files:
            data = bundle.read(f"files/{name}")
            if hashlib.sha256(data).hexdigest() != name:
                raise BackupRefused("file_damaged", name)
            target = _file_path(files_dir, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    schema.upgrade(engine)
    refresh_statistics(engine)
    with Session(engine) as session:
        if broken := audit.verify(session):
            raise BackupRefused("audit_chain_broken", str(broken.number))
        indexing.rebuild(session)
        commit(session)
    return manifest


def verify(path: Path) -> Manifest:
    """Prove a bundle by restoring it into a scratch database; the running system is not touched. BackupRefused."""
    with tempfile.TemporaryDirectory(prefix="tracker-verify-") as folder:
        scratch = open_database(f"sqlite:///{folder}/scratch.db")
        try:
            return restore(path, scratch.engine, Path(folder) / "files")
        finally:
            scratch.engine.dispose()


def _tables_of_records(metadata: MetaData) -> list[Table]:
    return [
        table
        for table in metadata.sorted_tables
        if table.name != OWN_TABLE and not table.name.startswith(MADE_ANEW)
    ]


@contextmanager
def _standing_still(engine: Engine) -> Iterator[Connection]:
    """One unchanging view of the database. SQLite is copied by its online backup first: a long read would hold up writers."""
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            yield connection
        return
    with tempfile.TemporaryDirectory(prefix="tracker-backup-") as folder:
        copy = Path(folder) / "copy.db"
        source = sqlite3.connect(str(engine.url.database))
        target = sqlite3.connect(copy)
        try:
            source.backup(target, pages=1000)
        finally:
            source.close()
            target.close()
        copied = create_engine(f"sqlite:///{copy}")
        with copied.connect() as connection:
            yield connection
        copied.dispose()


def _write_table(bundle: zipfile.ZipFile, connection: Connection, table: Table) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    rows = connection.execute(select(table).order_by(*table.primary_key.columns)).yield_per(ROWS_AT_ONCE)
    with bundle.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as out:
        for row in rows.mappings():
            line = (
                json.dumps({key: _to_json(value) for key, value in row.items()}, ensure_ascii=False).encode()
                + b"\n"
            )
            out.write(line)
            digest.update(line)
            count += 1
    return count, digest.hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as bundle:
            yield bundle
    except (zipfile.BadZipFile, KeyError, EOFError, ValueError, TypeError, OSError) as error:
        raise BackupRefused("bundle_damaged", str(error)) from error


def _read_manifest(bundle: zipfile.ZipFile) -> Manifest:
    values = json.loads(bundle.read(MANIFEST))
    if values.get("format") != FORMAT:
        raise BackupRefused("bundle_of_another_kind", str(values.get("format")))
    return Manifest(**values)


def _fill(bundle: zipfile.ZipFile, connection: Connection, manifest: Manifest) -> None:
    metadata = MetaData()
    metadata.reflect(connection)
    tables = _tables_of_records(metadata)
    for table in reversed(tables):  # the rows that migrations begin with; the bundle has its own
        connection.execute(table.delete())
    for table in tables:
        rows, wanted = manifest.tables[table.name]
        _fill_table(bundle, connection, table, wanted)
        if connection.scalar(select(func.count()).select_from(table)) != rows:
            raise BackupRefused("rows_missing", table.name)
        if connection.dialect.name == "postgresql" and "id" in table.columns:
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608 — a reflected name
                    f"GREATEST((SELECT max(id) FROM {table.name}), 1))"
                )
            )


def _fill_table(bundle: zipfile.ZipFile, connection: Connection, table: Table, wanted: str) -> None:
    """Insert the rows; columns that point into the same table are set afterwards, whatever the order of the rows."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    digest, waiting, later = hashlib.sha256(), [], []
    with bundle.open(f"tables/{table.name}.jsonl") as lines:
        for line in lines:
            digest.update(line)
            row = {key: _from_json(table.columns[key].type, value) for key, value in json.loads(line).items()}
            later += [(row["id"], name, row[name]) for name in own if row[name] is not None]
            waiting.append({**row, **dict.fromkeys(own)})
            if len(waiting) == ROWS_AT_ONCE:
                connection.execute(insert(table), waiting)
                waiting = []
    if waiting:
        connection.execute(insert(table), waiting)
    for row_id, name, value in later:
        connection.execute(update(table).where(table.columns["id"] == row_id).values({name: value}))
    if digest.hexdigest() != wanted:
        raise BackupRefused("table_damaged", table.name)


def _to_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date | time) else value


def _from_json(kind: object, value: Any) -> Any:
    if value is None or not isinstance(value, str):
        return value
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return time.fromisoformat(value) if isinstance(kind, Time) else value


def _file_path(files_dir: Path, name: str) -> Path:
    return files_dir / name[:2] / name
