"""文件範本 in a real browser: download, edit as in Word, upload, try, put in use, see the changed paper."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from tests.browser.watching import PHONE, axe, scrolls_sideways

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
OFFICER = "eth-officer1"
HEADLINE = "示範市政府廉政專用紙"


def saved(page: "Page", name: str, within: str) -> bytes:
    """What this button of this row of downloads gives."""
    with page.expect_download() as download:
        page.get_by_role("group", name=within).get_by_role("link", name=name, exact=True).click()
    return Path(download.value.path()).read_bytes()


def edited(template: bytes, line: str) -> bytes:
    document = docx.Document(io.BytesIO(template))
    document.paragraphs[0].insert_paragraph_before(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def lines(paper: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(paper)).paragraphs]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])
def test_an_edited_template_changes_the_paper(open_page: "Open", tmp_path: Path, script: bool) -> None:
    page = open_page(login=OFFICER, script=script)
    page.goto("/meetings")
    page.get_by_role("link", name="文件範本").click()
    page.get_by_role("link", name="提案表", exact=True).click()
    template = saved(page, "DOCX", "下載範本")
    path = tmp_path / "提案表.docx"

    path.write_bytes(edited(template, "{{ 標頭 }}"))
    page.set_input_files("#docx", path)
    page.get_by_role("button", name="上傳並檢查").click()
    assert "沒有「標頭」這個欄位，最接近的是「標題」" in page.inner_text(".error-summary")

    path.write_bytes(edited(template, HEADLINE))
    page.set_input_files("#docx", path)
    page.fill("#note", "加上專用紙字樣")
    page.get_by_role("button", name="上傳並檢查").click()
    assert page.inner_text("h1") == "提案表範本第 1 版"
    assert HEADLINE in lines(saved(page, "DOCX", "試印"))
    before = page.request.get("/meetings/115-1/proposal-table.docx").body()
    assert HEADLINE not in lines(before)
    page.get_by_role("button", name="啟用這一版").click()
    assert "使用中：第 1 版" in page.inner_text("main")
    after = page.request.get("/meetings/115-1/proposal-table.docx").body()
    assert lines(after) == [HEADLINE, *lines(before)]
    page.get_by_role("button", name="改回原廠範本").click()
    assert page.request.get("/meetings/115-1/proposal-table.docx").body() == before


def test_the_pages_fit_a_telephone_and_everybody(open_page: "Open") -> None:
    page = open_page(login=OFFICER, size=PHONE)
    for path in ("/templates", "/templates/minutes", "/templates/minutes/0"):
        page.goto(path)
        assert not scrolls_sideways(page), path
        assert axe(page) == [], path
