"""/handover in three pages: form, check page with counts, list; sending it twice hands over once."""

import re

from flask import Flask
from sqlalchemy import func, select

from app.domain.people.actor import Role
from app.models import Handover, User
from tests.people import World, browser, hidden, send


def test_form_check_page_and_list(world: World, app: Flask) -> None:
    leaver = world.person("leaver", (Role.CONTACT, world.other), name="李大華")
    leaver.email = "leaver@edu.example.gov.tw"
    world.save()
    client = browser(app, "leaver")
    client.budget = 45  # a new person, a role given and one ended, two told: one act
    typed = {
        "from_id": str(leaver.id), "to_id": "", "name": "陳新任", "email": "new@edu.example.gov.tw",
        "effective_on": "1151120",
    }  # fmt: skip
    check = send(client, "/handover", **typed)
    assert check.status_code == 200
    assert "確認移交內容" in check.text
    assert world.look(select(func.count(Handover.id))) == [0], "a check page changes nothing"
    seen = re.search(r'name="seen" value="([^"]+)"', check.text)
    assert seen is not None
    sent = hidden(check, "/handover/do") | typed | {"seen": seen[1]}
    first = client.post("/handover/do", data=sent)
    assert first.status_code == 303
    assert client.post("/handover/do", data=sent).location == first.location
    assert world.look(select(func.count(Handover.id))) == [1]
    page = client.get(first.location)
    assert "/invitation/" in page.text or "invit" in page.text
    for fmt in ("docx", "odt"):
        paper = client.get(f"{first.location}/list.{fmt}")
        assert paper.status_code == 200
        assert paper.data[:2] == b"PK"
    assert world.look(select(User.login).where(User.name == "陳新任")) == ["new@edu.example.gov.tw"]
    world.person("stranger", (Role.CONTACT, world.other))
    assert browser(app, "stranger").get(first.location).status_code == 404


def test_a_refusal_keeps_what_was_typed(world: World, app: Flask) -> None:
    leaver = world.person("leaver", (Role.CONTACT, world.other))
    client = browser(app, "leaver")
    answer = send(
        client, "/handover", from_id=str(leaver.id), to_id="", name="陳新任", email="new@elsewhere.example",
        effective_on="1151120",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "同一網域" in answer.text
    assert "陳新任" in answer.text
