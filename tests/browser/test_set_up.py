"""J1 in a real browser: an empty installation is made ready by its administrator and its head, task by task, each on three screens at most."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain.people.actor import Role
from app.services.office_calendar import SHIPPED
from tests import engines
from tests.browser.watching import axe, scrolls_sideways
from tests.conftest import migrate
from tests.intake_records import a_committee, a_person

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
AGENCIES = (
    "全銜,簡稱,代碼,類別,上級,排序,政風辦理方式,群組\n示範市政府社會局,社會局,S01,一級,,20,政風機構,各機關\n"
)
USERS = (
    "帳號,姓名,職稱,機關代碼,單位,電子郵件,電話,分機,角色\n"
    "soc-contact,陳小華,科員,S01,秘書室,contact@example.gov.tw,,,機關聯絡人\n"
)


@pytest.fixture
def engine_url(engine_name: str) -> Iterator[str]:
    """A database with the first two people and nothing else."""
    engine = engines.engine(engine_name)
    url = engine.copy("migrated", migrate)
    yield url
    engine.drop(url)


@pytest.fixture
def two_people(app: "Flask") -> None:
    from app.extensions.transaction import unit_of_work

    with unit_of_work(app.extensions["tracker"].database) as session:
        committee = a_committee(session)
        a_person(session, "head", Role.HEAD, committee.agency_id)
        a_person(session, "admin", Role.ADMIN, committee.agency_id)


def begin(page: "Page", task: str) -> None:
    page.goto("/setup")
    page.get_by_role("link", name=task, exact=True).click()


def stands(page: "Page", task: str) -> str:
    page.goto("/setup")
    return page.locator(".task", has_text=task).locator(".task-state").inner_text()


def bring(page: "Page", kind: str, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    page.set_input_files(f"#files-{kind}", [path])
    page.click(f"#import-{kind} button:has-text('判讀')")
    page.click("button:has-text('匯入 1 筆')")


def test_j1_the_tasks_of_a_first_set_up_to_the_switch(
    open_page: "Open", two_people: None, tmp_path: Path
) -> None:
    admin, head = open_page(login="admin"), open_page(login="head")
    admin.goto("/work")
    admin.get_by_role("link", name="上線準備").click()
    assert "已完成 0" in admin.inner_text("main")
    assert axe(admin) == []
    begin(admin, "機關資料")
    bring(admin, "agencies", tmp_path / "機關.csv", AGENCIES)
    assert "已完成" in stands(admin, "機關資料")
    begin(admin, "聯絡人")
    bring(admin, "users", tmp_path / "使用者.csv", USERS)
    assert "已完成" in stands(admin, "聯絡人")
    # What the department does, its head does: the calendars that are missing, then the days of 授權作業.
    for path in sorted(SHIPPED.glob("*.csv")):
        begin(head, "期限與提醒")
        if "/office-calendar" not in head.url:
            break
        head.set_input_files("input[type=file]", [path])
        head.click("button:has-text('檢查檔案')")
        head.get_by_role("button", name="匯入", exact=True).click()
    if "/authorisation/" not in head.url:
        begin(head, "期限與提醒")
    head.click("button:has-text('帶入慣用的八個基準日')")
    assert "已完成" in stands(head, "期限與提醒")
    assert not scrolls_sideways(head)
    assert head.get_by_role("link", name="切換為正式營運").count() == 0
    begin(admin, "寄一封測試信給自己")
    admin.fill("[name=addresses]", "test@example.gov.tw")
    admin.click("button:has-text('儲存')")
    admin.click("button:has-text('寄測試信')")
    assert "還差一些" in stands(admin, "寄一封測試信給自己")  # no worker has sent it yet
    assert "建議先完成：設置要點與委員、寄一封測試信給自己" in admin.inner_text("main")
    admin.get_by_role("link", name="切換為正式營運…").click()
    assert "試營運期間沒有寄給本人的信，不會補寄。" in admin.inner_text("main")
    admin.get_by_role("button", name="切換為正式營運").click()
    admin.goto("/setup")
    assert "目前是正式營運" in admin.inner_text("main")
    admin.goto("/work")
    assert "試營運" not in admin.inner_text("main")
