"""The page before sign-in and the one after it, as a person meets them."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.browser.watching import DESK, PHONE, axe, scrolls_sideways

if TYPE_CHECKING:
    from flask import Flask

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


@pytest.fixture
def person(app: "Flask") -> str:
    from app.extensions.transaction import unit_of_work
    from app.models import User

    with unit_of_work(app.extensions["tracker"].database) as session:
        session.add(User(login="wang", name="王小明", created_at=datetime(2026, 11, 21, tzinfo=UTC)))
    return "wang"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1366", "390"])
@pytest.mark.parametrize("path", ["/sign-in", "/work", "/styleguide", "/no-such-page"])
def test_it_is_accessible_and_fits(open_page: "Open", person: str, path: str, size: dict[str, int]) -> None:
    page = open_page(login="" if path == "/sign-in" else person, size=size)
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == (404 if path == "/no-such-page" else 200)
    assert page.url.endswith(path)
    assert axe(page) == []
    assert not scrolls_sideways(page)
