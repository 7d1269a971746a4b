"""J5 in a real Chromium: a meeting is created, its proposals put on, ordered by dragging and by buttons, 定稿, and
its papers come in one ZIP, clicks counted."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain.papers.paper import BEFORE
from tests.browser.watching import PHONE, axe, heard, scrolls_sideways

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
HEAD = "eth-head"
DAY = "116/3/10"


@dataclass
class Journey:
    """Who assembles a meeting; every activation counts, typing does not."""

    page: "Page"
    clicks: int = 0

    def click(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        self.clicks += 1

    def subjects(self) -> list[str]:
        return self.page.locator("#section-discussion + .agenda .agenda-text > a").all_inner_texts()


def test_j5_a_meeting_is_assembled_within_fifteen_clicks(open_page: "Open") -> None:
    from playwright.sync_api import expect

    page = open_page(login=HEAD)
    page.goto("/meetings")
    journey = Journey(page)
    page.get_by_role("link", name="建立會議").first.click()
    journey.clicks += 1
    page.locator("#held_on").fill(DAY)
    journey.click("button", "建立會議")
    expect(page.locator(".flash")).to_contain_text("已建立")
    for box in page.locator("input[name=proposals]").all():
        if not box.is_checked():  # meant for another meeting
            box.check()
            journey.clicks += 1
    journey.click("button", "加入議程")
    before = journey.subjects()
    assert len(before) >= 2
    assert axe(page) == []
    handles = page.locator("#section-discussion + .agenda .drag-handle")
    first = page.locator("#section-discussion + .agenda > li").first
    handles.nth(len(before) - 1).drag_to(first, target_position={"x": 60, "y": 4})  # above its middle
    journey.clicks += 1
    expect(page.locator(".flash")).to_contain_text("順序已調整")
    expect(page.locator("#section-discussion + .agenda .agenda-text > a").first).to_have_text(before[-1])
    heard(page)
    dragged = journey.subjects()
    assert dragged == [before[-1], *before[:-1]]
    journey.click("button", f"下移：{dragged[0]}")
    expect(page.locator("#section-discussion + .agenda .agenda-text > a").first).to_have_text(dragged[1])
    assert journey.subjects() == [dragged[1], dragged[0], *dragged[2:]]
    expect(page.locator(".expected")).to_contain_text("預估")
    journey.click("button", "議程定稿")
    expect(page.locator(".flash")).to_contain_text("已定稿")
    assert axe(page) == []
    journey.click("link", "文件")
    with page.expect_download(timeout=60_000) as download:
        journey.click("button", "全部產生並下載 ZIP")
    with zipfile.ZipFile(Path(download.value.path())) as archive:
        kinds = {Path(name).suffix for name in archive.namelist()}
        assert any(name.endswith("會議資料.docx") for name in archive.namelist())
    assert kinds == {".docx", ".odt", ".txt"}
    page.reload()
    assert page.locator(".tag", has_text="一致").count() == len(BEFORE)
    assert axe(page) == []
    assert journey.clicks <= 15


def test_the_time_table_on_a_phone(open_page: "Open") -> None:
    from playwright.sync_api import expect

    page = open_page(login="eth-officer1", size=PHONE)
    page.goto("/meetings/115-2/timing")
    assert axe(page) == []
    assert not scrolls_sideways(page)
    field = page.locator("input[name^=minutes-]").first
    field.fill("一刻鐘")
    page.get_by_role("button", name="儲存時間").click()
    expect(page.locator(".error-summary")).to_contain_text("分鐘數")
    expect(page.locator("input[name^=minutes-]").first).to_have_value("一刻鐘")
    page.locator("input[name^=minutes-]").first.fill("25")
    page.get_by_role("button", name="儲存時間").click()
    expect(page.locator(".flash")).to_contain_text("1 項")
