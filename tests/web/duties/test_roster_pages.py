"""/duties/rosters: people and posts typed, many filings at once, each reading noted, both dates kept; others see nothing."""

import io
import re
import zipfile
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from app.domain.people.actor import Role
from app.models import Declarant, DeclarationOccurrence, OfficePeriod, ReadEvent, Roster
from tests.client import HouseClient
from tests.people import World, browser, send

NEW = {"kind": "office", "post_title": "科長", "from_on": "109/3/1"}


@pytest.fixture
def officer(world: World, app: Flask) -> HouseClient:
    world.person("lin", (Role.OFFICER, world.department))
    world.other.declares_to_id = world.department.id
    world.save()
    client = browser(app, "lin")
    begin = f"/duties/rosters/agencies/{world.department.id}"
    assert send(client, begin, page="/duties/rosters", begins_on="").status_code == 422
    assert send(client, begin, page="/duties/rosters", begins_on="115/1/1").status_code == 303
    return client


def add(client: HouseClient, world: World, name: str, **more: str) -> int:
    (roster,) = world.look(select(Roster))
    page = f"/duties/rosters/{roster.id}/declarants/new"
    answer = send(client, page, name=name, agency_id=str(world.other.id), **(NEW | more))
    assert answer.status_code == 303, answer.text
    return int(answer.location.rsplit("/", 1)[1])


def test_people_are_entered_and_many_filings_at_once(world: World, app: Flask, officer: HouseClient) -> None:
    keys = [add(officer, world, name) for name in ("秦○○", "韓○○", "魏○○")]
    add(officer, world, "趙○○", from_on="115/8/1")
    (roster,) = world.look(select(Roster))
    here = f"/duties/rosters/{roster.id}"
    shown = officer.get(here).text
    assert "4 人。列出 5 件：應申報 4 件，已申報 0 件，逾期 1 件。" in shown
    assert "同一申報年度" in shown
    assert len(re.findall("逾期未申報</span>", shown)) == 1
    noted = {row.thing_id for row in world.look(select(ReadEvent)) if row.purpose == "list"}
    assert noted >= set(keys)
    ticked = [f"{key}.periodic-115" for key in keys[:2]]
    assert send(officer, here, filed_on="115/11/9", way="online").status_code == 422
    wrong = send(officer, here, lines=ticked, filed_on="115/13/9", way="online")
    assert wrong.status_code == 422
    assert wrong.text.count(" checked") == 2
    assert 'value="115/13/9"' in wrong.text
    assert send(officer, here, lines=ticked, filed_on="115/11/9", way="online", do="file").status_code == 303
    assert send(officer, here, lines=ticked, do="authorise").status_code == 303
    filed = world.look(select(DeclarationOccurrence))
    assert [(bool(row.declaration_id), row.authorised) for row in filed] == [(True, True)] * 2
    assert send(officer, here, lines="9.nonsense").status_code == 404
    shown = officer.get(f"{here}?status=unfiled&type=periodic&year=115").text
    assert "魏○○" in shown
    assert "秦○○" not in shown
    assert "<td" in officer.get("/duties/tallies").text
    assert "2／3" in officer.get("/duties/tallies").text
    for query in (
        "?year=all&status=due_soon",
        "?status=overdue&name=趙",
        "?year=x&agency=9&page=99&_method=1",
    ):
        assert officer.get(here + query).status_code == 200
    world.person("boss", (Role.LEADER, world.department))
    leader = browser(app, "boss")
    assert "2／3" in leader.get("/duties/tallies").text
    assert leader.get(here).status_code == 404
    typed = send(
        officer, f"/duties/tallies/agencies/{world.department.id}/new", year="115", type="periodic",
        as_of="115/11/19", required="3", filed="1",
    )  # fmt: skip
    assert typed.status_code == 422
    assert "由名冊計算" in typed.text


