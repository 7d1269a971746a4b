"""Bad input: whatever is sent to whatever address, no answer is a fault, nothing is half-written, typed text stays, markup is text."""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from typing import Any, ClassVar
from urllib.parse import urlencode
from zlib import crc32

import pytest
from flask import Flask, Request
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import Rule
from wtforms import HiddenField, PasswordField, StringField, TextAreaField

from app.domain.people.actor import Role
from app.extensions.transaction import unit_of_work
from app.models import Committee, Meeting, Proposal, RoleGrant, User
from tests.web import hostile
from tests.web.ground import BEGINNING, NOW, Ground, Thing, lay
from tests.web.test_rights_matrix import FILL, FIRST_ENGINE, QuickClient, contents, sealed_and_taken_back

PER_FIELD = 2
PER_NAME = 3
PER_PART = 6
MARKUP_TURNS = 2
MARK = "留下的字"
NOT_ASKED = {
    "proposals.classify unit", "meetings.change_remark person", "tracking.release clause",
}  # fmt: skip
"""Forms that do not ask for the field in the state of the ground."""  # asked for a new one only
LIVE = re.compile(r"<(?:script>|img[^>]*onerror|svg/|iframe|b onmouse)|<[^>&]*\son\w+=")
"""Markup of ours has no inline scripts and no handlers: what matches came from a payload."""


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


@pytest.fixture
def ground(app: Flask) -> Ground:
    app.test_client_class = QuickClient
    ground = lay(app)
    _appoint_somebody_who_may_everything(app)
    return ground


@pytest.fixture
def attacker(app: Flask, ground: Ground) -> QuickClient:
    """Signed in with every right, so that nothing stops the input before the code that must stand it."""
    client = app.test_client()
    assert isinstance(client, QuickClient)
    client.sign_in("everything")
    return client


def _appoint_somebody_who_may_everything(app: Flask) -> None:
    with unit_of_work(app.extensions["tracker"].database) as session:
        user = User(login="everything", name="什麼都能", created_at=NOW)
        session.add(user)
        session.flush()
        agency = session.scalars(select(Committee.agency_id).where(Committee.is_primary)).one()
        for role in (Role.OFFICER, Role.HEAD, Role.ADMIN, Role.AUDITOR):
            grant = RoleGrant(
                user_id=user.id, role=role, agency_id=agency, from_on=BEGINNING, confirmed_at=NOW
            )
            grant.may_read_confidential = role is not Role.ADMIN
            session.add(grant)


def values_for(rule: Rule, ground: Ground) -> dict[str, object] | None:
    """Arguments of a record that exists, or None where the matrix knows none."""
    wanted = rule.arguments
    spare = {
        "name": "explanation",
        "fmt": "docx",
        "verb": "postpone",
        "filename": "css/base.css",
        "token": "t" * 40,
    }
    in_review = rule.endpoint in ("proposals.record_paper", "proposals.send_back", "proposals.approve")
    for thing in (
        ground.things["handed_in_b" if in_review else "draft_b"],
        *ground.things.values(),
        Thing({}),
    ):
        values = spare | thing.values
        if wanted <= set(values):
            return {name: values[name] for name in wanted}
    return None


def share(endpoint: str, engine_name: str) -> bool:
    """What is sent on this engine: on the first everything, on the others to every eighth address."""
    return engine_name == FIRST_ENGINE or crc32(endpoint.encode()) % 8 == 1


def addresses(app: Flask, ground: Ground, method: str, engine_name: str) -> list[tuple[str, str]]:
    """(endpoint, address) of everything that answers this method, this engine's share."""
    found = []
    for rule in app.url_map.iter_rules():
        values = values_for(rule, ground)
        wanted = rule.endpoint != "auth.sign_out" and share(rule.endpoint, engine_name)
        wanted &= rule.endpoint.startswith(os.environ.get("RIGHTS_OF", ""))
        if wanted and method in (rule.methods or ()) and values is not None:
            with app.test_request_context():
                built = rule.build(values)
            assert built is not None
            found.append((rule.endpoint, built[1]))
    return found


class Watch:
    """Counts what was sent; remembers what was answered with a fault."""

    def __init__(self) -> None:
        self.sent = 0
        self.statuses: Counter[int] = Counter()
        self.faults: list[str] = []

    def note(self, status: int, what: str) -> None:
        self.sent += 1
        self.statuses[status] += 1
        if status >= 500 and not what.startswith("worker_health.answer"):  # 503 is what it has to say
            self.faults.append(f"{status} {what[:300]}")


