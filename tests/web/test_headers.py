"""Headers on every answer, flags of every cookie, own addresses only, and a log that neither breaks nor tells secrets."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from app.web.access import access
from app.web.headers import CONTENT_SECURITY_POLICY
from config import Settings
from tests.web.ground import Ground
from tests.web.test_hostile import addresses, attacker, ground  # noqa: F401 — the ground of the matrix
from tests.web.test_rights_matrix import FILL, QuickClient, sealed_and_taken_back

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SECRETS = ("geheim-Passwort-42-zebra", "T0KEN-of-a-link-that-nobody-may-read")
INJECTIONS = (
    "x\r\n{\"levelname\": \"INFO\"}", "\x1b[31mrot\x1b[0m", "\u2028\u2029", "\x00", "\x85", "\u202e", "\"}\n{\"a\":\"",
    "%0d%0aSet-Cookie: a=b", "${jndi:ldap://x}", "a" * 1_000_000, "𠮷\ufffd",
)  # fmt: skip


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the program writes to its log."""
    written = io.StringIO()
    logger = logging.getLogger("tracker")
    handlers = [handler for handler in logger.handlers if isinstance(handler, logging.StreamHandler)]
    before = [handler.setStream(written) for handler in handlers]
    yield written
    for handler, stream in zip(handlers, before, strict=True):
        if stream is not None:
            handler.setStream(stream)


def faults_of(answer: TestResponse, where: str, *, static: bool = False) -> list[str]:
    """What is missing in this answer's headers."""
    headers = answer.headers
    found = [f"{where}: {name}" for name, value in EVERYWHERE.items() if headers.get(name) != value]
    policy = headers.get("Content-Security-Policy", "")
    if policy != CONTENT_SECURITY_POLICY and "sandbox" not in policy:
        found.append(f"{where}: Content-Security-Policy {policy}")
    if not static and headers.get("Cache-Control") != "no-store":
        found.append(f"{where}: Cache-Control")
    location = headers.get("Location", "/")
    if not location.startswith("/") or location.startswith("//"):
        found.append(f"{where}: leads to {location}")
    for cookie in headers.getlist("Set-Cookie"):
        found += [
            f"{where}: cookie without {flag}"
            for flag in ("HttpOnly", "SameSite=Lax", "Path=/")
            if flag not in cookie
        ]
        if "Domain=" in cookie:
            found.append(f"{where}: cookie for a domain")
    if "Server" in headers and "Werkzeug" in headers["Server"]:
        found.append(f"{where}: Server")
    return found


def test_every_answer_carries_every_header(
    app: Flask,
    ground: Ground,  # noqa: F811
    attacker: QuickClient,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    engine_name: str,
) -> None:
    monkeypatch.setattr("app.web.transaction.commit", sealed_and_taken_back)
    stranger, missing = app.test_client(), []
    for endpoint, url in addresses(app, ground, "GET", engine_name):
        for client in (attacker, stranger):
            missing += faults_of(client.get(url), f"GET {endpoint}", static=endpoint == "static")
    for endpoint, url in addresses(app, ground, "POST", engine_name):
        missing += faults_of(attacker.submit(url, FILL), f"POST {endpoint}")
        missing += faults_of(attacker.post(url), f"POST {endpoint} without token")
        missing += faults_of(stranger.post(url), f"POST {endpoint} by a stranger")
    missing += faults_of(attacker.get("/nowhere"), "404")
    missing += faults_of(attacker.get("/static/nothing.css"), "static 404", static=True)
    missing += faults_of(attacker.put("/work"), "405")
    large = attacker.post("/proposals/new", data={"subject": "x" * 9_000_000})
    assert large.status_code == 413
    missing += faults_of(large, "413")
    assert not missing, "\n".join(sorted(set(missing)))


def test_a_download_cannot_become_a_page(attacker: QuickClient, ground: Ground) -> None:  # noqa: F811
    thing = ground.things["draft_b"].values
    for url in (
        f"/proposals/{thing['code']}/attachments/{thing['attachment_id']}",
        f"/proposals/{thing['code']}/proposal-table.docx",
    ):
        answer = attacker.get(url)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_in_production_the_cookie_is_bound_to_the_host_and_to_tls(app: Flask, settings: Settings) -> None:
    production = replace(settings, environment="production", trusted_hosts=("tracker.example",), demo=False)
    program = create_app(production)
    answer = program.test_client().get("/sign-in", base_url="https://tracker.example")
    program.extensions["tracker"].engine.dispose()
    assert answer.status_code == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies
    assert all(cookie.startswith("__Host-") and "Secure" in cookie for cookie in cookies)


@pytest.fixture
def breaking(app: Flask) -> Flask:
    """The application with one route that fails."""

    @access(public=True)
    def broken() -> str:
        raise RuntimeError("secret internals of /srv/tracker")

    app.add_url_rule("/broken", "broken", broken)
    app.testing = False
    return app


def test_a_fault_shows_a_code_that_stands_in_the_log_and_nothing_else(
    breaking: Flask, log: io.StringIO
) -> None:
    answer = breaking.test_client().get("/broken")
    assert answer.status_code == 500
    assert not faults_of(answer, "500")
    for told in ("secret internals", "Traceback", "RuntimeError", ".py", "/srv", "werkzeug", "sqlalchemy"):
        assert told not in answer.text
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    fault = next(line for line in lines if line["message"] == "fault")
    assert fault["reference"] in answer.text
    assert "secret internals" in fault["exc_info"]
    assert {line["reference"] for line in lines if line["message"] == "request"} == {fault["reference"]}


def test_json_gets_the_code_as_json(breaking: Flask) -> None:
    answer = breaking.test_client().get("/broken", headers={"Accept": "application/json"})
    assert answer.status_code == 500
    assert set(answer.json or {}) == {"error", "reference"}


@pytest.mark.parametrize("value", INJECTIONS, ids=range(len(INJECTIONS)))
def test_nothing_sent_breaks_a_line_of_the_log(app: Flask, log: io.StringIO, value: str) -> None:
    app.test_client_class = QuickClient
    client = app.test_client()
    assert isinstance(client, QuickClient)
    asked = 0
    for url in (f"/{value[:2000]}", f"/sign-in?next={value[:2000]}", f"/proposals/{value[:2000]}"):
        client.get(url)
        asked += 1
    client.submit("/sign-in", {"login": value, "password": value})
    lines = [line for line in log.getvalue().split("\n") if line]
    assert len(lines) == asked + 1
    for line in lines:
        assert isinstance(json.loads(line), dict)
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", line), (
            "a terminal or a viewer would act on this"
        )


def test_secrets_never_reach_the_log(app: Flask, log: io.StringIO, tmp_path: Path) -> None:
    app.test_client_class = QuickClient
    client = app.test_client()
    assert isinstance(client, QuickClient)
    password, token = SECRETS
    client.submit("/sign-in", {"login": "eth-head", "password": password})
    client.submit("/sign-in", {"login": password, "password": "wrong"})
    for place in ("enter", "invitation", "set-up"):
        client.get(f"/{place}/{token}")
        client.submit(f"/{place}/{token}", {"new_password": password, "repeat_password": password})
    client.sign_in("eth-head")
    client.submit(
        "/account/password", {"current_password": password, "new_password": password, "repeat_password": "x"}
    )
    with client.session_transaction() as cookie:
        session_token = cookie["token"]
    client.get("/work")
    written = log.getvalue()
    assert written.count("\n") >= 10
    for secret in (*SECRETS, session_token):
        assert secret not in written
