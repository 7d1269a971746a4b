"""J9: a contact reports all that is owed with a spreadsheet: taken along, filled in, checked, sent."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from app.wording.tracking.report_sheet import EXPECTED_ON, PROGRESS, REPORT
from tests.browser.watching import PHONE, axe, scrolls_sideways

if TYPE_CHECKING:
    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def filled(path: Path, wrong: str = "") -> bytes:
    """Every row reported, as a person would; with `wrong` as the first row's day."""
    book = load_workbook(path)
    sheet: Any = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, at[PROGRESS]).value = "有進展"
        sheet.cell(
            row, at[REPORT]
        ).value = f"第{row}列：已於{row}月召開檢討會議並完成{row * 7}件抽查，缺失均已改善。"
        sheet.cell(row, at[EXPECTED_ON]).value = wrong if wrong and row == 2 else "116/3/31"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_j9_ten_items_by_spreadsheet(open_page: "Open", tmp_path: Path) -> None:
    page = open_page(login="civ-contact")
    page.goto("/report")
    owed = page.locator("section.panel").count()
    page.get_by_text("用 Excel 或 ODS 填報").click()
    with page.expect_download() as told:
        page.get_by_role("link", name="XLSX").click()
    assert told.value.suggested_filename.startswith("填報表")
    file = tmp_path / "填報表.xlsx"
    told.value.save_as(file)
    page.set_input_files(
        "#sheet", {"name": "填報表.xlsx", "mimeType": "", "buffer": filled(file, wrong="明年")}
    )
    page.get_by_role("button", name="上傳並核對").click()
    assert page.get_by_text("第 2 列『預計完成日』：「明年」看不懂").is_visible()
    assert axe(page) == []
    page.set_input_files("#sheet", {"name": "填報表.xlsx", "mimeType": "", "buffer": filled(file)})
    page.get_by_role("button", name="上傳並核對").click()
    assert page.get_by_text(f"將送出 {owed} 件").is_visible()
    assert axe(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert not scrolls_sideways(page)
    if page.get_by_label("業經機關核可").count():
        page.get_by_label("業經機關核可").check()
        page.get_by_label("核可者職稱").fill("局長")
        page.get_by_label("核可日期").fill("+0")
    page.get_by_role("button", name=f"送出 {owed} 件").click()
    assert page.get_by_text(f"已送出 {owed} 件").first.is_visible()
