"""W8: all clocks of a month in a real Chromium: the grid leads to the day, a telephone has the list, a kind is chosen without script."""

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.watching import PHONE, axe, scrolls_sideways

if TYPE_CHECKING:
    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
DECEMBER = "/calendar?at=115-12"
FULLEST = "/calendar?at=115-08"
"""Six weeks."""


def test_w8_the_month_of_declarations(open_page: "Open") -> None:
    page = open_page(login="eth-officer1")
    page.goto("/work")
    page.get_by_role("link", name="行事曆").first.click()
    page.goto(DECEMBER)
    grid = page.locator("table.calendar")
    assert grid.get_by_role("columnheader").count() == 7
    assert axe(page) == []
    assert not scrolls_sideways(page)
    last = grid.locator("a[href='#d1151231']")
    last.click()
    expect(page).to_have_url(re.compile("#d1151231$"))
    assert "財產" in page.locator("main").inner_text()
    page.locator("a[rel=next]").click()
    assert page.get_by_role("heading", level=1).inner_text().endswith("116年1月")
    page.goto(f"{DECEMBER}&mine=1")
    page.get_by_role("link", name="列印本月").click()
    sheet = page.get_by_role("heading", level=1)
    expect(sheet).to_contain_text("只看我的")
    assert axe(page) == []
    page.goto(FULLEST.replace("?at=", "/") + "/print")
    assert len(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1

    phone = open_page(login="eth-officer1", size=PHONE, script=False)
    phone.goto(DECEMBER)
    assert not phone.locator("table.calendar").is_visible(), "the list alone"
    assert phone.locator("#d1151231").is_visible()
    boxes = phone.locator(".calendar-filter input[type=checkbox]")
    names = [boxes.nth(place).get_attribute("name") for place in range(boxes.count())]
    assert len(names) >= 3
    assert all(boxes.nth(place).is_checked() for place in range(boxes.count())), "everything is shown"
    for place in range(boxes.count() - 1):
        boxes.nth(place).uncheck()
    phone.get_by_role("button", name="只看勾選的類別").click()
    phone.wait_for_url(f"**{names[-1]}=1*")
    assert [boxes.nth(place).is_checked() for place in range(2)] == [False, False]
