"""U66: five minutes before a sign-in ends the page says so, and lets it go on where one is."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from tests.browser.watching import axe, scrolls_sideways

if TYPE_CHECKING:
    from flask import Flask

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_the_end_is_announced_and_put_off_without_leaving_the_page(open_page: "Open", app: "Flask") -> None:
    from playwright.sync_api import expect

    page = open_page(login="eth-officer1")
    page.clock.install()
    page.goto("/proposals/new")
    with page.expect_response("**/preview"):  # which keeps the sign-in alive
        page.locator("textarea").first.fill("寫到一半的案由")
    warning = page.get_by_role("region", name="登入時間")

    page.clock.fast_forward("24:00")
    expect(warning).to_have_count(0)
    _idle_for(app, minutes=26)
    page.clock.fast_forward("02:00")
    expect(warning).to_contain_text("自動登出")
    assert axe(page) == []
    warning.get_by_role("button", name="繼續使用").click()
    expect(warning).to_have_count(0)

    _idle_for(app, minutes=31)
    page.clock.fast_forward("30:00")
    expect(warning).to_contain_text("已自動登出")
    expect(warning.get_by_role("button")).to_be_hidden()
    assert page.locator("textarea").first.input_value() == "寫到一半的案由"
    page.set_viewport_size({"width": 390, "height": 844})
    assert not scrolls_sideways(page)


def _idle_for(app: "Flask", *, minutes: int) -> None:
    from app.extensions.transaction import unit_of_work
    from app.models import UserSession

    with unit_of_work(app.extensions["tracker"].database) as session:
        session.execute(
            update(UserSession).values(last_seen_at=datetime.now(UTC) - timedelta(minutes=minutes))
        )
