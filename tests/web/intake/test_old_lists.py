"""舊案: past years from a list with headings of its own; columns named and remembered, checked, brought in, taken back."""

import datetime
import io
from pathlib import Path

import openpyxl
from flask import Flask
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.notices.timing import TAIPEI
from app.domain.people.actor import CONSOLE
from app.domain.roc_date import roc_year
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.item import AssignmentRole, ItemMode
from app.extensions.transaction import commit
from app.models import Assignment, Committee, ImportBatch, Meeting, ProgressReport, Resolution, TrackedItem
from app.queries.insight.figures import Basis, basis_of, figures_seen, kept_for
from app.services.insight import figures
from tests.web.intake.conftest import As
from tests.web.intake.test_people import upload
from tests.web.intake.test_proposals import rows

HEADINGS = "項次,場次,列管事項,主辦單位,協辦單位,預定完成日,交辦日期,列管情形,解除日期,執行情形\n"
GOOD = (
    "1,112年第1次,訂定採購稽核年度計畫,政風處,教育局,112/9/30,112/5/1,解除列管,112/10/5,計畫已核定。\n"
    "2,112年第2次,辦理廉政倫理宣導,教育局、政風處,,持續辦理,112/11/20,列管中,,已辦理3場次。\n"
    ",,,,,,,,,\n"
)
BAD = (
    "1,某次會議,事項,教育局,,明年,112/5/1,很好,,\n"
    "2,112年第3次,事項,水利局,,,,解除列管,,\n"
    "3,112年第3次,甲,教育局,,,112/5/1,,,\n4,112年第3次,甲,教育局,,,112/5/1,,,\n"
)


def test_old_items_come_in_under_columns_a_person_named_and_go_again(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, "assignments", HEADINGS + GOOD)
    page = client.get(address).text
    assert "第 1 列『會議』：還沒有指定是檔案的哪一欄，請在「各欄是什麼」選擇" in page
    assert '<option value="主辦機關" selected>' in page
    named = [
        "原編號",
        "會議",
        "應辦事項",
        "主辦機關",
        "協辦機關",
        "期限",
        "分辦日",
        "狀態",
        "解除日",
        "辦理情形",
    ]
    fields = {f"c1-{at}": column for at, column in enumerate(named)}
    assert client.submit(address, {**fields, "seen_version": "1", "do": "columns"}).status_code == 303
    assert "新增 2 筆" in client.get(address).text
    assert rows(session, TrackedItem) == []
    version = {"seen_version": str(rows(session, ImportBatch)[0].version)}
    assert client.submit(address, {**version, "do": "confirm"}).status_code == 303
    assert "3 筆" in client.get(address).text
    first, second = rows(session, TrackedItem)
    assert (first.code, first.legacy, first.mode, first.other_number) == (
        "112-1-C1-T1",
        True,
        ItemMode.SINGLE_LEAD,
        "1",
    )
    assert second.mode is ItemMode.SEVERAL_LEADS
    shares = {one.code: one for one in rows(session, Assignment)}
    lead, co = shares["112-1-C1-1"], shares["112-1-C1-2"]
    assert (lead.state, lead.ended_on) == (AssignmentState.RELEASED, datetime.date(2023, 10, 5))
    assert (co.role, shares["112-2-C1-1"].state) == (AssignmentRole.CO, AssignmentState.UNDER_WAY)
    assert [one.text for one in rows(session, ProgressReport)] == [
        "計畫已核定。",
        "已辦理3場次。",
        "已辦理3場次。",
    ]
    assert [one.label for one in rows(session, Meeting)] == ["112年第1次", "112年第2次"]
    for url in ("/items", "/assignments", "/items/112-1-C1-T1", "/assignments/112-1-C1-1", "/meetings/112-1"):
        shown = client.get(url)
        assert shown.status_code == 200, url
        assert (">舊案<" in shown.text) is ("meetings" not in url), url
    again = client.get(upload(client, "assignments", HEADINGS + GOOD)).text
    assert "內容相同 2 筆" in again  # the columns were remembered, and nothing is doubled
    version = {"seen_version": str(rows(session, ImportBatch)[0].version)}
    basis = kept_ready(session)
    assert client.submit(f"{address}/undo", version).status_code == 303
    assert shares_in(session, basis) == 0
    left = [
        *rows(session, TrackedItem),
        *rows(session, Assignment),
        *rows(session, Meeting),
        *rows(session, Resolution),
    ]
    assert left == []


