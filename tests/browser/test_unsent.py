"""U11, U20: typed text outlives the way back, leaving asks first where nothing is saved by itself, and Enter releases nothing."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Dialog

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
TEXT = "本局已於11月排定下半年度訓練。"


def test_a_report_outlives_the_way_back(open_page: "Open") -> None:
    from playwright.sync_api import expect

    page = open_page(login="civ-contact")
    page.goto("/work")
    one = page.locator("main a[href^='/assignments/'][href$='/report']").first
    one.click()
    page.locator("textarea[name=text]").fill(TEXT)
    page.go_back()  # within the two seconds after which it would have been saved
    one.click()
    expect(page.locator("textarea[name=text]")).to_have_value(TEXT)
    page.locator("textarea[name=text]").press_sequentially("另補")
    expect(page.locator(".saved")).to_contain_text("已儲存", timeout=6000)


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
