"""Pages of minutes, closing and letters: happy, refused, unseen, stale."""

import pytest
from sqlalchemy import select

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.resolution import Disposition, ResolutionKind, TrackingChoice
from app.domain.people.actor import Role
from app.models import DatedFact, Meeting, MinutesCorrection, Resolution
from app.services.meetings import minuting, resolving
from app.services.meetings.resolving import Wording
from tests.client import HouseClient
from tests.people import NOW, TODAY, hidden, send
from tests.web.meetings.conftest import Pages

BASE = "/meetings/115-2/minutes"
APPROVAL = {
    "approver_title": "市長",
    "approver_name": "高以樂",
    "decided_on": "1151120",
    "document_number": "示字第1號",
}
FREE = {
    "recorder": "科員",
    "present": "如簽到表",
    "observers": "教育局",
    "absent": "",
    "opening": "感謝各位。",
}


def decided(pages: Pages, approved: bool = False) -> Meeting:
    meeting, _ = pages.with_minutes(approved, choice=None)
    pages.world.save()
    return meeting


def test_from_adjourning_to_closing(pages: Pages, officer: HouseClient) -> None:
    meeting = pages.decided(1, None)
    meeting.held_on = None
    pages.world.save()
    assert "尚未整理" in officer.get("/meetings/115-2/check").text
    begun = send(officer, f"{BASE}/begin", page=BASE)
    assert begun.location.endswith("/minutes/edit")
    assert send(officer, f"{BASE}/edit", **FREE).status_code == 303
    shown = officer.get(BASE).text
    assert "感謝各位。" in shown
    assert "照案通過。" in shown
    assert send(officer, f"{BASE}/circulate", page=BASE).status_code == 303
    assert send(officer, f"{BASE}/record-approval", **{**APPROVAL, "approver_name": ""}).status_code == 422
    assert send(officer, f"{BASE}/record-approval", **APPROVAL).status_code == 303
    assert "示字第1號" in officer.get(BASE).text
    refused = send(officer, "/meetings/115-2/close", page="/meetings/115-2/check")
    assert refused.status_code == 409
    assert "沒有選列管" in refused.text
    assert "還沒有選定列管方式的決議（1）" in refused.text
    (resolution,) = pages.world.look(select(Resolution))
    chosen = {f"choice-{resolution.id}": "none"}
    assert send(officer, "/meetings/115-2/check", **chosen).status_code == 303
    assert send(officer, "/meetings/115-2/close", page="/meetings/115-2/check").status_code == 303
    assert pages.world.look(select(Meeting))[0].state == MeetingState.CLOSED


def test_closing_lists_what_is_missing_and_changes_nothing(pages: Pages, officer: HouseClient) -> None:
    """At 散會 a case without outcome; at 結案 a resolution to be tracked of which nobody has a share."""
    meeting = pages.ready(2, MeetingState.IN_SESSION)
    wording = Wording(ResolutionKind.RESOLUTION, "照案通過。", Disposition.ADOPTED, TrackingChoice.TRACK)
    for item in pages.lines(meeting)[:1]:
        resolving.add(pages.session, pages.officer, meeting, item, wording, now=NOW)
    meeting.held_on = TODAY
    pages.world.save()
    adjourned = send(officer, "/meetings/115-2/adjourn", ends_at="15:30")
    assert adjourned.location.endswith("/check")
    page = officer.get("/meetings/115-2/check").text
    assert "還沒有結果的案件（1）" in page
    assert "115-2-2" in page
    _refused(pages, officer, MeetingState.ADJOURNED, "還沒有結果的案件（1）")
    resolving.add(pages.session, pages.officer, meeting, pages.lines(meeting)[1], wording, now=NOW)
    pages.record_approval(meeting, minuting.begin(pages.session, pages.officer, meeting, now=NOW))
    pages.world.save()
    _refused(pages, officer, MeetingState.MINUTES_APPROVED, "尚未分辦")


def _refused(pages: Pages, officer: HouseClient, state: MeetingState, listed: str) -> None:
    (meeting,) = pages.world.look(select(Meeting))
    fields = hidden(officer.get("/meetings/115-2/check")) | {"seen_version": str(meeting.version)}
    answer = officer.post("/meetings/115-2/close", data=fields)
    assert answer.status_code == 409
    assert listed in answer.text
    assert pages.world.look(select(Meeting))[0].state == state


