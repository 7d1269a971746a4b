"""Files that were handed in are read for search: a few at a time, each in a child process, between two short transactions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from app.extensions.database import Database
from app.extensions.transaction import reading, unit_of_work
from app.queries.insight.unread_files import unread_files
from app.services.insight import reading_files

AT_ONCE = 20


def read_some(
    database: Database,
    files_dir: Path,
    *,
    clock: Callable[[], datetime],
    stops: Callable[[], bool] = lambda: False,
) -> int:
    """Read what waits, at most `AT_ONCE`; how many were read."""
    with reading(database) as session:
        waiting = unread_files(session, AT_ONCE)
    for place, file in enumerate(waiting):
        if stops():
            return place
        found = reading_files.read(files_dir, file)
        try:
            with unit_of_work(database) as session:
                reading_files.keep(session, file, found, now=clock())
        except IntegrityError:
            continue  # another worker read the same file at the same moment
    return len(waiting)
