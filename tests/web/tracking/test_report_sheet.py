"""填報表 (J9): taken along, filled in by another program, checked against what stands, sent by the ordinary verbs; what is not ours is told."""

import io
import re
import zipfile
from datetime import datetime
from html import unescape
from typing import Any

import odfdo
import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ApprovalMode, NoProgressReason, Progress
from app.domain.tracking.item import AssignmentRole, Frequency
from app.models import Assignment, ProgressReport
from app.web.tracking import report_sheet
from app.wording.tracking.report_sheet import CODE, EXPECTED_ON, KEY, PROGRESS, REPORT
from tests.client import HouseClient
from tests.services.tracking.conftest import Loop
from tests.web.tracking.reporting_city import TEXT, Desk

LEAD = AssignmentRole.LEAD
PAGE = "/report/sheet"
FIELD = re.compile(r'<input type="hidden" name="(s\d+-\w+|once_key)" value="([^"]*)"')
Row = dict[str, Any]


@pytest.fixture
def desk(loop: Loop) -> Desk:
    """Three items asked of the first agency, the first of them of another one too; no stamp is wanted."""
    once = Frequency.ONCE
    plans = [loop.plan(*roles, frequency=once) for roles in ((LEAD, LEAD), (LEAD,), (LEAD,))]
    found = Desk(loop).sent_out(*plans)
    found.mode(ApprovalMode.WITHOUT)
    return found


