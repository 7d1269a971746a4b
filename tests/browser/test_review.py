"""J10 and J11 in a real browser: many reports at once in five clicks at most, an extension decided in two."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.watching import PHONE, axe, heard, scrolls_sideways

if TYPE_CHECKING:
    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_j10_a_batch_takes_five_clicks_at_most(open_page: "Open") -> None:
    from playwright.sync_api import expect

    page = open_page(login="eth-officer1")
    page.goto("/review")  # 我的工作 leads here
    assert not axe(page)
    rows = page.locator(".select-cell input[name=report]").count()
    assert rows
    clicks = 0
    page.get_by_label(f"選取本頁 {rows} 件").check()
    clicks += 1
    expect(page.locator("[data-select-count]")).to_contain_text(f"已選 {rows} 件")
    page.get_by_role("button", name="建議解除", exact=True).click()
    clicks += 1
    page.get_by_label("共同的意見或理由").fill("已依決議辦理完竣。")
    page.get_by_role("button", name=f"建議解除 {rows} 件").click()
    clicks += 1
    page.get_by_text(f"已將 {rows} 件送政風主管核定").wait_for()
    assert clicks <= 5
    head = open_page(login="eth-head")
    head.goto("/approvals")
    assert not axe(head)
    waiting = head.locator("tbody input[name=row]").count()
    assert waiting >= rows
    head.get_by_role("button", name="核定", exact=False).first.click()  # one press decides one
    head.get_by_text("已核定 1 筆。").wait_for()


def test_one_report_on_a_phone(open_page: "Open") -> None:
    page = open_page(login="eth-officer1", size=PHONE)
    page.goto("/review")
    assert not scrolls_sideways(page)
    page.locator("tbody th a").first.click()
    page.get_by_role("heading", name="擬處意見").wait_for()
    assert not scrolls_sideways(page)
    assert not axe(page)


def test_single_keys_act_for_who_wants_them(open_page: "Open") -> None:
    from playwright.sync_api import expect

    page = open_page(login="eth-officer1")
    page.goto("/review")
    page.locator("main a[href^='/review/']").first.click()
    first = page.url
    page.locator("main").focus()
    page.keyboard.press("j")
    expect(page).not_to_have_url(first)
    heard(page)
    page.keyboard.press("k")
    expect(page).to_have_url(first)
    heard(page)
    page.keyboard.press("2")
    expect(page.get_by_label("退請補充", exact=True)).to_be_checked()
    page.keyboard.type("?")
    expect(page.get_by_role("dialog", name="鍵盤操作")).to_contain_text("下一件")
    page.keyboard.press("Escape")
    page.locator("#text").focus()
    page.keyboard.type("j?")
    assert page.url == first
    page.locator("#text").fill("")
    page.goto("/account")
    page.get_by_role("button", name="關閉單鍵操作").click()
    page.goto(first)
    page.keyboard.press("j")
    page.keyboard.type("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url == first
    contact = open_page(login="civ-contact")
    contact.goto("/account")
    expect(contact.get_by_role("button", name="開啟單鍵操作")).to_be_visible()
