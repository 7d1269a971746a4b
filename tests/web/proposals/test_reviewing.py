"""Reviewing through the pages, and what hangs on a case: comments, versions, files, 密."""

import io
import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.domain.proposals.proposal_flow import ProposalState
from app.extensions.transaction import reading
from app.models import Proposal, ReadEvent, ReviewComment
from app.services.proposals import drafting
from app.services.proposals.drafting import Draft
from tests.client import HouseClient
from tests.people import hidden
from tests.proposals import HOSTILE, LATER, TEXT, Desk
from tests.services.proposals.test_beside_the_text import PNG, stub


def send(client: HouseClient, proposal: Proposal, verb: str, **values: str) -> TestResponse:
    """Send the form for `verb` that stands on the review page."""
    url = f"/proposals/{proposal.code}/{verb}"
    page = client.get(f"/proposals/{proposal.code}/review")
    assert page.status_code == 200
    return client.post(url, data=hidden(page, url) | values)


def test_a_head_passes_a_case_from_the_review_page(client: HouseClient, desk: Desk) -> None:
    proposal = desk.submitted()
    client.sign_in("head")
    done = send(client, proposal, "approve")
    assert (done.status_code, done.location) == (303, f"/proposals/{proposal.code}")
    page = client.get(done.location)
    assert "已通過審核" in page.text
    assert desk.again(proposal).state is ProposalState.APPROVED


def test_the_next_case_in_review_is_offered_after_each_decision(client: HouseClient, desk: Desk) -> None:
    first, second, own = desk.submitted(), desk.submitted(), desk.submitted(desk.head)
    client.sign_in("head")
    done = client.get(send(client, first, "approve").location or "")
    assert f'<a href="/proposals/{second.code}/review">下一件：{second.code}</a>' in done.text
    done = client.get(send(client, second, "return", reason="請改").location or "")
    assert "下一件" not in done.text
    client.sign_in("officer")
    paper = {
        "approver_title": "處長",
        "approver_name": "趙處長",
        "decided_on": "1151119",
        "document_number": "1",
    }
    done = client.get(send(client, own, "record", decision="approve", **paper).location or "")
    assert "下一件" not in done.text


def test_what_moved_on_meanwhile_is_said_and_nothing_is_decided(client: HouseClient, desk: Desk) -> None:
    proposal = desk.submitted()
    client.sign_in("head")
    answer = client.submit(f"/proposals/{proposal.code}/approve", {"seen_version": "1"})
    assert answer.status_code == 409
    assert "已被其他人更新" in answer.text
    assert desk.again(proposal).state is ProposalState.IN_REVIEW


def test_returning_asks_for_a_reason_and_takes_phrases(client: HouseClient, desk: Desk) -> None:
    proposal = desk.submitted()
    client.sign_in("head")
    empty = send(client, proposal, "return")
    assert empty.status_code == 422
    assert "請填寫理由" in empty.text
    done = send(client, proposal, "return", phrases="請補具體數據或案例", reason="並附圖")
    assert done.status_code == 303
    assert "請補具體數據或案例；並附圖" in client.get(done.location).text
    assert desk.again(proposal).state is ProposalState.RETURNED


def test_an_officer_has_no_button_to_pass_and_records_the_paper(client: HouseClient, desk: Desk) -> None:
    proposal = desk.submitted()
    client.sign_in("officer")
    assert "/approve" not in client.get(f"/proposals/{proposal.code}/review").text
    assert client.submit(f"/proposals/{proposal.code}/approve").status_code == 404
    wrong = send(client, proposal, "record", decision="approve", approver_name="", decided_on="1150230")
    assert wrong.status_code == 422
    assert "請填寫核可人姓名" in wrong.text
    done = send(
        client,
        proposal,
        "record",
        decision="approve",
        approver_title="處長",
        approver_name="趙處長",
        decided_on="1151119",
        document_number="府政預字第1150001號",
    )
    assert done.status_code == 303
    assert "府政預字第1150001號" in client.get(done.location).text


def test_who_handed_it_in_is_told_why_there_is_no_button(client: HouseClient, desk: Desk) -> None:
    proposal = desk.submitted(desk.head)
    client.sign_in("head")
    page = client.get(f"/proposals/{proposal.code}/review")
    assert "須由另一位政風主管審核" in page.text
    assert (
        client.submit(
            f"/proposals/{proposal.code}/approve", {"seen_version": str(proposal.version)}
        ).status_code
        == 403
    )


