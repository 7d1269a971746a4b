"""Addresses are registered once per worker: thousands of applications are made in a run, each with the same hundreds of rules."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Flask
from werkzeug.routing import Map

_shared: list[Map] = []


def install() -> None:
    """From now on the first application registers the pages; the others take their views and share its map."""
    from app import web

    if not isinstance(web.register_pages, partial):
        web.register_pages = partial(_registered, web.register_pages)


def _registered(register: Callable[[Flask], None], app: Flask) -> None:
    if _shared:
        app.url_map = _shared[0]
        app.add_url_rule = partial(_view_alone, app)  # type: ignore[method-assign]
    register(app)
    _shared[:] = [app.url_map]
    app.add_url_rule = partial(_on_a_map_of_its_own, app)  # type: ignore[method-assign]


def _view_alone(app: Flask, _rule: str, endpoint: str, view_func: Any, **_options: object) -> None:
    assert next(app.url_map.iter_rules(endpoint)), endpoint
    app.view_functions[endpoint] = view_func


def _on_a_map_of_its_own(app: Flask, *args: Any, **options: Any) -> None:
    """An address that a test plants is nobody else's."""
    shared, app.url_map = app.url_map, app.url_map_class()
    app.url_map.strict_slashes, app.url_map.converters = shared.strict_slashes, shared.converters
    for rule in shared.iter_rules():
        copy = rule.empty()
        vars(copy)["provide_automatic_options"] = vars(rule)["provide_automatic_options"]
        app.url_map.add(copy)
    del app.add_url_rule
    app.add_url_rule(*args, **options)
