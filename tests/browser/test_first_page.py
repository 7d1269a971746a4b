"""The pages before sign-in, the first one after it for every role, help and refusals, as a person meets them."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.watching import DESK, PHONE, axe, scrolls_sideways

if TYPE_CHECKING:
    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

WRAPPED = """
[...document.querySelectorAll(".tag, time, .no")]
  .filter((one) => one.getClientRects().length > 1).map((one) => one.outerHTML.slice(0, 120))
"""
SMALL = """
[...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary, textarea")].filter((one) => {
  const { width, height } = one.getBoundingClientRect();
  return width && one.checkVisibility({opacityProperty: true}) && (width < 24 || height < 24);
}).map((one) => one.outerHTML.slice(0, 120))
"""
PLACES = [
    ("", "/sign-in", 200),
    ("", "/set-up/nothing", 404),
    *((login, "/work", 200) for login in ("eth-officer1", "eth-head", "civ-contact", "civ-supervisor")),
    *(
        (login, "/work", 200)
        for login in ("sec-contact", "mayor-office", "member-legal", "auditor", "sysadmin")
    ),
    *(("member-legal", path, 200) for path in ("/help", "/help/writing", "/help/keys")),
    ("eth-officer1", "/styleguide", 200),
    ("eth-officer1", "/styleguide?wrong=1", 422),
    ("eth-officer1", "/no-such-page", 404),
]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1366", "390"])
@pytest.mark.parametrize(
    ("login", "path", "status"), PLACES, ids=[f"{path}-{login}" for login, path, _ in PLACES]
)
def test_it_is_accessible_and_fits(
    open_page: "Open", login: str, path: str, status: int, size: dict[str, int]
) -> None:
    page = open_page(login=login, size=size)
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == status
    assert page.url.endswith(path)
    assert axe(page) == []
    assert not scrolls_sideways(page)
    assert page.evaluate(WRAPPED) == []
    assert page.evaluate(SMALL) == []


def test_the_first_page_leads_on_without_script(open_page: "Open") -> None:
    page = open_page(login="eth-head", script=False)
    page.goto("/work")
    page.get_by_role("link", name="開始審核").first.click()
    assert page.inner_text("h1").startswith("審核 P115-")
    page.get_by_role("link", name="說明", exact=True).click()
    page.get_by_role("link", name="審核提案").first.click()
    assert page.inner_text("h1") == "審核提案"