def test_it_opens_on_what_changed_since_the_version_this_person_saw(client: HouseClient, desk: Desk) -> None:
    proposal = desk.submitted()
    for number, measures in enumerate(("請辦理甲。", "請辦理乙。"), 2):
        drafting.save(
            desk.world.session,
            desk.actor(desk.officer),
            proposal,
            Draft(unit="政風處", subject=TEXT.subject, explanation=TEXT.explanation, measures=measures),
            seen_version=proposal.version,
            now=LATER,
        )
        desk.world.save()
        assert len(desk.versions(proposal)) == number
    desk.world.save()
    client.sign_in("head")
    url = f"/proposals/{proposal.code}/review"
    assert "第 3 版與前一版（第 2 版）比較" in client.get(url).text
    said = client.post(
        f"/proposals/{proposal.code}/comments",
        data=hidden(client.get(url), f"/proposals/{proposal.code}/approve")
        | {"field": "measures", "paragraph": "0", "version": "1", "text": "期限？"},
    )
    assert said.status_code == 303
    page = client.get(url)
    assert "第 3 版與您上次看到的第 1 版比較" in page.text
    assert "第 3 版與前一版（第 2 版）比較" in client.get(f"{url}?since=2").text
    for look in ("side", "text"):
        assert client.get(url, query_string={"view": look, "since": "1"}).status_code == 200
    assert client.get(url, query_string={"view": "x", "since": "9" * 30}).status_code == 200


def test_a_comment_stands_at_its_paragraph_and_without_words_is_refused(
    client: HouseClient, desk: Desk
) -> None:
    proposal = desk.submitted(text=HOSTILE)
    client.sign_in("head")
    where = {"field": "explanation", "paragraph": "1", "version": "1"}
    refused = send(client, proposal, "comments", **where, text="  ")
    assert refused.status_code == 422
    assert 'href="#comment-explanation-1"' in refused.text
    assert send(client, proposal, "comments", **where, text="<b>請改</b>").status_code == 303
    page = client.get(f"/proposals/{proposal.code}/review")
    assert "&lt;b&gt;請改&lt;/b&gt;" in page.text
    for bad in ({"paragraph": "99"}, {"field": "x"}, {"version": "٣"}, {"paragraph": "-1"}):
        assert send(client, proposal, "comments", **{**where, **bad}, text="x").status_code == 404


def test_the_author_resolves_comments_while_writing(client: HouseClient, desk: Desk) -> None:
    proposal = desk.submitted()
    client.sign_in("head")
    send(client, proposal, "comments", field="subject", paragraph="0", version="1", text="太長")
    send(client, proposal, "return", reason="請改")
    client.sign_in("officer")
    url = f"/proposals/{proposal.code}/edit"
    page = client.get(url)
    key = re.search(r'name="resolve" value="([^"]+)"', page.text)
    assert key
    done = client.post(url, data=hidden(page, url) | {"subject": "短。", "resolve": key[1]})
    assert done.status_code == 303
    assert desk.again(proposal).subject == "短。"
    with reading(desk.world.app.extensions["tracker"].database) as session:
        assert session.scalars(select(ReviewComment)).one().resolved_by_id == desk.officer.id


def test_versions_are_listed_shown_and_compared(client: HouseClient, desk: Desk) -> None:
    proposal = desk.approved()
    client.sign_in("leader")
    url = f"/proposals/{proposal.code}/versions"
    assert "送審" in client.get(url).text
    assert client.get(f"{url}?old=1&new=2").location == f"{url}/1..2"
    assert "完全相同" in client.get(f"{url}/1..2").text
    assert client.get(f"{url}/1").status_code == 200
    for bad in ("0", "9", "1..9", "x", "1..", "9" * 40):
        assert client.get(f"{url}/{bad}").status_code == 404


def test_withdrawing_asks_why_and_keeps_everything(client: HouseClient, desk: Desk) -> None:
    proposal = desk.submitted()
    client.sign_in("officer")
    url = f"/proposals/{proposal.code}/withdraw"
    page = client.get(url)
    assert client.post(url, data=hidden(page, url)).status_code == 422
    assert client.post(url, data=hidden(page, url) | {"reason": "併入他案"}).status_code == 303
    shown = client.get(f"/proposals/{proposal.code}")
    assert "併入他案" in shown.text
    assert TEXT.subject in shown.text
    assert client.get(url).status_code == 409


