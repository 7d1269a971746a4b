"""Back to the meeting in a browser without JavaScript: proposals, 議程定稿, the chair's word; release and 恢復列管 on paper."""

from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy import select, update

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import Verdict
from app.models import Approval, Assignment, FollowUp, Meeting
from app.services.meetings import holding
from app.services.tracking import follow_ups
from tests.people import NOW, TODAY, browser, hidden, send
from tests.services.meetings.conftest import stage
from tests.services.tracking.conftest import Loop, loop
from tests.services.tracking.test_follow_ups import coming

__all__ = ["loop", "stage"]
S = AssignmentState
PAPER = {
    "approver_title": "秘書長", "approver_name": "林大同", "decided_on": "1151119",
    "document_number": "示政預字第1150007000號",
}  # fmt: skip


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as hands:
        yield hands


def stored(loop: Loop) -> dict[str, AssignmentState]:
    return {one.code: one.state for one in loop.stage.world.look(select(Assignment))}


@pytest.fixture
def meeting(clock: time_machine.Traveller, loop: Loop) -> Meeting:
    share, other, *_ = loop.dispatched(loop.plan(), loop.plan(title="持續宣導"))
    loop.reported_done(share)
    loop.reported_done(other)
    found = coming(loop)
    loop.stage.world.save()
    return found


def test_proposals_are_chosen_and_one_key_says_them_all(loop: Loop, meeting: Meeting) -> None:
    officer = browser(loop.stage.world.app, "officer")
    url = "/meetings/116-1/follow-up"
    page = officer.get(url).text
    assert "列管中事項（2 項）" in page
    items = {one.code: one.item_id for one in loop.stage.world.look(select(Assignment))}
    second = items["115-2-1-3"]
    answer = send(officer, url, **{f"verdict-{second}": Verdict.SELF_TRACK})
    assert answer.status_code == 303
    columns = f"{url}/columns"
    assert send(officer, columns, page=url, columns="boxes").status_code == 303
    assert send(officer, columns, page=url, columns="wide").status_code == 422
    assert "現在使用的欄位：方框" in officer.get(url).text
    loop.session.refresh(meeting)
    follow_ups.set_agenda(loop.session, loop.head, meeting, seen_version=meeting.version, now=NOW)
    loop.session.refresh(meeting)
    holding.start(loop.session, loop.officer, meeting, seen_version=meeting.version, now=NOW)
    loop.stage.world.save()
    word = f"{url}/word"
    officer.budget = 120  # four shares: a decision, an audit row and a mail each
    assert "全部照政風處建議" in officer.get(url).text
    assert send(officer, word, page=url, say="all").status_code == 303
    assert set(stored(loop).values()) == {S.RELEASED, S.CLOSED_OTHERWISE}
    assert send(officer, word, page=url, say=f"{second}:undo").status_code == 303
    assert stored(loop)["115-2-1-3"] is S.UNDER_WAY
    assert loop.stage.world.look(select(FollowUp.word).where(FollowUp.item_id == second)) == [None]
    for nonsense in ("", "x", f"{second}:", "999999:verdict_release", f"{second}:released"):
        assert send(officer, word, page=url, say=nonsense).status_code == 409


def test_ticked_rows_are_released_on_one_memo_and_one_is_brought_back(loop: Loop, meeting: Meeting) -> None:
    officer = browser(loop.stage.world.app, "officer")
    page = officer.get("/release")
    ids = {one.code: one.id for one in loop.stage.world.look(select(Assignment))}
    assert "待解除（2 件）" in page.text
    fields = hidden(page, "/release")
    refused = officer.post("/release", data={**fields, **PAPER, "document_number": "", "shares": "1"})
    assert (refused.status_code, "林大同" in refused.text) == (422, True)
    nothing = officer.post("/release", data={**fields, **PAPER})
    assert nothing.status_code == 422
    foreign = officer.post("/release", data={**fields, **PAPER, "shares": [str(ids["115-2-1-3"])]})
    assert foreign.status_code == 422
    others = update(Assignment).where(Assignment.code.not_in(["115-2-1-1", "115-2-1-2"]))
    loop.session.execute(others.values(state=S.RELEASED, ended_on=TODAY))
    loop.session.execute(update(Meeting).where(Meeting.slug == "115-2").values(state=MeetingState.CLOSED))
    loop.stage.world.save()
    officer.budget = 60  # a handful of statements per share: its state, its decision, its audit row, its mail
    both = [str(ids["115-2-1-1"]), str(ids["115-2-1-2"])]
    assert officer.post("/release", data={**fields, **PAPER, "shares": both}).status_code == 303
    assert [stored(loop)[code] for code in ("115-2-1-1", "115-2-1-2")] == [S.RELEASED, S.RELEASED]
    said = "決議事項已全數解除列管。"
    assert said in officer.get("/release").text
    assert said in officer.get("/meetings/115-2").text
    memos = select(Approval.id).where(Approval.document_number == PAPER["document_number"])
    assert len(loop.stage.world.look(memos)) == 1
    assert "已簽准解除列管（1 項）" in officer.get("/meetings/116-1/follow-up").text
    url = "/assignments/115-2-1-1/restore"
    assert send(officer, url, **PAPER, reason="", do="paper").status_code == 422
    assert send(officer, url, reason="成效不足").status_code == 403, "only the head decides here"
    assert send(officer, url, **PAPER, reason="成效不足", do="paper").status_code == 303
    assert stored(loop)["115-2-1-1"] is S.UNDER_WAY
    assert said not in officer.get("/meetings/115-2").text
    assert "成效不足" in officer.get("/assignments/115-2-1-1").text
