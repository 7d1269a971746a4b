"""/items, /assignments and the page of one: what each role sees, the address holds the list's state, nothing is written."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import odfdo
import pytest
import time_machine
from openpyxl import load_workbook
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.domain.people.actor import Role
from app.domain.roc_date import roc_text
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.item import AssignmentRole, DueKind
from app.models import Assignment, FirstReading, SavedView, Snapshot, SnapshotShare
from app.queries.insight.last_month import last_month_end
from app.queries.tracking import whole_lists
from app.readers.sheets import read_sheet
from tests.people import NOW, TODAY, browser
from tests.services.meetings.conftest import stage
from tests.services.tracking.conftest import DONE, Loop, loop

__all__ = ["loop", "stage"]
LEAD = AssignmentRole.LEAD


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as hands:
        yield hands


@pytest.fixture
def shares(clock: time_machine.Traveller, loop: Loop) -> list[Assignment]:
    found = loop.dispatched(loop.plan(LEAD, LEAD, LEAD), loop.plan(LEAD, due_kind=DueKind.ONGOING))
    loop.reported_done(found[0])
    loop.stage.world.person("contact", (Role.CONTACT, loop.agencies[1]))
    loop.stage.world.save()
    return found


def test_one_story_from_the_resolution_to_whose_turn_it_is(loop: Loop, shares: list[Assignment]) -> None:
    officer = browser(loop.stage.world.app, "officer")
    page = officer.get(f"/assignments/{shares[0].code}").text
    places = [page.index(text) for text in ("決議原文", "應辦事項", "原定期限", "歷次辦理情形", DONE.text)]
    assert places == sorted(places)
    assert "等待：會議裁示或簽奉核可" in page
    assert "等待：機關辦理並填報，自115年11月20日" in officer.get(f"/assignments/{shares[1].code}").text
    item = officer.get("/items/115-2-1-T1").text
    assert all(share.code in item for share in shares[:3])
    assert "建議解除（待確認）" in item
    assert "各機關一覽（3 個機關）" in officer.get("/resolutions/115-2-1").text


def test_the_address_holds_the_state_of_a_list(loop: Loop, shares: list[Assignment]) -> None:
    officer = browser(loop.stage.world.app, "officer")
    assert "共 4 筆" in officer.get("/assignments").text
    proposed = officer.get("/assignments?state=release_proposed&sort=-agency&role=lead").text
    assert "共 1 筆" in proposed
    assert shares[0].code in proposed
    assert shares[1].code not in proposed
    assert "沒有符合這些條件的分辦" in officer.get("/assignments?flag=overdue").text
    assert "共 1 筆" in officer.get("/items?due_kind=ongoing").text
    for nonsense in (
        "state=x&flag=y&role=z&from=abc&due=9999999&sort=;&page=-1",
        "q=%25_&meeting=*&agency='",
    ):
        assert officer.get(f"/assignments?{nonsense}").status_code == 200
        assert officer.get(f"/items?{nonsense}").status_code == 200


def test_an_agency_finds_its_own_shares_and_no_others(loop: Loop, shares: list[Assignment]) -> None:
    contact = browser(loop.stage.world.app, "contact")
    assert "共 2 筆" in contact.get("/assignments").text
    assert contact.get(f"/assignments/{shares[1].code}").status_code == 404
    item = contact.get("/items/115-2-1-T1").text
    assert shares[0].code in item
    assert shares[1].code not in item
    assert "綜整" not in item
    read = loop.stage.world.look(select(FirstReading.assignment_id))
    assert read == []
    contact.get(f"/assignments/{shares[0].code}")
    contact.get(f"/assignments/{shares[0].code}")
    assert loop.stage.world.look(select(FirstReading.assignment_id)) == [shares[0].id]


def test_every_list_leaves_whole_with_the_rows_its_page_shows(
    loop: Loop, shares: list[Assignment], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    world = loop.stage.world
    officer, contact = browser(world.app, "officer"), browser(world.app, "contact")
    monkeypatch.setattr(whole_lists, "AT_ONCE", 3)  # fewer than there are: over two batches
    answer = officer.get("/assignments?format=xlsx&sort=-code&role=lead")
    assert answer.status_code == 200
    assert (
        "filename*=UTF-8''%E5%88%86%E8%BE%A6%E6%B8%85%E5%96%AE1151120.xlsx"
        in answer.headers["Content-Disposition"]
    )
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    rows: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows[1:]] == [share.code for share in reversed(shares)]
    due = rows[0].index("現行期限")
    assert rows[0][due + 1] == "現行期限（日期）"
    assert (rows[-1][due], rows[-1][due + 1].date()) == ("115/12/31", shares[0].due_current)
    assert rows[-1][rows[0].index("狀態")] == "建議解除（待確認）"
    assert len(csv_rows(contact.get("/assignments?format=csv"))) == 1 + 2
    reports = csv_rows(officer.get("/assignments?format=csv&of=reports"))
    assert [row[reports[0].index("辦理情形")] for row in reports[1:]] == [DONE.text]
    body: Any = odfdo.Document(io.BytesIO(officer.get("/items?format=ods").data)).body
    assert [row[0] for row in body.get_table(0).get_values()][1:] == ["115-2-1-T2", "115-2-1-T1"]
    assert officer.get("/assignments?format=exe").mimetype == "text/html"
    words = ["tracker", "export", "assignments", "--format", "xlsx", "-o", str(tmp_path / "a.xlsx")]
    with world.app.app_context():
        done = world.app.test_cli_runner().invoke(args=words)
        piped = world.app.test_cli_runner().invoke(args=[*words[:-1], "-"])
        nowhere = world.app.test_cli_runner().invoke(args=[*words[:-1], str(tmp_path / "none/a.xlsx")])
    assert done.exit_code == 0, done.output
    assert (nowhere.exit_code, "無法寫入" in nowhere.output) == (1, True)
    assert [row.cells[0] for row in read_sheet("a.xlsx", (tmp_path / "a.xlsx").read_bytes()).rows][1:] == [
        share.code for share in shares
    ]
    assert (
        read_sheet("a.xlsx", piped.stdout_bytes).rows
        == read_sheet("a.xlsx", (tmp_path / "a.xlsx").read_bytes()).rows
    )
    assert (piped.exit_code, piped.stderr) == (0, "")
    for path in ("/proposals", "/meetings", "/agency-meetings"):
        page, file = officer.get(path).text, csv_rows(officer.get(f"{path}?format=csv"))
        assert len(file) > 1, path
        assert all(len(row) == len(file[0]) for row in file)
        assert f"{path}?format=ods" in page


def csv_rows(answer: TestResponse) -> list[list[str]]:
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_what_became_of_each_row_since_the_end_of_last_month(loop: Loop, shares: list[Assignment]) -> None:
    officer = browser(loop.stage.world.app, "officer")
    assert "沒有留存資料" in officer.get("/assignments?compare=1").text
    session, kept, new = loop.session, shares[0], shares[1]
    day = last_month_end(TODAY)
    month = Snapshot(committee_id=kept.committee_id, as_of=day, month_end=True, taken_at=NOW)
    session.add(month)
    session.flush()
    session.add(
        SnapshotShare(
            snapshot_id=month.id, assignment_id=kept.id, state=AssignmentState.UNDER_WAY, ended_on=None,
            due_current=day, overdue=False, asks_ruling=False,
        )
    )  # fmt: skip
    loop.stage.world.save()
    page = officer.get("/assignments?compare=1&sort=code").text
    rows = {code: page[page.index(f">{code}<") :].split("</tr>")[0] for code in (kept.code, new.code)}
    assert f"原期限{roc_text(day)}" in rows[kept.code]
    assert "原為辦理中" in rows[kept.code]
    assert "新增" in rows[new.code]
    items = officer.get("/items?compare=1").text
    assert "相同" in items
    session.execute(
        update(Assignment)
        .where(Assignment.id == new.id)
        .values(dispatched_on=day, state=AssignmentState.RELEASED, ended_on=day)
    )
    loop.stage.world.save()
    ended = officer.get("/assignments?compare=1&state=released").text
    assert "<p data-iso-ok>相同</p>" in ended  # it ended long before that year, and no day keeps it
    assert "新增" in items
    assert "比較</a>" in officer.get("/items").text
    assert 'name="compare" value="1"' in items


def test_a_view_keeps_filters_order_and_columns_for_the_one_who_kept_it(
    loop: Loop, shares: list[Assignment]
) -> None:
    officer, contact = (browser(loop.stage.world.app, login) for login in ("officer", "contact"))
    here = "/assignments?role=lead&sort=-code&no_agency=1&no_due=1"
    page = officer.get(f"{here}&page=1").text
    headings = page[page.index("<thead>") : page.index("</thead>")]
    assert [word in headings for word in ("機關", "期限", "主辦／協辦", "狀態")] == [False, False, True, True]
    kept = re.findall(r'name="query" value="([^"]*)"', page)[0].replace("&amp;", "&")
    assert f"/assignments?{kept}" == here
    sent = officer.submit("/views/list_assignments", {"name": "主辦 的 件", "query": f"{kept}&page=3&x=\x00"})
    assert (sent.status_code, sent.location) == (303, here)
    assert (
        f'<a class="chip" href="{here.replace("&", "&amp;")}" aria-current="true">主辦 的 件</a>'
        in officer.get(here).text
    )
    assert "主辦 的 件" not in contact.get("/assignments").text
    assert "主辦 的 件" not in officer.get("/items").text
    wrong = officer.submit("/views/list_assignments", {"name": " ", "query": kept})
    assert wrong.status_code == 422
    assert "請填檢視名稱" in wrong.text
    view = loop.stage.world.look(select(SavedView.id))[0]
    for verb, fields in (("rename", {"name": "x"}), ("start", {"wanted": "1"}), ("remove", {})):
        assert contact.submit(f"/views/{view}/{verb}", fields).status_code == 404
    officer.submit("/views/list_assignments", {"name": "逾期", "query": "flag=overdue"})
    taken = officer.submit(f"/views/{view}/rename", {"name": "逾期"})
    assert taken.status_code == 422
    assert "已經有檢視「逾期」" in taken.text
    assert 'value="逾期"' in taken.text
    assert officer.submit(f"/views/{view}/rename", {"name": "主辦"}).status_code == 303
    assert officer.get("/").location == "/work"
    other = loop.stage.world.look(select(SavedView.id).where(SavedView.name == "逾期"))[0]
    for chosen in (other, view):
        assert officer.submit(f"/views/{chosen}/start", {"wanted": "1"}).status_code == 303
    assert officer.get("/").location == here
    assert contact.get("/").location == "/work"
    assert officer.get("/views").text.count("登入後先看這裡") == 1
    assert officer.submit(f"/views/{view}/start", {}).status_code == 303
    assert officer.get("/").location == "/work"
    assert officer.submit(f"/views/{other}/remove", {}).status_code == 303
    assert officer.submit(f"/views/{view}/remove", {}).status_code == 303
    assert loop.stage.world.look(select(SavedView)) == []
