"""/duties/office-calendar: upload, check, confirm; nothing is stored before, and what would move is listed first."""

import io
import re
from collections.abc import Iterable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.meetings.meeting_flow import MeetingKind
from app.domain.office_calendar import MovedDate, next_working_day
from app.domain.people.actor import CONSOLE, Actor, Role
from app.models import CalendarYear
from app.queries import hanging_dates
from app.queries.calendar_change import CalendarChange
from app.services import office_calendar
from tests.client import HouseClient
from tests.people import NOW, World, browser, hidden, send

HERE = "/duties/office-calendar"
OF_2026 = (office_calendar.SHIPPED / "2026.csv").read_bytes()
# 12/25 becomes a working day and 12/24 one off.
MOVED = OF_2026.replace("20261225,五,2,行憲紀念日".encode(), "20261225,五,0,".encode()).replace(
    "20261224,四,0,".encode(), "20261224,四,2,彈性放假".encode()
)


def upload(client: HouseClient, data: bytes, name: str = "115年.csv") -> TestResponse:
    return send(client, f"{HERE}/check", page=HERE, file=(io.BytesIO(data), name))


def confirm(client: HouseClient, checked: TestResponse, **more: str) -> TestResponse:
    fields = dict(re.findall(r'name="(filename|content)" value="([^"]*)"', checked.text))
    return client.post(HERE, data=hidden(checked, HERE) | fields | more)


@pytest.fixture
def officer(world: World, app: Flask) -> HouseClient:
    world.person("lin", (Role.OFFICER, world.department))
    return browser(app, "lin")


def test_a_first_import_is_checked_and_confirmed(world: World, officer: HouseClient) -> None:
    assert "115年沒有辦公日曆表" in officer.get(HERE).text
    assert "115年沒有辦公日曆表" in officer.get("/work").text
    checked = upload(officer, OF_2026)
    assert checked.status_code == 200
    assert "120 日" in checked.text
    assert world.look(select(CalendarYear)) == []
    assert confirm(officer, checked).location == f"{HERE}/115"
    again = confirm(officer, checked)  # the same form, sent twice
    assert again.location == f"{HERE}/115"
    assert world.look(select(CalendarYear.number)) == [1]
    shown = officer.get(f"{HERE}/115").text
    assert "115年2月16日（一）" in shown
    assert "農曆除夕" in shown
    assert "115年沒有辦公日曆表" not in officer.get(HERE).text
    assert officer.get(f"{HERE}/114").status_code == 404


def test_a_re_import_lists_days_and_dates_before_anything_moves(
    world: World, officer: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def watch(_session: Session, _actor: Actor, change: CalendarChange) -> Iterable[MovedDate]:
        was, becomes = (
            next_working_day(one, date(2026, 12, 25)).day for one in (change.before, change.after)
        )
        return [MovedDate(MeetingKind.REGULAR, "某件期限", was, becomes)] if was != becomes else []

    monkeypatch.setattr(hanging_dates, "WATCHERS", (*hanging_dates.WATCHERS, watch))
    office_calendar.seed(world.session, CONSOLE, now=NOW)
    world.save()
    checked = upload(officer, MOVED)
    assert "改變的日子（2）" in checked.text
    assert "彈性放假" in checked.text
    assert "移動的期限（1）" in checked.text
    assert "某件期限" in checked.text
    assert "115年12月28日（一）" in checked.text
    assert "115年12月25日（五）" in checked.text
    assert len(world.look(select(CalendarYear))) == 3
    assert confirm(officer, checked).status_code == 303
    shown = officer.get(f"{HERE}/115").text
    assert "第 2 版" in shown
    assert "115年12月24日（四）改為放假（彈性放假）" in shown


def test_what_is_wrong_is_named_by_its_line(world: World, officer: HouseClient) -> None:
    wrong = OF_2026.replace(b"20260106,", b"20260107,").replace(
        "20260110,六".encode(), "20260110,五".encode()
    )
    answer = upload(officer, wrong)
    assert answer.status_code == 422
    assert "第 7 列：這一列之前缺少115年1月6日（二）。" in answer.text
    assert "第 11 列：115年1月10日（六）是星期六，檔案寫「五」。" in answer.text
    for data, name, sentence in [
        (b"1,2,3\n", "a.csv", "西元日期"),
        (OF_2026, "a.pdf", "a.pdf"),
        (b"", "a.csv", "a.csv"),
    ]:
        refused = upload(officer, data, name)
        assert refused.status_code == 422
        assert sentence in refused.text
    assert send(officer, f"{HERE}/check", page=HERE).status_code == 422
    assert world.look(select(CalendarYear)) == []


def test_what_was_sent_back_is_read_again_and_not_believed(world: World, officer: HouseClient) -> None:
    checked = upload(officer, OF_2026)
    for content in ("", "%%%", "AAAA"):
        assert confirm(officer, checked, content=content).status_code == 422
    assert world.look(select(CalendarYear)) == []


def test_of_two_who_import_at_once_the_second_sees_the_other_version(
    world: World, officer: HouseClient
) -> None:
    checked = upload(officer, MOVED)
    office_calendar.seed(world.session, CONSOLE, now=NOW)
    world.save()
    answer = confirm(officer, checked)
    assert answer.status_code == 409
    assert "其他人已匯入第 1 版" in answer.text
    assert "改變的日子（2）" in answer.text
    assert confirm(officer, answer).status_code == 303


def test_the_same_file_again_needs_no_import(world: World, officer: HouseClient) -> None:
    office_calendar.seed(world.session, CONSOLE, now=NOW)
    world.save()
    assert "不需要匯入" in upload(officer, OF_2026).text


def test_officers_of_another_agency_read_only(world: World, app: Flask) -> None:
    office_calendar.seed(world.session, CONSOLE, now=NOW)
    world.person("wu", (Role.HEAD, world.other))
    client = browser(app, "wu")
    shown = client.get(HERE)
    assert "115年" in shown.text
    assert "檢查檔案" not in shown.text
    assert client.submit(f"{HERE}/check").status_code == 404
    assert client.submit(HERE).status_code == 404
