"""The page 代理人: appointed with the days proposed, seen by both, ended by either."""

import re

from flask import Flask

from app.domain.people.actor import Role
from tests.people import World, browser, send

PAGE = "/handover/deputies"


def test_appointed_from_tomorrow_seen_by_both_and_ended_by_the_deputy(world: World, app: Flask) -> None:
    world.person("owner", (Role.CONTACT, world.other), name="李大華")
    deputy = world.person("deputy", (Role.SUPERVISOR, world.other), name="王小明")
    owner = browser(app, "owner")
    shown = owner.get(PAGE).text
    assert re.search(r'name="from_on"[^>]*value="115.?11.?21"', shown) or "1151121" in shown, "from tomorrow"
    made = send(owner, PAGE, deputy_id=str(deputy.id), from_on="1151121", to_on="1151125")
    assert made.status_code == 303
    mine, his = owner.get(PAGE).text, browser(app, "deputy").get(PAGE).text
    assert "我的代理人" in mine
    assert "尚未開始" in mine
    assert "我代理的人" in his
    assert "李大華" in his
    ended = send(browser(app, "deputy"), f"{PAGE}/1/end", page=PAGE)
    assert ended.status_code == 303
    assert "我的代理人" not in owner.get(PAGE).text


def test_what_cannot_be_is_said_and_what_was_typed_is_kept(world: World, app: Flask) -> None:
    world.person("owner", (Role.CONTACT, world.other))
    deputy = world.person("deputy", (Role.SUPERVISOR, world.other))
    owner = browser(app, "owner")
    answer = send(owner, PAGE, deputy_id=str(deputy.id), from_on="1151125", to_on="1151121")
    assert answer.status_code == 422
    assert "代理迄日不得早於起日" in answer.text
    assert "115/11/25" in answer.text or "1151125" in answer.text


def test_others_cannot_end_it(world: World, app: Flask) -> None:
    world.person("owner", (Role.CONTACT, world.other))
    deputy = world.person("deputy", (Role.SUPERVISOR, world.other))
    world.person("third", (Role.CONTACT, world.other))
    send(browser(app, "owner"), PAGE, deputy_id=str(deputy.id), from_on="1151121", to_on="1151125")
    third = browser(app, "third")
    assert third.submit(f"{PAGE}/1/end", {"seen_version": "1"}).status_code == 404
