"""The audit log of the demonstration city: every row in words, every code a way to its record."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions.transaction import reading
from app.models import AuditEvent
from app.wording import audit as words
from tests.architecture.source import calls, modules
from tests.client import HouseClient

HIDDEN = re.compile(r"<(?:script|head|select).*?</(?:script|head|select)>|<[^>]+>", re.DOTALL)
RAW = re.compile(r"\b[a-z]+_[a-z_]+\b|\b[0-9a-f]{32,}\b|\bNone\b|\b\d{4}-\d{2}-\d{2}\b")
RECORDING = {
    "audit.record",
    "record",
    "_record",
    "_touched",
    "note",
    "lines.note",
    "history.note",
    "_note",
    "_noted",
}


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


@pytest.fixture
def pages(app: Flask, client: HouseClient) -> list[str]:
    """Every page of the log as the department's head reads it."""
    client.sign_in("eth-head")
    with reading(app.extensions["tracker"].database) as session:
        rows = session.scalar(select(func.count(AuditEvent.id))) or 0
    return [client.get(f"/audit?page={number}").text for number in range(1, rows // 50 + 2)]


def test_the_log_of_the_city_reads_as_an_office_writes(pages: list[str], client: HouseClient) -> None:
    """One reading of a thousand rows for all that must hold of them."""
    for page in pages:
        text = HIDDEN.sub(" ", page[page.index("<table") : page.index("</table>")])
        assert not RAW.findall(text)
        for stopgap in (words.OTHER_ACTION, words.OTHER_FIELD, words.OTHER_THING):
            assert stopgap not in text
    everything = "".join(pages)
    assert "狀態：草稿 → 審核中" in everything
    assert "版本：第 2 版" in everything
    assert re.search(r"核可：\S+ 115/\d+/\d+ \S+字第\d+號", everything)
    assert "匯入為草稿" not in everything
    assert re.search(r'<th scope="rowgroup" colspan="6">1\d\d年\d+月\d+日（[一二三四五六日]）</th>', pages[0])
    links = set(re.findall(r'<a class="no" href="([^"]+)"', everything))
    kinds = {link.split("/")[1] for link in links}
    assert kinds >= {"proposals", "meetings", "committees"}
    for kind in kinds:
        link = next(one for one in sorted(links) if one.split("/")[1] == kind)
        assert client.get(link).status_code == 200, link


def test_every_action_that_a_verb_writes_has_a_word() -> None:
    said = set()
    for module in modules():
        if module.within("app/services", "app/web/auth"):
            for call in calls(module.tree, lambda name: name in RECORDING):
                values = (getattr(part, "value", None) for part in call.args)
                said |= {value for value in values if isinstance(value, str)}
    assert {"create", "comment", "put_on", "undo_import"} <= said
    assert [
        action
        for action in said
        if all(
            words.action_word(action, kind) == words.OTHER_ACTION for kind in ("", "proposals", "meetings")
        )
    ] == []
