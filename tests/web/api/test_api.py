"""/api/v1 by a key: every answer is what the document says, of what the key's owner may read and no more; nothing without a key."""

import re
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from sqlalchemy import select

from app.domain.people.actor import Role
from app.domain.tracking.item import AssignmentRole, DueKind
from app.models import ApiToken, Assignment, AuditEvent
from app.web.api import door
from app.web.api.views import ENDPOINTS
from tests.client import HouseClient
from tests.people import browser
from tests.services.meetings.conftest import stage
from tests.services.tracking.conftest import Loop, loop

__all__ = ["loop", "stage"]
LEAD = AssignmentRole.LEAD
KEY = re.compile(r"<code>([A-Za-z0-9_-]{43})</code>")
QUESTIONS = 20
ADDRESSES = ("meetings", "resolutions", "items", "assignments", "agencies", "dashboard")


@pytest.fixture
def shares(loop: Loop) -> list[Assignment]:
    found = loop.dispatched(loop.plan(LEAD, LEAD, LEAD), loop.plan(LEAD, due_kind=DueKind.ONGOING))
    loop.stage.world.person("contact", (Role.CONTACT, loop.agencies[1]))
    loop.stage.world.person("member", (Role.MEMBER, loop.agencies[0]))
    loop.stage.world.person("leader", (Role.LEADER, loop.agencies[0]))
    loop.stage.world.save()
    return found


def key_of(client: HouseClient) -> str:
    assert client.submit("/account/tokens", {"name": "市政儀表板"}).status_code == 303
    page = client.get("/account/tokens").text
    assert not KEY.search(client.get("/account/tokens").text)  # shown once
    found = KEY.search(page)
    assert found is not None
    return found[1]


class Api:
    """A program: no cookie, a key."""

    def __init__(self, loop: Loop, key: str) -> None:
        self.client = loop.stage.world.app.test_client()
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}

    def status(self, path: str) -> int:
        return self.client.get(f"/api/v1/{path}", headers=self.headers).status_code

    def get(self, path: str, status: int = 200) -> Any:
        answer = self.client.get(f"/api/v1/{path}", headers=self.headers)
        assert (answer.status_code, answer.mimetype) == (status, "application/json"), path
        assert "Set-Cookie" not in answer.headers
        return answer.get_json()


def test_every_answer_is_what_the_document_says_and_what_its_reader_may_see(
    loop: Loop, shares: list[Assignment]
) -> None:
    world = loop.stage.world
    officer, contact = (Api(loop, key_of(browser(world.app, login))) for login in ("officer", "contact"))
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", world.app)
    assert set(document.raw_schema["paths"]) == {f"/{name}" for name in ADDRESSES}
    for name in ADDRESSES:
        for api in (officer, contact):
            case = document[f"/{name}"]["GET"].Case()
            answer = case.call_and_validate(headers=api.headers)
            assert answer.status_code == 200
            if name != "dashboard":
                assert answer.json()["rows"], name
    assert [row["code"] for row in officer.get("assignments")["rows"]] == [one.code for one in shares]
    assert [row["code"] for row in contact.get("assignments")["rows"]] == [shares[0].code, shares[3].code]
    first = officer.get("assignments?size=3&state=open")
    assert len(first["rows"]) == 3
    following = officer.get(first["next"].removeprefix("/api/v1/"))
    assert ([row["code"] for row in following["rows"]], following["next"]) == ([shares[3].code], None)
    assert officer.get("dashboard")["shares_tracked"] == 4
    assert contact.get("dashboard")["shares_tracked"] == 2
    assert officer.get("dashboard")["final"] is False
    leader = Api(loop, key_of(browser(world.app, "leader")))
    leader.get("dashboard", 404)  # nothing was released yet, and leadership reads 定稿 only
    assert "參數 size 請填" in officer.get("items?size=abc", 422)["error"]
    officer.get("dashboard?year=199", 404)
    officer.get("nothing", 404)
    assert (
        "沒有讀取這項資料的權限" in Api(loop, key_of(browser(world.app, "member"))).get("items", 403)["error"]
    )


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_question_gets_an_answer_the_document_does_not_have(
    loop: Loop, shares: list[Assignment], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is asked, sound or not: a status, a type and a body that the document tells, and never a 500."""
    monkeypatch.setattr(door, "PER_MINUTE", 10_000)
    app = loop.stage.world.app
    api = Api(loop, key_of(browser(app, "officer")))
    operation = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)[f"/{name}"]["GET"]
    asked: list[int] = []

    # Of what is asked at random little lies on the edge: each edge once, by hand.
    for parameter, meant in next(one for one in ENDPOINTS if one.name == name).parameters.items():
        good, bad = (
            (("1", str(meant.most)), ("0", str(meant.most + 1))) if meant.most else (meant.choices, ("none",))
        )
        for value in good:
            assert api.status(f"{name}?{parameter}={value}") in (200, 404), (parameter, value)
        for value in (*bad, "", "ⅷ") if meant.most or meant.choices else ():
            assert api.status(f"{name}?{parameter}={value}") == 422, (parameter, value)

    assert api.status(f"{name}?misspelt=1") == 422

    @settings(
        max_examples=QUESTIONS,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(case=st.one_of([operation.as_strategy(generation_mode=mode) for mode in GenerationMode]))
    def ask(case: "schemathesis.Case[Any]") -> None:
        asked.append(case.call_and_validate(headers=api.headers).status_code)

    ask()
    assert len(asked) >= QUESTIONS // 2
    assert 200 in asked


def test_nothing_without_a_key_that_works(
    loop: Loop, shares: list[Assignment], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = loop.stage.world
    client = browser(world.app, "officer")
    api = Api(loop, key_of(client))
    api.get("items")
    for wrong in ("", "x" * 43, "長"):
        Api(loop, "").get("items", 401)
        answer = world.app.test_client().get(
            "/api/v1/items", headers={"Authorization": f"Bearer {wrong}".encode().decode("latin-1")}
        )
        assert answer.status_code == 401
    assert (
        client.get("/api/v1/items", headers={"Accept": "application/json"}).status_code == 401
    )  # a cookie is no key
    monkeypatch.setattr(door, "PER_MINUTE", 1)
    assert "每分鐘至多 1 次" in api.get("items", 429)["error"]
    monkeypatch.undo()
    row = world.look(select(ApiToken))[0]
    other = browser(world.app, "contact")
    assert other.submit(f"/account/tokens/{row.id}/end", {}).status_code == 404
    assert client.submit(f"/account/tokens/{row.id}/end", {}).status_code == 303
    api.get("items", 401)
    assert client.submit("/account/tokens", {"name": ""}).status_code == 422
    told = world.look(
        select(AuditEvent.action).where(AuditEvent.thing == "api_tokens").order_by(AuditEvent.id)
    )
    assert told == ["make_token", "end_token"]
