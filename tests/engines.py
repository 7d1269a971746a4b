"""Fresh databases on each engine: a template is filled once per run, every test gets its own copy."""

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL

from tests import postgres, run_folder
from tests.needs import absent

ALL = ("sqlite", "postgresql")
PREFIX = "tracker_test_"

# A filled template is asked for by name; `fill` gets the URL of an empty database and must close what it opens.
Fill = Callable[[str], None]


def chosen() -> tuple[str, ...]:
    """The engines of this run: ENGINES=sqlite is the quick form."""
    names = tuple(name for name in os.environ.get("ENGINES", ",".join(ALL)).split(",") if name)
    if unknown := set(names) - set(ALL):
        raise ValueError(f"ENGINES knows {', '.join(ALL)}, not {', '.join(sorted(unknown))}")
    return names


class Engine(Protocol):
    """Where databases come from. A URL is a string with its password, as `Settings.database_url` wants it."""

    def copy(self, template: str, fill: Fill) -> str: ...

    def drop(self, url: str) -> None: ...


@cache
def engine(name: str) -> Engine:
    return Sqlite() if name == "sqlite" else Postgresql()


class Sqlite:
    """Copies of one file per template, which all workers share."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sqlite-", dir=run_folder.databases()))
        self.numbers = count(1)

    def copy(self, template: str, fill: Fill) -> str:
        source = run_folder.databases() / f"template_{template}.db"
        with run_folder.locked(source.name):
            if not source.exists():
                unfinished = source.with_suffix(".unfinished")
                unfinished.unlink(missing_ok=True)
                fill(f"sqlite:///{unfinished}")
                unfinished.touch()
                unfinished.rename(source)
        target = self.folder / f"test_{next(self.numbers)}.db"
        shutil.copyfile(source, target)
        return f"sqlite:///{target}"

    def drop(self, url: str) -> None:
        for path in self.folder.glob(Path(url.removeprefix("sqlite:///")).name + "*"):
            path.unlink()


class Postgresql:
    """Databases cloned from one database per template, which all workers share."""

    def __init__(self) -> None:
        self.run = f"{PREFIX}{run_folder.here().name.removeprefix(run_folder.PREFIX)}_"
        self.numbers = count(1)

    @cached_property
    def server(self) -> postgres.Server:
        try:
            with run_folder.locked("postgres") as run:
                url = postgres.server_url(run, run_folder.databases())
        except postgres.NoPostgres as missing:
            absent("PostgreSQL", str(missing))
        return postgres.Server(url, prefix=f"{self.run}{os.getpid()}_")

    def copy(self, template: str, fill: Fill) -> str:
        source = f"{self.run}{template}"
        with run_folder.locked(source) as run:
            if not (run / source).exists():
                self.server.drop(source)
                fill(_text(self.server.create(source)))
                (run / source).touch()
        return _text(self.server.create(f"{self.server.prefix}{next(self.numbers)}", source))

    def drop(self, url: str) -> None:
        self.server.drop(url.rpartition("/")[2].partition("?")[0])


def drop_left_databases() -> None:
    """Take the databases of the run from a server that was there before us; who leads the run asks last."""
    if os.environ.get("TEST_DATABASE_URL") and "postgresql" in chosen():
        made = engine("postgresql")
        if isinstance(made, Postgresql) and any(run_folder.here().glob(f"{made.run}*")):
            made.server.drop_all(made.run)


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)
