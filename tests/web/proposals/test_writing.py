"""Drafting through the pages: nothing typed is lost, nothing stored is bent."""

import html
import re
from dataclasses import asdict

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.domain.text_entry import counted_length
from app.extensions.transaction import reading
from app.models import Proposal
from app.services.proposals import drafting
from app.services.proposals.drafting import Draft
from tests.client import HouseClient
from tests.people import hidden
from tests.proposals import HOSTILE, LATER, TEXT, Desk

AS_PART = {"HX-Request": "true"}


def fields(draft: Draft, **more: str) -> dict[str, str]:
    return {name: value for name, value in asdict(draft).items() if isinstance(value, str)} | more


def typed_in(answer: TestResponse, name: str) -> str:
    """What a textarea of the page holds, as a browser reads it."""
    found = re.search(rf'<textarea[^>]* name="{name}"[^>]*>\n?(.*?)</textarea>', answer.text, re.DOTALL)
    assert found, name
    return html.unescape(found[1])


def post(client: HouseClient, page: str, url: str, **values: str) -> TestResponse:
    shown = client.get(page)
    assert shown.status_code == 200, shown.status_code
    return client.post(url, data=hidden(shown, url) | values)


def edit(client: HouseClient, proposal: Proposal, **values: str) -> TestResponse:
    url = f"/proposals/{proposal.code}/edit"
    return post(client, url, url, **values)


def count(desk: Desk) -> int:
    with reading(desk.world.app.extensions["tracker"].database) as session:
        return session.scalar(select(func.count()).select_from(Proposal)) or 0


def test_a_draft_is_made_and_handed_in(client: HouseClient, desk: Desk) -> None:
    client.sign_in("officer")
    made = post(client, "/proposals/new", "/proposals/new", **fields(TEXT, do="submit"))
    assert (made.status_code, made.location) == (303, "/proposals/P115-1/submit")
    sent = post(client, made.location, made.location)
    assert (sent.status_code, sent.location) == (303, "/proposals/P115-1")
    page = client.get(sent.location)
    assert "審核中" in page.text
    assert "等待政風主管審核" in page.text


def test_the_same_form_twice_makes_one_proposal_and_keeps_the_newer_text(
    client: HouseClient, desk: Desk
) -> None:
    client.sign_in("officer")
    key = hidden(client.get("/proposals/new"), "/proposals/new")
    first = client.post("/proposals/new", data=key | fields(TEXT))
    again = client.post("/proposals/new", data=key | fields(TEXT, measures="再寫的"))
    assert first.location == again.location == "/proposals/P115-1/edit"
    assert count(desk) == 1
    assert typed_in(client.get(again.location), "measures") == "再寫的"


def test_the_first_autosave_makes_the_record_and_says_where_it_is(client: HouseClient, desk: Desk) -> None:
    client.sign_in("officer")
    key = hidden(client.get("/proposals/new"), "/proposals/new")
    for text in ("一", "二"):
        answer = client.post("/proposals/new/autosave", data=key | fields(TEXT, subject=text))
        assert answer.status_code == 200
    said = answer.get_json()
    assert said["edit_url"] == "/proposals/P115-1/edit"
    assert re.fullmatch(r"\d\d:\d\d:\d\d", said["saved_at"])
    assert count(desk) == 1
    saved = client.post(
        said["autosave_url"], data=key | fields(TEXT) | {"seen_version": said["seen_version"]}
    )
    assert saved.get_json()["seen_version"] == said["seen_version"] + 1


def test_hostile_text_comes_back_byte_for_byte_from_save_reload_and_preview(
    client: HouseClient, desk: Desk
) -> None:
    client.sign_in("officer")
    made = post(client, "/proposals/new", "/proposals/new", **fields(HOSTILE))
    page = client.get(made.location)
    for name in ("subject", "explanation", "measures"):
        assert typed_in(page, name) == getattr(HOSTILE, name)
    drawn = client.post(
        "/proposals/P115-1/preview",
        data=hidden(page, made.location) | fields(HOSTILE),
        headers=AS_PART,
    )
    assert drawn.status_code == 200
    shown = html.unescape(drawn.text)
    for line in (HOSTILE.subject, "（一）　全形　空白 ，半形,", "１、Ａ＆Ｂ ﹪"):
        assert line in shown
    assert "<script>" not in drawn.text
    with reading(desk.world.app.extensions["tracker"].database) as session:
        assert session.scalars(select(Proposal.explanation)).one() == HOSTILE.explanation


def test_a_rare_character_counts_as_one(client: HouseClient, desk: Desk) -> None:
    client.sign_in("officer")
    assert counted_length("𠮷" * 500) == 500
    url = "/proposals/new"
    assert post(client, url, url, **fields(TEXT, subject="𠮷" * 500)).status_code == 303
    assert post(client, url, url, **fields(TEXT, subject="𠮷" * 501)).status_code == 422


@pytest.mark.parametrize("bad", ["甲\0乙", "甲\u202e乙", "字" * 501])
def test_what_cannot_be_kept_is_refused_in_words_with_all_that_was_typed(
    client: HouseClient, desk: Desk, bad: str
) -> None:
    client.sign_in("officer")
    answer = post(client, "/proposals/new", "/proposals/new", **fields(TEXT, subject=bad))
    assert answer.status_code == 422
    assert "有1個地方需要修正" in answer.text
    assert typed_in(answer, "explanation") == TEXT.explanation
    assert count(desk) == 0
    silent = client.post("/proposals/new/autosave", data=hidden(answer, "/proposals/new") | {"subject": bad})
    assert (silent.status_code, silent.get_json()["error"][:4]) == (422, "尚未儲存")


