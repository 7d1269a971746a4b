"""/duties/deadline: dates and their reckoning for whoever may ask; what cannot be read is named and kept."""

import pytest
from flask import Flask

from app.domain.people.actor import CONSOLE, Role
from app.services import office_calendar
from tests.people import NOW, World, browser

HERE = "/duties/deadline"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.CONTACT, Role.SUPERVISOR])
def test_who_asks_gets_the_dates_and_how_they_came_about(world: World, app: Flask, role: Role) -> None:
    office_calendar.seed(world.session, CONSOLE, now=NOW)
    world.person("asks", (role, world.department if role in (Role.OFFICER, Role.HEAD) else world.other))
    client = browser(app, "asks")
    assert "申報期限試算" in client.get(HERE).text
    shown = client.get(HERE, query_string={"type": "taking_office", "day": "115/2/28"}).text
    assert "建議於115年5月31日（日）以前申報；遇假日順延，最遲115年6月1日（一）。" in shown
    assert "行政程序法第48條第3項" in shown
    assert "順延至次一上班日（預設）" in shown
    assert "沒有辦公日曆表" not in shown


def test_a_year_without_a_calendar_is_said(world: World, app: Flask) -> None:
    world.person("asks", (Role.CONTACT, world.other))
    shown = browser(app, "asks").get(HERE, query_string={"type": "periodic", "day": "1151231"}).text
    assert "115年沒有辦公日曆表，只排除星期六與星期日。" in shown


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"type": "", "day": "115/2/28"}, "這一欄必填。"),
        ({"type": "taking_office", "day": ""}, "這一欄必填。"),
        ({"type": "taking_office", "day": "　"}, "這一欄必填。"),
        ({"type": "taking_office", "day": "115/2/30"}, "沒有這一天"),
        ({"type": "never", "day": "115/2/28"}, "請重新選擇。"),
        ({"type": "taking_office", "day": "9999-12-31"}, "年度不明"),
    ],
)
def test_what_cannot_be_read_is_named_and_kept(
    world: World, app: Flask, asked: dict[str, str], sentence: str
) -> None:
    world.person("asks", (Role.OFFICER, world.department))
    answer = browser(app, "asks").get(HERE, query_string=asked)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{asked["day"]}"' in answer.text


def test_the_last_year_that_can_be_typed_has_dates_too(world: World, app: Flask) -> None:
    world.person("asks", (Role.OFFICER, world.department))
    answer = browser(app, "asks").get(HERE, query_string={"type": "acting", "day": "200/12/31"})
    assert answer.status_code == 200