def test_every_field_of_every_form(
    app: Flask,
    ground: Ground,
    attacker: QuickClient,
    monkeypatch: pytest.MonkeyPatch,
    engine_name: str,
) -> None:
    """Each field of each form gets hostile values while all others are as they should be."""
    monkeypatch.setattr("app.web.transaction.commit", sealed_and_taken_back)
    fields: dict[str, set[str]] = {}
    texts: dict[str, set[str]] = {}
    current = {"endpoint": ""}

    def spied(form: FlaskForm, *args: object, **kwargs: object) -> bool:
        fields.setdefault(current["endpoint"], set()).update(form._fields)
        texts.setdefault(current["endpoint"], set()).update(
            name
            for name, field in form._fields.items()
            if isinstance(field, StringField | TextAreaField)
            and not isinstance(field, PasswordField | HiddenField)
        )
        return bool(validate(form, *args, **kwargs))

    validate = FlaskForm.validate
    monkeypatch.setattr(FlaskForm, "validate", spied)
    before, watch, lost = contents(app.extensions["tracker"].engine), Watch(), []
    for endpoint, url in addresses(app, ground, "POST", engine_name):
        current["endpoint"] = endpoint
        good = {**FILL, "seen_version": "1", "once_key": "k" * 24}
        attacker.submit(url, good)
        asked = sorted(
            fields.get(endpoint, set()) | {"seen_version", "once_key", "do", "fix"} - {"csrf_token"}
        )
        for field in asked:
            for value in hostile.some(hostile.TEXTS, PER_FIELD, f"{endpoint} {field}"):
                answer = attacker.submit(url, {**good, field: value.encode("utf-8", "surrogatepass")})
                watch.note(answer.status_code, f"{endpoint} {field}={value!r}")
            odd, sent = odd_sending(good, field, seed=f"{endpoint} {field}")
            watch.note(attacker.submit(url, sent).status_code, f"{endpoint} {field} {odd}")
        typed = texts.get(endpoint, set()) - {"csrf_token"}
        for field in sorted(typed):
            marked = {**good, **{name: f"{MARK}{name}" for name in typed if name != field}, field: "a\x00b"}
            answer = attacker.submit(url, marked)
            if answer.status_code == 422 and answer.mimetype == "text/html":
                lost += [
                    f"{endpoint} {name}" for name in typed - {field} if f"{MARK}{name}" not in answer.text
                ]
    assert not watch.faults, "\n".join(watch.faults)
    assert set(lost) <= NOT_ASKED, f"typed text was lost: {sorted(set(lost))}"
    assert contents(app.extensions["tracker"].engine) == before
    if engine_name == FIRST_ENGINE and "RIGHTS_OF" not in os.environ:
        assert watch.sent >= 1000, watch.sent


def odd_sending(good: dict[str, str], field: str, *, seed: str) -> tuple[str, dict[str, object]]:
    """The form with this field twice, not at all, or as a file: one of the three, by the seed."""
    without = {key: good[key] for key in good if key != field}
    ways: tuple[tuple[str, dict[str, object]], ...] = (
        ("doubled", without | {field: ["1", "2"]}),
        ("missing", dict(without)),
        ("as a file", without | {field: (io.BytesIO(b"\x00\xffPK"), "x\x00.docx")}),
    )
    return ways[crc32(seed.encode()) % len(ways)]


class Noted(ImmutableMultiDict[str, str]):
    """A query that notes which names the page asks for: those are the ones worth attacking."""

    asked: ClassVar[set[str]] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return super().__getitem__(name)

    def getlist(self, key: str, type: Any = None) -> Any:  # noqa: A002 — werkzeug's name
        self.asked.add(key)
        return super().getlist(key, type)


class NotingRequest(Request):
    parameter_storage_class = Noted


def test_every_part_of_every_address(
    app: Flask, ground: Ground, attacker: QuickClient, engine_name: str
) -> None:
    """Hostile parts of the path; hostile values of every name a page reads from its query, doubled and missing ones."""
    watch, read = Watch(), 0
    app.request_class = NotingRequest
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or not share(rule.endpoint, engine_name):
            continue
        values = values_for(rule, ground)
        if values is None:
            continue
        for name in rule.arguments:
            for value in hostile.some(
                (*hostile.PATHS, *hostile.NUMBERS), PER_PART, f"{rule.endpoint} {name}"
            ):
                parts = {key: str(known) for key, known in values.items()} | {name: value}
                url = "".join(part if not dynamic else parts[part] for dynamic, part in rule._trace[1:])
                watch.note(attacker.get(url.replace("|", "")).status_code, f"{rule.endpoint} {name}={value}")
    for endpoint, url in addresses(app, ground, "GET", engine_name):
        Noted.asked.clear()
        attacker.get(f"{url}?x=1")
        names = sorted(Noted.asked)
        read += len(names)
        for name in names:
            for value in hostile.some(hostile.TEXTS, PER_NAME, f"{endpoint} {name}"):
                query = urlencode({name: value.encode("utf-8", "surrogatepass")})
                watch.note(
                    attacker.get(f"{url}?{query[:60_000]}").status_code, f"{endpoint} ?{name}={value!r}"
                )
        watch.note(
            attacker.get(f"{url}?q=%FF%00&page=%ED%A0%80&q=a&q=b&[]=1").status_code, f"{endpoint} bad bytes"
        )
    assert not watch.faults, "\n".join(watch.faults)
    if engine_name == FIRST_ENGINE and "RIGHTS_OF" not in os.environ:
        assert read >= 100, f"only {read} names of queries are known: the noting does not work"
        assert watch.sent >= 1000, watch.sent


