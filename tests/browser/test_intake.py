"""J3b and J16 in a real browser: a Word file to checked drafts, past years to a receipt, within the clicks allowed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain.people.actor import Role
from tests import engines
from tests.browser.watching import DESK, PHONE, axe, scrolls_sideways
from tests.conftest import migrate
from tests.intake_records import a_committee, a_person, a_table_of
from tests.readers.papers import Word

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
TITLE = "示範市政府115年第{number}次廉政會報提案表"


@pytest.fixture
def engine_url(engine_name: str) -> Iterator[str]:
    """A database without the demonstration city: these journeys bring their own people."""
    engine = engines.engine(engine_name)
    url = engine.copy("migrated", migrate)
    yield url
    engine.drop(url)


@pytest.fixture
def officer(app: "Flask") -> str:
    from app.extensions.transaction import unit_of_work

    with unit_of_work(app.extensions["tracker"].database) as session:
        committee = a_committee(session)
        a_person(session, "officer", Role.OFFICER, committee.agency_id)
        a_person(session, "admin", Role.ADMIN, committee.agency_id)
    return "officer"


def minutes_of_three_cases() -> bytes:
    word = Word()
    word.line("示範市政府115年第3次廉政會報會議紀錄")
    word.line("時　　間：中華民國115年9月17日（星期四）上午9時30分")
    word.line("主　　席：林市長　　　　紀錄：陳科員")
    word.line("出席人員：如簽到表")
    word.line("壹、主席致詞：（略）")
    word.line("貳、討論事項")
    for number in "一二三":
        word.line(f"案由{number}：第{number}件，提請審議。")
        word.line("提案單位：政風處")
        word.line("辦法：請各機關依說明辦理。")
        word.line("決議：照案通過。")
    word.line("參、臨時動議：（無）")
    word.line("肆、其他說明")
    word.line("本次會議資料另送。")
    word.line("伍、散會：上午11時")
    return word.paper().data


class Hand:
    """One person's pointer: counts what it activates and the pages it comes to."""

    def __init__(self, page: "Page") -> None:
        self.page, self.clicks = page, 0
        self.screens: set[str] = set()

    def click(self, selector: str) -> None:
        self.page.click(selector)
        self.clicks += 1
        self.screens.add(self.page.url.partition("?")[0])

    def choose(self, selector: str, *files: Path) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.page.click(selector)
        chooser.value.set_files(list(files))
        self.clicks += 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])
def test_j3b_a_word_file_to_checked_drafts(
    open_page: "Open", officer: str, tmp_path: Path, script: bool
) -> None:
    path = tmp_path / "提案表.docx"
    path.write_bytes(a_table_of(("1", ""), ("2", ""), title=TITLE.format(number=2)))
    page = open_page(login=officer, script=script)
    page.goto("/work")
    hand = Hand(page)
    hand.click("nav.menu >> text=匯入")
    hand.choose("#files-proposals", path)
    hand.click("button:has-text('判讀')")
    assert page.inner_text("h1") == "檢查匯入"
    assert page.input_value("[name=file1-label]") == "115年第2次"
    hand.click("button:has-text('匯入 2 案')")
    assert "新增：會議 1 筆、提案 2 筆" in page.inner_text("main")
    assert "草稿" in page.request.get("/proposals").text()
    assert hand.clicks <= 4
    assert len(hand.screens) <= 2


def test_j16_past_years_to_a_receipt_and_back(open_page: "Open", officer: str, tmp_path: Path) -> None:
    files = []
    for number in (1, 2):
        path = tmp_path / f"第{number}次.docx"
        cases = [(str(one), "照案通過。") for one in (1, 2, 3)]
        path.write_bytes(a_table_of(*cases, title=TITLE.format(number=number)))
        files.append(path)
    page = open_page(login=officer)
    page.goto("/work")
    hand = Hand(page)
    hand.click("nav.menu >> text=匯入")
    hand.choose("#files-proposals", *files)
    hand.click("button:has-text('判讀')")
    assert "115年第1次，提案 3 案，決議皆照案通過" in page.inner_text("main")
    hand.click("button:has-text('匯入 6 案')")
    assert "新增：會議 2 筆、提案 6 筆" in page.inner_text("main")
    assert hand.clicks <= 6
    assert len(hand.screens) <= 3
    page.click("a:has-text('撤銷這次匯入')")
    page.click("button:has-text('撤銷這次匯入')")
    assert "已撤銷" in page.inner_text("h1 + p, .heading")


def test_j16_word_minutes_of_three_cases(open_page: "Open", officer: str, tmp_path: Path) -> None:
    path = tmp_path / "會議紀錄.docx"
    path.write_bytes(minutes_of_three_cases())
    page = open_page(login=officer)
    page.goto("/work")
    hand = Hand(page)
    hand.click("nav.menu >> text=匯入")
    hand.choose("#files-minutes", path)
    hand.click("#import-minutes button:has-text('判讀')")
    assert "115年第3次，提案 3 案，決議皆照案通過" in page.inner_text("main")
    hand.click("button:has-text('匯入會議紀錄')")
    assert "會議 1 筆" in page.inner_text("main")
    assert hand.clicks <= 6
    page.click("a:has-text('115年第3次')")
    assert "結案" in page.inner_text("main")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1366", "390"])
def test_every_page_is_accessible_and_fits(
    open_page: "Open", officer: str, tmp_path: Path, size: dict[str, int]
) -> None:
    paper, people = tmp_path / "提案表.docx", tmp_path / "機關.csv"
    paper.write_bytes(a_table_of(("1", "照案通過。"), ("2", ""), more="沒有欄位的一段。"))
    people.write_text(
        "全銜,簡稱,代碼,類別,上級,排序,政風辦理方式,群組\n甲機關,甲,B01,一級,X1,,政風機構,\n乙機關,乙,B02,二級,,,兼辦,\n",
        encoding="utf-8",
    )

    def looks_right(page: "Page") -> None:
        assert axe(page) == [], page.url
        assert not scrolls_sideways(page), page.url

    page = open_page(login=officer, size=size)
    page.goto("/import")
    looks_right(page)
    page.set_input_files("#files-proposals", [paper])
    page.click("button:has-text('判讀')")
    looks_right(page)
    page.fill("[name=file1-label]", "不是會次")
    page.click("button:has-text('匯入 2 案')")
    assert page.title().startswith("錯誤：")
    looks_right(page)
    page.fill("[name=file1-label]", "113年第2次")
    page.click("button:has-text('匯入 2 案')")
    looks_right(page)
    page.click("a:has-text('撤銷這次匯入')")
    looks_right(page)
    minutes = tmp_path / "會議紀錄.docx"
    minutes.write_bytes(minutes_of_three_cases())
    page.goto("/import")
    page.set_input_files("#files-minutes", [minutes])
    page.click("#import-minutes button")
    looks_right(page)
    admin = open_page(login="admin", size=size)
    admin.goto("/import")
    looks_right(admin)
    admin.set_input_files("#files-agencies", [people])
    admin.click("#import-agencies button")
    assert "1 處需要更正" in admin.inner_text("h1")
    looks_right(admin)
    # However far down: the upload control stays in view.
    admin.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert admin.is_visible(".intake-again input[type=file]")
