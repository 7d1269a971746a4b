"""/items, /assignments and the page of one: what each role sees, the address holds the list's state, nothing is written."""

from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy import select

from app.domain.people.actor import Role
from app.domain.tracking.item import AssignmentRole, DueKind
from app.models import Assignment, FirstReading
from tests.people import NOW, browser
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
