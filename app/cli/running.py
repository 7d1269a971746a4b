"""run: the demonstration city on this machine, one command, nothing reachable from outside."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import click

from app.cli.console import console, database, say, settings
from app.demo import load, sign_in
from app.extensions import schema

HOST = "127.0.0.1"
STARTS_WITHIN_SECONDS = 30
THE_CITY = {"INSTITUTION": "示範市政府", "DEPARTMENT_PHONE": "01-55501002 分機 111"}
"""What the pages say of the demonstration city where the environment says nothing."""


@click.command()
def run() -> None:
    """啟動示範系統（僅限本機）；資料保留在 var/，FRESH=1 重新開始。"""
    port, chosen = _port(), settings()
    if chosen.production:
        raise click.ClickException("示範系統不能在正式環境啟動；正式環境請見 docs/deploy.md")
    if os.environ.get("FRESH") == "1":
        _start_over(chosen.data_dir)
    schema.upgrade(database().engine)
    links = _demonstration(port)
    for ending in (signal.SIGINT, signal.SIGTERM):  # a shell's background job is born deaf to the first
        signal.signal(ending, lambda *_: sys.exit(0))  # so that what was started is ended below
    server = _serve(port)
    started = [server]
    try:
        started.append(_work(port))
        _wait_until_it_answers(port, server)
        click.echo(f"http://{HOST}:{port}/")
        for line in links:
            click.echo(line)
        say(f"寄出的信件存在 {_mails()}，不會寄到外面。")
        say("按 Ctrl+C 結束。")
        server.wait()
    finally:
        for one in reversed(started):
            _end(one)


def _port() -> int:
    """PORT, where nobody listens yet: an answer from somebody else there would look like ours."""
    asked = os.environ.get("PORT") or "8000"
    if not (asked.isascii() and asked.isdigit() and 0 < int(asked) < 65536):
        raise click.ClickException(f"PORT 須為 1 至 65535 的整數，現在是「{asked}」")
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, int(asked)))
        except OSError:
            raise click.ClickException(
                f"連接埠 {asked} 不能使用，可能已有程式在用；請改用 make run PORT=其他號碼"
            ) from None
    return int(asked)


def _start_over(data_dir: Path) -> None:
    own = f"sqlite:///{data_dir}/tracker.db"
    if settings().database_url != own:
        raise click.ClickException("FRESH=1 只清除示範用的 SQLite 資料庫，不會清除 DATABASE_URL 指定的資料庫")
    database().engine.dispose()
    for name in ("tracker.db", "tracker.db-journal", "tracker.db-wal", "tracker.db-shm"):
        (data_dir / name).unlink(missing_ok=True)
    for name in ("files", "mail"):
        shutil.rmtree(data_dir / name, ignore_errors=True)


def _demonstration(port: int) -> list[str]:
    """Load the city where it is missing; one one-time sign-in link per role."""
    try:
        with console() as here:
            load.ensure(here.session, settings().files_dir, now=here.now, today=here.today)
    except load.NotDemonstration:
        raise click.ClickException("資料庫已有示範以外的資料，示範系統未啟動；請另外指定 DATA_DIR") from None
    with console() as here:
        links = sign_in.links_per_role(here.session, now=here.now)
    return [f"{role}　{name}　http://{HOST}:{port}/enter/{token}" for role, name, token in links]


def _serve(port: int) -> subprocess.Popen[bytes]:
    command = [
        sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"{HOST}:{port}", "--workers", "1",
        "--worker-class", "gthread", "--threads", "8", "--no-control-socket", "--log-level", "warning",
    ]  # fmt: skip
    return subprocess.Popen(command, env=_environment(port))  # noqa: S603 — our own words only


def _work(port: int) -> subprocess.Popen[bytes]:
    """The worker beside it: its mails become files, nothing leaves this machine."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "tracker", "worker"]
    return subprocess.Popen(command, env=_environment(port))  # noqa: S603 — our own words only


def _environment(port: int) -> dict[str, str]:
    own = {"DEMO": "1", "MAIL_HOST": "", "MAIL_FOLDER": str(_mails()), "PUBLIC_URL": f"http://{HOST}:{port}"}
    return {**THE_CITY, **os.environ, **own}


def _mails() -> Path:
    return settings().data_dir / "mail"


def _wait_until_it_answers(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise click.ClickException("伺服器沒有啟動，原因見上方訊息")
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise click.ClickException("伺服器逾時未啟動")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


COMMANDS = (run,)
