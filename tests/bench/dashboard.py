"""`dashboard_1m`: /dashboard/<year> of a million shares, its figures kept ready and an item touched since, signed in and with
all checks, against two floors.

- The same page among a thousand. These are all of this year, so that about as many agencies have a share and a bar of their own.
- The same page from ready figures: a bare Flask application with the same addresses and templates makes sentence, numbers,
  pictures and HTML of figures that lie in memory. It has no session, no database, no hooks, no log line.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, template_rendered
from jinja2 import Template
from sqlalchemy import delete, insert, select
from werkzeug.test import EnvironBuilder, run_wsgi_app

from app import create_app
from app.demo import load
from app.domain.roc_date import roc_year
from app.extensions.transaction import unit_of_work
from app.models import TouchedItem, TrackedItem
from app.services.insight import figures
from app.web.auth.session import TOKEN
from app.web.insight import dashboard
from app.web.insight.pictures import pictures
from app.wording import dashboard as said
from tests import engines, run_folder
from tests.bench.million import AGENCIES, city_of
from tests.bench.turns import compare
from tests.client import start_session
from tests.conftest import migrate, settings_for

MANY = int(os.environ.get("BENCH_SHARES", "1000000"))
FEW, TOUCHED, ROUNDS = 1_000, 1, 25
OFFICER = "eth-officer1"
ENDPOINT = "dashboard.year"


def measure(engine_name: str) -> Iterator[tuple[float, float, str]]:
    """(our seconds, the floor's seconds, the floor): medians of rounds measured in turns."""
    many, few = city_of(MANY, engine_name), _few(engine_name)
    ours, floor = _page_and_floor(many)
    among_few, _ = _page_and_floor(few)
    yield *compare(ours, among_few, rounds=ROUNDS), "same-page-among-a-thousand"
    yield *compare(ours, floor, rounds=ROUNDS), "same-page-from-ready-figures"


def _few(engine_name: str) -> Flask:
    url = engines.engine(engine_name).copy("migrated", migrate)
    app, (now, today) = create_app(settings_for(url, run_folder.here() / "few")), _now()
    tracker = app.extensions["tracker"]
    with unit_of_work(tracker.database) as session:
        load.ensure(
            session,
            tracker.settings.files_dir,
            now=now,
            today=today,
            agencies=AGENCIES,
            assignments=FEW,
        )
    return app


def _page_and_floor(app: Flask) -> tuple[Callable[[], object], Callable[[], object]]:
    """With the figures of today, and an item touched since."""
    database, (now, today) = app.extensions["tracker"].database, _now()
    more = True
    while more:
        with unit_of_work(database) as session:
            session.execute(delete(TouchedItem))  # another figure may have left some
            more = figures.refresh(session, now=now, days=[today])
    with unit_of_work(database) as session:
        newest = select(TrackedItem.committee_id, TrackedItem.id).order_by(TrackedItem.id.desc())
        session.execute(insert(TouchedItem).from_select(["committee_id", "item_id"], newest.limit(TOUCHED)))
    rendered: list[tuple[Template, dict[str, Any]]] = []

    def remember(_sender: Flask, template: Template, context: dict[str, Any], **_: Any) -> None:
        rendered.append((template, context))

    environment = _environment(app)
    with template_rendered.connected_to(remember, app):
        body, status, headers = run_wsgi_app(app, dict(environment), buffered=True)
    html = b"".join(body).decode()
    assert status.startswith("200"), status
    floor, bare = _floor(app, *rendered[-1], list(headers)), EnvironBuilder(_path()).get_environ()
    floor_html = b"".join(run_wsgi_app(floor, dict(bare), buffered=True)[0]).decode()
    assert abs(len(floor_html) - len(html)) < 500, "the floor is not the same page"
    return (
        lambda: run_wsgi_app(app, dict(environment), buffered=True),
        lambda: run_wsgi_app(floor, dict(bare), buffered=True),
    )


def _floor(app: Flask, template: Template, context: dict[str, Any], headers: list[tuple[str, str]]) -> Flask:
    floor = Flask("floor", static_folder=None)
    floor.url_map, floor.secret_key = app.url_map, app.secret_key
    ready = {**context, "csrf_token": lambda: "x" * 91, "get_flashed_messages": lambda **_: []}

    def page(**_: Any) -> Any:
        ground = replace(context["ground"])  # without the addresses it has built
        made = {
            "told": dashboard._told(ground),
            "numbers": dashboard._numbers(ground),
            "pictures": pictures(ground),
            "met": said.met_title(ground.overview),
            "compared": dashboard._compared(ground),
        }
        return floor.response_class(template.render({**ready, **made, "ground": ground}), headers=headers)

    floor.view_functions = {ENDPOINT: page}
    return floor


def _environment(app: Flask) -> dict[str, Any]:
    """The request of the officer's browser. Log lines are written as ever, but not between the figures."""
    for handler in logging.getLogger("tracker").handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(open(os.devnull, "w"))  # noqa: SIM115 — as long as the process
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie[TOKEN] = start_session(app, OFFICER)
    client.get(_path())
    kept = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert kept is not None
    return EnvironBuilder(_path(), headers=[("Cookie", f"{kept.key}={kept.value}")]).get_environ()


def _path() -> str:
    return f"/dashboard/{roc_year(_now()[1])}"


def _now() -> tuple[datetime, Any]:
    now = datetime.now(UTC)
    return now, now.astimezone(ZoneInfo("Asia/Taipei")).date()
