"""The program as docs/deploy.md starts it: behind a TLS proxy, with safe settings only, on a fitting schema."""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.processes import (
    HOST,
    PATIENCE,
    ROOT,
    ask,
    ended,
    environment,
    free_port,
    of_session,
    started,
    wait_for,
)
from tests.test_config import BAD

NAME = "tracker.example.gov.tw"
PROXIED = {
    "Host": NAME,
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Host": NAME,
}
FLASK = (sys.executable, "-m", "flask", "--app", "wsgi", "tracker")


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not in /tmp, which production refuses."""
    path = Path(tempfile.mkdtemp(prefix="tracker-production-", dir="/var/tmp"))
    yield path
    shutil.rmtree(path)


@pytest.fixture
def good(folder: Path) -> dict[str, str]:
    return {
        "APP_ENV": "production",
        "SECRET_KEY": "0123456789abcdef" * 4,
        "DATABASE_URL": f"sqlite:///{folder}/tracker.db",
        "DATA_DIR": str(folder),
        "TRUSTED_HOSTS": NAME,
        "TRUSTED_PROXIES": "1",
        "INSTITUTION": "示範市政府",
    }


def tracker(settings: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    env = environment(**settings)
    return subprocess.run((*FLASK, *words), cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@contextmanager
def served(settings: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """gunicorn with the words of the systemd unit, on a free port."""
    unit = next(
        line
        for line in (ROOT / "docs/deploy.md").read_text().splitlines()
        if line.startswith("ExecStart=/srv")
    )
    words = unit.partition("gunicorn ")[2].replace("--workers 3", "--workers 1").split()
    port = free_port()
    words[words.index("--bind") + 1] = f"{HOST}:{port}"
    with started((sys.executable, "-m", "gunicorn", *words), environment(**settings)) as process:
        yield process, f"http://{HOST}:{port}"


def test_behind_the_proxy_it_answers_with_a_safe_cookie_and_keeps_to_https(good: dict[str, str]) -> None:
    assert tracker(good, "init").returncode == 0
    path = tracker(good, "set-up-link").stdout.strip()
    with served(good) as (process, base):
        health = wait_for(f"{base}/healthz", process, PROXIED)
        assert (health.status, health.text.strip()) == (200, '{"status":"ok"}')
        page = ask(f"{base}/sign-in", PROXIED)
        assert page.status == 200
        assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
        cookie = page.headers["Set-Cookie"]
        assert cookie.startswith("__Host-tracker=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {
            part.strip() for part in cookie.split(";")
        }
        assert "Domain" not in cookie
        assert ask(f"{base}{path}", PROXIED).status == 200
        assert ask(f"{base}/styleguide", PROXIED).status == 404
        assert (
            ask(
                f"{base}/sign-in", {**PROXIED, "Host": "evil.example", "X-Forwarded-Host": "evil.example"}
            ).status
            == 400
        )
        process.terminate()
        assert ended(process) == []


def test_it_listens_on_this_machine_only(good: dict[str, str]) -> None:
    tracker(good, "init")
    with served(good) as (process, base):
        wait_for(f"{base}/healthz", process, PROXIED)
        port = int(base.rpartition(":")[2])
        listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        addresses = [row[1] for row in listening if row[3] == "0A" and row[1].endswith(f":{port:04X}")]
        assert addresses == [f"0100007F:{port:04X}"]


def test_until_the_schema_fits_every_page_is_in_maintenance(good: dict[str, str], folder: Path) -> None:
    assert tracker(good, "init").returncode == 0
    with sqlite3.connect(folder / "tracker.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
    database.close()
    with served(good) as (process, base):
        assert wait_for(f"{base}/healthz", process, PROXIED).status == 503
        page = ask(f"{base}/sign-in", PROXIED)
        assert page.status == 503
        assert "維護" in page.text
        assert len(of_session(process.pid)) > 1


@pytest.mark.parametrize("case", ["no key", "demonstration data", "any host name", "a word for a number"])
def test_unsafe_settings_end_it_with_the_sentences(good: dict[str, str], case: str) -> None:
    change, named = BAD[case]
    done = tracker({**good, **change}, "verify-audit")
    assert done.returncode != 0
    assert done.stdout == ""
    assert "系統未啟動，請先更正下列設定：" in done.stderr
    assert named in done.stderr
    assert "Traceback" not in done.stderr


def test_gunicorn_does_not_start_on_unsafe_settings_either(good: dict[str, str]) -> None:
    with served({**good, "SECRET_KEY": "short", "TRUSTED_HOSTS": ""}) as (process, _):
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode != 0
    assert "SECRET_KEY 至少 32 個字元" in said
    assert "TRUSTED_HOSTS" in said


@pytest.mark.parametrize("command", ["demo", "run"])
def test_no_demonstration_in_production(good: dict[str, str], command: str) -> None:
    tracker(good, "init")
    done = tracker(good, command)
    assert done.returncode == 1
    assert "正式環境" in done.stderr
