"""J13 in a real Chromium: a mayor's telephone shows the sentence and four numbers; three clicks lead to an agency's share; the sheet is one page."""

import io
from typing import TYPE_CHECKING

import pytest

from tests.browser.watching import PHONE, axe, scrolls_sideways

if TYPE_CHECKING:
    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
LEADER = "mayor-office"
ABOVE_THE_FOLD = 844


def test_from_the_sentence_to_a_share_and_onto_one_sheet(open_page: "Open") -> None:
    from pypdf import PdfReader

    phone = open_page(login=LEADER, size=PHONE)
    phone.goto("/")
    assert "/dashboard/" in phone.url
    last = phone.locator(".four > li").nth(3).bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= ABOVE_THE_FOLD
    assert axe(phone) == []
    assert not scrolls_sideways(phone)

    desk = open_page(login=LEADER)
    desk.goto("/")
    assert axe(desk) == []
    number = desk.locator(".four li > a[data-count]").nth(1)
    counted = number.get_attribute("data-count")
    number.click()  # 1
    assert desk.locator("[data-total]").get_attribute("data-total") == counted
    assert axe(desk) == []
    desk.locator("th a.no").first.click()  # 2
    desk.locator("a.no[href^='/assignments/']").first.click()  # 3
    assert "辦理情形" in (desk.locator("main").text_content() or "")

    desk.goto("/dashboard")
    desk.get_by_role("link", name="列印一頁版").click()
    assert axe(desk) == []
    sheet = PdfReader(io.BytesIO(desk.pdf(prefer_css_page_size=True))).pages
    assert len(sheet) == 1
    assert sheet[0].mediabox.width > sheet[0].mediabox.height
    text = sheet[0].extract_text()
    assert "請裁示" in text
    assert "共1頁" in text.replace(" ", "")
