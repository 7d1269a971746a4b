"""J12: in the morning the officer sees what leaves and why, takes one line off, sends one at once, copies a text and notes a call."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from app.extensions.transaction import commit
from app.services.notices import reminding
from tests.browser.watching import axe, scrolls_sideways

if TYPE_CHECKING:
    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_j12_the_morning_of_the_declaration_season(open_page: "Open", app: Flask) -> None:
    with app.extensions["tracker"].sessions() as session:
        added, _ = reminding.plan_all(session, now=datetime.now(UTC))
        commit(session)
    assert added > 2, "the demonstration owes reports and meetings"
    page = open_page(login="eth-officer1")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/work")
    page.get_by_role("link", name="檢視、取消或立即寄出").click()
    assert page.get_by_role("heading", name="今日提醒").is_visible()
    assert not scrolls_sideways(page)
    leaving = page.locator("#leaving input[name=line]")
    before = leaving.count()
    page.locator("#leaving summary", has_text="看這封信").first.click()
    assert "您好：" in page.locator("#leaving pre").first.inner_text()

    leaving.first.check()
    page.get_by_role("button", name="勾選的不寄").click()
    assert leaving.count() == before - 1
    assert page.get_by_text("經人員取消").first.is_visible()
    leaving.first.check()
    page.get_by_role("button", name="勾選的立即寄出").click()
    assert page.get_by_text("1 則提醒已排入寄送").is_visible()

    calls = page.locator("#calls")
    calls.get_by_role("button", name="複製催辦文字").first.click()
    calls.get_by_text("已複製").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("【廉政會報列管】")
    assert "請儘速於「廉政會報管考系統」填報或登錄" in copied
    calls.get_by_role("button", name="已電話聯繫").first.click()
    assert page.get_by_text("已登錄電話聯繫。").is_visible()

    page.get_by_role("link", name="提醒的步驟").click()
    assert axe(page) == []
    page.locator("#yearly_meeting").get_by_role("link").nth(1).click()
    page.get_by_label("工作天數").fill("2")
    page.get_by_role("button", name="看影響").click()
    assert page.get_by_role("columnheader", name="改為").is_visible()
    assert axe(page) == []
    page.get_by_role("button", name="儲存").click()
    assert page.get_by_text("已儲存：期限後第 2 個工作天寄信給聯絡人").is_visible()

    bare = open_page(login="eth-officer1", script=False)
    bare.goto("/reminders")
    assert bare.get_by_role("button", name="複製催辦文字").count() == 0
    bare.locator("#calls summary").first.click()
    assert bare.locator("#calls textarea").first.input_value().startswith("【廉政會報列管】")
