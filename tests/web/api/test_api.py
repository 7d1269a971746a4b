"""/api/v1 by a key: every answer is what the document says, of what the key's owner may read and no more; nothing without a key."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.people.actor import Role
from app.domain.tracking.item import AssignmentRole, DueKind
from app.models import ApiToken, Assignment, AuditEvent
from app.web.api import door
from tests.client import HouseClient
from tests.people import browser
from tests.services.meetings.conftest import stage
from tests.services.tracking.conftest import Loop, loop

__all__ = ["loop", "stage"]
LEAD = AssignmentRole.LEAD
KEY = re.compile(r"<code>([A-Za-z0-9_-]{43})</code>")
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

    def get(self, path: str, status: int = 200) -> Any:
        answer = self.client.get(f"/api/v1/{path}", headers=self.headers)
        assert (answer.status_code, answer.mimetype) == (status, "application/json"), path
        assert "Set-Cookie" not in answer.headers
        return answer.get_json()


def fits(value: Any, schema: dict[str, Any], document: dict[str, Any]) -> bool:
    """Does a value keep to a schema of the document? As much of JSON Schema as the document uses."""
    if "$ref" in schema:
        return fits(value, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], document)
    if "anyOf" in schema:
        return any(fits(value, one, document) for one in schema["anyOf"])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    names = {
        "string": str,
        "integer": int,
        "boolean": bool,
        "array": list,
        "object": dict,
        "null": type(None),
    }
    if type(value) not in [names[kind] for kind in kinds]:
        return False
    if isinstance(value, dict):
        return set(value) == set(schema["required"]) and all(
            fits(one, schema["properties"][name], document) for name, one in value.items()
        )
    if isinstance(value, list):
        return all(fits(one, schema["items"], document) for one in value)
    if schema.get("format") == "date":
        return re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) is not None
    return value in schema.get("enum", [value])


def test_every_answer_is_what_the_document_says_and_what_its_reader_may_see(
    loop: Loop, shares: list[Assignment]
) -> None:
    world = loop.stage.world
    officer, contact = (Api(loop, key_of(browser(world.app, login))) for login in ("officer", "contact"))
    document = Api(loop, "").get("openapi.json")
    assert set(document["paths"]) == {f"/{name}" for name in ADDRESSES}
    for name in ADDRESSES:
        schema = document["paths"][f"/{name}"]["get"]["responses"]["200"]["content"]["application/json"][
            "schema"
        ]
        for api in (officer, contact):
            answer = api.get(name)
            assert fits(answer, schema, document), (name, answer)
            if name != "dashboard":
                assert answer["rows"], name
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
    assert (
        "沒有讀取這項資料的權限" in Api(loop, key_of(browser(world.app, "member"))).get("items", 403)["error"]
    )


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
