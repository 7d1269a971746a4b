"""The text of a file, read in the limited child process and kept beside its digest, so that search finds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.models import ExtractedText
from app.queries.insight.unread_files import UnreadFile
from app.readers.child import run_reader
from app.readers.refusal import FileRefused
from app.services.insight import indexing
from app.services.proposals.attached import path_of


@dataclass(frozen=True, slots=True)
class FileText:
    """`failure`: why there is no text; '' else."""

    text: str
    failure: str = ""


def read(files_dir: Path, file: UnreadFile) -> FileText:
    """Takes as long as the file does: no transaction should be open meanwhile."""
    try:
        data = path_of(files_dir, file.sha256).read_bytes()
    except OSError:
        return FileText("", "missing")
    try:
        return FileText(str(run_reader("text", file.kind, file.filename, data)))
    except FileRefused as refused:
        return FileText("", refused.code)


def keep(session: Session, file: UnreadFile, found: FileText, *, now: datetime) -> None:
    """What was read; somebody else may have been quicker."""
    if session.get(ExtractedText, file.sha256) is not None:
        return
    session.add(ExtractedText(sha256=file.sha256, text=found.text, failure=found.failure, read_at=now))
    session.flush()
    indexing.file_was_read(session, file.sha256)
