"""The program as its own process on a free loopback port, ended by its number."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
PATIENCE = 120.0  # seconds
RUN = (sys.executable, "-m", "flask", "--app", "wsgi", "tracker", "run")


def environment(**settings: object) -> dict[str, str]:
    """Nothing of our own environment but where programs are."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONUNBUFFERED": "1", **{name: str(value) for name, value in settings.items()}}


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind((HOST, 0))
        port: int = tried.getsockname()[1]
        return port


@contextmanager
def started(command: tuple[str, ...], env: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """The process in a session of its own; whatever of it is left at the end is ended."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        for one in of_session(process.pid):
            os.kill(one, signal.SIGKILL)
        process.communicate()


def of_session(leader: int) -> list[int]:
    """The numbers of the living processes in the session that `leader` began."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, _group, session = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue  # ended meanwhile
        if int(session) == leader and state != "Z":
            found.append(int(path.parent.name))
    return found


def ended(process: subprocess.Popen[str]) -> list[int]:
    """Wait for the process to end; what it left running."""
    process.wait(PATIENCE)
    return of_session(process.pid)


def lines_until(process: subprocess.Popen[str], last: str) -> list[str]:
    """What the process prints, up to the first line that contains `last`."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if last in line:
            return lines
    raise AssertionError(f"it ended without {last!r}: {lines}")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    text: str


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def ask(url: str, headers: Mapping[str, str] | None = None, data: bytes | None = None) -> Answer:
    """GET, or POST where there are data; redirects are not followed."""
    named = dict(headers or {})
    opener = urllib.request.build_opener(_Stay)
    try:
        with opener.open(urllib.request.Request(url, data, named), timeout=PATIENCE) as answer:
            return Answer(answer.status, answer.headers, answer.read().decode())
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, refused.headers, refused.read().decode())


def wait_for(url: str, process: subprocess.Popen[str], headers: Mapping[str, str] | None = None) -> Answer:
    """The first answer of a server that is starting."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(process.communicate()[1])
        try:
            return ask(url, headers)
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url}")
