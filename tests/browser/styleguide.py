"""/styleguide with its forms answered by the test: every module on one page of the real program."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from playwright.sync_api import Browser, Locator, Page, Route

from tests.browser.watching import DESK, Watch, new_page, until

SAVED_AT = "14:32:05"


@dataclass
class Guide:
    """The page, what its forms sent, and how they are answered: `status` 0 is a line that is cut."""

    page: Page
    watch: Watch
    status: int = 200
    posts: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def open(self) -> None:
        """A fresh page, every module started."""
        self.page.goto("/styleguide")
        self.posts.clear()

    def answer(self, route: Route) -> None:
        request = route.request
        if request.method != "POST":
            return route.fallback()
        kind = "form"
        if request.headers.get("x-background"):
            kind = "autosave" if "json" in request.headers.get("accept", "") else "preview"
        sent = parse_qs(request.post_data or "", keep_blank_values=True)
        self.posts.append((kind, {name: values[-1] for name, values in sent.items()}))
        if not self.status:
            return route.abort("internetdisconnected")
        if kind == "autosave":
            data = {"seen_version": 5, "saved_at": SAVED_AT, "error": "說明太長"}
            return route.fulfill(status=self.status, json=data)
        body = (
            f"<p id='drawn'>{self.posts[-1][1].get('title', '')}</p>"
            if kind == "preview"
            else _page(self.posts[-1][1])
        )
        return route.fulfill(status=200, content_type="text/html; charset=utf-8", body=body)

    def sent(self, kind: str) -> list[dict[str, str]]:
        return [data for name, data in self.posts if name == kind]

    def until(self, expression: str) -> None:
        until(self.page, expression)

    @property
    def explanation(self) -> Locator:
        return self.page.locator("#explanation")

    @property
    def text(self) -> str:
        return self.explanation.input_value()

    @property
    def saved(self) -> Locator:
        """Where the form says what became of the text."""
        return self.page.locator("[data-saved]")

    @property
    def focus(self) -> str:
        return str(self.page.evaluate("document.activeElement.id"))

    def write(self, text: str, selection: tuple[int, int] | None = None) -> None:
        """Put `text` into 說明, the caret at its end or the selection as given."""
        start, end = selection or (len(text), len(text))
        self.explanation.evaluate(
            "(field, [text, start, end]) => { field.value = text; field.focus(); field.setSelectionRange(start, end) }",
            [text, start, end],
        )

    def paste(self, html: str, plain: str = "") -> bool:
        """Paste as a browser does when Word filled the clipboard; True when the page took it over."""
        done: Any = self.explanation.evaluate(
            """(field, [html, plain]) => {
              const data = new DataTransfer();
              data.setData("text/html", html);
              data.setData("text/plain", plain);
              data.items.add(new File(["x"], "clip.png", {type: "image/png"}));
              const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
              field.dispatchEvent(event);
              return event.defaultPrevented;
            }""",
            [html, plain],
        )
        return bool(done)


@contextmanager
def styleguide(browser: Browser, base: str) -> Iterator[Guide]:
    watch = Watch(base)
    page = new_page(browser, watch, size=DESK)
    guide = Guide(page, watch)
    page.route("**/styleguide", guide.answer)
    guide.open()
    yield guide
    page.context.close()


def _page(sent: dict[str, str]) -> str:
    return f'<!doctype html><html lang="zh-Hant-TW"><title>送到</title><h1>{sent.get("do", "")}</h1></html>'
