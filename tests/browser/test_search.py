"""J18: 「那件怎麼決議的？」 on the telephone, from any page, in two steps."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.watching import PHONE, axe, scrolls_sideways

if TYPE_CHECKING:
    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
WORDS = "私人通訊"


def test_j18_what_was_decided_in_two_steps(open_page: "Open") -> None:
    page = open_page(login="eth-officer1")
    page.goto("/work")
    box = page.get_by_role("searchbox", name="搜尋文字或編號")
    box.fill(WORDS)
    box.press("Enter")
    first = page.locator("li.hit").first
    assert first.locator("mark").first.inner_text() == WORDS
    assert page.locator("section[id^='hits-']").count() >= 2  # by kind
    assert axe(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert not scrolls_sideways(page)
    first.get_by_role("link").first.click()
    assert page.get_by_text(WORDS).first.is_visible()
    # A code is a way of its own, full width or not.
    again = page.get_by_role("searchbox", name="搜尋文字或編號")
    again.fill("１１３－２－３－４６")
    again.press("Enter")
    page.wait_for_url("**/assignments/113-2-3-46")
