"""審核匣 and 待核定 through the pages: one by one, many at once, the head's word here and on paper."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.domain.meetings.yearly import Channel
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import Basis, ExtensionReason, Opinion, Progress, ReassignmentReason
from app.domain.tracking.item import AssignmentRole
from app.domain.tracking.report_flow import ReportState
from app.domain.tracking.request_flow import RequestState
from app.models import (
    Approval,
    Assignment,
    ClosureDecision,
    ExtensionRequest,
    Finding,
    ProgressReport,
    ReassignmentRequest,
)
from app.services.tracking import extensions, reassigning, reporting
from app.services.tracking.reporting import Written
from tests.client import HouseClient
from tests.people import NOW, TODAY, browser, hidden
from tests.services.meetings.conftest import stage
from tests.services.tracking.conftest import DONE, DUE, WRITTEN, Loop, loop

__all__ = ["loop", "stage"]
LEAD = AssignmentRole.LEAD
S = AssignmentState
PAPER = {
    "approver_title": "處長", "approver_name": "王大明", "decided_on": "1151120", "document_number": "簽115001",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as hands:
        yield hands


@pytest.fixture
def officer(loop: Loop) -> HouseClient:
    return _at(loop, "officer")


@pytest.fixture
def head(loop: Loop) -> HouseClient:
    return _at(loop, "head")


def _at(loop: Loop, login: str) -> HouseClient:
    loop.stage.world.save()
    client = browser(loop.stage.world.app, login)
    client.budget = 120  # every row of a batch is its own change with its own audit row
    return client


def four(loop: Loop) -> list[Assignment]:
    """Shares of four agencies, sent out."""
    shares = loop.dispatched(loop.plan(LEAD, LEAD, LEAD, LEAD))
    loop.stage.world.save()
    return shares


def sent(loop: Loop, share: Assignment, written: Written = WRITTEN) -> ProgressReport:
    report = loop.report(share, written)
    loop.stage.world.save()
    return report


def states(loop: Loop) -> list[AssignmentState]:
    return loop.stage.world.look(select(Assignment.state).order_by(Assignment.serial))


def tick(reports: list[ProgressReport], **more: object) -> dict[str, object]:
    return {"report": [one.id for one in reports], **more}


def test_what_asks_something_comes_first_and_the_rest_is_received_together(
    loop: Loop, officer: HouseClient
) -> None:
    shares = four(loop)
    plain = sent(loop, shares[0])
    done = sent(loop, shares[1], DONE)
    sent(loop, shares[2], Written(Progress.UNDER_WAY, "已完成教材，12月開課，預計3梯次。"))
    page = officer.get("/review")
    text = page.text
    assert text.index("需要處理") < text.index(done.assignment.code) < text.index("一般回報</th>")
    assert text.index("一般回報</th>") < text.rindex(plain.assignment.code)
    check = officer.post("/review/check", data=hidden(page, "/review/check") | {"all": "plain"})
    assert check.status_code == 200
    assert "收訖 2 件" in check.text
    ids = [plain.id, *loop.stage.world.look(select(ProgressReport.id).where(ProgressReport.id > done.id))]
    fields: dict[str, object] = hidden(check, "/review/decide") | {
        "opinion": "opinion_receive",
        "report": ids,
    }
    fields |= {f"version-{one}": 2 for one in ids} | dict(
        re.findall(r'name="(version-\d+)" value="(\d+)"', check.text)
    )
    answer = officer.post("/review/decide", data=fields)
    assert (answer.status_code, answer.location) == (303, "/review")
    assert states(loop) == [S.UNDER_WAY, S.SUBMITTED, S.UNDER_WAY, S.DISPATCHED]
    again = officer.post("/review/decide", data=fields)
    assert (again.status_code, again.location) == (303, "/review"), "the same form twice leads where it led"


def test_the_finding_is_preset_from_the_claim_and_the_next_one_follows(
    loop: Loop, officer: HouseClient
) -> None:
    first, second, third, *_ = four(loop)
    one, two = sent(loop, first, DONE), sent(loop, second)
    url = f"/review/{first.code}"
    page = officer.get(url)
    assert re.search(r'value="opinion_release" checked', page.text)
    fields = hidden(page, url) | {"opinion": "opinion_send_back", "do": "next"}
    missing = officer.post(url, data=fields)
    assert missing.status_code == 422
    assert "請填寫" in missing.text
    answer = officer.post(url, data=fields | {"text": "請補充場次。"})
    assert (answer.status_code, answer.location) == (303, f"/review/{second.code}")
    loop.session.refresh(one)
    assert (one.state, one.reply) == (ReportState.RETURNED, "請補充場次。")
    url, phrase = f"/review/{second.code}", re.compile(r'data-phrase="([^"]+)"')
    page = officer.get(url)
    assert re.search(r'value="opinion_receive" checked', page.text)
    assert two.state is ReportState.SUBMITTED
    assert "請補充場次。" not in phrase.findall(page.text)
    sent(loop, third)
    officer.post(url, data=hidden(page, url) | {"opinion": "opinion_send_back", "text": "請補充場次。"})
    assert phrase.findall(officer.get(f"/review/{third.code}").text)[0] == "請補充場次。"
    chosen = officer.get(f"/review/{third.code}?phrase=0").text
    assert re.search(r'value="opinion_send_back" checked', chosen)


def test_who_decided_meanwhile_is_skipped_with_a_note(loop: Loop, officer: HouseClient) -> None:
    first, second, *_ = four(loop)
    one, _ = sent(loop, first), sent(loop, second)
    url = f"/review/{first.code}"
    fields = hidden(officer.get(url), url) | {"opinion": "opinion_receive", "text": "", "do": "next"}
    loop.receive(one)
    loop.stage.world.save()
    answer = officer.post(url, data=fields)
    assert (answer.status_code, answer.location) == (303, f"/review/{second.code}")
    assert "已由其他人處理" in officer.get(answer.location or "").text


def test_difference_to_the_last_round_is_shown_three_ways_and_same_text_is_said(
    loop: Loop, officer: HouseClient
) -> None:
    share, *_ = four(loop)
    loop.receive(sent(loop, share))
    sent(loop, share, replace(WRITTEN, text=WRITTEN.text.replace("120", "121")))
    page = officer.get(f"/review/{share.code}")
    assert "與上次文字相同" in page.text
    assert "<ins>" in page.text
    assert "<del>" in page.text
    assert "<h3>上次</h3>" in officer.get(f"/review/{share.code}?view=side").text
    assert "<ins>" not in officer.get(f"/review/{share.code}?view=text").text


def test_invariant_4_who_sent_a_report_does_not_verify_it(loop: Loop, officer: HouseClient) -> None:
    share, other, *_ = four(loop)
    written = replace(WRITTEN, channel=Channel.PHONE, informant="李科長")
    report = reporting.write(loop.session, loop.officer, share, written, now=NOW, today=TODAY)
    reporting.submit(loop.session, loop.officer, report, seen_version=report.version, now=NOW, today=TODAY)
    second = sent(loop, other)
    url = f"/review/{share.code}"
    shown = officer.get(url)
    assert "須由另一位同仁審核" in shown.text
    assert f'action="{url}"' not in shown.text
    refused = officer.submit(url, {"opinion": "opinion_receive", "seen_version": report.version})
    assert refused.status_code == 409
    page = officer.get("/review")
    check = officer.post(
        "/review/check",
        data=hidden(page, "/review/check") | tick([report, second], opinion="opinion_receive"),
    )
    assert "無法收訖" in check.text
    assert "收訖 1 件" in check.text
    forced = officer.submit(
        "/review/decide",
        tick([report], opinion="opinion_receive") | {f"version-{report.id}": report.version},
    )
    assert forced.status_code == 303
    assert states(loop)[0] is S.SUBMITTED


def test_an_opinion_waits_for_the_head_can_be_withdrawn_and_takes_effect_with_one_press(
    loop: Loop, officer: HouseClient, head: HouseClient
) -> None:
    share, *_ = four(loop)
    report = sent(loop, share, DONE)
    url = f"/review/{share.code}"
    fields = {"opinion": "opinion_release", "text": "已辦理完竣。"}
    assert officer.post(url, data=hidden(officer.get(url), url) | fields).status_code == 303
    assert states(loop)[0] is S.SUBMITTED
    page = officer.get("/review")
    assert "等待政風主管核定（1）" in page.text
    officer.post("/review/withdraw", data=hidden(page, "/review/withdraw") | tick([report]))
    assert loop.stage.world.look(select(Finding)) == []
    assert officer.post(url, data=hidden(officer.get(url), url) | fields).status_code == 303
    (finding,) = loop.stage.world.look(select(Finding))
    page = head.get("/approvals")
    assert "已辦理完竣。" in page.text
    name = f"opinion-{finding.id}"
    sent_form = hidden(page, "/approvals") | {"only": name, f"version-{name}": finding.version}
    assert head.post("/approvals", data=sent_form).status_code == 303
    assert states(loop)[0] is S.RELEASE_PROPOSED
    loop.session.expire_all()
    (finding,) = loop.stage.world.look(select(Finding))
    assert finding.effective_at
    assert finding.approval_id
    assert finding.opinion is Opinion.RELEASE
    assert loop.session.get_one(ProgressReport, report.id).state is ReportState.RECEIVED


def test_the_head_closes_otherwise_and_the_basis_is_named(loop: Loop, head: HouseClient) -> None:
    share, *_ = four(loop)
    sent(loop, share)
    url = f"/review/{share.code}"
    fields = hidden(head.get(url), url) | {"opinion": "opinion_revoke", "text": "業務已停辦。"}
    missing = head.post(url, data=fields)
    assert missing.status_code == 422
    assert "改列請選擇原因" in missing.text
    assert head.post(url, data=fields | {"closing_reason": "circumstances"}).status_code == 303
    (decision,) = loop.stage.world.look(select(ClosureDecision))
    assert (decision.basis, decision.approval_id is not None) == (Basis.DELEGATION, True)
    assert decision.clause
    assert states(loop)[0] is S.CLOSED_OTHERWISE


def test_many_rows_are_recorded_from_paper_with_one_approval(loop: Loop, officer: HouseClient) -> None:
    shares = four(loop)
    for share in shares[:2]:
        report = sent(loop, share, DONE)
        url = f"/review/{share.code}"
        officer.post(url, data=hidden(officer.get(url), url) | {"opinion": "opinion_release", "text": ""})
    assert report
    wanted = extensions.Wanted(DUE + timedelta(30), ExtensionReason.PROCUREMENT)
    extensions.ask(
        loop.session, loop.contacts[shares[2].agency_id], shares[2], wanted,
        seen_version=shares[2].version, now=NOW, today=TODAY,
    )  # fmt: skip
    loop.stage.world.save()
    page = officer.get("/approvals")
    assert ">核定<" not in page.text, "an officer records, and does not decide"
    rows = re.findall(r'name="row" value="([^"]+)"', page.text)
    assert len(rows) == 3
    fields = hidden(page, "/approvals") | dict(re.findall(r'name="(version-[^"]+)" value="(\d+)"', page.text))
    bare = officer.post("/approvals", data=fields | {"row": rows, "do": "paper"})
    assert bare.status_code == 422
    refused = officer.post("/approvals", data=fields | {"row": rows})
    assert refused.status_code == 409
    assert states(loop)[0] is S.SUBMITTED
    assert officer.post("/approvals", data=fields | {"row": rows, "do": "paper"} | PAPER).status_code == 303
    papers = loop.stage.world.look(select(Approval).where(Approval.document_number == "簽115001"))
    assert len(papers) == 1
    assert states(loop) == [S.RELEASE_PROPOSED, S.RELEASE_PROPOSED, S.DISPATCHED, S.DISPATCHED]
    (asked,) = loop.stage.world.look(select(ExtensionRequest))
    assert (asked.state, asked.approval_id) == (RequestState.GRANTED, papers[0].id)


def test_invariant_2_extension_granted_otherwise_or_refused_with_a_reason(
    loop: Loop, head: HouseClient
) -> None:
    share, *_ = four(loop)
    wanted = extensions.Wanted(DUE + timedelta(30), ExtensionReason.PROCUREMENT)
    asked = extensions.ask(
        loop.session, loop.contacts[share.agency_id], share, wanted, seen_version=share.version, now=NOW,
        today=TODAY,
    )  # fmt: skip
    loop.stage.world.save()
    url = f"/review/extension/{asked.id}"
    fields = hidden(head.get(url), url)
    silent = head.post(url, data=fields | {"decision": "refuse"})
    assert silent.status_code == 422
    assert "理由" in silent.text
    dateless = head.post(url, data=fields | {"decision": "otherwise"})
    assert dateless.status_code == 422
    assert "另定日期" in dateless.text
    assert head.post(url, data=fields | {"decision": "otherwise", "granted_on": "1160110"}).status_code == 303
    (stored,) = loop.stage.world.look(select(Assignment).where(Assignment.id == share.id))
    assert (stored.due_original, stored.due_current) == (DUE, DUE + timedelta(10))


def test_reassignment_goes_to_the_agency_that_was_chosen(loop: Loop, head: HouseClient) -> None:
    (share,) = loop.dispatched(loop.plan(LEAD))
    asked = reassigning.ask(
        loop.session, loop.contacts[share.agency_id], share,
        reassigning.Wanted(None, ReassignmentReason.NOT_COMPETENT), seen_version=share.version, now=NOW,
        today=TODAY,
    )  # fmt: skip
    loop.stage.world.save()
    url = f"/review/reassignment/{asked.id}"
    fields = hidden(head.get(url), url)
    open_agency = head.post(url, data=fields | {"decision": "grant"})
    assert open_agency.status_code == 422
    assert "請選擇改分的機關" in open_agency.text
    to = {"decision": "otherwise", "agency": loop.agencies[2].id}
    assert head.post(url, data=fields | to).status_code == 303
    assert states(loop) == [S.REASSIGNED, S.DISPATCHED]
    (stored,) = loop.stage.world.look(select(ReassignmentRequest))
    assert stored.granted_agency_id == loop.agencies[2].id


def test_a_committee_may_let_its_officers_decide(loop: Loop, head: HouseClient, officer: HouseClient) -> None:
    (share,) = loop.dispatched(loop.plan(LEAD))
    wanted = extensions.Wanted(DUE + timedelta(10), ExtensionReason.BUDGET)
    asked = extensions.ask(
        loop.session, loop.contacts[share.agency_id], share, wanted, seen_version=share.version, now=NOW,
        today=TODAY,
    )  # fmt: skip
    loop.stage.world.save()
    url, grant = f"/review/extension/{asked.id}", {"decision": "grant"}
    assert officer.post(url, data=hidden(officer.get(url), url) | grant).status_code == 403
    code = loop.stage.committee.code
    table = f"/committees/{code}/approvals"
    assert officer.get(table).status_code in (403, 404)
    assert "政風主管" in officer.get(f"/committees/{code}").text
    stale = hidden(head.get(table), table)
    assert head.post(table, data=stale | {"entrusted": "decide_tracking"}).status_code == 303
    again = head.post(table, data=stale | {"entrusted": "dispatch"})
    assert again.status_code == 409
    assert 'value="dispatch" checked' in again.text
    assert "承辦、政風主管" in officer.get(f"/committees/{code}").text
    assert officer.post(url, data=hidden(officer.get(url), url) | grant).status_code == 303
    (stored,) = loop.stage.world.look(select(Assignment).where(Assignment.id == share.id))
    assert stored.due_current == DUE + timedelta(10)


def test_a_disputed_reassignment_is_for_a_memo_or_the_chair(loop: Loop, head: HouseClient) -> None:
    (share,) = loop.dispatched(loop.plan(LEAD))
    wanted = reassigning.Wanted(loop.agencies[2].id, ReassignmentReason.NOT_COMPETENT)
    for _ in range(2):
        asked = reassigning.ask(
            loop.session, loop.contacts[share.agency_id], share, wanted, seen_version=share.version, now=NOW,
            today=TODAY,
        )  # fmt: skip
        loop.stage.world.save()
        url, no = f"/review/reassignment/{asked.id}", {"decision": "refuse", "answer": "屬貴局權責"}
        here = head.post(url, data=hidden(head.get(url), url) | no)
    assert here.status_code == 409
    assert "須簽奉核可或提會議裁示" in here.text
    assert "屬貴局權責" in here.text
    waiting = head.get("/approvals").text
    assert "須簽奉核可或提會議裁示" in waiting
    assert f'value="reassignment-{asked.id}">核定' not in waiting
    paper = {"do": "paper", "document_number": "示政預字第1150006001號", "decided_on": "1151120",
             "approver_title": "市長", "approver_name": "林市長"}  # fmt: skip
    assert head.post(url, data=hidden(head.get(url), url) | no | paper).status_code == 303


def test_a_summary_is_drafted_edited_and_versioned(loop: Loop, officer: HouseClient) -> None:
    shares = four(loop)
    item = loop.item(shares[0])
    assert item.code not in officer.get("/summaries").text, (
        "the round of this quarter opens with its last month"
    )
    sent(loop, shares[0])
    (url,) = set(re.findall(rf'href="(/items/{item.code}/summaries/\d+)"', officer.get("/summaries").text))
    page = officer.get(url)
    assert "應填報4個機關，已填報1個。" in page.text
    fields = hidden(page, url)
    assert officer.post(url, data=fields | {"seen_number": 0, "text": ""}).status_code == 422
    assert officer.post(url, data=fields | {"seen_number": 0, "text": "改寫一。"}).status_code == 303
    late = officer.post(url, data=fields | {"seen_number": 0, "text": "改寫二。"})
    assert late.status_code == 409
    assert "改寫二。" in late.text
    assert officer.post(url, data=fields | {"seen_number": 1, "text": "改寫二。"}).status_code == 303
    assert "改寫一。" in officer.get(url).text
    assert item.code not in officer.get("/summaries").text
