"""/duties/tallies: figures typed by the agency or pasted by 政風處; a suspended 授權 prints 停辦."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.domain.people.actor import Role
from app.models import AuthorisationBatch, DeclarationTally
from tests.client import HouseClient
from tests.people import World, agency, browser, send

SOURCE = {"channel": "phone", "informant": "洪主任"}


@pytest.fixture
def officer(world: World, app: Flask) -> HouseClient:
    world.person("lin", (Role.OFFICER, world.department))
    return browser(app, "lin")


def test_an_agency_enters_two_numbers_and_corrects_them(world: World, app: Flask) -> None:
    world.person("contact", (Role.CONTACT, world.other))
    client = browser(app, "contact")
    new = f"/duties/tallies/agencies/{world.other.id}/new"
    assert f'href="{new}"' in client.get("/duties/tallies").text
    common = {"year": "115", "type": "periodic", "as_of": "115/11/19"}
    wrong = send(client, new, **common, required="10", filed="11")
    assert wrong.status_code == 422
    assert "已申報 11 人多於應申報 10 人" in wrong.text
    assert 'value="11"' in wrong.text
    assert send(client, new, **common, required="10", filed="").status_code == 422
    assert send(client, new, **common, required="10", filed="8").status_code == 303
    send(client, new, **common, required="10", filed="9", online="9", authorised="5")
    assert [(row.filed, row.informant) for row in world.look(select(DeclarationTally))] == [(9, "")]
    shown = client.get("/duties/tallies").text
    assert "5／10（50.0%）" in shown
    assert "9／9（100.0%）" in shown
    assert client.get(f"/duties/tallies/agencies/{world.department.id}").status_code == 404


def test_pasted_rows_are_checked_one_by_one(world: World, officer: HouseClient) -> None:
    here = "/duties/tallies/paste"
    common = {"year": "115", "type": "periodic", "as_of": "115/11/19"}
    rows = "機關\t應申報\t已申報\n教育局\t10\t8\t8\t6\n不明局\t1\t1\n政風處\t5\t六\nA02\t1\t1\n"
    answer = send(officer, here, **common, **SOURCE, pasted=rows)
    assert answer.status_code == 422
    for said in (
        "第 3 列「機關」：找不到",
        "第 4 列「已申報」：請填數字。",
        "第 5 列「機關」：「教育局」前面已有",
    ):
        assert said in answer.text
    assert "不明局" in answer.text
    assert world.look(select(DeclarationTally)) == []
    answer = send(officer, here, **common, **SOURCE, pasted=rows, without_faulty="y")
    assert answer.status_code == 303
    assert [(row.filed, row.informant) for row in world.look(select(DeclarationTally))] == [(8, "洪主任")]
    many = "".join(f"第{n}校\t1\t1\n" for n in range(60))
    assert "另有 10 處，更正以上各列後再列出" in send(officer, here, **common, **SOURCE, pasted=many).text
    by_hand = "教育局 １２　 9 8\n合計\t12\t9\n"
    assert send(officer, here, **common, **SOURCE, pasted=by_hand).status_code == 303
    assert [(row.required, row.online) for row in world.look(select(DeclarationTally))] == [(12, 8)]
    without = send(officer, here, **common, pasted="教育局\t10\t8\n政風處\t1\t1")
    assert without.text.count("請填寫消息來源及提供者") == 2, "in the summary and at its field"


def test_a_suspended_day_prints_so(world: World, officer: HouseClient) -> None:
    send(officer, "/duties/authorisation/115/usual", page="/duties/authorisation/115")
    days = world.look(select(AuthorisationBatch).order_by(AuthorisationBatch.base_on))
    assert len(days) == 8
    send(
        officer, "/duties/tallies/paste", year="115", type="periodic", as_of="115/11/19", **SOURCE,
        pasted="教育局\t10\t8\t8\t6",
    )  # fmt: skip
    assert "6／10（60.0%）" in officer.get("/duties/tallies").text
    one = f"/duties/authorisation/115/days/{days[6].id}"
    assert send(officer, one, suspended="y", note="公告停辦").status_code == 303
    assert send(officer, one, note="別的", seen_version="1").status_code == 409
    shown = officer.get("/duties/tallies").text
    assert "停辦" in shown
    assert "6／10" not in shown
    assert send(officer, "/duties/authorisation/115", base_on="115/11/1").status_code == 422


def test_eighty_five_agencies_are_pasted_at_once_and_counted_where_they_declare(
    world: World, officer: HouseClient
) -> None:
    """As many statements as for one; the receiving agency has the sums of all that declare to it, n／N."""
    many = [
        agency(f"S{number:02}", f"示範市第{number}國民小學", f"{number}國小", 100 + number)
        for number in range(85)
    ]
    for one in many:
        one.declares_to_id = world.other.id
    world.session.add_all(many)
    world.save()
    rows = "\n".join(f"{one.code}\t2\t1\t1\t2" for one in many)
    for as_of, filed in (("115/11/18", "1"), ("115/11/19", "1"), ("115/11/19", "2")):
        pasted = rows.replace("\t2\t1\t1\t2", f"\t2\t{filed}\t1\t2")
        sent = send(
            officer, "/duties/tallies/paste", year="115", type="periodic", as_of=as_of, **SOURCE, pasted=pasted
        )  # fmt: skip
        assert sent.status_code == 303
    assert len(world.look(select(DeclarationTally))) == 170
    page = officer.get("/duties/tallies").text
    assert "各受理申報機關" in page
    assert "85／86" in page, "教育局 itself has none yet"
    assert "170／170（100.0%）" in page
    assert "85／170（50.0%）" in page
    only = officer.get(f"/duties/tallies?receiver={world.other.id}").text
    assert "86 個機關中 85 個已登錄" in only
    assert "政風處" not in only.split("<table", 1)[1].split("</table>", 1)[0]

    # Who receives the declarations of a body reaches its figures, though another supervises it.
    world.person("receiver", (Role.OFFICER, world.other))
    receiver = browser(world.app, "receiver")
    assert "86 個機關中 85 個已登錄" in receiver.get("/duties/tallies").text
    new = f"/duties/tallies/agencies/{many[0].id}/new"
    answer = send(
        receiver, new, year="115", type="periodic", as_of="115/11/20", required="2", filed="2", **SOURCE
    )  # fmt: skip
    assert answer.status_code == 303
