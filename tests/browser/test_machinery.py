"""The browser of the tests sees what it must see: each watch against a page that does the forbidden thing."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser.server import served
from tests.browser.watching import (
    DESK,
    PHONE,
    Watch,
    axe,
    compose,
    composing,
    new_page,
    scrolls_sideways,
    until,
)
from tests.house_rules import POLICY

pytestmark = pytest.mark.browser

TYPING = """
window.heard = [];
const field = document.getElementById("field");
for (const name of ["keydown", "compositionstart", "compositionupdate", "compositionend", "input"])
  field.addEventListener(name, (event) => heard.push(name === "keydown" ? `key${event.keyCode}` : name));
"""
GLYPH = """
(letter) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 120;
  const pen = canvas.getContext("2d");
  pen.font = "100px sans-serif";
  pen.fillText(letter, 5, 100);
  const ink = pen.getImageData(0, 0, 120, 120).data.reduce((sum, value, at) => (sum * 31 + value * (at % 97)) % 1000003, 7);
  return [pen.measureText(letter).width, ink];
}
"""
BODIES = {
    "/": '<h1>安靜</h1><label for="field">案由</label><input id="field"><script src="/typing.js"></script>',
    "/inline": "<h1>頁</h1><script>window.ran = true</script>",
    "/error": '<h1>頁</h1><script src="/error.js"></script>',
    "/foreign": '<h1>頁</h1><img alt="" src="http://192.0.2.1/x.png">',
    "/missing": '<h1>頁</h1><img alt="" src="/nothing.png">',
    "/broken": "500",
    "/refused": "422",
    "/unlabelled": '<main><h1>頁</h1><input id="field"></main>',
    "/wide": "<h1>頁</h1><pre>" + "寬" * 200 + "</pre>",
}


def stand_in() -> Flask:
    app = Flask(__name__, static_folder=None)

    @app.get("/<path:path>")
    @app.get("/", defaults={"path": ""})
    def show(path: str) -> tuple[str, int, dict[str, str]]:
        if path.endswith(".js"):
            script = TYPING if path == "typing.js" else "throw new Error('planted')"
            return script, 200, {"Content-Type": "text/javascript"}
        body = BODIES.get(f"/{path}", "404")
        status = int(body) if body.isdigit() else 200
        html = f'<!doctype html><html lang="zh-Hant-TW"><title>頁</title><link rel="icon" href="/x.js"><body>{body}</body></html>'
        return html, status, {"Content-Security-Policy": POLICY}

    return app


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with served(stand_in()) as address:
        yield address


@pytest.fixture
def watch(base: str) -> Watch:
    return Watch(base)


@pytest.fixture
def stand_in_page(browser: Browser, watch: Watch) -> Iterator[Page]:
    page = new_page(browser, watch, size=DESK)
    yield page
    page.context.close()


def test_chinese_is_drawn_with_a_chinese_font(stand_in_page: Page) -> None:
    """Boxes instead of characters would be equal to each other, and rarely one em wide."""
    stand_in_page.goto("/")
    (width, ink), (other_width, other_ink) = (stand_in_page.evaluate(GLYPH, letter) for letter in "臺骨")
    assert width == other_width == 100
    assert ink != other_ink


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/inline", "Content Security Policy"),
        ("/error", "planted"),
        ("/foreign", "left the host: http://192.0.2.1/x.png"),
        ("/missing", "404 for"),
        ("/broken", "500 for"),
    ],
)
def test_what_a_page_must_not_do_is_seen(stand_in_page: Page, watch: Watch, path: str, fault: str) -> None:
    stand_in_page.goto(path)
    until(stand_in_page, lambda: any(fault in seen for seen in watch.faults))


@pytest.mark.parametrize("path", ["/", "/refused", "/unknown-page"])
def test_a_quiet_page_and_a_refusal_are_no_faults(stand_in_page: Page, watch: Watch, path: str) -> None:
    stand_in_page.goto(path)
    stand_in_page.wait_for_load_state("networkidle")
    assert watch.faults == []


def test_composition_is_what_a_real_input_method_sends(stand_in_page: Page) -> None:
    stand_in_page.goto("/")
    stand_in_page.focus("#field")
    with composing(stand_in_page, "機密"):
        assert "compositionend" not in stand_in_page.evaluate("heard")
    heard = stand_in_page.evaluate("heard")
    assert heard[:3] == ["key229", "compositionstart", "compositionupdate"]
    assert "compositionend" in heard
    assert stand_in_page.input_value("#field") == "機密"
    compose(stand_in_page, "公務")
    assert stand_in_page.input_value("#field") == "機密公務"


def test_axe_finds_a_field_without_label_and_nothing_on_a_good_page(stand_in_page: Page) -> None:
    stand_in_page.goto("/unlabelled")
    assert any(violation.startswith("label:") for violation in axe(stand_in_page))


def test_a_page_wider_than_the_telephone_is_seen(browser: Browser, watch: Watch) -> None:
    page = new_page(browser, watch, size=PHONE)
    page.goto("/wide")
    assert scrolls_sideways(page)
    page.goto("/")
    assert not scrolls_sideways(page)
    page.context.close()


def test_a_page_can_be_had_without_script(browser: Browser, watch: Watch) -> None:
    page = new_page(browser, watch, size=DESK, script=False)
    page.goto("/error")
    assert page.inner_text("h1") == "頁"
    assert watch.faults == []
    page.context.close()
