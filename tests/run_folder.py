"""One folder per test run, shared by all its workers, with a lock; what killed runs left behind is swept."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests import postgres

VARIABLE = "TRACKER_TEST_RUN"
PREFIX = "tracker-run-"


def begin() -> None:
    """Called by the process that leads the run; its workers inherit the variable."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if not _alive(int(left.name.removeprefix(PREFIX).split("-")[0])):
            _remove(left)
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    folder.chmod(0o711)  # PostgreSQL runs as another user and must pass through
    os.environ[VARIABLE] = str(folder)


def end() -> None:
    _remove(here())
    del os.environ[VARIABLE]


def here() -> Path:
    return Path(os.environ[VARIABLE])


@contextmanager
def locked(name: str) -> Iterator[Path]:
    """The folder of the run, while no other worker is inside the same lock."""
    with (here() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield here()


def _remove(folder: Path) -> None:
    with suppress(OSError, postgres.NoPostgres, ValueError):
        postgres.stop(folder)
    shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
