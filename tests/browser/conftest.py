"""Fixtures of the browser tests: Chromium, the program behind a loopback port, and pages that are watched."""

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests import engines
from tests.browser.chromium import FLAGS
from tests.browser.server import served
from tests.browser.watching import DESK, PATIENCE, PHONE, Watch, heard, new_page

if TYPE_CHECKING:
    from flask import Flask
    from playwright._impl._api_structures import SetCookieParam
    from playwright.sync_api import Browser, Page

    from tests.browser.chromium import Browser as Chromium

Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser(chromium: "Chromium") -> Iterator["Browser"]:
    """One Chromium per worker; each test has contexts of its own in it."""
    from playwright.sync_api import sync_playwright

    read_before_the_test_goes_on()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.executable,
            args=FLAGS,
            env={**os.environ, **chromium.environment},
        )
        yield started
        started.close()


@pytest.fixture
def engine_name() -> str:
    """The first engine of the run: what differs between engines is seen without a browser."""
    return engines.chosen()[0]


@pytest.fixture
def engine_url(city_url: str) -> str:
    """Browsers meet the demonstration city, not an empty office."""
    return city_url


@pytest.fixture
def live(app: "Flask") -> Iterator[str]:
    """The address of the program over the test's own database."""
    with served(app) as base:
        yield base


@pytest.fixture
def open_page(browser: "Browser", app: "Flask", live: str) -> Iterator[Open]:
    """`open_page(login="wang", size=PHONE, script=False)`: a watched page, signed in where a login is given.

    Each has cookies of its own. A fault of any of them fails the test."""
    watch = Watch(live)
    pages: list[Page] = []

    def another(*, login: str = "", size: dict[str, int] = DESK, script: bool = True) -> "Page":
        page = new_page(browser, watch, size=size, script=script)
        pages.append(page)
        if login:
            page.context.add_cookies([cookie_of(app, login, live)])
        return page

    yield another
    for page in pages:
        page.context.close()
    assert not watch.faults, "\n".join(watch.faults)


@pytest.fixture
def page(open_page: Open) -> "Page":
    """A desk: 1366 px wide."""
    return open_page()


@pytest.fixture
def phone(open_page: Open) -> "Page":
    """A telephone: 390 px wide."""
    return open_page(size=PHONE)


@pytest.fixture
def page_without_script(open_page: Open) -> "Page":
    return open_page(script=False)


def cookie_of(app: "Flask", login: str, base: str) -> "SetCookieParam":
    """The cookie of a session begun for this person, as the program itself would set it."""
    from flask.sessions import SecureCookieSessionInterface

    from app.web.auth.session import TOKEN
    from tests.client import start_session

    assert isinstance(app.session_interface, SecureCookieSessionInterface)
    signer = app.session_interface.get_signing_serializer(app)
    assert signer is not None
    value = signer.dumps({TOKEN: start_session(app, login)})
    return {"name": app.config["SESSION_COOKIE_NAME"], "value": str(value), "url": base, "httpOnly": True}


def read_before_the_test_goes_on() -> None:
    """A click, a key or an address that leads to a page returns once that page is read whole and hears, as a person would wait.

    Playwright itself returns as soon as the answer begins: a slow machine then looks for what is still to come."""
    from playwright.sync_api import Locator, Page, expect

    expect.set_options(timeout=PATIENCE * 1000)
    for kind, names in ((Locator, ("click", "press")), (Page, ("click", "goto", "reload", "go_back"))):
        for name in names:
            setattr(kind, name, _waiting(getattr(kind, name)))


def _waiting(act: Callable[..., Any]) -> Callable[..., Any]:
    def acted(on: Any, *args: object, **how: object) -> Any:
        answer = act(on, *args, **how)
        heard(getattr(on, "page", on))
        return answer

    return acted
