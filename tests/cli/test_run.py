"""run: the demonstration on this machine starts with one command, is entered by one-time links, and ends whole."""

import re
import shutil
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import engines
from tests.cli.processes import (
    HOST,
    RUN,
    Answer,
    ask,
    ended,
    environment,
    free_port,
    lines_until,
    of_session,
    started,
)
from tests.conftest import city_files, load_city

ROLES = ("政風承辦", "政風主管", "機關聯絡人", "單位主管", "首長", "委員", "稽核唯讀", "系統管理")
DEAF = ("sh", "-c", 'trap "" INT; exec "$@"', "sh", *RUN)
"""As a shell's background job begins: Ctrl+C is not heard until the program says that it listens."""
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def loaded(data: Path) -> Path:
    """The folder as an earlier run left it: the city is there."""
    engine = engines.engine("sqlite")
    url = engine.copy("city", load_city)
    shutil.copytree(city_files(), data / "files")
    shutil.copyfile(url.removeprefix("sqlite:///"), data / "tracker.db")
    engine.drop(url)
    return data


@dataclass
class Running:
    process: subprocess.Popen[str]
    base: str
    links: dict[str, str]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def running(data: Path) -> Iterator[Running]:
    port = free_port()
    with started(RUN, environment(PORT=port, DATA_DIR=data)) as process:
        yield _entered(process, port)


def _entered(process: subprocess.Popen[str], port: int) -> Running:
    lines = lines_until(process, ROLES[-1])
    assert lines[0] == f"http://{HOST}:{port}/"
    links = {line.split("　")[0]: line.split("　")[-1] for line in lines[1:]}
    return Running(process, lines[0].rstrip("/"), links)


def _press(link: str, page: Answer) -> Answer:
    found = TOKEN.search(page.text)
    assert found
    cookie = (page.headers["Set-Cookie"] or "").partition(";")[0]
    return ask(link, {"Cookie": cookie}, f"csrf_token={found[1]}".encode())


def test_it_starts_is_entered_once_by_a_link_and_leaves_nothing_running(running: Running, data: Path) -> None:
    assert tuple(running.links) == ROLES
    assert all(link.startswith(f"{running.base}/enter/") for link in running.links.values())
    assert ask(f"{running.base}/healthz").status == 200

    link = running.links["政風承辦"]
    pages = [ask(link) for _ in range(10)]
    assert {page.status for page in pages} == {200}
    assert _signed_in(data) == 0
    entered = _press(link, pages[0])
    assert (entered.status, entered.headers["Location"]) == (303, "/")
    cookie = entered.headers["Set-Cookie"]
    assert cookie.startswith("tracker=")
    assert "Secure" not in cookie
    assert "HttpOnly" in cookie
    assert _signed_in(data) == 1
    home = ask(f"{running.base}/work", {"Cookie": cookie.partition(";")[0]})
    assert home.status == 200
    assert "我的工作" in home.text

    assert ask(link).status == 404
    assert len(of_session(running.process.pid)) > 1
    running.process.send_signal(signal.SIGTERM)
    assert ended(running.process) == []
    assert running.process.returncode == 0
    with socket.socket() as again:
        assert again.connect_ex((HOST, int(running.base.rpartition(":")[2]))) != 0


def _signed_in(data: Path) -> int:
    with sqlite3.connect(data / "tracker.db") as database:
        count: int = database.execute("SELECT count(*) FROM user_sessions").fetchone()[0]
    database.close()
    return count


def test_data_stay_between_runs_and_fresh_starts_over(loaded: Path) -> None:
    data = loaded
    with sqlite3.connect(data / "tracker.db") as database:
        database.execute("UPDATE agencies SET short_name = '改過的簡稱' WHERE code = 'CIV'")
    database.close()
    (data / "files" / "zz").mkdir()
    first = _run_once(data, signal.SIGINT)
    second = _run_once(data, signal.SIGTERM)
    assert _names(data) == ["改過的簡稱"]
    assert set(first.links.values()).isdisjoint(second.links.values())
    _run_once(data, signal.SIGTERM, FRESH=1)
    assert _names(data) == ["民政局"]
    assert not (data / "files" / "zz").exists()


def _run_once(data: Path, ending: signal.Signals, **settings: object) -> Running:
    port = free_port()
    with started(DEAF, environment(PORT=port, DATA_DIR=data, **settings)) as process:
        found = _entered(process, port)
        process.send_signal(ending)
        assert ended(process) == []
    return found


def _names(data: Path) -> list[str]:
    with sqlite3.connect(data / "tracker.db") as database:
        rows = database.execute("SELECT short_name FROM agencies WHERE code = 'CIV'").fetchall()
    database.close()
    return [name for (name,) in rows]


def test_under_make_too_a_signal_to_make_ends_everything(loaded: Path) -> None:
    port = free_port()
    command = ("make", "run", f"PORT={port}")
    with started(command, environment(DATA_DIR=loaded)) as process:
        lines_until(process, ROLES[-1])
        process.send_signal(signal.SIGTERM)
        assert ended(process) == []


@pytest.mark.parametrize("port", ["busy", "abc", "70000"])
def test_a_port_that_cannot_be_used_is_said_in_a_sentence(data: Path, port: str) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        asked = str(taken.getsockname()[1]) if port == "busy" else port
        done = _refused(DATA_DIR=data, PORT=asked)
    assert asked in done.stderr
    assert "PORT" in done.stderr


def test_it_does_not_start_in_production_nor_on_somebody_elses_database(data: Path) -> None:
    data.mkdir()
    foreign = data / "other.db"
    done = _refused(DATA_DIR=data, PORT=free_port(), DATABASE_URL=f"sqlite:///{foreign}", FRESH=1)
    assert "FRESH=1 只清除示範用的" in done.stderr
    assert not foreign.exists()


def _refused(**settings: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(RUN, env=environment(**settings), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done