def test_a_period_is_corrected_and_struck_out(world: World, officer: HouseClient) -> None:
    key = add(officer, world, "秦○○")
    (period,) = world.look(select(OfficePeriod))
    edit = f"/duties/declarants/{key}/periods/{period.id}"
    own = {"agency_id": str(world.other.id), **NEW}
    refused = send(officer, edit, **own, to_on="108/1/1")
    assert refused.status_code == 422
    assert "迄日早於起日" in refused.text
    assert send(officer, edit, **own, to_on="115/11/16").status_code == 303
    stale = send(officer, edit, **own, to_on="115/11/17", seen_version="1")
    assert stale.status_code == 409
    assert "1151117" in stale.text
    shown = officer.get(f"/duties/declarants/{key}").text
    assert "擇一申報" in shown
    again = send(officer, f"/duties/declarants/{key}/periods/new", **own)
    assert "任職期間重疊" in again.text
    assert send(officer, f"{edit}/strike", page=edit, reason="").status_code == 422
    assert send(officer, f"{edit}/strike", page=edit, reason="重複登錄").status_code == 303
    assert "重複登錄" in officer.get(f"/duties/declarants/{key}").text
    assert officer.get(edit).status_code == 404
    named = f"/duties/declarants/{key}/edit"
    assert "請勿登錄國民身分證" in send(officer, named, name="秦○○", staff_number="A123456789").text
    assert send(officer, named, name="秦○○", staff_number="P-07").status_code == 303


def test_one_declaration_keeps_both_dates_and_its_filing_can_be_struck_out(
    world: World, app: Flask, officer: HouseClient
) -> None:
    key = add(officer, world, "秦○○", from_on="115/8/1")
    (period,) = world.look(select(OfficePeriod))
    here = f"/duties/declarants/{key}/declarations/taking_office-{period.id}"
    shown = officer.get(here).text
    assert "115年11月1日" in shown
    assert "順延" in shown
    assert "逐日計算" in shown
    refused = send(officer, f"{here}/told", page=here, last_day="115/12/15")
    assert refused.status_code == 422
    assert 'value="115/12/15"' in refused.text
    told = {"last_day": "115/12/15", "last_day_reason": "天然災害停班"}
    assert send(officer, f"{here}/told", page=here, **told).status_code == 303
    assert send(officer, f"{here}/told", page=here, seen_version="0", **told).status_code == 409
    shown = officer.get(here).text
    assert "天然災害停班" in shown
    assert "115年11月2日" in shown
    early = send(officer, f"{here}/file", page=here, filed_on="115/7/1", way="paper")
    assert "早於申報期間" in early.text
    assert send(officer, f"{here}/file", page=here, filed_on="115/11/10", way="paper").status_code == 303
    (row,) = world.look(select(DeclarationOccurrence))
    assert row.last_day == date(2026, 12, 15)
    assert row.declaration_id
    assert send(officer, f"{here}/strike", page=here, reason="登錄錯誤").status_code == 303
    assert "登錄錯誤" in officer.get(f"/duties/declarants/{key}").text
    world.person("contact", (Role.CONTACT, world.other))
    contact = browser(app, "contact")
    assert "秦○○" in contact.get(f"/duties/declarants/{key}").text
    seen = contact.get(here).text
    assert "登錄申報" not in seen
    assert world.look(select(Declarant.name)) == ["秦○○"]
    assert officer.get(f"/duties/declarants/{key}/declarations/periodic-099").status_code == 404


def test_notices_and_the_list_of_who_has_not_filed_go_out_and_are_noted(
    world: World, officer: HouseClient
) -> None:
    key = add(officer, world, "秦○○")
    add(officer, world, "韓○○")
    (roster,) = world.look(select(Roster))
    here = f"/duties/rosters/{roster.id}"
    ticked = [f"{key}.periodic-115"]
    notice = send(officer, f"{here}/notices.docx", page=here, lines=ticked)
    text = text_of(notice.data)
    for said in (
        "示範市政府政風處公職人員財產申報通知書",
        "秦○○",
        "115年度定期申報",
        "115年12月31日",
        "第12條",
    ):
        assert said in text
    assert "韓○○" not in text
    assert send(officer, f"{here}/notices.docx", page=here).status_code == 303
    one = officer.get(f"/duties/declarants/{key}/declarations/periodic-115/notice.odt")
    assert one.status_code == 200
    owed = text_of(officer.get(f"{here}/unfiled.docx?year=115").data)
    assert "計 2 人、2 件" in owed
    assert "政風處公職人員財產申報未申報名單" in owed
    sheet = officer.get(f"{here}?format=csv&status=unfiled")
    assert "韓○○" in sheet.data.decode("utf-8-sig")
    downloads = [row.thing_id for row in world.look(select(ReadEvent)) if row.purpose == "download"]
    assert downloads.count(key) == 4


def text_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return re.sub("<[^>]+>", "", archive.read("word/document.xml").decode())