def kept_ready(session: Session) -> Basis:
    """The figures of leadership's page of this year, as the clock has them."""
    now = datetime.datetime.now(datetime.UTC)
    today = now.astimezone(TAIPEI).date()
    while figures.refresh(session, now=now, days=[today]):
        commit(session)
    commit(session)
    committee = session.scalars(select(Committee).where(Committee.is_primary)).one()
    basis = basis_of(session, committee, roc_year(today), today)
    assert shares_in(session, basis) > 0
    session.rollback()
    return basis


def shares_in(session: Session, basis: Basis) -> int:
    """In what the clock has counted, with what was touched since."""
    assert kept_for(session, basis) is not None
    return figures_seen(session, CONSOLE, basis).shares


def test_what_is_wrong_is_told_by_row_and_column(
    as_: As, app: Flask, session: Session, tmp_path: Path
) -> None:
    client = as_("officer")
    text = HEADINGS.replace("場次", "會次") + BAD
    page = client.get(upload(client, "assignments", text)).text
    for words in (
        "第 2 列『會次』：「某次會議」看不出是哪一次會議",
        "第 2 列『預定完成日』：「明年」看不懂",
        "第 2 列『列管情形』：不認得「很好」",
        "第 3 列『主辦單位』：沒有名稱或代碼為「水利局」的機關",
        "第 5 列『主辦單位』：「教育局」與第 4 列重複",
    ):
        assert words in page
    file = tmp_path / "歷年.csv"
    file.write_text(HEADINGS.replace("場次", "會次") + GOOD)
    with app.app_context():
        for more, said in ((["--dry-run"], "試跑"), ([], "如需撤銷：undo-import")):
            done = app.test_cli_runner().invoke(args=["tracker", "import-assignments", str(file), *more])
            assert (done.exit_code, "新增 2" in done.output, said in done.output) == (0, True, True), (
                done.output
            )
    assert len(rows(session, TrackedItem)) == 2


def test_a_list_as_offices_keep_it_comes_in(as_: As, session: Session) -> None:
    """A title above the headings, one task over the rows of its agencies, dates and states in their own words."""
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    for row in (
        ["廉政會報歷年列管事項一覽表"],
        HEADINGS.strip().replace("場次", "會次").split(","),
        [
            "1",
            "112年第1次",
            "訂定採購稽核年度計畫",
            "政風處",
            "",
            "9月底前",
            "112.5.1",
            "已解除列管",
            "1121005",
            "",
        ],
        ["", "", "", "教育局", "", "", "", "持續追蹤", "", "教育局辦理中。"],
    ):
        book.active.append(row)
    for cells in ("A1:J1", "A3:A4", "B3:B4", "C3:C4", "F3:F4", "G3:G4"):
        book.active.merge_cells(cells)
    book.create_sheet("111年")["A1"] = "111年列管表"
    target = io.BytesIO()
    book.save(target)
    client = as_("officer")
    address = upload(client, "assignments", target.getvalue(), "112年列管表.xlsx")
    page = client.get(address).text
    assert "新增 2 筆" in page
    assert "檔案有不只一個工作表，只讀第一個" in page
    assert page.count("期限：<ins>112/9/30</ins>") == 2
    version = {"seen_version": str(rows(session, ImportBatch)[0].version)}
    assert client.submit(address, {**version, "do": "confirm"}).status_code == 303
    (item,) = rows(session, TrackedItem)
    assert (item.mode, item.due_on) == (ItemMode.SEVERAL_LEADS, datetime.date(2023, 9, 30))
    assert [one.state for one in rows(session, Assignment)] == [
        AssignmentState.RELEASED,
        AssignmentState.UNDER_WAY,
    ]
