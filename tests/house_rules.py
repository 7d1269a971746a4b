"""The rules every page keeps, whoever asks for it: looked at on each response any test fetches."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from werkzeug.wrappers import Response

from tests.house_text import check_text
from tests.markup import Element, attribute, document, elements, has_class, text_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LABELLED = {"input", "select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
RESOURCES = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "use": "href"}

Rule = Callable[["Page"], Iterator[str]]
RULES: list[Rule] = []


class HouseRuleBroken(AssertionError):
    """A page breaks rules; each line names one."""


@dataclass
class Page:
    """One HTML answer, parsed."""

    response: Response
    tree: Element
    flaws: list[str]

    def all(self, *names: str) -> list[Element]:
        return list(elements(self.tree, *names))


def rule(function: Rule) -> Rule:
    RULES.append(function)
    return function


def check_page(response: Response, *, fragment: bool = False, where: str = "") -> None:
    """Raise `HouseRuleBroken` with every rule that this HTML answer breaks; other answers pass.

    `fragment`: htmx asked for a part of a page. A redirect's two lines of HTML are nobody's page.
    """
    if response.mimetype != "text/html" or 300 <= response.status_code < 400:
        return
    tree, flaws = document(response.get_data(as_text=True), fragment=fragment)
    page = Page(response, tree, flaws)
    rules = [check for check in RULES if not (fragment and check in WHOLE_PAGE_RULES)]
    broken = [f"{check.__name__}: {fault}" for check in rules for fault in check(page)]
    if broken:
        raise HouseRuleBroken(
            "\n".join([f"{where} ({response.status_code}) breaks the house rules:", *broken])
        )


@rule
def language(page: Page) -> Iterator[str]:
    if attribute(page.tree, "lang") != "zh-Hant-TW":
        yield f"lang is {attribute(page.tree, 'lang')!r}"


@rule
def one_heading_and_title(page: Page) -> Iterator[str]:
    headings, titles = page.all("h1"), page.all("title")
    if len(headings) != 1 or not titles:
        yield f"{len(headings)} h1, {len(titles)} title"
        return
    heading, title = text_of(headings[0]), text_of(titles[0])
    if not title.removeprefix("錯誤：").startswith(heading) or not heading:
        yield f"title {title!r} does not begin with h1 {heading!r}"


@rule
def parses(page: Page) -> Iterator[str]:
    yield from page.flaws


@rule
def unique_ids(page: Page) -> Iterator[str]:
    seen: set[str] = set()
    for element in page.all():
        name = attribute(element, "id")
        if name in seen:
            yield f"id {name!r} twice"
        seen.add(name or "")
        seen.discard("")


@rule
def inputs_have_labels(page: Page) -> Iterator[str]:
    labels = {attribute(label, "for") for label in page.all("label") if text_of(label)}
    inside = {id(inner) for label in page.all("label") if text_of(label) for inner in elements(label)}
    ids = {attribute(element, "id") for element in page.all()}
    for element in page.all(*LABELLED):
        if attribute(element, "type") in NEEDS_NO_LABEL:
            continue
        named_by = (attribute(element, "aria-labelledby") or "").split()
        named = attribute(element, "aria-label") or (named_by and all(name in ids for name in named_by))
        if not (attribute(element, "id") in labels or id(element) in inside or named):
            yield f"{_name(element)} has no label"


@rule
def posting_forms(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        if (attribute(form, "method") or "get").lower() != "post":
            continue
        if not attribute(form, "action"):
            yield f"{_name(form)} has no action"
        names = {attribute(element, "name") for element in elements(form, "input")}
        if "csrf_token" not in names:
            yield f"{_name(form)} has no csrf_token"


@rule
def first_button_is_harmless(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        buttons = [
            element
            for element in elements(form, "button", "input")
            if (attribute(element, "type") or ("submit" if element.tag.endswith("button") else "text"))
            == "submit"
        ]
        if buttons and has_class(buttons[0], "danger"):
            yield f"Enter in {_name(form)} would press {text_of(buttons[0])!r}"


@rule
def errors_are_summarised(page: Page) -> Iterator[str]:
    wrong = [element for element in page.all(*LABELLED) if attribute(element, "aria-invalid") == "true"]
    summaries = [element for element in page.all() if has_class(element, "error-summary")]
    status = page.response.status_code
    # 429 is a form too: the sign-in page of a locked account.
    if wrong and (status not in {422, 429} or not summaries):
        yield f"fields marked wrong, answered {status} with {len(summaries)} summaries"
    ids = {attribute(element, "id") for element in page.all()}
    for summary in summaries:
        for link in elements(summary, "a"):
            target = attribute(link, "href") or ""
            if target.startswith("#") and target[1:] not in ids:
                yield f"the summary leads to {target}, which is not here"
    if summaries and not all(text_of(title).startswith("錯誤：") for title in page.all("title")):
        yield "a page with an error summary has a title without 錯誤："


@rule
def tables_are_readable(page: Page) -> Iterator[str]:
    for table in page.all("table"):
        if not any(text_of(caption) for caption in elements(table, "caption")):
            yield f"{_name(table)} has no caption"
        heads = list(elements(table, "th"))
        if not heads or any(
            attribute(head, "scope") not in {"col", "row", "colgroup", "rowgroup"} for head in heads
        ):
            yield f"{_name(table)} has no heads, or heads without scope"


@rule
def nothing_inline(page: Page) -> Iterator[str]:
    for element in page.all():
        if element.tag == "script" and not attribute(element, "src"):
            yield "a script inside the page"
        if element.tag == "style":
            yield "a style inside the page"
        for name, value in element.attrib.items():
            if (
                name == "style"
                or name.startswith("on")
                or str(value).strip().lower().startswith("javascript:")
            ):
                yield f"{name} on {_name(element)}"


@rule
def nothing_from_elsewhere(page: Page) -> Iterator[str]:
    for tag, name in RESOURCES.items():
        for element in page.all(tag):
            address = attribute(element, name) or ""
            if re.match(r"([a-z][a-z0-9+.-]*:|//)", address, re.IGNORECASE):
                yield f"{tag} {name}={address!r}"


@rule
def headers(page: Page) -> Iterator[str]:
    given = page.response.headers
    if given.get("Content-Security-Policy") != POLICY:
        yield f"Content-Security-Policy is {given.get('Content-Security-Policy')!r}"
    if given.get("X-Content-Type-Options") != "nosniff":
        yield "no X-Content-Type-Options: nosniff"
    if "no-store" not in given.get("Cache-Control", ""):
        yield f"the page may be stored: Cache-Control is {given.get('Cache-Control')!r}"


@rule
def words(page: Page) -> Iterator[str]:
    yield from check_text(page.tree)


WHOLE_PAGE_RULES: tuple[Rule, ...] = (language, one_heading_and_title)


def _name(element: Element) -> str:
    shown = " ".join(
        f'{key}="{element.attrib[key]}"' for key in ("id", "name", "action", "class") if key in element.attrib
    )
    return f"<{element.tag} {shown}>".replace(" >", ">")
