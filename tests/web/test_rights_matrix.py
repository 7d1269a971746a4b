"""Every address × every role × own, others', confidential and absent records, against the product's table; no canary anywhere it must not be."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Any
from zlib import crc32

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, MetaData, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.domain.papers.paper import PaperName
from app.models import RefusedAccess
from app.services import audit
from tests.client import SIDE_NOTE_TABLES, HouseClient, watched
from tests.web import expected_insight as insight
from tests.web import expected_reporting as reporting
from tests.web import expected_returning as returning
from tests.web import expected_review as review
from tests.web import expected_rights as expected
from tests.web import expected_roster as roster
from tests.web import expected_tracking as tracking
from tests.web.ground import LOGINS, Ground, lay

FIRST_ENGINE, REFUSED_ELSEWHERE = "sqlite", 3
ALLOWED_GET = {200, 303}
ALLOWED_POST = {200, 303, 409, 422}  # what was sent may be refused for what it says, never for who says it
REFUSED_POST = {403, 404, 409, 422}
FILL = {
    "subject": "案由", "explanation": "一、說明", "measures": "一、辦法", "unit": "政風處", "reason": "理由", "text": "文字",
    "paper_reason": "理由", "decision": "approve", "approver_title": "處長", "approver_name": "某人",
    "decided_on": "115年11月20日", "stub_name": "代號", "basis": "依據", "declassify_when": "條件", "label": "116年第1次",
    "title": "名稱", "kind": "regular", "section": "reports", "held_on": "115年12月1日", "tracking_choice": "none",
    "disposition": "adopted", "name": "名稱", "login": "somebody", "valid_to": "115年12月1日", "from_on": "115年12月1日",
    "code": "ZZZ", "short_name": "簡稱", "ethics_mode": "office", "role": "admin", "last_day": "115年12月1日",
    "field": "explanation", "paragraph": "0", "version": "1",
}  # fmt: skip
"""What every form would be sent with: a refusal must come from who asks, not from what is missing."""


ROUTES = (
    expected.ROUTES
    | tracking.ROUTES
    | returning.ROUTES
    | reporting.ROUTES
    | review.ROUTES
    | insight.ROUTES
    | roster.ROUTES
)


class QuickClient(HouseClient):
    """No house rules: other tests look at these pages, here there are thousands of them."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return FlaskClient.open(self, *args, buffered=True, **kwargs)


@dataclass(frozen=True)
class Cell:
    """One address on one thing: what is asked of each person."""

    rule: Rule
    thing: str
    url: str

    @property
    def reads(self) -> bool:
        return "GET" in (self.rule.methods or ())

    @property
    def may(self) -> expected.Who:
        return ROUTES[self.rule.endpoint][self.thing]

    def asks(self, people: Iterable[str], engine_name: str) -> list[str]:
        """Who asks: on the first engine everybody; on the others those who may, and some who may not, others for each cell."""
        refused = sorted(set(people) - self.may)
        if engine_name != FIRST_ENGINE:
            refused = Random(str(self)).sample(refused, min(len(refused), REFUSED_ELSEWHERE))
        return sorted(self.may & set(people)) + refused

    def __str__(self) -> str:
        return f"{'GET' if self.reads else 'POST'} {self.rule.endpoint} {self.thing}"


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


@pytest.fixture
def ground(app: Flask) -> Ground:
    app.test_client_class = QuickClient
    return lay(app)


@pytest.fixture
def browsers(app: Flask, ground: Ground) -> dict[str, QuickClient]:
    return {person: signed_in(app, login) for person, login in LOGINS.items()}


def signed_in(app: Flask, login: str) -> QuickClient:
    client = app.test_client()
    assert isinstance(client, QuickClient)
    client.sign_in(login)
    return client


def cells(app: Flask, ground: Ground, engine_name: str) -> list[Cell]:
    """Every address that is not public, on everything the table names for it; on further engines
    every fourth address; while working only those that `RIGHTS_OF` begins."""
    found = []
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith(os.environ.get("RIGHTS_OF", "")) or not asked_on(engine_name, rule):
            continue
        for thing in ROUTES.get(rule.endpoint, {}):
            values = {"to": "trial", "name": "explanation", "fmt": "docx", "paper": "agenda"} | ground.things[
                thing
            ].values
            with app.test_request_context():
                built = rule.build({name: values[name] for name in rule.arguments}, append_unknown=False)
            assert built is not None, f"{rule.endpoint} on {thing}"
            found.append(Cell(rule, thing, built[1]))
    return found


