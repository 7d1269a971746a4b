"""/search: hits by kind with the sentence marked, a number that leads to its record, nothing of nobody else's."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
import time_machine

from app.domain.people.actor import Role
from app.domain.tracking.decisions import Progress
from app.domain.tracking.item import AssignmentRole
from app.extensions.transaction import commit
from app.services.tracking.reporting import Written
from tests.people import NOW, browser
from tests.services.meetings.conftest import stage
from tests.services.tracking.conftest import Loop, loop

__all__ = ["loop", "stage"]
SAID = Written(Progress.UNDER_WAY, "已建置<b>履約照片</b>雲端比對。尚無其他。")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as hands:
        yield hands


def test_the_page_from_the_question_to_the_record(clock: time_machine.Traveller, loop: Loop) -> None:
    world = loop.stage.world
    share, other = loop.dispatched(loop.plan(AssignmentRole.LEAD, AssignmentRole.LEAD))
    loop.report(share, SAID)
    for number in range(6):
        loop.stage.passed(f"為第{number}類履約照片查核，提請審議。")
    world.person("contact", (Role.CONTACT, loop.agencies[2]))
    codes = share.code, other.code
    commit(loop.session)
    loop.session.rollback()

    officer = browser(world.app, "officer")
    assert "例如「履約照片」" in officer.get("/search").text
    page = officer.get("/search?q=「履約照片」").text
    assert "提案（6 筆）" in page
    assert "辦理情形（1 筆）" in page
    assert "已建置&lt;b&gt;<mark>履約照片</mark>&lt;/b&gt;雲端比對。" in page
    assert f'href="/assignments/{codes[0]}"' in page
    assert page.count('class="hit"') == 6
    more = officer.get("/search?q=履約照片&kind=proposal").text
    assert more.count('class="hit"') == 6
    assert "辦理情形（" not in more
    assert officer.get("/search?q=履約照片&kind=proposal&page=99").text.count('class="hit"') == 6
    nothing = officer.get("/search?q=履約照片&year=99&kind=report").text
    assert "這個年度沒有符合的資料" in nothing
    assert 'href="/search?q=%E5%B1%A5%E7%B4%84%E7%85%A7%E7%89%87&amp;kind=report"' in nothing

    leads = {
        "115-2-1": "/meetings/115-2/cases/1",
        "１１５－２－０１": "/meetings/115-2/cases/1",
        codes[0]: f"/assignments/{codes[0]}",
        "115-2-1-t1": "/items/115-2-1-T1",
        "p115-2": "/proposals/P115-2",
        "115-2": "/meetings/115-2",
    }
    for typed, address in leads.items():
        led = officer.get(f"/search?q={quote(typed)}")
        assert (led.status_code, led.headers.get("Location")) == (302, address), typed
    for typed in (
        "115-9-9",
        "999-1-1-1",
        "' OR 1=1 --",
        "%",
        "_",
        '"',
        "a" * 300,
        "%00",
        "%F0%A0%AE%B7",
        "kindproposal",
        "AND",
    ):
        assert officer.get(f"/search?q={typed}").status_code == 200, typed
    assert officer.get("/search?q=略&kind=x&year=abc&page=-1").status_code == 200

    contact = browser(world.app, "contact")
    assert contact.get(f"/search?q={codes[1]}").headers["Location"] == f"/assignments/{codes[1]}"
    page = contact.get("/search?q=履約照片").text
    assert 'class="hit"' not in page
    assert "找不到同時含有這些文字的資料" in page
    assert "沒有這個編號的資料，或不在您可以查看的範圍" in contact.get(f"/search?q={codes[0]}").text
