"""One folder per test run, shared by all its workers, with a lock; what killed runs left behind is swept."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from tests import postgres

VARIABLE = "TRACKER_TEST_RUN"
PREFIX = "tracker-run-"
MEMORY = Path("/dev/shm")  # often mounted so that nothing in it may be executed
ENOUGH = 1 << 30
JUST_MADE = 10  # seconds in which a folder may still be without its lock
_LEADS: list[IO[str]] = []


def begin() -> None:
    """Called by the process that leads the run; its workers inherit the variable."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if not _led(left):
            _remove(left)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o711)  # PostgreSQL runs as another user and must pass through
    os.environ[VARIABLE] = str(folder)
    _LEADS.append((folder / "led").open("w"))
    fcntl.flock(_LEADS[0], fcntl.LOCK_EX)
    print(datetime.now(UTC).isoformat(), end="", file=_LEADS[0], flush=True)
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        (MEMORY / folder.name).mkdir(mode=0o711)


def end() -> None:
    _remove(here())
    _LEADS.pop().close()
    del os.environ[VARIABLE]


def here() -> Path:
    """Where a run keeps what it starts."""
    return Path(os.environ[VARIABLE])


def begun() -> datetime:
    """When the run began."""
    return datetime.fromisoformat((here() / "led").read_text())


def databases() -> Path:
    """Where a run keeps its databases: in memory where there is room. Cloning took 14 ms there, 310 ms on a disk."""
    return _databases_of(here())


@contextmanager
def locked(name: str) -> Iterator[Path]:
    """The folder of the run, while no other worker is inside the same lock."""
    with (here() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield here()


def _databases_of(folder: Path) -> Path:
    memory = MEMORY / folder.name
    return memory if memory.is_dir() else folder


def _remove(folder: Path) -> None:
    with suppress(OSError, postgres.NoPostgres, ValueError):
        postgres.stop(_databases_of(folder))
    shutil.rmtree(_databases_of(folder), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def _led(folder: Path) -> bool:
    """True while the process that made the folder lives: its lock ends with it, whatever ended it."""
    try:
        with (folder / "led").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return time.time() - folder.stat().st_mtime < JUST_MADE
    except BlockingIOError:
        return True
    return False