def test_every_body(app: Flask, ground: Ground, attacker: QuickClient, engine_name: str) -> None:
    """JSON, XML, broken multipart, bad UTF-8, a foreign page, a missing token: refused, and nothing is written."""
    before, watch = contents(app.extensions["tracker"].engine), Watch()
    for endpoint, url in addresses(app, ground, "POST", engine_name):
        for body, kind in hostile.BODIES:
            if len(body) > 100_000 and not url.startswith("/proposals/new"):
                continue
            answer = attacker.post(url, data=body, content_type=kind)
            watch.note(answer.status_code, f"{endpoint} {kind}")
            assert answer.status_code >= 400, f"{endpoint} took {kind}"
        for elsewhere in (
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Sec-Fetch-Site": "cross-site"},
        ):
            answer = attacker.submit(url, FILL, headers=elsewhere)
            assert answer.status_code == 403, f"{endpoint} was taken from {elsewhere}"
        without_token = attacker.post(url, data=FILL).status_code
        assert without_token in (400, 404), (
            f"{endpoint} needs no token"
        )  # 404: no role of this person may use it
    assert not watch.faults, "\n".join(watch.faults)
    assert contents(app.extensions["tracker"].engine) == before


def test_other_methods_are_refused(
    app: Flask, ground: Ground, attacker: QuickClient, engine_name: str
) -> None:
    for _, url in addresses(app, ground, "GET", engine_name):
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"):
            assert attacker.open(url, method=method).status_code in (403, 405), f"{method} {url}"


def test_stored_markup_comes_back_as_text(
    app: Flask, ground: Ground, attacker: QuickClient, session: Session, engine_name: str
) -> None:
    """Stored in every text of a case, a meeting, an agency, a person, and shown on every page that shows them."""
    stored = 0
    for turn in range(MARKUP_TURNS):
        payloads = hostile.MARKUP[turn:] + hostile.MARKUP[:turn]
        for url, fields in (
            (f"/proposals/{ground.things['draft_b'].values['code']}/edit", ("subject", "explanation", "measures", "unit",
             "suggested_resolution", "ai_tool", "ai_vendor", "ai_model", "ai_version", "ai_reviewed_by")),
            ("/meetings/115-91/edit", ("title", "place", "chair", "joint_title")),
            ("/admin/users/new", ("name", "title", "unit", "email")),
            ("/admin/groups", ("name",)),
        ):  # fmt: skip
            good = {
                "label": "115-91",
                "year": "115",
                "kind": "regular",
                "login": f"x{stored}",
                "committee": "",
            }
            sent = good | dict(zip(fields, payloads * 2, strict=False))
            sent["seen_version"] = str(version_of(session, url))
            if url == "/admin/groups":
                sent["name"] = payloads[0][:50] + str(stored)
            answer = attacker.submit(url, sent)
            stored += answer.status_code == 303
        for _, address in addresses(app, ground, "GET", engine_name):
            answer = attacker.get(address)
            if answer.mimetype == "text/html":
                carried = [payload for payload in payloads if payload in answer.text]
                assert not carried, f"{address} carries {carried}"
                assert not LIVE.search(answer.text), f"{address} has markup of a payload"
    assert stored >= 4 * MARKUP_TURNS - 2, f"only {stored} were stored: this proves too little"


def version_of(session: Session, url: str) -> int:
    code = url.split("/")[2]
    if url.startswith("/proposals/"):
        query = select(Proposal.version).where(Proposal.code == code)
    elif url.startswith("/meetings/"):
        query = select(Meeting.version).where(Meeting.slug == code)
    else:
        return 1
    version = session.scalars(query).one()
    session.rollback()  # else SQLite lets nobody write
    return version
