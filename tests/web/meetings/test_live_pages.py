"""Pages of 現場登錄, the projector and the people, as plain forms without script."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Role
from app.models import Attendance, Recording, Remark, Resolution, UserSession
from tests.client import HouseClient
from tests.people import hidden, send
from tests.web.meetings.conftest import Pages

LIVE = "/meetings/115-2/live/1"
PEOPLE = "/meetings/115-2/people"
BACKGROUND = {"X-Background": "1", "Accept": "application/json"}


def press(client: HouseClient, do: str, page: str = LIVE, **fields: str) -> TestResponse:
    """Press a button of the form on the page, as a browser without script does."""
    shown = client.get(page)
    assert shown.status_code == 200, shown.text
    action = re.search(
        r'<form class="form" action="([^"]+)" method="post" novalidate id="recorder"', shown.text
    )
    assert action, "the page is read-only"
    url = action[1].replace("&amp;", "&")
    return client.post(
        url, data=hidden(shown, action[1]) | {"do": do, "kind": "resolution", "disposition": ""} | fields
    )


def autosave(client: HouseClient, page: TestResponse, **fields: str) -> TestResponse:
    data = hidden(page, LIVE) | {"kind": "resolution", "disposition": "", "amended_measures": ""} | fields
    return client.post(f"{LIVE}/autosave", data=data, headers=BACKGROUND)


@pytest.fixture
def held(pages: Pages) -> Pages:
    pages.shown(MeetingState.IN_SESSION)
    return pages


def stored(held: Pages) -> list[tuple[str, str]]:
    return [(one.code, one.text) for one in held.world.look(select(Resolution).order_by(Resolution.id))]


def test_it_opens_at_the_first_case_and_later_where_the_clerk_stood(
    held: Pages, officer: HouseClient
) -> None:
    assert officer.get("/meetings/115-2/live").location == LIVE
    assert press(officer, "next").location == "/meetings/115-2/live/2"
    assert officer.get("/meetings/115-2/live").location == "/meetings/115-2/live/2"
    for _ in range(2):
        press(officer, "next", officer.get("/meetings/115-2/live").location)
    assert officer.get("/meetings/115-2/live").location == "/meetings/115-2/live/closing"


def test_a_phrase_is_saved_by_its_button_alone(held: Pages, officer: HouseClient) -> None:
    assert press(officer, "phrase-0", text="").status_code == 303
    assert stored(held) == [("115-2-1", "照案通過。")]
    page = officer.get(LIVE).text
    assert '<option value="adopted" selected>' in page
    press(officer, "phrase-1", text="照案通過。")
    assert stored(held) == [("115-2-1", "修正通過：")]
    press(officer, "phrase-0", text="請各機關辦理。", disposition="agreed")
    assert stored(held) == [("115-2-1", "請各機關辦理。\n照案通過。")]


def test_going_on_saves_and_a_blank_case_is_left_blank(held: Pages, officer: HouseClient) -> None:
    press(officer, "next", text="照案通過。")
    press(officer, "next", "/meetings/115-2/live/2", text="")
    assert stored(held) == [("115-2-1", "照案通過。")]
    back = press(officer, "previous", "/meetings/115-2/live/3", text="")
    assert back.location == "/meetings/115-2/live/2"


def test_the_texts_own_word_chooses_what_was_not_chosen_and_says_so(
    held: Pages, officer: HouseClient
) -> None:
    answer = press(officer, "save", text="本案撤案。")
    assert "已選為處理結果，請核對" in officer.get(answer.location).text
    assert '<option value="withdrawn" selected>' in officer.get(LIVE).text


def test_the_keys_follow_the_section(held: Pages, officer: HouseClient) -> None:
    page = officer.get(LIVE).text
    assert re.findall(r'data-digit="\d"><kbd>\d</kbd><span>([^<]+)</span>', page)[:2] == [
        "照案通過。",
        "修正通過：",
    ]
    closing = officer.get("/meetings/115-2/live/closing").text
    assert "data-digit" not in closing
    assert '<label for="text" class="live-label">裁示</label>' in closing


def test_autosave_answers_with_the_version_and_what_the_text_seems_to_say(
    held: Pages, officer: HouseClient
) -> None:
    page = officer.get(LIVE)
    first = autosave(officer, page, text="照案通過。")
    data = json.loads(first.data)
    assert (first.status_code, data["seems"]) == (200, "adopted")
    again = officer.post(
        f"{LIVE}/autosave?resolution={data['resolution']}",
        data=hidden(page, LIVE)
        | {"seen_version": data["seen_version"], "kind": "resolution", "text": "照案通過，並請辦理。"},
        headers=BACKGROUND,
    )
    assert again.status_code == 200, again.text
    assert stored(held) == [("115-2-1", "照案通過，並請辦理。")]
    late = autosave(officer, page, text="另一份")
    assert late.status_code == 409
    assert json.loads(late.data)["why"] == "changed"
    assert json.loads(late.data)["stored"]["text"] == "照案通過，並請辦理。"


def test_a_second_clerk_reads_only_until_he_takes_over(
    held: Pages, officer: HouseClient, head: HouseClient
) -> None:
    shown = officer.get(LIVE)
    assert autosave(officer, shown, text="甲").status_code == 200
    page = head.get(LIVE).text
    assert "甲officer正在登錄" in page
    assert "<textarea" in page
    assert re.search(r'id="text" name="text" rows="4" readonly', page)
    refused = head.post(f"{LIVE}/hold", data=hidden(head.get(LIVE), LIVE), headers=BACKGROUND)
    assert (refused.status_code, json.loads(refused.data)["why"]) == (409, "live_taken")
    assert send(head, f"{LIVE}/take", page=LIVE).status_code == 303
    lost = officer.post(
        LIVE, data=hidden(shown, LIVE) | {"text": "我打的字", "kind": "resolution", "disposition": ""}
    )
    assert lost.status_code == 409
    assert "我打的字" in lost.text
    assert "接手" in lost.text
    assert stored(held) == [("115-2-1", "甲")]


def test_two_texts_of_one_resolution_are_shown_side_by_side(held: Pages, officer: HouseClient) -> None:
    press(officer, "save", text="甲")
    shown = officer.get(LIVE)
    one = held.world.look(select(Resolution))[0]
    press(officer, "save", text="乙")
    url = f"{LIVE}?resolution={one.id}"
    stale = officer.post(
        url, data=hidden(shown, url) | {"text": "丙", "kind": "resolution", "disposition": ""}
    )
    assert stale.status_code == 409
    assert "乙" in stale.text
    assert "丙" in stale.text
    assert stored(held) == [("115-2-1", "乙")]


def test_an_earlier_text_is_restored_from_its_page(held: Pages, officer: HouseClient) -> None:
    press(officer, "save", text="甲")
    press(officer, "save", text="乙")
    page = officer.get(f"{LIVE}/texts")
    earlier = re.findall(rf'action="({LIVE}/restore/[0-9]+)"', page.text)
    assert len(earlier) == 1
    answer = officer.post(earlier[0], data=hidden(page, earlier[0]) | {"when": "剛才"})
    assert answer.status_code == 303, answer.text
    assert stored(held) == [("115-2-1", "甲")]


def test_a_motion_is_added_on_the_spot(held: Pages, officer: HouseClient) -> None:
    answer = send(officer, "/meetings/115-2/motions", page=LIVE, title="臨時動議案由", number="1")
    assert answer.location == "/meetings/115-2/live/4"
    page = officer.get(answer.location).text
    assert "臨時動議　1／1" in page
    assert "照案通過。" in page
    refused = send(officer, "/meetings/115-2/motions", page=LIVE, title="", number="1")
    assert refused.status_code == 422


def test_live_is_refused_outside_the_session(pages: Pages, officer: HouseClient) -> None:
    pages.shown(MeetingState.AGENDA_SET)
    answer = officer.get("/meetings/115-2/live")
    assert answer.status_code == 409
    assert "會議開始後才能現場登錄" in answer.text


def test_the_projector_is_off_then_shows_the_case(held: Pages, officer: HouseClient) -> None:
    press(officer, "save", text="照案通過。")
    state = "/meetings/115-2/screen/state"
    fragment = {"HX-Request": "true"}
    assert "第1件提案" not in officer.get(state, headers=fragment).text
    send(officer, f"{LIVE}/screen", page=LIVE, mode="typing")
    for seen in (officer.get(state, headers=fragment).text, officer.get("/meetings/115-2/screen").text):
        assert "第1件提案" in seen
        assert "照案通過。" in seen


def test_what_a_page_asks_by_itself_keeps_no_session_alive(held: Pages, officer: HouseClient) -> None:
    def last_seen() -> object:
        return held.world.look(select(UserSession).where(UserSession.ended_at.is_(None)))[-1].last_seen_at

    with held.world.app.extensions["tracker"].database.sessions() as session:
        at = session.scalars(select(UserSession.last_seen_at)).all()[-1] - timedelta(minutes=5)
        session.execute(update(UserSession).values(last_seen_at=at))
        session.commit()
    before = last_seen()
    officer.get("/meetings/115-2/screen/state", headers={"HX-Request": "true", "X-Poll": "1"})
    assert last_seen() == before
    officer.get("/meetings/115-2/screen")
    assert last_seen() != before


def test_people_are_added_marked_and_marked_all_at_once(held: Pages, officer: HouseClient) -> None:
    for name, seat in (("甲長", "member"), ("乙長", "member"), ("丙員", "observer")):
        assert (
            send(
                officer, f"{PEOPLE}/add", page=PEOPLE, name=name, title="局長", agency="教育局", seat=seat
            ).status_code
            == 303
        )
    ids = {one.name: one for one in held.world.look(select(Attendance))}
    versions = {f"version-{one.id}": str(one.version) for one in ids.values()}
    proxy = {f"presence-{ids['乙長'].id}": "by_proxy"}
    refused = send(officer, PEOPLE, **versions, **proxy, do="save")
    assert refused.status_code == 422
    assert "乙長：選「代理」時，請填代理人姓名。" in refused.text
    proxy |= {f"proxy-name-{ids['乙長'].id}": "王小明", f"proxy-title-{ids['乙長'].id}": "副局長"}
    assert send(officer, PEOPLE, **versions, **proxy, do="rest").status_code == 303
    page = officer.get(PEOPLE).text
    assert '2</span> 人：出席 <b class="no">2</b> 人（代理 <span class="no">1</span> 人）' in page
    ticked = {f"presence-{ids['甲長'].id}": "on_leave"} | versions
    stale = send(officer, PEOPLE, **ticked, do="save")
    assert stale.status_code == 409
    assert "甲長：您選「請假」，已存為「出席」" in stale.text


def test_the_chair_and_a_removed_person(held: Pages, officer: HouseClient) -> None:
    url = f"{PEOPLE}/chair"
    assert (
        send(officer, url, page=PEOPLE, chair="秘書長", convener="市長", chair_reason="").status_code == 422
    )
    assert (
        send(officer, url, page=PEOPLE, chair="秘書長", convener="市長", chair_reason="市長公出").status_code
        == 303
    )
    send(officer, f"{PEOPLE}/add", page=PEOPLE, name="甲長", title="", agency="", seat="member")
    one = held.world.look(select(Attendance))[0]
    assert send(officer, f"{PEOPLE}/{one.id}/remove", page=PEOPLE).status_code == 303
    assert "甲長" not in officer.get(PEOPLE).text.partition("<main")[2].partition("已將甲長移出名單")[2]


def test_remarks_and_recusals_beside_the_case(held: Pages, officer: HouseClient) -> None:
    send(officer, f"{PEOPLE}/add", page=PEOPLE, name="甲長", title="局長", agency="教育局", seat="member")
    one = held.world.look(select(Attendance))[0]
    assert (
        send(officer, f"{LIVE}/remarks", page=LIVE, person="", remark="發言", printed="y").status_code == 422
    )
    added = send(officer, f"{LIVE}/remarks", page=LIVE, person=str(one.id), remark="請各機關留意。")
    assert added.status_code == 303, added.text
    page = officer.get(LIVE).text
    assert "內部，不印入紀錄" in page
    remark = held.world.look(select(Remark))[0]
    url = f"{LIVE}/remarks/{remark.id}"
    assert (
        send(
            officer, url, page=LIVE, person=str(one.id), remark="請留意。", printed="y", do="save"
        ).status_code
        == 303
    )
    assert held.world.look(select(Remark))[0].printed
    assert send(officer, url, page=LIVE, do="remove").status_code == 303
    assert "尚無發言摘要" in officer.get(LIVE).text
    recused = send(officer, f"{LIVE}/recusals", page=LIVE, person=str(one.id), ground="own_accord", reason="")
    assert recused.status_code == 303, recused.text
    page = officer.get(LIVE).text
    assert "自行迴避（行政程序法第32條）" in page
    assert '應出席 <span class="no">0</span> 人，迴避 <span class="no">1</span> 人不計' in page
    again = send(officer, f"{LIVE}/recusals", page=LIVE, person=str(one.id), ground="asked_for", reason="")
    assert again.status_code == 422
    recusal = re.search(r"/recusals/(\d+)/take-back", page)
    assert recusal
    assert send(officer, f"{LIVE}/recusals/{recusal[1]}/take-back", page=LIVE).status_code == 303


def test_readers_see_the_people_and_members_and_contacts_do_not_record(held: Pages) -> None:
    leader, contact = held.browser(Role.LEADER), held.browser(Role.CONTACT, held.world.other)
    assert leader.get(PEOPLE).status_code == 200
    assert "<textarea" not in leader.get(PEOPLE).text
    for client in (leader, contact):
        for path in (LIVE, "/meetings/115-2/screen", "/meetings/115-2/screen/state", f"{LIVE}/texts"):
            assert client.get(path).status_code == 404, path
    assert contact.get(PEOPLE).status_code == 404


def test_the_row_of_the_recording_is_made_by_a_post_only(held: Pages, officer: HouseClient) -> None:
    officer.get(LIVE)
    assert held.world.look(select(Recording)) == []
    press(officer, "save", text="甲")
    assert len(held.world.look(select(Recording))) == 1