def rows_of(data: bytes) -> list[Row]:
    """As another program reads them."""
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    lines: list[list[Any]] = [[cell.value for cell in line] for line in sheet.iter_rows()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def book(rows: list[Row | None], headings: list[str]) -> bytes:
    """As another program writes them: None is a blank row."""
    made = Workbook()
    sheet: Any = made.active
    sheet.append(headings)
    for row in rows:
        sheet.append([row.get(heading) for heading in headings] if row else [])
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def upload(client: HouseClient, data: bytes, name: str = "填報表.xlsx") -> TestResponse:
    return client.submit(PAGE, {"sheet": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def test_filled_in_elsewhere_checked_here_and_sent(desk: Desk) -> None:
    sheet: Any = load_workbook(io.BytesIO(desk.contact.get(f"{PAGE}?format=xlsx").data)).worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    assert [cell.value for cell in sheet[2] if not cell.protection.locked] == [None] * 3
    rows = rows_of(desk.contact.get(f"{PAGE}?format=xlsx").data)
    codes = [row[CODE] for row in rows]
    assert len(rows) == 3
    rows[0] |= {PROGRESS: "有進展", REPORT: f"{TEXT}\n第二段。", EXPECTED_ON: datetime(2026, 12, 31)}  # noqa: DTZ001
    rows[1] |= {PROGRESS: "無進展：經費未到位", REPORT: "經費尚未核定。"}
    # The columns in another order, a blank row, and one share's row deleted.
    moved = book([rows[1], None, rows[0]], list(reversed(headings)))
    page = upload(desk.contact, moved)
    assert page.status_code == 200
    assert "將送出 2 件" in page.text
    assert f"填報表裡沒有 1 件，仍待填報：{codes[2]}" in page.text
    assert "<ins>115/12/31</ins>" in page.text
    assert desk.look(select(ProgressReport)) == []
    fields = {name: unescape(value) for name, value in FIELD.findall(page.text)}
    assert desk.contact.submit("/report", {**fields, "do": "send"}).status_code == 303
    sent = {one.assignment_id: one for one in desk.look(select(ProgressReport))}
    by_code = {one.code: one for one in desk.look(select(Assignment))}
    first, second = sent[by_code[codes[0]].id], sent[by_code[codes[1]].id]
    assert (first.text, first.expected_on) == (f"{TEXT}\n第二段。", datetime(2026, 12, 31).date())  # noqa: DTZ001
    assert (second.progress, second.none_reason) == (Progress.NONE, NoProgressReason.BUDGET)
    assert by_code[codes[2]].state is AssignmentState.DISPATCHED
    again = upload(desk.contact, moved)
    assert again.status_code == 422
    assert f"第 2 列『{CODE}』：{codes[1]} 已送出或已結束，目前不需填報" in again.text
    untouched = desk.contact.get(f"{PAGE}?format=ods").data
    assert "沒有任何新填寫的內容" in upload(desk.contact, untouched, "填報表.ods").text


def test_what_cannot_be_taken_is_told_by_row_and_column_or_as_what_the_file_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = desk.contact.get(f"{PAGE}?format=xlsx").data
    rows = rows_of(data)
    headings = list(rows[0])
    odd = [
        rows[0] | {PROGRESS: "很好", REPORT: TEXT, EXPECTED_ON: "明年"},
        rows[1] | {PROGRESS: "有進展", REPORT: "字" * 2001},
        rows[1] | {PROGRESS: "有進展", REPORT: TEXT},
        {CODE: "114-9-9", PROGRESS: "有進展", REPORT: TEXT},
        rows[2] | {KEY: f"0{rows[2][KEY]}", REPORT: TEXT},
    ]
    told = upload(desk.contact, book(odd, headings))  # type: ignore[arg-type]
    assert told.status_code == 422
    assert "有 6 處需要更正" in told.text
    for sentence in (
        f"第 2 列『{PROGRESS}』：不認得「很好」，可填：有進展、",
        f"第 2 列『{EXPECTED_ON}』：「明年」看不懂，請填 115/12/31 這類日期",
        f"第 3 列『{REPORT}』：最多 2000 字",
        f"第 4 列『{CODE}』：「{rows[1][CODE]}」與第 3 列重複",
        f"第 5 列『{KEY}』：這一列沒有系統欄",
        f"第 6 列『{KEY}』：這一列沒有系統欄",
    ):
        assert sentence in told.text
    assert 'type="file"' in told.text
    formula = book([rows[0] | {PROGRESS: "有進展", REPORT: "=1+1"}], headings)
    assert "是公式，請改貼成值" in upload(desk.contact, formula).text
    assert "不是本系統下載的填報表" in upload(desk.contact, book([{CODE: "1"}], [CODE, REPORT])).text
    assert "是其他機關的填報表" in upload(desk.other, data).text
    assert "不是填報表，或內容與副檔名不符" in upload(desk.contact, b"MZ").text
    assert "請先選擇填寫好的填報表" in desk.contact.submit(PAGE, {}).text
    hidden: Any = load_workbook(io.BytesIO(data))
    hidden.create_sheet("藏", 0).sheet_state = "hidden"
    target = io.BytesIO()
    hidden.save(target)
    assert "有隱藏的工作表" in upload(desk.contact, target.getvalue()).text
    with_other_sheets(desk, data)
    with monkeypatch.context() as earlier:
        earlier.setattr(report_sheet, "round_labels", lambda *_: dict.fromkeys(range(1, 99), "114年第4季"))
        old = desk.contact.get(f"{PAGE}?format=xlsx").data
    assert "是「114年第4季」的填報表，目前填報的是「" in upload(desk.contact, old).text
    assert desk.look(select(ProgressReport)) == []
    # A draft saved meanwhile; and what stands in the sheet then is what comes back, in either format.
    share = desk.look(select(Assignment.id).where(Assignment.code == desk.first))[0]
    desk.contact.submit("/report", {f"s{share}-text": "暫存  的\n文字。", f"s{share}-progress": "done"})
    changed = upload(desk.contact, book([row | {PROGRESS: "有進展", REPORT: TEXT} for row in rows], headings))
    assert f"{desk.first} 在下載後已於系統上修改" in changed.text
    for fmt in ("xlsx", "ods"):
        file = desk.contact.get(f"{PAGE}?format={fmt}").data
        assert "沒有任何新填寫的內容" in upload(desk.contact, file, f"a.{fmt}").text
    body: Any = odfdo.Document(io.BytesIO(desk.contact.get(f"{PAGE}?format=ods").data)).body
    values = body.get_table(0).get_values()
    assert "暫存  的\n文字。" in values[1]


def with_other_sheets(desk: Desk, data: bytes) -> None:
    """A cover in front or a sheet behind is named and not read, whatever it has; the same sheet twice is not taken."""
    rows, target = rows_of(data), io.BytesIO()
    made: Any = load_workbook(io.BytesIO(book([rows[0] | {PROGRESS: "有進展", REPORT: TEXT}], list(rows[0]))))
    made.active.title = "填報表"
    cover = made.create_sheet("封面", 0)
    cover.append(["建設局", "=TODAY()"])
    made.create_sheet("備註").append(["說明"])
    made.create_sheet("空白")
    made.save(target)
    taken = upload(desk.contact, target.getvalue())
    assert taken.status_code == 200
    assert "將送出 1 件" in taken.text
    assert "其他工作表沒有讀取：封面、備註" in taken.text
    made.copy_worksheet(made["填報表"]).title = "填報表二"
    made.save(target := io.BytesIO())
    assert "有不只一個填報表的工作表（填報表、填報表二）" in upload(desk.contact, target.getvalue()).text
    file = desk.contact.get(f"{PAGE}?format=ods").data
    assert "沒有任何新填寫的內容" in upload(desk.contact, covered(file), "a.ods").text


def covered(data: bytes) -> bytes:
    """An ODS with one more sheet in front."""
    cover = (
        b'<table:table table:name="cover"><table:table-row><table:table-cell office:value-type="string">'
        b"<text:p>cover</text:p></table:table-cell></table:table-row></table:table>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"<table:table ", cover + b"<table:table ", 1))
    return target.getvalue()
