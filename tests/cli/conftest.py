"""`tracker("init")` runs a command inside the test's process, on the database of the test."""

from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask

Tracker = Callable[..., Result]


@pytest.fixture
def tracker(app: Flask) -> Tracker:
    def run(*words: object) -> Result:
        with app.app_context():  # which `flask --app wsgi` gives every command
            return app.test_cli_runner().invoke(args=["tracker", *map(str, words)])

    return run
