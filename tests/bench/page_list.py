"""Figure: the list of 50 proposals, signed in and with all checks, against its template rendered from ready rows.

The floor is a bare Flask application with the same addresses and the same templates: it routes the request, opens
Flask's request context, renders the very template with the very values of our page (rows, filters, menu, person, all
ready in memory) and sends the same headers. It has no cookie, no session, no database, no hooks, no log line.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from flask import Flask, template_rendered
from jinja2 import Template
from werkzeug.test import EnvironBuilder, run_wsgi_app

from app import create_app
from app.domain.people.actor import Role
from app.domain.people.agency import AgencyKind, EthicsMode
from app.extensions.transaction import unit_of_work
from app.models import Agency, Committee, Proposal, RoleGrant, User
from app.web.auth.session import TOKEN
from tests import engines, run_folder
from tests.bench.turns import compare
from tests.client import start_session
from tests.conftest import migrate, settings_for

PATH = "/proposals"
ENDPOINT = "proposals.index"
ROWS = 50
ROUNDS = 300
NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
SUBJECT = "為強化第{number}類採購履約管理，避免承辦人員誤觸法令，研提各機關查核作為，提請審議。"


def measure(engine_name: str) -> tuple[float, float]:
    """(our seconds, the floor's seconds) for one page on this engine: medians of rounds measured in turns."""
    source = engines.engine(engine_name)
    url = source.copy("migrated", migrate)
    app = create_app(settings_for(url, run_folder.here() / "bench"))
    try:
        _fill(app)
        ours, floor = _page_and_floor(app)
        return compare(ours, floor, rounds=ROUNDS)
    finally:
        app.extensions["tracker"].engine.dispose()
        source.drop(url)


def _page_and_floor(app: Flask) -> tuple[Callable[[], object], Callable[[], object]]:
    rendered: list[tuple[Template, dict[str, Any]]] = []

    def remember(_sender: Flask, template: Template, context: dict[str, Any], **_: Any) -> None:
        rendered.append((template, context))

    environment = _environment(app)
    with template_rendered.connected_to(remember, app):
        body, status, headers = run_wsgi_app(app, dict(environment), buffered=True)
    html = b"".join(body).decode()
    assert status.startswith("200"), status
    assert all(f"P114-{number}<" in html for number in range(1, ROWS + 1)), "not every row is on the page"
    floor, bare = _floor(app, *rendered[-1], list(headers)), EnvironBuilder(PATH).get_environ()
    floor_html = b"".join(run_wsgi_app(floor, dict(bare), buffered=True)[0]).decode()
    assert abs(len(floor_html) - len(html)) < 200, "the floor is not the same page"
    return (
        lambda: run_wsgi_app(app, dict(environment), buffered=True),
        lambda: run_wsgi_app(floor, dict(bare), buffered=True),
    )


def _floor(app: Flask, template: Template, context: dict[str, Any], headers: list[tuple[str, str]]) -> Flask:
    floor = Flask("floor", static_folder=None)
    floor.url_map, floor.secret_key = app.url_map, app.secret_key  # the page's forms carry a token
    ready = {**context, "csrf_token": lambda: "x" * 91, "get_flashed_messages": lambda **_: []}

    def page() -> Any:
        return floor.response_class(template.render(ready), headers=headers)

    floor.view_functions = {ENDPOINT: page}
    return floor


def _environment(app: Flask) -> dict[str, Any]:
    """The request of the officer's browser. Log lines are written as ever, but not between the figures."""
    for handler in logging.getLogger("tracker").handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(open(os.devnull, "w"))  # noqa: SIM115 — as long as the process
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie[TOKEN] = start_session(app, "officer")
    client.get(PATH)  # the token of its forms is in the cookie from the first page on
    kept = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert kept is not None
    return EnvironBuilder(PATH, headers=[("Cookie", f"{kept.key}={kept.value}")]).get_environ()


def _fill(app: Flask) -> None:
    """One department with its committee, one officer, fifty cases."""
    with unit_of_work(app.extensions["tracker"].database) as session:
        agency = Agency(
            code="A01", name="示範市政府政風處", short_name="政風處", kind=AgencyKind.FIRST_LEVEL, sort_order=1,
            ethics_mode=EthicsMode.OFFICE,
        )  # fmt: skip
        officer = User(login="officer", name="王小明", created_at=NOW)
        session.add_all([agency, officer])
        session.flush()
        committee = Committee(
            code="main", name="廉政會報", host="示範市政府", agency_id=agency.id, is_primary=True
        )
        grant = RoleGrant(
            user_id=officer.id, role=Role.OFFICER, agency_id=agency.id, from_on=date(2020, 1, 1),
            confirmed_by_id=officer.id, confirmed_at=NOW,
        )  # fmt: skip
        session.add_all([committee, grant])
        session.flush()
        session.add_all(
            Proposal(
                code=f"P114-{number}", committee_id=committee.id, year=114, running=number, unit="政風處",
                agency_id=agency.id, subject=SUBJECT.format(number=number), explanation="一、依規定辦理。",
                drafted_by_id=officer.id, created_at=NOW, changed_at=NOW,
            )
            for number in range(1, ROWS + 1)
        )  # fmt: skip
