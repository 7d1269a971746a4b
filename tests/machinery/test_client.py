"""The client of the house can fail: a GET that writes, a page that asks too much, a connection that is kept."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import text

from app.extensions.transaction import unit_of_work
from app.models import User
from app.web.access import access
from tests.client import HouseClient
from tests.house_rules import HouseRuleBroken


def _plant(app: Flask, statements: list[str], html: str = "") -> None:
    """A page `/planted` that sends these statements on its own connection."""
    engine = app.extensions["tracker"].engine

    def view() -> str:
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
        return html

    app.add_url_rule("/planted", "planted", access(public=True)(view))


def test_a_page_of_the_program_passes(client: HouseClient) -> None:
    assert client.get("/sign-in").status_code == 200
    assert client.get("/no-such-page").status_code == 404


def test_a_person_is_signed_in_without_password_and_forms_are_sent_with_their_token(
    app: Flask, client: HouseClient
) -> None:
    assert client.get("/work").status_code == 303
    with unit_of_work(app.extensions["tracker"].database) as session:
        session.add(User(login="wang", name="王小明", created_at=datetime(2026, 11, 21, tzinfo=UTC)))
    client.sign_in("wang")
    assert client.get("/work").status_code == 200
    assert client.submit("/sign-out").status_code == 303
    assert client.get("/work").status_code == 303


def test_a_get_that_writes_is_named(app: Flask, client: HouseClient) -> None:
    _plant(app, ["UPDATE agencies SET short_name = 'x' WHERE 1 = 0"])
    with pytest.raises(AssertionError, match="GET /planted wrote to agencies"):
        client.get("/planted")


def test_a_side_note_is_no_write(app: Flask, client: HouseClient) -> None:
    _plant(app, ["DELETE FROM refused_accesses"])
    client.get("/planted", headers={"HX-Request": "true"})


def test_a_page_over_its_budget_is_named(app: Flask, client: HouseClient) -> None:
    _plant(app, ["SELECT 1"] * 31)
    client.get("/healthz")  # the first request of a process also asks for the migration
    with pytest.raises(AssertionError, match="GET /planted sent 31 statements, 30 are allowed"):
        client.get("/planted")


def test_a_kept_connection_is_named(app: Flask, client: HouseClient) -> None:
    engine = app.extensions["tracker"].engine
    kept = []

    def view() -> str:
        kept.append(engine.connect())
        return ""

    app.add_url_rule("/planted", "planted", access(public=True)(view))
    with pytest.raises(AssertionError, match="kept 1 connections open"):
        client.get("/planted")
    kept[0].close()


def test_a_page_that_breaks_a_rule_is_named_with_its_address(app: Flask, client: HouseClient) -> None:
    _plant(app, [], "<p>誤,了</p>")
    with pytest.raises(HouseRuleBroken, match="GET /planted"):
        client.get("/planted")