def asked_on(engine_name: str, rule: Rule) -> bool:
    """What differs between engines is SQL, not who may: the others are asked every fourth address."""
    return engine_name == FIRST_ENGINE or crc32(rule.endpoint.encode()) % 4 == 0


def test_no_address_is_missing_in_the_table(app: Flask) -> None:
    """Deny wins: what the table does not name may not exist."""
    listed = set(ROUTES) | expected.PUBLIC
    assert {rule.endpoint for rule in app.url_map.iter_rules()} ^ listed == set()


def test_each_page_opens_for_those_who_may_and_carries_nobody_elses_canary(
    app: Flask, ground: Ground, browsers: dict[str, QuickClient], engine_name: str
) -> None:
    """Every GET by everybody: its status, and every byte of it, headers and packed files included."""
    deviations, witness = [], Witness(browsers, ground.canaries)
    for cell in (cell for cell in cells(app, ground, engine_name) if cell.reads):
        for person in cell.asks(browsers, engine_name):
            status = witness.look(person, cell.url)
            if person in cell.may:
                fits = status in ALLOWED_GET
            else:
                fits = status == 404 or (status == 403 and sees(person, cell.thing))
            if not fits:
                deviations.append(f"{cell} by {person}: {status}")
            for url in also_said(cell.url):
                witness.look(person, url)
    for url, person in product(SEARCHES, browsers):
        witness.look(person, url)
    assert not deviations + witness.told, "\n".join(deviations + witness.told)
    if engine_name == FIRST_ENGINE and "RIGHTS_OF" not in os.environ:
        assert witness.met == set(ground.canaries), "a canary nobody ever meets proves nothing"


@dataclass
class Witness:
    """Reads pages as each person and notes every canary: `met` by anybody, `told` to somebody who may not know it."""

    browsers: dict[str, QuickClient]
    canaries: dict[str, str]
    met: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)

    def look(self, person: str, url: str) -> int:
        answer = self.browsers[person].get(url)
        sent = everything(answer)
        for thing in (thing for thing, canary in self.canaries.items() if canary in sent):
            self.met.add(thing)
            if person not in readers(thing):
                self.told.append(f"{url} to {person}: {thing}")
        return answer.status_code


def also_said(url: str) -> list[str]:
    """The same in its other form, and the other papers of a meeting."""
    if "proposal-table.docx" in url:
        return [url.replace("proposal-table.docx", "proposal-table.odt")]
    if "documents/agenda.docx" in url:
        papers = (PaperName.BOOKLET, PaperName.CHAIR_NOTES, PaperName.MINUTES, PaperName.EXTRACT)
        return [url.replace("documents/agenda.docx", f"documents/{name}.docx") for name in papers]
    return []


def test_each_form_is_taken_from_those_who_may_only(
    app: Flask,
    ground: Ground,
    browsers: dict[str, QuickClient],
    monkeypatch: pytest.MonkeyPatch,
    engine_name: str,
) -> None:
    """What is refused leaves the database as it was; what is taken is taken back, so that all meet the same ground."""
    monkeypatch.setattr("app.web.transaction.commit", sealed_and_taken_back)
    engine = app.extensions["tracker"].engine
    deviations = []
    before = contents(engine)
    for cell in (cell for cell in cells(app, ground, engine_name) if not cell.reads):
        sent = {**FILL, "seen_version": str(ground.things[cell.thing].version)}
        for person in cell.asks(browsers, engine_name):
            leaves = cell.rule.endpoint == "auth.sign_out"
            browser = signed_in(app, LOGINS[person]) if leaves else browsers[person]
            with watched(engine) as seen:
                status = browser.submit(cell.url, sent).status_code
            if person in cell.may:
                if status not in ALLOWED_POST:
                    deviations.append(f"{cell} by {person}: {status}")
                continue
            if status not in (REFUSED_POST if sees(person, cell.thing) else {404}):
                deviations.append(f"{cell} by {person}: {status}")
            if written := [table for table in seen.written if table not in SIDE_NOTE_TABLES]:
                deviations.append(f"{cell} by {person} wrote to {written}")
    assert not deviations, "\n".join(deviations)
    assert contents(engine) == before


