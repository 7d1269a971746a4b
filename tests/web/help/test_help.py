"""/help: a page per journey that exists, in words that stand on the pages."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.wording.help import TOPICS, Topic
from tests.client import HouseClient
from tests.people import world

ROOT = Path(__file__).parents[3]
QUOTED = re.compile(r"「([^」]+)」")
SLUGS = [topic.slug for topic in TOPICS]


def all_words() -> str:
    """Every text that pages are made of, help aside."""
    templates = [path for path in (ROOT / "templates").rglob("*.html") if path.parent.name != "help"]
    code = [path for path in (ROOT / "app").rglob("*.py") if "help" not in path.parts]
    scripts = list((ROOT / "app" / "static" / "js").glob("*.js"))
    return "\n".join(path.read_text() for path in (*templates, *code, *scripts))


@pytest.mark.parametrize("topic", TOPICS, ids=SLUGS)
def test_every_word_in_quotes_stands_on_a_page(topic: Topic) -> None:
    words, titles = all_words(), {task.title for one in TOPICS for task in one.tasks}
    texts = [text for task in topic.tasks for text in (*task.steps, *task.reminders)]
    quoted = [word for text in (*texts, *(what for _, what in topic.keys)) for word in QUOTED.findall(text)]
    assert [word for word in quoted if word not in words and word not in titles] == []


def test_every_topic_has_a_page_and_the_index_leads_to_it(
    app: Flask, session: Session, client: HouseClient
) -> None:
    world(app, session).person("wang")  # without any role: help is for everybody
    client.sign_in("wang")
    index = client.get("/help").text
    assert re.findall(r'href="/help/([a-z-]+)"', index) == SLUGS
    for topic in TOPICS:
        page = client.get(f"/help/{topic.slug}").text
        assert f"<h1>{topic.title}</h1>" in page
        assert all(task.title in page for task in topic.tasks)


def test_there_is_no_page_for_anything_else(app: Flask, session: Session, client: HouseClient) -> None:
    world(app, session).person("wang")
    client.sign_in("wang")
    assert client.get("/help/everything").status_code == 404


def test_it_is_for_people_who_are_signed_in(client: HouseClient) -> None:
    assert client.get("/help").status_code == 303


def test_slugs_are_distinct() -> None:
    assert len(set(SLUGS)) == len(SLUGS)
