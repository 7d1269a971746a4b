"""`assignment_list_1m`: /assignments filtered by state and sorted by date, fifty rows of a million shares against the same
page of a thousand.

Both databases hold the demonstration with as many agencies and years, so that the filters offer the same choices; only the
number of shares differs. The page is the officer's, signed in and with all checks; beyond a thousand its number is only 「超過 1,000 筆」.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy import text
from werkzeug.test import EnvironBuilder, run_wsgi_app

from app import create_app
from app.demo import load
from app.extensions.transaction import unit_of_work
from app.web.auth.session import TOKEN
from tests import engines
from tests.bench.page_list import compare
from tests.client import start_session
from tests.conftest import migrate, settings_for

PATH = "/assignments?state=under_way&sort=due"
MANY, FEW = 1_000_000, 1_000
AGENCIES, YEARS = 700, 10
ROWS, ROUNDS = 50, 100
OFFICER = "eth-officer1"


def measure(engine_name: str) -> tuple[float, float]:
    """(seconds among a million, seconds among a thousand): medians of rounds measured in turns."""
    source, apps, urls = engines.engine(engine_name), [], []
    try:
        with tempfile.TemporaryDirectory() as folder:
            for number in (MANY, FEW):
                urls.append(source.copy("migrated", migrate))
                apps.append(create_app(settings_for(urls[-1], Path(folder) / str(number))))
                _fill(apps[-1], number)
            return compare(_page(apps[0]), _page(apps[1]), rounds=ROUNDS)
    finally:
        for app in apps:
            app.extensions["tracker"].engine.dispose()
        for url in urls:
            source.drop(url)


def _fill(app: Flask, assignments: int) -> None:
    database, now = app.extensions["tracker"].database, datetime.now(UTC)
    with unit_of_work(database) as session:
        load.ensure(
            session, app.extensions["tracker"].settings.files_dir, now=now,
            today=now.astimezone(ZoneInfo("Asia/Taipei")).date(), agencies=AGENCIES, assignments=assignments, years=YEARS,
        )  # fmt: skip
    if (
        database.engine.dialect.name == "postgresql"
    ):  # what autovacuum does elsewhere; the servers of tests have none
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


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
