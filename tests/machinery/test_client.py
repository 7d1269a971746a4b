"""The client of the house can fail: a GET that writes, a page that asks too much, a connection that is kept."""

import pytest
from flask import Flask
from sqlalchemy import text

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

    view.access = app.view_functions["home.health"].access  # type: ignore[attr-defined]
    app.add_url_rule("/planted", "planted", view)


def test_a_page_of_the_program_passes(client: HouseClient) -> None:
    assert client.get("/sign-in").status_code == 200
    assert client.get("/no-such-page").status_code == 404


def test_a_get_that_writes_is_named(app: Flask, client: HouseClient) -> None:
    _plant(app, ["UPDATE agencies SET short_name = 'x' WHERE 1 = 0"])
    with pytest.raises(AssertionError, match="GET /planted wrote to agencies"):
        client.get("/planted")


def test_a_side_note_is_no_write(app: Flask, client: HouseClient) -> None:
    _plant(app, ["DELETE FROM refused_accesses"])
    client.get("/planted", headers={"HX-Request": "true"})


def test_a_page_over_its_budget_is_named(app: Flask, client: HouseClient) -> None:
    _plant(app, ["SELECT 1"] * 31)
    with pytest.raises(AssertionError, match="GET /planted sent 31 statements, 30 are allowed"):
        client.get("/planted")


def test_a_kept_connection_is_named(app: Flask, client: HouseClient) -> None:
    engine = app.extensions["tracker"].engine
    kept = []

    def view() -> str:
        kept.append(engine.connect())
        return ""

    view.access = app.view_functions["home.health"].access  # type: ignore[attr-defined]
    app.add_url_rule("/planted", "planted", view)
    with pytest.raises(AssertionError, match="kept 1 connections open"):
        client.get("/planted")
    kept[0].close()


def test_a_page_that_breaks_a_rule_is_named_with_its_address(app: Flask, client: HouseClient) -> None:
    _plant(app, [], "<p>誤,了</p>")
    with pytest.raises(HouseRuleBroken, match="GET /planted"):
        client.get("/planted")