def test_a_stale_edit_keeps_both_texts(pages: Pages, officer: HouseClient, head: HouseClient) -> None:
    decided(pages)
    seen = hidden(officer.get(f"{BASE}/edit"), f"{BASE}/edit")
    assert send(head, f"{BASE}/edit", **{**FREE, "opening": "主管的版本"}).status_code == 303
    answer = officer.post(f"{BASE}/edit", data=seen | FREE)
    assert answer.status_code == 409
    assert "主管的版本" in answer.text
    assert "感謝各位。" in answer.text


def test_who_sees_minutes_in_which_state(pages: Pages, officer: HouseClient) -> None:
    decided(pages)
    member, leader = pages.browser(Role.MEMBER), pages.browser(Role.LEADER)
    auditor, contact = pages.browser(Role.AUDITOR), pages.browser(Role.CONTACT, pages.world.other)
    admin = pages.browser(Role.ADMIN)

    def seen() -> list[bool]:
        return [
            "照案通過。" in one.get(BASE).text for one in (officer, member, leader, auditor, contact, admin)
        ]

    def downloaded() -> list[int]:
        return [one.get(f"{BASE}.docx").status_code for one in (officer, member, leader, contact)]

    assert seen() == [True, False, False, False, False, False]
    assert downloaded() == [200, 404, 404, 404]
    assert send(officer, f"{BASE}/circulate", page=BASE).status_code == 303
    assert seen() == [True, True, False, False, False, False]
    assert send(officer, f"{BASE}/record-approval", **APPROVAL).status_code == 303
    assert seen() == [True, True, True, True, False, False]
    assert downloaded() == [200, 200, 200, 404]
    assert leader.get(f"{BASE}-letter.docx").status_code == 404


def test_a_member_asks_and_is_answered(pages: Pages, officer: HouseClient) -> None:
    decided(pages)
    member = pages.browser(Role.MEMBER)
    send(officer, f"{BASE}/circulate", page=BASE)
    assert send(member, f"{BASE}/requests", page=BASE, part="", text="").status_code == 422
    assert (
        send(member, f"{BASE}/requests", page=BASE, part="discussion", text="請改錯字。").status_code == 303
    )
    assert "等待回覆" in member.get(BASE).text
    url = f"{BASE}/requests/1"
    assert send(officer, url, adopted="no", answer="").status_code == 422
    assert member.get(url).status_code == 404
    assert send(officer, url, adopted="no", answer="原文無誤").status_code == 303
    assert "原文無誤" in member.get(BASE).text
    assert officer.get(f"{BASE}/requests/99").status_code == 404


def test_a_correction_shows_both_texts(pages: Pages, officer: HouseClient) -> None:
    decided(pages, approved=True)
    (resolution,) = pages.world.look(select(Resolution))
    url = f"{BASE}/corrections/text-{resolution.id}"
    assert url in officer.get(f"{BASE}/corrections").text
    refused = send(officer, url, after="照案通過，更正。", reason="誤植", approver_name="某")
    assert refused.status_code == 422
    assert send(officer, url, after="照案通過，更正。", reason="誤植", **APPROVAL).status_code == 303
    shown = officer.get(BASE).text
    assert "照案通過，更正。" in shown
    assert "原文" in shown
    assert len(pages.world.look(select(MinutesCorrection))) == 1
    assert "照案通過，更正。" not in officer.get(f"{BASE}/versions/1").text
    assert officer.get(f"{BASE}/corrections/title").status_code == 404
    case = officer.get("/meetings/115-2/cases/1")
    assert 'action="/meetings/115-2/cases/1/resolutions"' not in case.text


@pytest.mark.parametrize("fmt", ["docx", "odt", "txt"])
def test_the_letter_comes_in_every_form(pages: Pages, officer: HouseClient, fmt: str) -> None:
    decided(pages, approved=True)
    answer = officer.get(f"{BASE}-letter.{fmt}")
    assert answer.status_code == 200
    if fmt == "txt":
        assert answer.text.startswith("主旨：檢送「示範市政府115年第2次廉政會報」會議紀錄1份")


def test_letters_are_entered_and_taken_back(pages: Pages, officer: HouseClient) -> None:
    pages.meeting()
    pages.world.save()
    url = "/meetings/115-2/letters"
    assert send(officer, url, kind="notice_sent", dated_on="").status_code == 422
    assert (
        send(officer, url, kind="notice_sent", dated_on="1151119", document_number="示字2").status_code == 303
    )
    assert "示字2" in officer.get(url).text
    (fact,) = pages.world.look(select(DatedFact))
    back = f"{url}/{fact.id}/take-back"
    assert send(officer, back).status_code == 422
    assert send(officer, back, reason="誤登").status_code == 303
    assert "示字2" not in officer.get(url).text
    assert officer.get(back).status_code == 404
