"""U11, U20: typed text outlives the way back, leaving asks first where nothing is saved by itself, and Enter releases nothing."""

import re
import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.extensions.transaction import reading
from app.models import ProgressReport

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Dialog

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
TEXT = "本局已於11月排定下半年度訓練。"


def test_a_report_outlives_the_way_back(open_page: "Open", app: "Flask") -> None:
    from playwright.sync_api import expect

    page = open_page(login="civ-contact")
    page.goto("/work")
    one = page.locator("main a[href^='/assignments/'][href$='/report']").first
    one.click()
    page.locator("textarea[name=text]").fill(TEXT)
    page.go_back()  # within the two seconds after which it would have been saved
    _until_stored(app)  # what is sent on leaving, nobody waits for
    one.click()
    expect(page.locator("textarea[name=text]")).to_have_value(TEXT)
    page.locator("textarea[name=text]").press_sequentially("另補")
    expect(page.locator(".saved")).to_contain_text("已儲存", timeout=6000)
    page.get_by_text("常用語", exact=True).click()
    page.locator("[data-phrase^=已依決議辦理完竣]").click()
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile("另補已依決議辦理完竣"))
    expect(page.locator("[name=progress][value=done]")).to_be_checked()


def _until_stored(app: "Flask") -> None:
    deadline = time.monotonic() + 20
    while True:
        with reading(app.extensions["tracker"].database) as session:
            if session.scalar(select(ProgressReport.id).where(ProgressReport.text == TEXT)):
                return
        assert time.monotonic() < deadline, "never stored"
        time.sleep(0.05)


def test_each_item_of_the_page_for_all_saves_itself(open_page: "Open") -> None:
    from playwright.sync_api import expect

    page = open_page(login="civ-contact")
    page.goto("/report")
    parts = page.locator("form#reports section[data-autosave-url]")
    assert parts.count() > 1
    first, last = parts.first, parts.last
    first.locator("textarea").fill("本局已完成。")
    last.locator("textarea").fill(TEXT)
    for part in (first, last):
        expect(part.locator(".saved")).to_contain_text("已儲存", timeout=6000)
    # Somebody else is first with one of them: it keeps its text.
    other = page.context.new_page()
    other.goto("/report")
    theirs = other.locator("form#reports section[data-autosave-url]").last
    expect(theirs.locator("textarea")).to_have_value(TEXT)
    theirs.locator("textarea").fill("另一個視窗先存的內容。")
    expect(theirs.locator(".saved")).to_contain_text("已儲存", timeout=6000)
    other.close()
    last.locator("textarea").press_sequentially("另補")
    expect(last.locator(".saved")).to_contain_text("剛有別人改了", timeout=6000)
    expect(last.locator("textarea")).to_have_value(f"{TEXT}另補")
    asked: list[str] = []

    def stay(dialog: "Dialog") -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name="說明", exact=True).click()
    assert asked == ["beforeunload"]
    # Both texts of the one stand beside each other; the other was saved and is sent with the version it has now.
    last.locator(".saved button").click()
    expect(last.locator("textarea")).to_have_value(f"{TEXT}另補")
    expect(last).to_contain_text("另一個視窗先存的內容。")
    page.get_by_role("button", name="暫存", exact=True).last.click()
    expect(page.locator(".flash")).to_contain_text("已暫存")
    page.reload()
    expect(last.locator("textarea")).to_have_value(f"{TEXT}另補")
    expect(first.locator("textarea")).to_have_value("本局已完成。")


def test_leaving_a_typed_answer_asks_first(open_page: "Open") -> None:
    page = open_page(login="eth-officer1")
    page.goto("/review")
    page.locator("main a[href^='/review/']").first.click()
    asked: list[str] = []

    def stay(dialog: "Dialog") -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    here = page.url
    page.locator("#text").fill("尚缺佐證")
    page.get_by_role("link", name="說明", exact=True).click()
    assert asked == ["beforeunload"]
    assert page.url == here
    page.locator("#text").fill("")
    page.get_by_role("link", name="說明", exact=True).click()
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("script", [True, False])
def test_enter_releases_nothing(open_page: "Open", script: bool) -> None:
    page = open_page(login="eth-head", script=script)
    page.goto("/release")
    field = page.locator("#document_number")
    field.fill("府授政三字第1150000001號")
    field.press("Enter")
    assert field.input_value() == "府授政三字第1150000001號"
    assert page.url.endswith("/release")
    assert page.locator(".error-summary, .flash").count() == 0
