"""Pages of a browser that report what must never happen: console errors, refused content, requests to elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from weakref import WeakSet

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.browser.chromium import MODULES
from tests.needs import absent

DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PATIENCE = 20.0
"""Seconds until what must come has come, on the slowest machine with everything else running beside."""
RULES_OF_AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
REPORT_REFUSALS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`refused by the content policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
KEY_OF_AN_INPUT_METHOD = {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process"}
# Chromium says this for every answer of 400 and above; the answers themselves are watched instead.
ANSWERED = "Failed to load resource: the server responded with a status of"
# … and this for every request of a test that cut the line itself.
CUT = "net::ERR_INTERNET_DISCONNECTED"

# The page's modules are there, or it has none: before that, keys and typed text are heard by nobody.
STARTED = "html[data-started], html:not(:has(script[src*='/js/app.js']))"
WITHOUT_SCRIPT: WeakSet[BrowserContext] = WeakSet()


@dataclass
class Watch:
    """What one browser context did that it must not do."""

    base: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(REPORT_REFUSALS)
        context.on("console", self._console)
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))

    def _console(self, message: ConsoleMessage) -> None:
        if (
            message.type == "error"
            and not message.text.startswith(ANSWERED)
            and not message.text.endswith(CUT)
        ):
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base}/", "blob:", "about:")):
            self.faults.append(f"a request left the host: {request.url}")

    def _response(self, response: Response) -> None:
        missing = response.status == 404 and response.request.resource_type != "document"
        if response.status >= 500 or missing:
            self.faults.append(f"{response.status} for {response.url}")


def compose(page: Page, text: str) -> None:
    """Type as an input method does: keys that are 229, a growing composition, then the text at once."""
    with composing(page, text):
        pass


@contextmanager
def composing(page: Page, text: str) -> Iterator[None]:
    """Inside the block the composition stands open; leaving it commits the text."""
    keyboard = page.context.new_cdp_session(page)
    for end in range(1, len(text) + 1):
        keyboard.send("Input.dispatchKeyEvent", KEY_OF_AN_INPUT_METHOD)
        keyboard.send(
            "Input.imeSetComposition", {"text": text[:end], "selectionStart": end, "selectionEnd": end}
        )
    yield
    keyboard.send("Input.insertText", {"text": text})
    keyboard.detach()


def heard(page: Page) -> None:
    """Wait until the page is read whole and all its modules hear."""
    page.wait_for_load_state()
    if page.context not in WITHOUT_SCRIPT:
        page.locator(STARTED).wait_for(state="attached")


def until(page: Page, holds: "str | Callable[[], object]") -> None:
    """Wait until it holds: an expression in the page, whose policy forbids Playwright's own way of waiting, or a question of the test."""
    deadline = time.monotonic() + PATIENCE
    while not (page.evaluate(holds) if isinstance(holds, str) else holds()):
        assert time.monotonic() < deadline, f"never: {holds}"
        page.wait_for_timeout(50)  # in which the answers of the browser are heard, too


def axe(page: Page) -> list[str]:
    """Every violation axe-core finds on the page, one line each; a test asserts that there is none."""
    source = MODULES / "axe-core" / "axe.min.js"
    page.evaluate(source.read_text() if source.exists() else absent("axe-core", "npm ci"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
        RULES_OF_AXE,
    )
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def scrolls_sideways(page: Page) -> bool:
    """True when the whole page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def new_page(browser: Browser, watch: Watch, *, size: dict[str, int], script: bool = True) -> Page:
    context = browser.new_context(
        base_url=watch.base,
        viewport={"width": size["width"], "height": size["height"]},
        locale="zh-TW",
        timezone_id="Asia/Taipei",
        java_script_enabled=script,
    )
    if not script:
        WITHOUT_SCRIPT.add(context)
    watch.over(context)
    return context.new_page()