def test_two_who_edit_get_both_texts_side_by_side(client: HouseClient, desk: Desk) -> None:
    proposal = desk.draft()
    client.sign_in("officer")
    url = f"/proposals/{proposal.code}/edit"
    mine = hidden(client.get(url), url)
    drafting.save(
        desk.world.session,
        desk.actor(desk.chief),
        proposal,
        Draft(**{**asdict(TEXT), "ai": TEXT.ai, "measures": "主管改的"}),
        seen_version=proposal.version,
        now=LATER,
    )
    desk.world.save()
    silent = client.post(f"/proposals/{proposal.code}/autosave", data=mine | fields(TEXT, measures="我打的"))
    assert silent.status_code == 409
    assert "error" in silent.get_json()
    stale = client.post(url, data=mine | fields(TEXT, measures="我打的"))
    assert stale.status_code == 409
    for said in ("李主管", "我打的", "主管改的"):
        assert said in stale.text
    assert desk.again(proposal).measures == "主管改的"
    kept = client.post(url, data=hidden(stale, url) | fields(TEXT, measures="兩份合起來"))
    assert kept.status_code == 303
    assert desk.again(proposal).measures == "兩份合起來"


def test_a_suggestion_is_applied_by_one_button_and_saved(client: HouseClient, desk: Desk) -> None:
    proposal = desk.draft()
    client.sign_in("officer")
    page = client.get(f"/proposals/{proposal.code}/edit")
    keys = re.findall(r'name="fix" value="([^"]+)"', page.text)
    law = next(key for key in keys if key.startswith("explanation:1:"))
    fixed = edit(client, proposal, **fields(TEXT, fix=law))
    assert fixed.location == f"/proposals/{proposal.code}/edit#explanation"
    assert "政府採購法" in desk.again(proposal).explanation
    outdated = edit(client, proposal, **fields(TEXT, explanation="別的", fix=law))
    assert outdated.status_code == 409
    assert typed_in(outdated, "explanation") == "別的"


def test_renumbering_shows_the_difference_before_anything_changes(client: HouseClient, desk: Desk) -> None:
    broken = Draft(unit="政風處", subject="案由。", explanation="一、甲\n三、乙\n(一)丙")
    proposal = desk.draft(text=broken)
    client.sign_in("officer")
    led = edit(client, proposal, **fields(broken, do="renumber-explanation"))
    shown = client.get(led.location)
    assert re.findall(r"<(?:del|ins)>(.*?)</", shown.text) == ["三、", "二、", "(一)", "（一）"]
    assert desk.again(proposal).explanation == broken.explanation
    done = post(client, led.location, led.location)
    assert done.status_code == 303
    assert desk.again(proposal).explanation == "一、甲\n二、乙\n（一）丙"


def test_the_picture_can_be_had_without_script_and_saves_nothing(client: HouseClient, desk: Desk) -> None:
    proposal = desk.draft()
    client.sign_in("officer")
    drawn = edit(client, proposal, **fields(TEXT, measures="只是看看。", do="preview"))
    assert drawn.status_code == 200
    assert '<p class="lvl-0">只是看看。</p>' in drawn.text
    assert desk.again(proposal).measures == TEXT.measures


def test_a_version_is_kept_by_hand(client: HouseClient, desk: Desk) -> None:
    proposal = desk.draft()
    client.sign_in("officer")
    assert edit(client, proposal, **fields(TEXT, do="keep")).status_code == 303
    again = edit(client, proposal, **fields(TEXT, do="keep"))
    assert again.status_code == 409
    assert "不需要另存版本" in again.text


def test_a_contact_drafts_for_his_agency_and_sees_nobody_elses(client: HouseClient, desk: Desk) -> None:
    ours = desk.draft()
    client.sign_in("contact")
    page = client.get("/proposals/new")
    assert 'name="unit" type="text" value="教育局"' in page.text
    made = post(client, "/proposals/new", "/proposals/new", **fields(TEXT, unit="教育局"))
    assert made.status_code == 303
    assert ours.code not in client.get("/proposals").text
    for address in ("", "/edit", "/submit", "/versions", "/attachments", "/withdraw"):
        gone = client.get(f"/proposals/{ours.code}{address}")
        assert gone.status_code == 404
        assert TEXT.subject not in gone.text


def test_what_is_missing_blocks_the_check_page_and_nothing_else(client: HouseClient, desk: Desk) -> None:
    proposal = desk.draft(text=Draft(unit="政風處", subject="沒有內容"))
    client.sign_in("officer")
    page = client.get(f"/proposals/{proposal.code}/submit")
    assert "請先填寫說明或辦法" in page.text
    assert ">送出<" not in page.text
    forced = client.submit(f"/proposals/{proposal.code}/submit", {"seen_version": str(proposal.version)})
    assert forced.status_code == 409
    assert desk.again(proposal).state.value == "draft"


def test_a_stale_check_page_sends_nothing(client: HouseClient, desk: Desk) -> None:
    proposal = desk.draft()
    client.sign_in("officer")
    answer = client.submit(f"/proposals/{proposal.code}/submit", {"seen_version": "99"})
    assert answer.status_code == 409
    assert "已被其他人更新" in answer.text
