"""What every area does with files: keep the bytes, add a row, order the rows, name one, hide one. Rights and audit rows are the area's own.

Bytes lie under their SHA-256 and are written before the row, so that no row lacks its bytes. Bytes whose transaction failed stay
behind without a row: they harm nothing, and the same file sent again finds them.
"""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.domain.errors import Absent
from app.domain.people.actor import Actor
from app.models import Attachment
from app.queries.proposals.attached import Owner, files_of
from app.readers.upload import EVIDENCE_KINDS, check_upload
from app.services.versions import check_seen

Changes = dict[str, list[object]]


def add(
    session: Session,
    actor: Actor,
    owner: Owner,
    filename: str,
    data: bytes,
    *,
    title: str = "",
    files_dir: Path,
    now: datetime,
) -> Attachment:
    """The file at the end of its owner's list; `FileRefused` when it is not what it says or may not be opened."""
    checked = check_upload(filename, data, EVIDENCE_KINDS)
    store(files_dir, checked.sha256, data)
    end = max((row.position for row in files_of(session, owner, removed=True)), default=0)
    row = Attachment(
        **owner, position=end + 1, title=title, filename=checked.filename, kind=checked.kind.value,
        size=checked.size, sha256=checked.sha256, uploaded_at=now, uploaded_by_id=actor.person_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def hide(session: Session, row: Attachment, *, seen_version: int | None, now: datetime) -> bool:
    """Hide the file; its bytes and its row stay. False: somebody did already."""
    session.refresh(row)
    check_seen(row, seen_version)
    if row.removed_at is not None:
        return False
    row.removed_at = now
    session.flush()
    return True


def retitle(session: Session, row: Attachment, title: str, *, seen_version: int | None) -> Changes:
    """What changed; nothing when it is called so already."""
    session.refresh(row)
    check_seen(row, seen_version)
    if row.title == title:
        return {}
    before, row.title = row.title, title
    session.flush()
    return {"title": [before, title]}


def move(session: Session, owner: Owner, row: Attachment, step: int, *, seen_version: int | None) -> bool:
    """↑ (-1) and ↓ (+1) among the files that stand; False: it is at the end already."""
    session.refresh(row)
    check_seen(row, seen_version)
    rows = files_of(session, owner)
    if row not in rows:
        raise Absent
    here = rows.index(row)
    there = min(max(here + step, 0), len(rows) - 1)
    if here == there:
        return False
    rows[here].position, rows[there].position = rows[there].position, rows[here].position
    session.flush()
    return True


def path_of(files_dir: Path, sha256: str) -> Path:
    """Where the bytes of this digest lie."""
    return files_dir / sha256[:2] / sha256


def store(files_dir: Path, sha256: str, data: bytes) -> Path:
    """Write the bytes under their digest, whole or not at all; the same bytes twice are one file."""
    target = path_of(files_dir, sha256)
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, target)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return target
