"""Fixtures of the browser tests: Chromium, the program behind a loopback port, and pages that are watched."""

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser import chromium
from tests.browser.server import served
from tests.browser.watching import DESK, PHONE, Watch, new_page

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One Chromium per worker; each test has contexts of its own in it."""
    from playwright.sync_api import sync_playwright

    found = chromium.find()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found.executable,
            args=chromium.FLAGS,
            env={**os.environ, **found.environment},
        )
        yield started
        started.close()


@pytest.fixture
def live(app: "Flask") -> Iterator[str]:
    """The address of the program over the test's own database."""
    with served(app) as base:
        yield base


@pytest.fixture
def open_page(browser: "Browser", live: str) -> Iterator[Open]:
    """`open_page(size=PHONE, script=False)`: a watched page with cookies of its own. A fault fails the test."""
    watch = Watch(live)
    pages: list[Page] = []

    def another(*, size: dict[str, int] = DESK, script: bool = True) -> "Page":
        pages.append(new_page(browser, watch, size=size, script=script))
        return pages[-1]

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
