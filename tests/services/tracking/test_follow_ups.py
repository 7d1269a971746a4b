"""Back to the meeting: what is pinned at 議程定稿, what the chair's word closes, what is told as 已簽准解除列管."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.documents.follow_up_table import CountRow
from app.domain.errors import ChangedSinceSeen, NotNow
from app.domain.meetings.resolution import Section
from app.domain.office_calendar import NO_CALENDAR
from app.domain.papers.paper import PaperName
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import Basis, FollowUpPart, Outcome, Verdict
from app.domain.tracking.flags import Flag, standings
from app.domain.tracking.follow_up import FollowUpColumns
from app.domain.tracking.item import AssignmentRole, Frequency, ItemMode
from app.models import ClosureDecision, FollowUp, Meeting, Reminder, Resolution
from app.queries.meetings.minutes import assembled
from app.queries.papers.sources import Sources, sources_of
from app.queries.tracking.follow_ups import lines_of
from app.queries.tracking.standing import shares_of
from app.queries.visibility.meetings import one_visible
from app.services.meetings import holding, minuting, planning
from app.services.meetings.planning import MeetingPlan
from app.services.papers import follow_up_tables
from app.services.papers.catalogue import make, make_follow_up
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import chair_word, closing, follow_ups
from app.wording.tracking.follow_up import FOLLOW_UP_TITLE
from tests.people import NOW, TODAY
from tests.services.tracking.conftest import DONE, Loop, when

LEAD, CO = AssignmentRole.LEAD, AssignmentRole.CO
S = AssignmentState
PAPER = PaperDecision("政風處處長", "王大明", TODAY, "示政預字第1150006000號")


def coming(loop: Loop, held_on: date = TODAY + timedelta(30)) -> Meeting:
    plan = MeetingPlan(title="示範市政府116年第1次廉政會報", label="116年第1次", year=116, held_on=held_on)
    meeting = planning.create(loop.session, loop.officer, loop.stage.committee, plan, now=NOW)
    loop.stage.put_on(meeting, loop.stage.passed("另一件提案。"))
    return meeting


def whole(loop: Loop, meeting: Meeting) -> Sources:
    loop.session.flush()
    return sources_of(loop.session, one_visible(loop.session, loop.officer, meeting.slug))


def set_agenda(loop: Loop, meeting: Meeting) -> None:
    follow_ups.set_agenda(loop.session, loop.head, meeting, seen_version=meeting.version, now=NOW)


def begin(loop: Loop, meeting: Meeting) -> None:
    set_agenda(loop, meeting)
    holding.start(loop.session, loop.officer, meeting, seen_version=meeting.version, now=NOW)


def test_a_case_done_in_february_is_never_red_and_stands_in_the_december_paper(loop: Loop) -> None:
    share, other = loop.dispatched(loop.plan(frequency=Frequency.QUARTERLY))
    loop.reported_done(share)
    loop.reported_done(other)
    told = loop.session.scalars(select(Reminder.id)).all()
    red = {Flag.OVERDUE, Flag.REPORT_OVERDUE, Flag.TO_REPORT, Flag.DUE_SOON}
    for month in range(1, 14):
        day = TODAY + timedelta(31 * month)
        for facts in shares_of(loop.session, [share, other], day).values():
            assert not red & {one.flag for one in standings(facts, NO_CALENDAR, day)}
    meeting = coming(loop, TODAY + timedelta(300))
    set_agenda(loop, meeting)
    (line,) = lines_of(loop.session, meeting)
    assert (line.part, line.proposal) == (FollowUpPart.OPEN, Verdict.RELEASE)
    (row,) = follow_up_tables.rows_of(whole(loop, meeting))
    assert (row.meeting, row.owner, row.advice) == ("115年第2次", "教育局、3局", "建議解除列管")
    table = follow_up_tables.of(whole(loop, meeting))
    assert table.columns is FollowUpColumns.TICKS
    assert table.counts == (
        CountRow("各機關（主辦二個以上）", "0", "1", "0", "0", "1", "2"),
        CountRow("合計", "0", "1", "0", "0", "1", "2"),
    )
    assert [(one.number, one.code, one.report) for one in table.annex] == [
        ("1", share.code, DONE.text), ("1", other.code, DONE.text),
    ]  # fmt: skip
    assert follow_up_tables.without_annex(whole(loop, meeting)).annex == ()
    assert loop.session.scalars(select(Reminder.id)).all() == told


def test_a_committee_chooses_its_columns_and_the_page_must_be_fresh(loop: Loop) -> None:
    loop.dispatched(loop.plan(LEAD, mode=ItemMode.SINGLE_LEAD))
    meeting, committee = coming(loop), loop.stage.committee
    before = whole(loop, meeting)
    made = make(PaperName.FOLLOW_UP_TABLE, before).hash
    seen = committee.version
    follow_ups.choose_columns(
        loop.session, loop.officer, committee, FollowUpColumns.BOXES, seen_version=seen, now=NOW
    )
    paper = make(PaperName.FOLLOW_UP_TABLE, whole(loop, meeting))
    assert (paper.plain.columns, paper.hash == made) == (FollowUpColumns.BOXES, False)
    assert make_follow_up(before, FollowUpColumns.TICKS).hash == made
    with pytest.raises(ChangedSinceSeen):
        follow_ups.choose_columns(
            loop.session, loop.officer, committee, FollowUpColumns.TICKS, seen_version=seen, now=NOW
        )


def test_the_line_stands_first_among_the_reports_and_its_summary_is_pinned(loop: Loop) -> None:
    (share,) = loop.dispatched(loop.plan(LEAD, mode=ItemMode.SINGLE_LEAD))
    meeting = coming(loop)
    item = loop.item(share)
    follow_ups.propose(loop.session, loop.officer, meeting, item, Verdict.SELF_TRACK, seen_version=None, now=NOW)  # fmt: skip
    set_agenda(loop, meeting)
    reports = [(one.title, one.code) for one in loop.stage.lines(meeting) if one.section is Section.REPORTS]
    assert reports == [(FOLLOW_UP_TITLE, "116-1-R1")]
    row = loop.session.scalars(select(FollowUp)).one()
    assert (row.proposal, row.position) == (Verdict.SELF_TRACK, 1)
    with pytest.raises(NotNow, match="chair_word_not_in_session"):
        chair_word.say(loop.session, loop.officer, meeting, {item.id: Verdict.RELEASE}, **when())


def test_invariant_4_the_chairs_word_closes_every_share_and_stands_in_the_minutes(loop: Loop) -> None:
    lead, co, going, _ = loop.dispatched(
        loop.plan(LEAD, CO, mode=ItemMode.SINGLE_LEAD), loop.plan(title="持續宣導")
    )
    loop.reported_done(lead)
    meeting = coming(loop)
    begin(loop, meeting)
    found = {line.item.id: line.proposal for line in lines_of(loop.session, meeting)}
    assert found == {lead.item_id: Verdict.RELEASE, going.item_id: Verdict.CONTINUE}
    words = {item_id: verdict for item_id, verdict in found.items() if verdict}
    chair_word.say(loop.session, loop.officer, meeting, words, **when())
    assert chair_word.say(loop.session, loop.officer, meeting, words, **when()) == []
    assert (lead.state, co.state, going.state) == (S.RELEASED, S.RELEASED, S.DISPATCHED)
    rows = loop.session.scalars(select(ClosureDecision)).all()
    assert {(row.assignment_id, row.outcome, row.basis, row.meeting_id) for row in rows} == {
        (share.id, Outcome.RELEASE, Basis.MEETING, meeting.id) for share in (lead, co)
    }
    resolution = loop.session.scalars(select(Resolution).where(Resolution.meeting_id == meeting.id)).one()
    assert resolution.text == (
        "解除列管（1項）：115-2-1-T1「加強辦理教育訓練」。\n繼續列管（1項）：115-2-1-T2「持續宣導」。"
    )
    holding.adjourn(loop.session, loop.officer, meeting, seen_version=meeting.version, now=NOW)
    minutes = minuting.begin(loop.session, loop.officer, meeting, now=NOW)
    loop.session.refresh(minutes, ["summaries"])
    content = assembled(loop.session, meeting, minutes)
    said = [one.text for case in content.cases() for one in case.resolutions]
    assert resolution.text in said
    ticks = [row.word for row in follow_up_tables.rows_of(whole(loop, meeting))]
    assert ticks == ["release", "continue"]


def test_a_word_is_taken_back_while_the_meeting_records(loop: Loop) -> None:
    proposed, going = loop.dispatched(loop.plan(LEAD, LEAD))
    loop.reported_done(proposed)
    meeting = coming(loop)
    begin(loop, meeting)

    def states() -> tuple[S, S]:
        for one in (proposed, going):
            loop.session.refresh(one)
        return proposed.state, going.state

    def say(verdict: Verdict) -> None:
        chair_word.say(loop.session, loop.officer, meeting, {proposed.item_id: verdict}, **when())

    def undo() -> None:
        chair_word.undo(loop.session, loop.officer, meeting, [proposed.item_id], **when())

    for verdict, ended in (
        (Verdict.RELEASE, (S.RELEASED, S.RELEASED)),
        (Verdict.SELF_TRACK, (S.CLOSED_OTHERWISE, S.CLOSED_OTHERWISE)),
        (Verdict.CONTINUE, (S.UNDER_WAY, S.UNDER_WAY)),
    ):
        say(verdict)
        assert states() == ended
        undo()
        assert states() == (S.RELEASE_PROPOSED, S.UNDER_WAY), "what was 建議解除 is so again"
        assert loop.session.scalars(select(FollowUp.word)).one() is None
    undo()
    assert states() == (S.RELEASE_PROPOSED, S.UNDER_WAY), "a word that was not said is not taken back"
    say(Verdict.RELEASE)
    say(Verdict.CONTINUE)
    assert states() == (S.UNDER_WAY, S.UNDER_WAY), "the last word holds"
    assert loop.events(proposed)[-3:] == ["release_by_meeting", "unsay_word", "continue_tracking"]


def test_what_was_released_between_meetings_is_told_once(loop: Loop) -> None:
    share, other = loop.dispatched()
    for one in (share, other):
        loop.reported_done(one)
    memo = closing.by_memo(loop.session, loop.officer, PAPER, **when())
    closing.release(loop.session, loop.officer, [share, other], memo, **when())
    meeting = coming(loop)
    begin(loop, meeting)
    table = follow_up_tables.of(whole(loop, meeting), FollowUpColumns.STATUS)
    (row,) = table.rows
    assert (row.released, row.word) == (True, "release")
    assert row.advice == row.status == "已簽准解除列管（示政預字第1150006000號）"
    assert [one.released for one in table.counts] == ["1", "1"]
    with pytest.raises(NotNow, match="not_on_follow_up"):
        chair_word.say(loop.session, loop.officer, meeting, {share.item_id: Verdict.CONTINUE}, **when())
