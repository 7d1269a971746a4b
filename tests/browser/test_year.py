"""J15 and J17 in a real browser: the end of a year, and an agency's own meeting registered, within the clicks allowed."""

import re
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.watching import axe, scrolls_sideways

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


class Hand:
    """One person's pointer: what it activates, and the pages it comes to."""

    def __init__(self, page: "Page") -> None:
        self.page, self.clicks = page, 0
        self.screens: set[str] = set()

    def click(self, role: Literal["button", "link"], name: str) -> None:
        words = re.compile(f"^{name.replace('：', ' ?：')}$")  # a blank stands before what is only heard
        self.page.get_by_role(role, name=words).first.click()
        self.clicks += 1
        self.screens.add(self.page.url.partition("?")[0])


def test_j15_the_end_of_a_year_is_chosen_taken_back_and_confirmed(open_page: "Open") -> None:
    page = open_page(login="eth-head", script=False)
    page.goto("/years/114/close")
    assert axe_free(open_page, "/years/114/close")
    hand = Hand(page)
    for step in (
        "未結分辦轉入下一年度",
        "沿用各機關年度會議規劃",
        "建立下一年度填報期",
        "建立下一年度定期工作",
    ):
        hand.click("button", f"選擇：{step}")
    hand.click("button", "取消：沿用各機關年度會議規劃")
    hand.click("button", "選擇：年度統計定稿")
    hand.click("link", "檢查並確認結轉…")
    assert "不辦理：沿用各機關年度會議規劃。" in page.inner_text("main")
    hand.click("button", "確認結轉")
    assert "統計截至 114年12月31日" in page.inner_text("main")
    assert hand.clicks <= 10
    assert len(hand.screens) <= 4
    assert page.get_by_role("button", name="選擇：").count() == 0


def axe_free(open_page: "Open", path: str) -> bool:
    page = open_page(login="eth-officer1")
    page.goto(path)
    return axe(page) == [] and not scrolls_sideways(page)


def test_j17_an_agency_registers_its_meeting_from_its_first_page(open_page: "Open") -> None:
    page = open_page(login="dig-contact", script=False)
    page.goto("/work")
    hand = Hand(page)
    hand.click("link", "登錄召開日期與紀錄")
    page.fill("[name=held_on]", "115/11/16")
    page.get_by_label("首長親自主持").check()
    hand.clicks += 1
    hand.click("button", "登錄")
    assert hand.clicks <= 4
    assert len(hand.screens) <= 2
    page.goto("/work")
    assert "已召開（1 次）" in page.inner_text("main")