def test_files_go_in_come_out_and_hide(client: HouseClient, desk: Desk) -> None:
    proposal = desk.draft()
    client.sign_in("officer")
    url = f"/proposals/{proposal.code}/attachments"

    def upload(name: str, data: bytes) -> TestResponse:
        fields = hidden(client.get(url), url) | {"files": (io.BytesIO(data), name)}
        return client.post(url, data=fields, content_type="multipart/form-data")

    bad = upload("假.png", b"MZ")
    assert bad.status_code == 422
    assert "「假.png」" in bad.text
    assert upload("說明 圖.png", PNG).status_code == 303
    page = client.get(url)
    link = re.search(rf'href="({url}/\d+)"', page.text)
    assert link
    file = client.get(link[1])
    assert file.data == PNG
    assert file.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''%E8%AA%AA%E6%98%8E" in file.headers["Content-Disposition"]
    assert file.headers["Content-Security-Policy"].startswith("sandbox")
    file.close()
    client.sign_in("contact")
    assert client.get(link[1]).status_code == 404
    client.sign_in("officer")
    gone = client.post(f"{link[1]}/remove", data=hidden(page, f"{link[1]}/remove"))
    assert gone.status_code == 303
    assert client.get(link[1]).status_code == 404


def test_opening_a_confidential_case_is_noted_and_it_is_absent_for_others(
    client: HouseClient, desk: Desk
) -> None:
    proposal = stub(desk)
    client.sign_in("officer")
    assert "甲案" not in client.get("/proposals").text
    for address in ("", "/versions", "/review", "/classification", "/attachments"):
        assert client.get(f"/proposals/{proposal.code}{address}").status_code == 404
    client.sign_in("chief")
    assert "甲案" in client.get("/proposals").text
    assert "本系統只留代號" in client.get(f"/proposals/{proposal.code}").text
    assert client.get(f"/proposals/{proposal.code}/classification").status_code == 200
    with reading(desk.world.app.extensions["tracker"].database) as session:
        notes = session.execute(select(ReadEvent.user_id, ReadEvent.thing_id, ReadEvent.purpose)).all()
    assert [tuple(note) for note in notes] == [
        (desk.chief.id, proposal.id, "open"),
        (desk.chief.id, proposal.id, "classification"),
    ]


def test_a_stub_is_made_and_lifted_by_those_with_the_right(client: HouseClient, desk: Desk) -> None:
    client.sign_in("officer")
    assert client.get("/proposals/new-stub").status_code == 404
    client.sign_in("chief")
    page = client.get("/proposals/new-stub")
    fields = hidden(page, "/proposals/new-stub")
    assert client.post("/proposals/new-stub", data=fields).status_code == 422
    values = {"stub_name": "乙案", "unit": "政風處", "basis": "第1號", "declassify_when": "結案後"}
    made = client.post("/proposals/new-stub", data=fields | values)
    assert (made.status_code, made.location) == (303, "/proposals/P115-1")
    shown = client.get("/proposals/P115-1/classification")
    lifted = client.post(
        "/proposals/P115-1/lift", data=hidden(shown, "/proposals/P115-1/lift") | {"reason": "第2號函"}
    )
    assert lifted.status_code == 303


@pytest.mark.parametrize("state", list(ProposalState))
@pytest.mark.parametrize("login", ["officer", "chief"])
def test_every_page_of_every_state_opens_or_says_why(
    client: HouseClient, desk: Desk, state: ProposalState, login: str
) -> None:
    proposal = desk.in_state(state)
    client.sign_in(login)
    for address in ("", "/review", "/versions", "/attachments", "/submit"):
        assert client.get(f"/proposals/{proposal.code}{address}").status_code == 200, address
    for address in ("/edit", "/withdraw", "/renumber/explanation"):
        assert client.get(f"/proposals/{proposal.code}{address}").status_code in (200, 403, 409), address


@pytest.mark.parametrize(
    "query",
    [
        "year=x",
        "state=%00",
        "q=%00",
        "q=%25_",
        "page=-1",
        "page=99999999999",
        "sort=evil",
        "meeting='--",
        "q=" + "字" * 500,
    ],
)
def test_the_list_takes_any_address(client: HouseClient, desk: Desk, query: str) -> None:
    desk.draft()
    client.sign_in("officer")
    assert client.get(f"/proposals?{query}").status_code == 200


def test_an_empty_list_says_what_to_do(client: HouseClient, desk: Desk) -> None:
    client.sign_in("officer")
    assert "目前還沒有提案" in client.get("/proposals").text
    desk.draft()
    assert "沒有符合這些條件" in client.get("/proposals?q=沒有的字").text
