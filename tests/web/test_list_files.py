"""Lists as files: as long as the page says, for whom the page is, and what can come in comes in again as it went out."""

import csv
import io
import re

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Agency, Committee, Member, ReadEvent
from tests.client import HouseClient
from tests.web.intake.test_people import upload

ADMIN, OFFICER = "sysadmin", "eth-officer1"


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


def rows(client: HouseClient, url: str) -> list[dict[str, str]]:
    answer = client.get(f"{url}{'&' if '?' in url else '?'}format=csv")
    assert answer.status_code == 200, url
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_agencies_and_users_go_out_as_they_come_in(client: HouseClient, session: Session) -> None:
    client.sign_in(ADMIN)
    page = client.get("/admin/agencies").text
    assert "/admin/agencies?format=xlsx" in page
    found = rows(client, "/admin/agencies")
    assert f"共 {len(found)} 個機關" in page
    assert {row["類別"] for row in rows(client, "/admin/agencies?kind=school")} == {"學校"}
    text = client.get("/admin/agencies?format=csv").data.decode("utf-8-sig")
    assert f"內容相同 {len(found)} 筆" in client.get(upload(client, "agencies", text)).text
    people = client.get("/admin/users?format=csv").data.decode("utf-8-sig")
    shared = people.replace("機關聯絡人", "機關聯絡人、單位主管（WAT）", 1)
    count = len(rows(client, "/admin/users"))
    assert f"內容相同 {count} 筆" in client.get(upload(client, "users", people)).text
    assert f"更新 1 筆、內容相同 {count - 1} 筆" in client.get(upload(client, "users", shared)).text
    assert session.scalar(select(func.count(Agency.id))) == len(found)
    mails = rows(client, "/admin/mail")
    shown = re.search(r"共 ([\d,]+) 筆", client.get("/admin/mail").text)
    assert len(mails) == (int(shown[1].replace(",", "")) if shown else 0)


def test_what_an_officer_keeps_goes_out_whole(client: HouseClient, session: Session) -> None:
    client.sign_in(OFFICER)
    members = rows(client, "/committees/CITY")
    assert "/committees/CITY?format=ods" in client.get("/committees/CITY").text
    of_city = select(func.count(Member.id)).join(Committee, Committee.id == Member.committee_id)
    kept = session.scalar(of_city.where(Committee.code == "CITY"))
    assert len(members) == kept
    noted = select(func.count(ReadEvent.id)).where(ReadEvent.thing == Member.__tablename__)
    assert session.scalar(noted) == kept  # personal data left
    page = client.get("/duties/tallies").text
    tallies = rows(client, "/duties/tallies")
    assert f"{len(tallies)} 個機關中" in page
    assert f"應申報 {sum(int(row['應申報'] or 0) for row in tallies)} 人" in page
    planned = rows(client, "/duties/plan")
    assert (
        f"共 {len(planned)} 期，已辦理 {sum(bool(row['辦理日']) for row in planned)} 期"
        in client.get("/duties/plan").text
    )
    called = rows(client, "/reminders")
    page = client.get("/reminders").text
    assert f"請以電話聯繫（{len(called)} 個機關）" in page
    assert not called or re.search(r'href="tel:[0-9]+,[0-9]+">[0-9-]+ 分機 [0-9]+<', page)
