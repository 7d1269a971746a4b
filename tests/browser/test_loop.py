"""J7, J2, J8, J19 and J11 in a real Chromium, one after the other as an office lives them, clicks counted: a resolution is
split and sent, a contact comes in by six digits, later from the mail on a telephone, reports, takes it back, asks for time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from app.domain.notices.timing import TAIPEI
from app.domain.roc_date import roc_digits, roc_text
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ApprovalMode
from app.extensions.transaction import commit
from app.jobs.worker import Worker
from app.models import Assignment, AuditEvent, Reminder, ReportingRule, RoleGrant, User
from config import MailSettings, Settings
from tests.browser.watching import PHONE, axe, scrolls_sideways
from tests.jobs import outbox
from tests.jobs.sink import Sink, listening

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
PUBLIC = "https://tracker.example.gov.tw"
HEAD, CONTACT = "eth-head", "civ-contact"
TODAY = datetime.now(TAIPEI).date()
LATER = TODAY + timedelta(days=215)
TEXT = "本局已於11月辦理教育訓練2場次，共120人次參加。"


@dataclass
class Post:
    """The worker of the installation and the mailboxes it delivers to."""

    app: Flask
    sink: Sink
    settings: Settings

    def mails(self, to: str, *, minutes: int = 0) -> list[str]:
        """What lies in this mailbox, oldest first, so many minutes from now."""
        worker = Worker(
            self.app.extensions["tracker"].database, self.settings,
            clock=lambda: datetime.now(UTC) + timedelta(minutes=minutes),
        )  # fmt: skip
        worker.tick()
        worker.end()
        return [str(one.get_content()) for one in self.sink.messages() if f"{to}@" in str(one["To"])]

    def count(self, kind: type) -> int:
        with self.app.extensions["tracker"].sessions() as session:
            return session.scalar(select(func.count()).select_from(kind)) or 0

    def share(self, code: str) -> Assignment:
        with self.app.extensions["tracker"].sessions() as session:
            found: Assignment = session.scalars(select(Assignment).where(Assignment.code == code)).one()
            return found


@pytest.fixture
def post(app: Flask) -> Iterator[Post]:
    tracker = app.extensions["tracker"]
    with listening(Sink()) as sink:
        mail = MailSettings("127.0.0.1", sink.port, sender="no-reply@example.gov.tw")
        here = replace(tracker.settings, mail=mail, public_url=PUBLIC)
        with tracker.sessions() as session:
            outbox.in_earnest(session)
            agency = select(RoleGrant.agency_id).join(User, User.id == RoleGrant.user_id)
            agency_id = session.scalars(agency.where(User.login == CONTACT)).first()
            session.execute(delete(ReportingRule).where(ReportingRule.agency_id == agency_id))
            session.add(ReportingRule(agency_id=agency_id, approval=ApprovalMode.WITHOUT))
            session.execute(delete(Reminder).where(Reminder.delivery_id.is_(None)))
            commit(session)
        yield Post(app, sink, here)


@dataclass
class Hand:
    """Every activation counts, typing does not; a screen is a page with an address of its own."""

    page: "Page"
    clicks: int = 0

    def click(self, role: str, name: str | re.Pattern[str]) -> None:
        self.press(self.page.get_by_role(role, name=name).first)  # type: ignore[arg-type]

    def press(self, found: "Locator") -> None:
        found.click()
        self.clicks += 1

    def choose(self, label: str, value: str) -> None:
        self.page.get_by_label(label).first.select_option(value)
        self.clicks += 1

    def done(self, most: int) -> None:
        assert self.clicks <= most, f"{self.clicks} clicks, {most} are allowed"
        self.clicks = 0


def robot(url: str) -> None:
    """A mail scanner: it opens whatever it finds, by GET and by HEAD, again and again."""
    for _ in range(10):
        for method in ("GET", "HEAD"):
            with urlopen(Request(url, method=method)) as answer:
                assert answer.status == 200


def test_from_the_resolution_to_the_report_and_back(
    open_page: "Open", app: Flask, post: Post, live: str
) -> None:
    desk = Hand(open_page(login=HEAD))
    code = split_among_all(desk, post)
    phone = Hand(open_page(size=PHONE))
    by_six_digits(phone, post)
    # Eleven minutes on: what was held for ten leaves.
    link = re.findall(rf"{PUBLIC}(/r/\S+)", "".join(post.mails(CONTACT, minutes=11)))[-1]
    report_from_the_mail(phone, post, f"{live}{link}", code)
    take_it_back(phone, post, code)
    ask_for_time(phone, desk, code)
    report_like_last_time(phone, post)


def split_among_all(desk: Hand, post: Post) -> str:
    """J7: one clause for all 42 agencies in eight clicks and three pages at most; nothing is made twice."""
    from playwright.sync_api import expect

    page, before, told = desk.page, post.count(Assignment), post.count(Reminder)
    page.goto("/resolutions/115-1-1")
    desk.click("link", re.compile("分辦|再加列管事項"))
    assert axe(page) == []
    for unwanted in ("#use-0", "#use-1"):
        desk.press(page.locator(unwanted))
    desk.click("button", "下一步：檢查")
    assert axe(page) == []
    expect(page.locator("main")).to_contain_text("1 項 42 件")
    expect(page.locator(".mail")).to_contain_text("填報辦理情形")
    page.get_by_label("發文日期").fill(roc_digits(TODAY))
    page.get_by_label("文號").fill("示府政預字第1150009000號")
    desk.click("button", "建立 42 件並分辦發出")
    expect(page.locator(".flash")).to_be_visible()
    desk.done(8)
    page.reload()
    assert post.count(Assignment) == before + 42
    assert post.count(Reminder) == told + 42
    with post.app.extensions["tracker"].sessions() as session:
        own = select(Assignment.code).join(RoleGrant, RoleGrant.agency_id == Assignment.agency_id)
        own = own.join(User, User.id == RoleGrant.user_id).where(User.login == CONTACT)
        return str(session.scalars(own.order_by(Assignment.id.desc())).first())


def by_six_digits(phone: Hand, post: Post) -> None:
    """J2: the first visit, with nothing but the mailbox; three clicks, two pages, then the own list."""
    page = phone.page
    page.goto("/sign-in/code")
    page.get_by_label("電子郵件信箱").fill(f"{CONTACT}@demo.example")
    phone.click("button", "寄驗證碼")
    code = re.search(r"\b(\d{6})\b", post.mails(CONTACT)[-1])
    assert code
    page.get_by_label("六位數驗證碼").fill(code[1])
    phone.click("button", "登入")
    assert page.get_by_role("heading", level=1).is_visible()
    assert not scrolls_sideways(page)
    phone.done(3)


def report_from_the_mail(phone: Hand, post: Post, link: str, code: str) -> None:
    """J8: a robot was there first; from the mail in a known browser to 已送出 in four clicks and two screens."""
    from playwright.sync_api import expect

    events = post.count(AuditEvent)
    robot(link)
    assert post.count(AuditEvent) == events
    page = phone.page
    page.context.clear_cookies(name=post.app.config["SESSION_COOKIE_NAME"])
    page.goto(link)
    phone.clicks += 1
    screens = set()
    page.wait_for_url(re.compile("/assignments/"))
    screens.add(page.url)
    page.evaluate(
        "scrollTo(0, document.body.scrollHeight)"
    )  # the bar of 送出 floats over what is below the fold
    assert axe(page) == []
    assert not scrolls_sideways(page)
    phone.press(page.get_by_label("有進展"))
    page.locator("textarea").first.fill(TEXT)
    phone.press(page.get_by_role("button", name="送出", exact=True))
    expect(page.locator("main")).to_contain_text("已送出，時間")
    screens.add(page.url)
    assert len(screens) <= 2
    phone.done(4)
    assert post.share(code).state is AssignmentState.SUBMITTED


def report_like_last_time(phone: Hand, post: Post) -> None:
    """J8 with 帶入上次內容: what was said last month, and what is new since; sent as it was it would be asked for more."""
    from playwright.sync_api import expect

    page, monthly = phone.page, "115-1-4-44"
    page.goto("/work")
    phone.press(page.locator(f'a[href$="/assignments/{monthly}/report"]').first)
    phone.click("button", "帶入上次內容")
    text = page.locator("textarea").first
    expect(text).not_to_be_empty()
    text.fill(text.input_value() + TEXT)
    phone.press(page.get_by_role("button", name="送出", exact=True))
    expect(page.locator("main")).to_contain_text("已送出，時間")
    phone.done(4)
    assert post.share(monthly).state is AssignmentState.SUBMITTED


def take_it_back(phone: Hand, post: Post, code: str) -> None:
    """J19: what was just sent comes back in two clicks, with its text."""
    from playwright.sync_api import expect

    phone.click("button", "取回修改")
    expect(phone.page.locator("textarea").first).to_have_value(TEXT)
    phone.done(2)
    assert post.share(code).state is AssignmentState.DISPATCHED


def ask_for_time(phone: Hand, desk: Hand, code: str) -> None:
    """J11: asked for in four clicks, granted in two."""
    from playwright.sync_api import expect

    page = phone.page
    phone.click("link", "申請展延")
    assert axe(page) == []
    page.get_by_label("申請展延至").fill(roc_digits(LATER))
    phone.choose("理由", "procurement")
    phone.click("button", "送出申請")
    expect(page.locator("main")).to_contain_text(f"申請展延至{roc_text(LATER)}")
    phone.done(4)
    desk.page.goto("/approvals")
    desk.click("button", f"核定 {code}")
    expect(desk.page.locator(".flash")).to_contain_text("已核定 1 筆")
    desk.done(2)
