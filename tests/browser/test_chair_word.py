"""The chair's word in a real Chromium: from the live page to every open item at once, and one of them taken back."""

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.watching import PHONE, axe, scrolls_sideways

if TYPE_CHECKING:
    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
HEAD = "eth-head"


def test_one_key_says_the_chairs_word_on_every_open_item(open_page: "Open") -> None:
    from playwright.sync_api import expect

    page = open_page(login=HEAD)
    page.goto("/meetings/115-2/follow-up")
    assert axe(page) == []
    page.get_by_role("link", name="議程", exact=True).click()
    page.get_by_role("button", name="議程定稿").click()
    expect(page.locator(".flash")).to_contain_text("已定稿")
    page.get_by_role("button", name="開始會議").click()
    page.goto("/meetings/115-2/live/R1")
    page.get_by_role("link", name="逐項登錄解除／繼續列管").click()
    assert axe(page) == []
    page.get_by_role("button", name="全部照政風處建議").click()
    expect(page.locator(".flash")).to_contain_text("項裁示")
    expect(page.get_by_role("button", name="撤回").first).to_be_visible()
    page.get_by_role("button", name="撤回").first.click()
    expect(page.locator(".flash")).to_contain_text("已撤回裁示")
    page.goto("/meetings/115-2/live/R1")
    expect(page.locator("#text")).to_have_value(re.compile("繼續列管（10項）"))


def test_lists_and_pages_on_a_phone(open_page: "Open") -> None:
    page = open_page(login=HEAD, size=PHONE)
    for address in ("/items", "/assignments?state=open", "/release", "/meetings/115-2/follow-up"):
        page.goto(address)
        assert axe(page) == []
        assert not scrolls_sideways(page)
    page.goto("/assignments")
    page.locator("th a.no").first.click()
    assert axe(page) == []
    assert not scrolls_sideways(page)