def test_whoever_is_not_signed_in_is_asked_to(app: Flask, ground: Ground, engine_name: str) -> None:
    deviations = []
    before = contents(app.extensions["tracker"].engine)
    for cell in cells(app, ground, engine_name):
        client = app.test_client()
        assert isinstance(client, QuickClient)
        answer = client.get(cell.url) if cell.reads else client.submit(cell.url, FILL)
        asked = (
            answer.status_code == 303 and answer.location.startswith("/sign-in")
            if cell.reads
            else answer.status_code == 401 and "登入" in answer.text
        )
        if not asked or any(canary in answer.text for canary in ground.canaries.values()):
            deviations.append(f"{cell}: {answer.status_code}")
    assert not deviations, "\n".join(deviations)
    assert contents(app.extensions["tracker"].engine) == before


SEARCHES = ("/proposals?q=QXZ", "/proposals?year=115&sort=unit", "/audit?code=P115", "/admin/users?q=QXZ")


def readers(thing: str) -> expected.Who:
    tables = (
        expected.READ_PROPOSAL,
        expected.SEE_MEETING,
        expected.SEE_CASE,
        expected.READ_CHARTER,
        expected.SEE_REGISTERED,
        expected.KNOW_ITEM,
        tracking.SEE,
        reporting.SEE,
        review.SEE,
        roster.SEE,
    )
    if thing == "tracked":  # the text of its case, which the whole meeting shows
        return expected.SEE_MEETING["approved"]
    listed = next((table[thing] for table in tables if thing in table), None)
    if listed is not None:
        return listed
    assert thing == "scheduled_b"
    return expected.READ_PROPOSAL["passed_b"]


def sees(person: str, thing: str) -> bool:
    """May the person know that it exists? Only then the answer may be another than 404."""
    seen = {
        **dict.fromkeys(("attendee", "absent_attendee"), expected.SEE_MEETING["in_session"]),
        "line_b": expected.SEE_MEETING["preparing"], "absent_line": expected.SEE_MEETING["preparing"], "postpone": expected.SEE_MEETING["preparing"],
        "strike_out_a": expected.SEE_YEARLY["agency_a"], "send_back_a": expected.SEE_YEARLY["agency_a"],
        "send_back_b": expected.SEE_YEARLY["agency_b"],
        "minutes": expected.SEE_MEETING["adjourned"], "approved_minutes": expected.SEE_MEETING["adjourned"],
        "cancel": expected.SEE_MEETING["preparing"], "resume": expected.SEE_MEETING["adjourned"],
        "postpone_of_b": expected.SEE_MEETING["of_b"], "waiting_a": expected.who(expected.ADMIN),
        "waiting_b": expected.who(expected.ADMIN),
    } | expected.READ_PROPOSAL | expected.SEE_MEETING | expected.SEE_CASE | expected.SEE_FILE | expected.SEE_COPIES | expected.READ_CHARTER | expected.SEE_REGISTERED | expected.SEE_YEARLY | tracking.SEE | returning.SEE | reporting.SEE | review.SEE | roster.SEE  # fmt: skip
    return person in seen.get(thing, expected.NOBODY)


def sealed_and_taken_back(session: Session) -> None:
    session.flush()
    audit.seal(session)
    session.rollback()


def contents(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that is not for side notes; the tokens of search follow its entries and cannot be listed."""
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in tables.tables.items()
            if name not in SIDE_NOTE_TABLES and not name.startswith("search_tokens")
        }


def everything(answer: TestResponse) -> str:
    """What arrived, as text; of a packed file each of its parts."""
    parts: list[bytes] = [str(answer.headers).encode(), answer.data]
    if answer.data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    return b"\n".join(parts).decode(errors="replace")


def test_refused_asking_is_remembered(app: Flask, ground: Ground, session: Session) -> None:
    signed_in(app, LOGINS[expected.CONTACT_A]).get(f"/proposals/{ground.things['draft_b'].values['code']}")
    row = session.scalars(select(RefusedAccess).order_by(RefusedAccess.id.desc())).first()
    assert row is not None
    assert row.path.endswith(ground.things["draft_b"].values["code"])
