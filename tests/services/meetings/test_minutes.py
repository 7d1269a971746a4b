"""Minutes: every move, what 核定 freezes, requests, 更正, the line on the next agenda, letters, 結案."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import select

from app.domain.errors import Absent, ChangedSinceSeen, Invalid, NotAllowed, NotNow
from app.domain.meetings.attendance import Mark, Presence, RecusalGround
from app.domain.meetings.dated_fact import FactKind
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.minutes import from_json
from app.domain.meetings.minutes_flow import MINUTES_FLOW, MinutesAction, MinutesState
from app.domain.meetings.resolution import Disposition, ResolutionKind, Section, TrackingChoice
from app.domain.people.actor import Actor, Role
from app.models import Meeting, Minutes, MinutesVersion, Resolution, ResolutionText
from app.queries.meetings.minutes import assembled, minutes_of
from app.services.meetings import (
    attending,
    closing,
    dated_facts,
    holding,
    minutes_approving,
    minutes_correcting,
    minutes_requests,
    minuting,
    recusing,
    remarking,
    resolving,
)
from app.services.meetings.attending import Invited
from app.services.meetings.minutes_correcting import Place
from app.services.meetings.minuting import FreeParts
from app.services.meetings.planning import MeetingPlan
from app.services.meetings.remarking import Said
from app.services.meetings.resolving import Wording
from app.services.papers.minutes import paper_of
from app.services.proposals.reviewing import PaperDecision
from tests.people import NOW, TODAY
from tests.services.meetings.conftest import Stage

_S, _A = MinutesState, MinutesAction
PAPER = PaperDecision("市長", "高以樂", TODAY, "示府政預字第1150004000號")
NEW = Wording(ResolutionKind.RESOLUTION, "改過的文字。", Disposition.ADOPTED, TrackingChoice.TRACK)
HEADS_ONLY = {_A.APPROVE}


def do(stage: Stage, meeting: Meeting, action: MinutesAction, actor: Actor) -> None:
    minutes = minutes_of(stage.session, meeting)
    assert minutes is not None
    common = {"seen_version": minutes.version, "now": NOW}
    verbs: dict[MinutesAction, Callable[..., object]] = {
        _A.CIRCULATE: minuting.circulate,
        _A.CALL_BACK: minuting.call_back,
        _A.APPROVE: minutes_approving.approve,
        _A.RECORD_APPROVAL: minutes_approving.record_approval,
    }
    given = (PAPER,) if action is _A.RECORD_APPROVAL else ()
    dated = {"today": TODAY} if action in (_A.APPROVE, _A.RECORD_APPROVAL) else {}
    verbs[action](stage.session, actor, meeting, *given, **common, **dated)


def in_state(stage: Stage, state: MinutesState) -> tuple[Meeting, Minutes]:
    stage.charter("政風處處長")
    meeting, minutes = stage.with_minutes()
    if state is not _S.DRAFTING:
        do(stage, meeting, _A.CIRCULATE, stage.officer)
    if state is _S.APPROVED:
        do(stage, meeting, _A.RECORD_APPROVAL, stage.officer)
    return meeting, minutes


@pytest.mark.parametrize(("state", "action"), list(product(_S, _A)), ids=str)
def test_each_move_of_minutes_is_as_the_table_says(
    stage: Stage, state: MinutesState, action: MinutesAction
) -> None:
    meeting, minutes = in_state(stage, state)
    stage.world.person("leader", (Role.LEADER, stage.world.department))
    stranger = stage.world.actor(stage.world.person("member", (Role.MEMBER, stage.world.department)))
    move = MINUTES_FLOW.moves.get((state, action))
    if move is None:
        with pytest.raises(NotNow, match="not_in_this_state"):
            do(stage, meeting, action, stage.head)
        return
    with pytest.raises(NotAllowed):
        do(stage, meeting, action, stranger)
    if action in HEADS_ONLY:
        with pytest.raises(NotAllowed):
            do(stage, meeting, action, stage.officer)
        do(stage, meeting, action, stage.head)
    else:
        do(stage, meeting, action, stage.officer)
    assert minutes.state is move.to


def test_what_the_charter_gives_to_another_is_not_approved_here(stage: Stage) -> None:
    stage.charter("市長")
    meeting, _ = stage.with_minutes()
    with pytest.raises(NotNow, match="minutes_approved_on_paper"):
        do(stage, meeting, _A.APPROVE, stage.head)


def test_resolution_texts_stand_from_the_approval_on(stage: Stage) -> None:
    meeting, minutes = stage.with_minutes(approved=True)
    assert meeting.state == MeetingState.MINUTES_APPROVED
    (resolution,) = stage.session.scalars(select(Resolution)).all()
    verbs: list[Callable[[], object]] = [
        lambda: resolving.change(
            stage.session, stage.officer, meeting, resolution, NEW, seen_version=resolution.version, now=NOW
        ),
        lambda: resolving.add(stage.session, stage.officer, meeting, None, NEW, now=NOW),
        lambda: resolving.insert(stage.session, stage.officer, meeting, None, NEW, now=NOW),
        lambda: resolving.take_back(
            stage.session, stage.officer, meeting, resolution, reason="誤", seen_version=resolution.version, now=NOW
        ),
    ]  # fmt: skip
    for verb in verbs:
        with pytest.raises(NotNow, match="resolution_frozen"):
            verb()
    with pytest.raises(NotNow, match="not_in_this_state"):
        holding.resume(stage.session, stage.head, meeting, reason="漏", seen_version=meeting.version, now=NOW)
    with pytest.raises(NotNow, match="minutes_approved_stand"):
        minuting.save(
            stage.session, stage.officer, meeting, FreeParts(recorder="某"), seen_version=minutes.version, now=NOW
        )  # fmt: skip
    assert resolution.text == "照案通過。"


def test_minutes_are_not_approved_over_a_case_without_outcome(stage: Stage) -> None:
    meeting = stage.ready(2, MeetingState.ADJOURNED)
    meeting.held_on = TODAY
    minutes = minuting.begin(stage.session, stage.officer, meeting, now=NOW)
    with pytest.raises(NotNow, match="items_without_outcome"):
        do(stage, meeting, _A.RECORD_APPROVAL, stage.officer)
    undisposed = Wording(ResolutionKind.RESOLUTION, "如主席裁示。")
    for item in stage.lines(meeting):
        resolving.add(stage.session, stage.officer, meeting, item, undisposed, now=NOW)
    with pytest.raises(NotNow, match="items_without_outcome"):
        do(stage, meeting, _A.RECORD_APPROVAL, stage.officer)
    assert (minutes.state, meeting.state) == (_S.DRAFTING, MeetingState.ADJOURNED)


def test_minutes_begin_after_the_meeting_and_only_once(stage: Stage) -> None:
    with pytest.raises(NotNow, match="minutes_before_adjourning"):
        minuting.begin(stage.session, stage.officer, stage.ready(1, MeetingState.IN_SESSION), now=NOW)


def test_resuming_calls_circulating_minutes_back(stage: Stage) -> None:
    meeting, minutes = in_state(stage, _S.CIRCULATING)
    assert minuting.begin(stage.session, stage.officer, meeting, now=NOW).id == minutes.id
    holding.resume(stage.session, stage.head, meeting, reason="漏登", seen_version=meeting.version, now=NOW)
    assert minutes.state is _S.DRAFTING
    with pytest.raises(NotNow, match="minutes_before_adjourning"):
        do(stage, meeting, _A.RECORD_APPROVAL, stage.officer)


def test_free_parts_are_saved_and_the_rest_comes_from_the_records(stage: Stage) -> None:
    meeting, minutes = stage.with_minutes(number=2)
    item = stage.lines(meeting)[0]
    parts = FreeParts("科員", "如簽到表", "教育局", "", "一、略。", {item.id: "摘要。", 999_999: "別場"})
    minuting.save(stage.session, stage.officer, meeting, parts, seen_version=minutes.version, now=NOW)
    with pytest.raises(ChangedSinceSeen):
        minuting.save(stage.session, stage.officer, meeting, parts, seen_version=1, now=NOW)
    paper = paper_of(assembled(stage.session, meeting, minutes))
    assert [(part.marker, part.name, part.note) for part in paper.parts] == [
        ("壹、", "主席致詞", ""),
        ("貳、", "報告事項", "（無）"),
        ("參、", "討論事項", ""),
        ("肆、", "臨時動議", "（無）"),
        ("伍、", "散會", "（未填）"),
    ]
    (first, second) = paper.parts[2].cases
    assert (first.number, first.subject, first.resolution[0].plain) == ("第一案", "第1件提案。", "照案通過。")
    assert [paragraph.plain for paragraph in first.explanation] == ["一、略。", "摘要。"]
    assert (second.number, paper.absent) == ("第二案", "")


def test_a_circulated_and_an_approved_version_are_kept(stage: Stage) -> None:
    meeting, minutes = in_state(stage, _S.APPROVED)
    kept = stage.session.scalars(select(MinutesVersion).order_by(MinutesVersion.number)).all()
    assert [(one.number, one.cut_for.value) for one in kept] == [(1, "circulation"), (2, "minutes_approval")]
    content = from_json(kept[1].content)
    assert content == assembled(stage.session, meeting, minutes)
    assert content.only([]).cases() == []


def test_paper_approvals_are_checked(stage: Stage) -> None:
    meeting, minutes = stage.with_minutes()
    wrong = {
        "approver_missing": PaperDecision("市長", "", TODAY),
        "decided_in_future": PaperDecision("市長", "某", TODAY + timedelta(days=1)),
        "decided_before_meeting": PaperDecision("市長", "某", TODAY - timedelta(days=1)),
    }
    for code, paper in wrong.items():
        with pytest.raises(Invalid, match=code):
            minutes_approving.record_approval(
                stage.session, stage.officer, meeting, paper, seen_version=minutes.version, now=NOW, today=TODAY
            )  # fmt: skip


def test_corrections_are_asked_for_while_it_circulates_and_answered_before_approval(stage: Stage) -> None:
    meeting, minutes = stage.with_minutes()
    member = stage.world.actor(stage.world.person("member", (Role.MEMBER, stage.world.department)))
    leader = stage.world.actor(stage.world.person("leader", (Role.LEADER, stage.world.department)))
    with pytest.raises(NotNow, match="minutes_do_not_circulate"):
        minutes_requests.ask(stage.session, member, meeting, text="請更正。", now=NOW)
    do(stage, meeting, _A.CIRCULATE, stage.officer)
    with pytest.raises(NotAllowed):
        minutes_requests.ask(stage.session, leader, meeting, text="請更正。", now=NOW)
    with pytest.raises(Invalid, match="request_text_missing"):
        minutes_requests.ask(stage.session, member, meeting, text=" ", now=NOW)
    one = minutes_requests.ask(
        stage.session, member, meeting, item=stage.lines(meeting)[0], text="請更正。", now=NOW
    )
    with pytest.raises(NotNow, match="minutes_requests_open"):
        do(stage, meeting, _A.RECORD_APPROVAL, stage.officer)
    with pytest.raises(Invalid, match="answer_missing"):
        minutes_requests.answer(
            stage.session, stage.officer, meeting, one, adopted=False, text="", seen_version=1, now=NOW
        )
    minutes_requests.answer(
        stage.session, stage.officer, meeting, one, adopted=True, text="", seen_version=1, now=NOW
    )
    do(stage, meeting, _A.RECORD_APPROVAL, stage.officer)
    assert minutes.state is _S.APPROVED


def correct(stage: Stage, meeting: Meeting, place: Place, after: str, **more: object) -> None:
    minutes = minutes_of(stage.session, meeting)
    assert minutes is not None
    given: dict[str, object] = {"reason": "誤植", "paper": PAPER, "seen_version": minutes.version, **more}
    minutes_correcting.correct(
        stage.session, stage.officer, meeting, place, after, now=NOW, today=TODAY, **given  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_correction_keeps_both_texts(stage: Stage) -> None:
    meeting, _ = stage.with_minutes(approved=True)
    (resolution,) = stage.session.scalars(select(Resolution)).all()
    place = Place("text", resolution=resolution)
    for code, changed in {
        "reason_missing": {"reason": " "},
        "correction_says_the_same": {"after": resolution.text},
        "resolution_text_missing": {"after": ""},
    }.items():
        with pytest.raises(Invalid, match=code):
            correct(stage, meeting, place, str(changed.pop("after", "照案通過（更正）。")), **changed)
    with pytest.raises(NotAllowed):
        correct(stage, meeting, place, "照案通過（更正）。", paper=None)
    with pytest.raises(Absent):
        correct(stage, meeting, Place("title"), "某")
    correct(stage, meeting, place, "照案通過（更正）。")
    correct(stage, meeting, Place("present"), "更正後名單")
    correct(stage, meeting, Place("summary", item=stage.lines(meeting)[0]), "更正後摘要")
    fresh = minutes_of(stage.session, meeting, versions=True, notes=True)
    assert fresh is not None
    assert [(one.number, one.before, one.after) for one in fresh.corrections] == [
        (1, "照案通過。", "照案通過（更正）。"),
        (2, "如簽到表", "更正後名單"),
        (3, "", "更正後摘要"),
    ]
    texts = stage.session.scalars(select(ResolutionText.text).order_by(ResolutionText.id)).all()
    assert texts == ["照案通過。", "照案通過（更正）。"]
    approved, *_, last = fresh.versions
    assert from_json(approved.content).cases()[0].resolutions[0].text == "照案通過。"
    assert from_json(last.content).present == "更正後名單"


def test_before_approval_there_is_nothing_to_correct(stage: Stage) -> None:
    meeting, _ = stage.with_minutes()
    with pytest.raises(NotNow, match="minutes_not_approved"):
        correct(stage, meeting, Place("present"), "某")


def test_the_next_agenda_confirms_approved_minutes_by_itself(stage: Stage) -> None:
    plan = MeetingPlan(
        title="示範市政府116年第1次廉政會報", label="116年第1次", year=116, held_on=date(2027, 6, 1)
    )
    meeting, minutes = stage.with_minutes()
    coming = stage.meeting(plan)
    assert stage.codes(coming) == []
    stage.record_approval(meeting, minutes)
    (item,) = stage.lines(coming)
    assert (item.section, item.code, item.title) == (
        Section.PREVIOUS_MINUTES, "116-1-M1", "確認115年第2次會議紀錄",
    )  # fmt: skip
    later = MeetingPlan(title="示範市政府116年第2次廉政會報", label="116年第2次", year=116)
    assert stage.codes(stage.meeting(later)) == ["116-2-M1"]


def test_closing_asks_for_every_choice(stage: Stage) -> None:
    meeting, _ = stage.with_minutes(approved=True, choice=None)
    with pytest.raises(NotNow, match="resolutions_without_choice"):
        closing.close(stage.session, stage.officer, meeting, seen_version=meeting.version, now=NOW)
    assert meeting.state == MeetingState.MINUTES_APPROVED
    (resolution,) = stage.session.scalars(select(Resolution)).all()
    choices = {resolution.id: TrackingChoice.NONE, 999_999: TrackingChoice.TRACK}
    assert closing.choose(stage.session, stage.officer, meeting, choices, seen_version=meeting.version, now=NOW) == 1  # fmt: skip
    closing.close(stage.session, stage.officer, meeting, seen_version=meeting.version, now=NOW)
    assert str(meeting.state) == "closed"
    with pytest.raises(NotNow, match="choices_are_made"):
        closing.choose(stage.session, stage.officer, meeting, choices, seen_version=meeting.version, now=NOW)


def test_letters_are_facts_beside_the_state(stage: Stage) -> None:
    meeting, _ = stage.with_minutes()
    before = meeting.state
    fact = dated_facts.record(
        stage.session, stage.officer, meeting, FactKind.MINUTES_SENT, dated_on=TODAY, document_number="示字1", now=NOW,
        today=TODAY,
    )  # fmt: skip
    for code, day in {"dated_in_future": 1, "minutes_sent_before_meeting": -1}.items():
        with pytest.raises(Invalid, match=code):
            dated_facts.record(
                stage.session, stage.officer, meeting, FactKind.MINUTES_SENT, dated_on=TODAY + timedelta(days=day),
                now=NOW, today=TODAY,
            )  # fmt: skip
    dated_facts.take_back(stage.session, stage.officer, meeting, fact, reason="誤登", seen_version=1, now=NOW)
    with pytest.raises(Absent):
        dated_facts.take_back(
            stage.session, stage.officer, meeting, fact, reason="誤登", seen_version=fact.version, now=NOW
        )
    assert meeting.state == before


def test_who_was_there_what_was_said_and_who_left_come_into_the_minutes(stage: Stage) -> None:
    meeting, minutes = stage.with_minutes()
    session, item = stage.session, stage.lines(meeting)[0]
    people = attending.insert(
        session, meeting,
        [Invited("童怡安", "局長", "法制局"), Invited("歐陽庭", "教授"), Invited("林宜", "科長", "教育局", is_member=False),
         Invited("周庚", "委員")],
        [Mark(Presence.ATTENDING), Mark(Presence.BY_PROXY, "劉大同", "副教授"), Mark(Presence.OBSERVING), Mark(Presence.ON_LEAVE)],
    )  # fmt: skip
    recusing.recuse(
        session, stage.officer, meeting, item, people[0].id, RecusalGround.OWN_ACCORD, "", now=NOW
    )
    for where, text, printed in (
        (item, "建議先行試辦。", True),
        (item, "內部備忘", False),
        (None, "請大家支持。", True),
    ):
        remarking.add(
            session, stage.officer, meeting, where, Said(people[1].id, text, printed=printed), now=NOW
        )
    content = assembled(session, meeting, minutes)
    assert (content.present, content.observers, content.absent) == (
        "法制局局長童怡安、教授歐陽庭（副教授劉大同代理）", "教育局科長林宜", "委員周庚",
    )  # fmt: skip
    (case,) = content.cases()
    assert case.remarks == (("副教授 劉大同", "建議先行試辦。"),)
    assert case.recused == ("法制局局長童怡安：自行迴避（行政程序法第32條）",)
    assert from_json(content.to_json()) == content
    paper = paper_of(content)
    part = next(part for part in paper.parts if part.cases)
    assert part.cases[0].resolution[0].text == "（迴避：法制局局長童怡安：自行迴避（行政程序法第32條））"
    assert any(line.text == "副教授 劉大同：請大家支持。" for part in paper.parts for line in part.text)


def test_typed_lists_stand_and_emptied_ones_follow_the_list_again(stage: Stage) -> None:
    meeting, minutes = stage.with_minutes()
    attending.insert(stage.session, meeting, [Invited("童怡安")], [Mark(Presence.ATTENDING)])
    for typed, stored, said in (
        ("童怡安", "", "童怡安"),
        ("童局長", "童局長", "童局長"),
        ("", "", "童怡安"),
    ):
        parts = minuting.FreeParts(present=typed)
        minuting.save(stage.session, stage.officer, meeting, parts, seen_version=minutes.version, now=NOW)
        assert (minutes.present, assembled(stage.session, meeting, minutes).present) == (stored, said)


def test_a_joint_meeting_is_printed_with_both_names(stage: Stage) -> None:
    meeting, minutes = stage.with_minutes()
    meeting.joint_title = "安全維護會報"
    assert paper_of(assembled(stage.session, meeting, minutes)).title == (
        "示範市政府115年第2次廉政會報暨安全維護會報會議紀錄"
    )
