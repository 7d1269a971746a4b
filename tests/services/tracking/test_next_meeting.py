"""下次會議前: a share's day comes with the next meeting's and stands; a round's goes along with it."""

from datetime import date, timedelta

from sqlalchemy import select

from app.domain.meetings.meeting_flow import MeetingKind
from app.domain.office_calendar import MovedDate, SpecialDay, with_year
from app.domain.tracking.deadline import HangingDay
from app.domain.tracking.item import DueKind, Frequency
from app.models import Assignment, AuditEvent, CalendarDay, CalendarYear, Meeting, ReportRound
from app.queries.calendar_change import CalendarChange
from app.queries.hanging_dates import dates_moved
from app.queries.office_calendar import calendar_in_force
from app.services.meetings import planning
from app.services.meetings.planning import MeetingPlan
from app.services.tracking import next_meeting, rounds, splitting
from tests.people import NOW, TODAY
from tests.services.tracking.conftest import Loop, when

MONDAY = date(2027, 1, 18)
BEFORE = date(2027, 1, 15)  # the last working day before it
PLAN = MeetingPlan(title="示範市政府116年第1次廉政會報", label="116年第1次", year=116)


def planned(loop: Loop, held_on: date | None, kind: MeetingKind = MeetingKind.REGULAR) -> Meeting:
    plan = MeetingPlan(
        title=PLAN.title,
        label=PLAN.label if kind is MeetingKind.REGULAR else "116年第9次",
        year=116,
        held_on=held_on,
        kind=kind,
    )
    meeting = planning.create(loop.session, loop.officer, loop.stage.committee, plan, now=NOW)
    next_meeting.follow(loop.session, loop.officer, meeting, **when())
    return meeting


def moved(loop: Loop, meeting: Meeting, held_on: date | None) -> None:
    plan = MeetingPlan(title=PLAN.title, label=PLAN.label, year=116, held_on=held_on)
    planning.change(loop.session, loop.officer, meeting, plan, seen_version=meeting.version, now=NOW)
    next_meeting.follow(loop.session, loop.officer, meeting, **when())


def days(shares: list[Assignment]) -> set[tuple[date | None, date | None]]:
    return {(one.due_original, one.due_current) for one in shares}


def the_round(loop: Loop) -> tuple[str, date | None, int | None]:
    loop.session.flush()
    row = loop.session.scalars(
        select(ReportRound)
        .where(ReportRound.frequency == Frequency.EVERY_MEETING)
        .order_by(ReportRound.id.desc())
    ).first()
    assert row is not None
    return row.label, row.due_on, row.meeting_id


def test_a_share_gets_its_day_once_and_the_round_goes_with_the_meeting(loop: Loop) -> None:
    plan = loop.plan(due_kind=DueKind.NEXT_MEETING, frequency=Frequency.EVERY_MEETING)
    shares = loop.dispatched(plan)
    assert days(shares) == {(None, None)}
    assert the_round(loop) == ("下次會議前", None, None)
    report = loop.report(shares[0])
    assert shares[0].reported_through == TODAY, "a round without a day stands for the day it was sent"
    planned(loop, MONDAY - timedelta(30), MeetingKind.FOLLOW_UP)
    assert days(shares) == {(None, None)}, "a 追蹤會議 is nobody's next meeting"
    meeting = planned(loop, None)
    assert days(shares) == {(None, None)}
    moved(loop, meeting, MONDAY)
    assert days(shares) == {(BEFORE, BEFORE)}
    assert the_round(loop) == ("116年第1次會議前", BEFORE, meeting.id)
    assert (shares[0].reported_through, shares[1].reported_through) == (BEFORE, None)
    assert loop.events(shares[1])[-1] == "date_from_meeting"
    moved(loop, meeting, MONDAY + timedelta(7))
    assert days(shares) == {(BEFORE, BEFORE)}, "the original date stands"
    assert the_round(loop)[1] == BEFORE + timedelta(7)
    assert shares[0].reported_through == BEFORE + timedelta(7)
    loop.receive(report)
    planning.postpone(
        loop.session, loop.officer, meeting, reason="場地", seen_version=meeting.version, now=NOW
    )
    next_meeting.follow(loop.session, loop.officer, meeting, **when())
    assert the_round(loop) == ("116年第1次會議前", None, meeting.id)
    planning.cancel(
        loop.session, loop.officer, meeting, reason="併下次", seen_version=meeting.version, now=NOW
    )
    next_meeting.follow(loop.session, loop.officer, meeting, **when())
    assert the_round(loop) == ("下次會議前", None, None)


def test_what_leaves_when_the_next_meeting_has_a_day_leaves_with_it(loop: Loop) -> None:
    shares = loop.prepared(loop.plan(due_kind=DueKind.NEXT_MEETING), loop.plan(title="定期限的事"))
    meeting = planned(loop, MONDAY)
    assert (shares[0].due_original, shares[2].due_original) == (None, date(2026, 12, 31))
    batch = loop.send_out(shares)
    assert [one.due_original for one in shares] == [BEFORE, BEFORE, date(2026, 12, 31), date(2026, 12, 31)]
    splitting.take_back(loop.session, loop.officer, batch, seen_version=batch.version, **when())
    moved(loop, meeting, MONDAY + timedelta(7))
    loop.send_out(shares)
    assert shares[0].due_original == BEFORE + timedelta(7), "what came back was never dispatched"
    set_by = loop.session.scalars(select(AuditEvent).where(AuditEvent.action == "date_from_meeting")).all()
    assert len(set_by) == 4


def test_after_a_meeting_the_next_round_is_there(loop: Loop) -> None:
    (share, _) = loop.dispatched(loop.plan(due_kind=DueKind.ONGOING, frequency=Frequency.EVERY_MEETING))
    planned(loop, MONDAY)
    item, later = loop.item(share), MONDAY + timedelta(1)
    assert rounds.rounds_for(loop.session, [share], {item.id: item}, TODAY)[share.id].due_on == BEFORE
    after = rounds.rounds_for(loop.session, [share], {item.id: item}, later)[share.id]
    assert (after.label, after.due_on) == ("下次會議前", None)
    assert share.due_original is None, "持續辦理 has no day"


def test_another_calendar_lists_the_round_it_moves_and_moves_it(loop: Loop) -> None:
    loop.dispatched(loop.plan(due_kind=DueKind.NEXT_MEETING, frequency=Frequency.EVERY_MEETING))
    planned(loop, MONDAY)
    before = calendar_in_force(loop.session)
    off = {BEFORE: SpecialDay(is_off=True, note="彈性放假")}
    after = with_year(before, 2027, off)
    change = CalendarChange(before, after, TODAY)
    moved_dates = dates_moved(loop.session, loop.officer, change)
    assert [one for one in moved_dates if one.kind is HangingDay.ROUND] == [
        MovedDate(HangingDay.ROUND, "116年第1次會議前", BEFORE, BEFORE - timedelta(1))
    ]
    assert dates_moved(loop.session, loop.contacts[loop.agencies[1].id], change) == []
    version = CalendarYear(year=2027, number=1, days_off=1, filename="x.csv", sha256="", imported_at=NOW)
    loop.session.add(version)
    loop.session.flush()
    loop.session.add(CalendarDay(calendar_year_id=version.id, day=BEFORE, is_off=True, note="彈性放假"))
    next_meeting.follow_calendar(loop.session, now=NOW, today=TODAY)
    assert the_round(loop)[1] == BEFORE - timedelta(1)
