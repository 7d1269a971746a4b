"""What is done from a share's own page: 暫停計時 and 恢復, 更正, 改列, 恢復列管; and release by the clause that delegates it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.domain.people.charter import CharterTerms, Proxies
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import Basis, Outcome
from app.models import Assignment, ClockPause, ClosureDecision, Correction, ExtensionRequest
from app.services.meetings import holding
from app.services.people import charters
from app.services.tracking import follow_ups
from tests.client import HouseClient
from tests.people import NOW, browser, hidden, send
from tests.services.meetings.conftest import stage
from tests.services.tracking.conftest import DUE, Loop, loop
from tests.services.tracking.test_follow_ups import coming
from tests.web.tracking.test_way_back import PAPER

__all__ = ["loop", "stage"]
S = AssignmentState
FIRST, SECOND = "115-2-1-1", "115-2-1-2"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as hands:
        yield hands


def share(loop: Loop, code: str = FIRST) -> Assignment:
    return loop.stage.world.look(select(Assignment).where(Assignment.code == code))[0]


def people(loop: Loop) -> tuple[HouseClient, HouseClient]:
    found = browser(loop.stage.world.app, "officer"), browser(loop.stage.world.app, "head")
    for client in found:
        client.budget = 60
    return found


def test_a_clock_is_stopped_for_somebody_named_and_its_days_are_offered(
    clock: time_machine.Traveller, loop: Loop
) -> None:
    loop.dispatched()
    loop.stage.world.save()
    officer, head = people(loop)
    page, url = f"/assignments/{FIRST}", f"/assignments/{FIRST}/pause"
    assert "暫停計時" in officer.get(page).text
    nobody = send(officer, url, waits_for="", reason="等待核定")
    assert (nobody.status_code, "等待核定" in nobody.text) == (422, True)
    assert send(officer, url, waits_for="內政部", reason="等待核定").status_code == 303
    assert "等待：第三方（內政部）" in officer.get(page).text
    again = send(officer, url, waits_for="法務部", reason="另案")
    assert (again.status_code, "這件已暫停計時" in again.text, "法務部" in again.text) == (409, True, True)
    clock.shift(timedelta(days=14))
    officer, head = people(loop)
    resume = f"/assignments/{FIRST}/resume"
    assert "已 10 個工作天" in officer.get(resume).text
    answer = send(officer, resume, extend="y")
    assert answer.status_code == 303
    (asked,) = loop.stage.world.look(select(ExtensionRequest))
    assert share(loop).paused_on is None
    assert (share(loop).due_current, asked.due_before) == (DUE, DUE), "nothing moved yet"
    assert asked.wanted_on > DUE
    assert "內政部" in asked.reason_text
    assert send(head, f"/review/extension/{asked.id}", decision="grant").status_code == 303
    assert (share(loop).due_original, share(loop).due_current) == (DUE, asked.wanted_on)
    assert send(officer, resume).status_code == 409


def test_an_original_date_is_corrected_by_the_head_and_both_are_kept(
    clock: time_machine.Traveller, loop: Loop
) -> None:
    loop.dispatched()
    loop.stage.world.save()
    officer, head = people(loop)
    url = f"/assignments/{FIRST}/correct-due"
    assert "更正原定期限" not in officer.get(f"/assignments/{FIRST}").text
    assert officer.get(url).status_code == 404
    same = send(head, url, due="1151231", reason="誤植")
    assert (same.status_code, "不需更正" in same.text, "誤植" in same.text) == (422, True, True)
    assert send(head, url, due="1151213", reason="函文為12月13日").status_code == 303
    (row,) = loop.stage.world.look(select(Correction))
    assert (row.due_before, row.due_after) == (DUE, date(2026, 12, 13))
    assert share(loop).due_original == share(loop).due_current == date(2026, 12, 13)
    page = officer.get(f"/assignments/{FIRST}").text
    assert "115年12月31日 更正為 115年12月13日" in page
    assert "函文為12月13日" in page


def test_a_share_is_closed_otherwise_and_restored_here_on_paper_and_by_the_chair(
    clock: time_machine.Traveller, loop: Loop
) -> None:
    loop.dispatched()
    meeting = coming(loop)
    follow_ups.set_agenda(loop.session, loop.head, meeting, seen_version=meeting.version, now=NOW)
    loop.stage.world.save()
    officer, head = people(loop)
    close, restore = f"/assignments/{FIRST}/close", f"/assignments/{FIRST}/restore"
    assert send(officer, f"/assignments/{FIRST}/pause", waits_for="內政部").status_code == 303
    told = {"opinion": "opinion_self_track", "closing_reason": "routine_now", "text": "已屬經常性業務"}
    assert send(officer, close, **told).status_code == 403, "only the head decides here"
    lacking = send(officer, close, **told, **{**PAPER, "document_number": ""}, do="paper")
    assert (lacking.status_code, "林大同" in lacking.text) == (422, True)
    merged = send(head, close, **{**told, "opinion": "opinion_merge"}, merged_into="99-9-9-T9")
    assert (merged.status_code, "找不到這個編號" in merged.text) == (422, True)
    assert send(officer, close, **told, **PAPER, do="paper").status_code == 303
    assert share(loop).state is S.CLOSED_OTHERWISE
    assert [one.resumed_on is None for one in loop.stage.world.look(select(ClockPause))] == [False]
    assert "登錄會議裁示" not in head.get(restore).text, "no meeting is being recorded"
    assert send(head, restore, reason="仍須追蹤").status_code == 303
    assert send(officer, f"/assignments/{FIRST}/pause", waits_for="內政部").status_code == 303
    clock.shift(timedelta(seconds=1))  # two mails of one share never tell of one instant
    assert send(head, close, **told).status_code == 303
    clock.shift(timedelta(seconds=1))
    loop.session.refresh(meeting)
    holding.start(loop.session, loop.officer, meeting, seen_version=meeting.version, now=NOW)
    loop.stage.world.save()
    unnamed = send(officer, restore, reason="主席裁示", do="meeting")
    assert (unnamed.status_code, "請選擇裁示的會議" in unnamed.text) == (422, True)
    assert send(officer, restore, reason="主席裁示", do="meeting", meeting=str(meeting.id)).status_code == 303
    assert share(loop).state is S.UNDER_WAY
    found = loop.stage.world.look(select(ClosureDecision).order_by(ClosureDecision.id))
    assert [(one.outcome, one.basis) for one in found] == [
        (Outcome.SELF_TRACK, Basis.MEMO),
        (Outcome.RESTORE, Basis.DELEGATION),
        (Outcome.SELF_TRACK, Basis.DELEGATION),
        (Outcome.RESTORE, Basis.MEETING),
    ]


def test_a_clause_releases_only_where_the_charter_delegates(
    clock: time_machine.Traveller, loop: Loop
) -> None:
    first, _ = loop.dispatched()
    loop.reported_done(first)
    terms = CharterTerms(
        date(2026, 1, 1), "設置要點第七點", 2, "第四點", "市長", Proxies.NONE, 14, "市長", False, 2
    )
    charters.write_version(loop.session, loop.head, loop.stage.committee, terms, seen_number=0, now=NOW)
    loop.stage.world.save()
    officer, head = people(loop)
    fields = {**hidden(head.get("/release"), "/release"), "shares": str(first.id), "do": "delegation"}
    assert "授權" not in head.get("/release").text.split("<main")[1]
    refused = head.post("/release", data={**fields, "clause": "設置要點第六點"})
    assert (refused.status_code, "未授權政風處" in refused.text) == (409, True)
    letting = replace(terms, effective_on=date(2026, 2, 1), release_by_delegation=True)
    charters.write_version(loop.session, loop.head, loop.stage.committee, letting, seen_number=1, now=NOW)
    loop.stage.world.save()
    assert "依授權解除" not in officer.get("/release").text
    nothing = head.post("/release", data={**fields, "clause": ""})
    assert (nothing.status_code, "請填寫授權的依據條款" in nothing.text) == (422, True)
    assert head.post("/release", data={**fields, "clause": "設置要點第六點"}).status_code == 303
    (row,) = loop.stage.world.look(select(ClosureDecision))
    assert (row.basis, row.clause) == (Basis.DELEGATION, "設置要點第六點")
    assert share(loop).state is S.RELEASED
