"""J3a and J4 in a real Chromium, clicks and screens counted; nothing happens while an input method composes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from app.web.auth.session import TOKEN
from tests import engines, people, proposals
from tests.browser.watching import axe, compose, composing, scrolls_sideways
from tests.client import start_session
from tests.conftest import migrate
from tests.proposals import TEXT, Desk

pytestmark = pytest.mark.browser


@pytest.fixture
def engine_name() -> str:
    """What a browser shows is the same on both engines."""
    return "sqlite"


@pytest.fixture
def engine_url(engine_name: str) -> Iterator[str]:
    """A database without the demonstration city: these journeys bring their own people."""
    engine = engines.engine(engine_name)
    url = engine.copy("migrated", migrate)
    yield url
    engine.drop(url)


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return proposals.desk(people.world(app, session))


@dataclass
class Journey:
    """A person at a page: each click counted, each address after the first one too."""

    page: Page
    clicks: int = 0
    screens: set[str] = field(default_factory=set)

    def click(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        self.clicks += 1
        self.screens.add((self.page.locator("h1").first.text_content() or "").strip()[:4])


def enter(app: Flask, page: Page, live: str, login: str) -> None:
    """Sign in without the sign-in page, which has tests of its own."""
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    value = serializer.dumps({TOKEN: start_session(app, login)})
    page.context.add_cookies([{"name": "tracker", "value": value, "url": live}])


def test_j3a_from_blank_to_handed_in(app: Flask, desk: Desk, page: Page, live: str) -> None:
    enter(app, page, live, "officer")
    page.goto("/proposals")
    journey = Journey(page)
    journey.click("link", "新增提案")
    page.get_by_label("案由").fill("為試辦採購廉政平臺，")
    page.get_by_label("案由").press("End")
    compose(page, "提請審議。")
    body = page.locator("#explanation")
    body.press_sequentially("一、緣由如下：\n近年案件增加。")
    body.press("Tab")
    expect(body).to_have_value("一、緣由如下：\n二、近年案件增加。")
    body.press("Tab")
    expect(body).to_have_value("一、緣由如下：\n（一）近年案件增加。")
    expect(page.locator("#preview .lvl-2")).to_have_text("（一）近年案件增加。")
    expect(page.locator("[data-saved]")).to_contain_text("已儲存")
    assert urlsplit(page.url).path == f"/proposals/P{_year()}-1/edit"
    assert axe(page) == []
    journey.click("button", "送請審核")
    assert axe(page) == []
    journey.click("button", "送出")
    expect(page.locator(".flash")).to_contain_text("已送請審核")
    assert journey.clicks <= 6
    assert journey.screens - {"提案 P"} == {"新增提案", "送請審核"}


def test_j4_compare_comment_and_pass_on_one_page(app: Flask, desk: Desk, page: Page, live: str) -> None:
    proposal = desk.submitted()
    enter(app, page, live, "head")
    page.goto(f"/proposals/{proposal.code}/review")
    journey = Journey(page)
    assert axe(page) == []
    page.locator(".comment-add summary").first.click()
    journey.clicks += 1
    page.locator("#comment-subject-0").fill("請精簡")
    journey.click("button", "留下意見")
    expect(page.locator(".comment-text")).to_have_text("請精簡")
    journey.click("button", "通過")
    expect(page.locator(".flash")).to_contain_text("已通過審核")
    assert journey.clicks <= 3


def test_nothing_is_saved_drawn_or_sent_while_composing(
    app: Flask, desk: Desk, page: Page, live: str
) -> None:
    proposal = desk.draft()
    enter(app, page, live, "officer")
    page.goto(f"/proposals/{proposal.code}/edit")
    sent: list[str] = []
    page.on("request", lambda request: sent.extend([request.url] * (request.method == "POST")))
    field = page.locator("#measures")
    before = field.input_value()
    field.click()
    field.press("Control+End")
    with composing(page, "機密"):
        page.wait_for_timeout(2600)
        assert sent == []
        assert field.input_value() == before + "機密"
    page.locator("#unit").click()
    with composing(page, "處"):
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        assert urlsplit(page.url).path == f"/proposals/{proposal.code}/edit"


def test_the_second_of_two_who_edit_chooses_between_both_texts(
    app: Flask, desk: Desk, open_page: object, live: str
) -> None:
    proposal = desk.draft()
    pages: list[Page] = [open_page(), open_page()]  # type: ignore[operator]
    for page, login in zip(pages, ("officer", "chief"), strict=True):
        enter(app, page, live, login)
        page.goto(f"/proposals/{proposal.code}/edit")
    first, second = pages
    first.locator("#measures").fill("承辦寫的")
    expect(first.locator("[data-saved]")).to_contain_text("已儲存")
    second.locator("#measures").fill("主管寫的")
    second.get_by_role("button", name="比較兩份文字").click()
    expect(second.locator("#mine-measures")).to_have_value("主管寫的")
    expect(second.locator("#theirs-measures")).to_have_value("承辦寫的")
    assert axe(second) == []
    second.get_by_role("button", name="儲存左欄的文字").click()
    expect(second.locator("#measures")).to_have_value("主管寫的")


def test_writing_and_reviewing_fit_a_telephone(app: Flask, desk: Desk, phone: Page, live: str) -> None:
    proposal = desk.submitted()
    enter(app, phone, live, "chief")
    for address in ("", "/edit", "/review", "/versions", "/attachments", "/submit"):
        phone.goto(f"/proposals/{proposal.code}{address}")
        assert not scrolls_sideways(phone), address
        assert axe(phone) == [], address


def test_drafting_needs_no_script(app: Flask, desk: Desk, page_without_script: Page, live: str) -> None:
    page = page_without_script
    enter(app, page, live, "officer")
    page.goto("/proposals/new")
    page.locator("#subject").fill(TEXT.subject)
    page.locator("#measures").fill("一、請辦理。")
    page.get_by_role("button", name="更新預覽").click()
    expect(page.locator("#preview .lvl-1")).to_have_text("一、請辦理。")
    page.get_by_role("button", name="送請審核").click()
    page.get_by_role("button", name="送出").click()
    expect(page.locator("main")).to_contain_text("已送請審核")


def _year() -> int:
    return datetime.now(ZoneInfo("Asia/Taipei")).year - 1911
