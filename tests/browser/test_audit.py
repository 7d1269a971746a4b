"""The audit log on a desk and on a phone: nothing to scroll sideways, names and codes on one line, no fault of axe."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.watching import DESK, PHONE, axe, scrolls_sideways

if TYPE_CHECKING:
    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
WRAPPED = """
() => [...document.querySelectorAll("tbody th[scope=row], td[data-th=何人], td .no")]
  .filter((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return new Set([...range.getClientRects()].map((box) => Math.round(box.bottom))).size > 1;
  })
  .map((one) => one.textContent)
"""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_of_the_log_is_read_without_strain(open_page: "Open", size: dict[str, int]) -> None:
    page = open_page(login="eth-head", size=size)
    for number in (1, 2, 3):
        page.goto(f"/audit?page={number}")
        assert not scrolls_sideways(page)
        assert page.evaluate(WRAPPED) == []
        assert axe(page) == []


def test_what_a_row_shortens_opens_without_a_script(open_page: "Open") -> None:
    page = open_page(login="eth-head", script=False)
    page.goto("/audit?thing=charters")
    page.click("summary:has-text('全部變更') >> nth=0")
    assert page.is_visible("text=紀錄核定者")
