"""`assignment_list_1m`: /assignments filtered by state and sorted by date, fifty rows of a million shares against the same
page of a thousand.

Both databases hold the demonstration with as many agencies and years, so that the filters offer the same choices; only the
number of shares differs. The page is the officer's, signed in and with all checks; beyond a thousand its number is only 「超過 1,000 筆」.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from app.web.auth.session import TOKEN
from tests.bench.million import city_of
from tests.bench.turns import compare
from tests.client import start_session

PATH = "/assignments?state=under_way&sort=due"
MANY, FEW = 1_000_000, 1_000
ROWS, ROUNDS = 50, 100
OFFICER = "eth-officer1"


def measure(engine_name: str) -> tuple[float, float]:
    """(seconds among a million, seconds among a thousand): medians of rounds measured in turns."""
    many, few = (_page(city_of(number, engine_name)) for number in (MANY, FEW))
    return compare(many, few, rounds=ROUNDS)


def _page(app: Flask) -> Callable[[], object]:
    for handler in logging.getLogger("tracker").handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(open(os.devnull, "w"))  # noqa: SIM115 — as long as the process
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie[TOKEN] = start_session(app, OFFICER)
    client.get(PATH)
    kept = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert kept is not None
    environment = EnvironBuilder(PATH, headers=[("Cookie", f"{kept.key}={kept.value}")]).get_environ()
    body, status, _ = run_wsgi_app(app, dict(environment), buffered=True)
    html = b"".join(body).decode()
    assert status.startswith("200"), status
    assert html.count("<tr") == ROWS + 1, f"{html.count('<tr')} rows"
    return lambda: run_wsgi_app(app, dict(environment), buffered=True)
