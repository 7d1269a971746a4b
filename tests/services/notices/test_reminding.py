"""The planner on shares that are really owed: what it adds, what it takes back, and that running again adds nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, true, update

from app.domain.errors import NotAllowed
from app.domain.notices.timing import TAIPEI
from app.domain.tracking.decisions import ExtensionReason
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.models import Assignment, Reminder, ReminderRule, User
from app.queries.notices.ladder import ladder_on
from app.queries.notices.owed_rounds import late_rounds, owed_rounds
from app.services.notices import reminding
from app.services.notices.reminding import BEGINNING, Place
from app.services.tracking import extensions, pausing
from app.services.tracking.extensions import Wanted
from app.services.tracking.splitting import Letter
from tests.jobs.owing import only_rounds
from tests.people import TODAY
from tests.services.tracking.conftest import Loop, loop, stage
from tests.services.tracking.test_next_meeting import MONDAY, moved, planned

__all__ = ["loop", "stage"]

FIRST = date(2026, 12, 25)
"""Seven working days before 2027-01-05, the day of 「115年第4季」, where no office calendar says otherwise."""
LATE = date(2027, 1, 6)


def nine(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=TAIPEI)


def plan(loop: Loop, day: date, hour: int = 8) -> tuple[int, int]:
    return reminding.plan_all(loop.session, now=nine(day, hour))


def waiting(loop: Loop) -> Sequence[Reminder]:
    loop.session.expire_all()
    query = select(Reminder).where(Reminder.superseded_at.is_(None), Reminder.rule.like("round_%"))
    return loop.session.scalars(query.order_by(Reminder.id)).all()


@pytest.fixture(autouse=True)
def rounds_alone(loop: Loop) -> None:
    only_rounds(loop.session)


@pytest.fixture
def shares(loop: Loop) -> list[Assignment]:
    """Two shares to be reported every quarter, and a 協辦 that delivers to its lead."""
    loop.session.execute(update(User).values(email=User.login + "@x.tw"))
    single = loop.plan(AssignmentRole.LEAD, AssignmentRole.CO, mode=ItemMode.SINGLE_LEAD, title="甲")
    return loop.dispatched(loop.plan(AssignmentRole.LEAD), single)


def test_what_is_due_is_planned_once_whoever_plans_and_however_often(
    loop: Loop, shares: list[Assignment]
) -> None:
    assert plan(loop, FIRST - timedelta(days=1)) == (0, 0)
    assert len(reminding.would_add(loop.session, now=nine(FIRST))) == 2
    assert waiting(loop) == [], "a dry run writes nothing"
    assert plan(loop, FIRST) == (2, 0)
    assert [plan(loop, day) for day in (FIRST, FIRST, FIRST + timedelta(days=3))] == [(0, 0)] * 3
    lines = waiting(loop)
    assert {(line.rule, line.thing_id) for line in lines} == {
        ("round_due", shares[0].id),
        ("round_due", shares[1].id),
    }
    assert {line.scheduled_for for line in lines} == {nine(FIRST)}
    assert {line.facts["round"] for line in lines} == {"115年第4季"}
    assert lines[0].recipient_id == loop.contacts[shares[0].agency_id].person_id

    # Nobody was at work for three days: what was not planned then is planned now, once, and what is no longer true is not sent.
    assert plan(loop, LATE + timedelta(days=3)) == (2, 2)
    assert {line.rule for line in waiting(loop)} == {"round_late"}
    assert plan(loop, LATE + timedelta(days=4)) == (0, 0)
    assert plan(loop, date(2027, 1, 14)) == (2, 0)
    above = loop.supervisors[shares[0].agency_id].person_id
    assert {line.rule for line in waiting(loop) if line.recipient_id == above} == {"round_supervisor"}


def test_two_processes_at_once_add_each_line_once(loop: Loop, shares: list[Assignment]) -> None:
    ladder = ladder_on(loop.session, nine(FIRST, 8))
    due = reminding.mailings(ladder, owed_rounds(loop.session, ladder, limit=100)[0])
    assert len(due) == 2
    assert plan(loop, FIRST) == (2, 0)
    # The other process had read before the first one wrote: the rows themselves refuse it.
    assert reminding._add(loop.session, ladder, due, nine(FIRST)) == 0
    assert len(waiting(loop)) == 2


def test_parts_of_the_planning_leave_no_share_out(loop: Loop, shares: list[Assignment]) -> None:
    ladder, added = ladder_on(loop.session, nine(FIRST)), 0
    at: Place | None = BEGINNING
    while at is not None:
        done = reminding.plan(loop.session, ladder, now=nine(FIRST), at=at, limit=2)
        added, at = added + done.added, done.then
    assert added == 2


def test_another_date_a_pause_another_owner_or_a_report_takes_back_what_waited(loop: Loop) -> None:
    loop.session.execute(update(User).values(email=User.login + "@x.tw"))
    item = replace(loop.plan(*[AssignmentRole.LEAD] * 4), frequency=Frequency.ONCE)
    once = loop.dispatched(item)
    extended, paused, moved, reported = once
    plan(loop, date(2026, 12, 22))
    assert {line.thing_id for line in waiting(loop)} == {one.id for one in once}
    at: dict[str, Any] = {"now": nine(date(2026, 12, 22), 8), "today": date(2026, 12, 22)}

    request = extensions.ask(
        loop.session, loop.contacts[extended.agency_id], extended, Wanted(date(2027, 3, 31), ExtensionReason.THIRD_PARTY, "待審議"),
        seen_version=extended.version, **at,
    )  # fmt: skip
    assert extended.id in {line.thing_id for line in waiting(loop)}, "asking moves nothing"
    extensions.grant(loop.session, loop.head, request, seen_version=request.version, **at)
    pausing.pause(loop.session, loop.officer, paused, "最高法院", seen_version=paused.version, **at)
    loop.report(reported, day=date(2026, 12, 22))
    left = {line.thing_id for line in waiting(loop)}
    assert left == {moved.id}, "superseded with the change itself, before anybody plans again"

    # The clock runs again, the report is taken back: what still holds is put back, and never doubled.
    pausing.resume(loop.session, loop.officer, paused, seen_version=paused.version, **at)
    assert plan(loop, date(2026, 12, 22)) == (1, 0)
    assert {line.thing_id for line in waiting(loop)} == {moved.id, paused.id}
    assert plan(loop, date(2027, 3, 22)) == (1, 2), "the new date has its own"
    assert len(loop.session.scalars(select(Reminder).where(Reminder.thing_id == paused.id, Reminder.rule == "round_due")).all()) == 1  # fmt: skip


def test_a_case_done_long_before_the_meeting_and_a_step_switched_off_remind_nobody(
    loop: Loop, shares: list[Assignment]
) -> None:
    loop.reported_done(shares[0])
    assert plan(loop, FIRST) == (1, 0)
    [line] = waiting(loop)
    rule = loop.session.scalars(select(ReminderRule).where(ReminderRule.rule == "round_due")).one()
    with pytest.raises(NotAllowed):
        reminding.switch(
            loop.session, loop.contacts[shares[0].agency_id], rule, on=False, seen_version=1, now=nine(FIRST)
        )
    reminding.switch(loop.session, loop.officer, rule, on=False, seen_version=1, now=nine(FIRST))
    assert waiting(loop) == []
    assert plan(loop, FIRST) == (0, 0)
    reminding.switch(loop.session, loop.head, rule, on=True, seen_version=2, now=nine(FIRST))
    assert plan(loop, FIRST) == (1, 0)

    loop.session.refresh(line)
    reminding.take_off(loop.session, loop.officer, [line], now=nine(FIRST))
    assert (waiting(loop), plan(loop, FIRST)) == ([], (0, 0)), "a person's word stands"
    reminding.put_back(loop.session, loop.officer, line, now=nine(FIRST))
    reminding.send_now(loop.session, loop.officer, [line], now=nine(FIRST, 8))
    assert [(one.scheduled_for, one.bundle) for one in waiting(loop)] == [
        (nine(FIRST, 8), f"reminders {nine(FIRST, 8).isoformat()}")
    ]


def test_a_meeting_that_is_put_off_takes_back_what_its_round_had_queued(loop: Loop) -> None:
    loop.session.execute(update(User).values(email=User.login + "@x.tw"))
    loop.dispatched(loop.plan(due_kind=DueKind.ONGOING, frequency=Frequency.EVERY_MEETING))
    meeting = planned(loop, MONDAY)
    assert plan(loop, date(2027, 1, 6)) == (2, 0), "seven working days before the last working day before it"
    moved(loop, meeting, MONDAY + timedelta(7))
    assert waiting(loop) == []
    assert plan(loop, date(2027, 1, 6)) == (0, 0)
    assert plan(loop, date(2027, 1, 13)) == (2, 0)


def test_what_was_sent_late_under_an_old_letter_is_not_reminded_of_rounds_that_had_passed(loop: Loop) -> None:
    loop.session.execute(update(User).values(email=User.login + "@x.tw"))
    shares = loop.prepared(loop.plan(AssignmentRole.LEAD, frequency=Frequency.MONTHLY))
    loop.send_out(shares, letter=Letter(date(2026, 9, 1), "示府政預字第1150003000號"))
    ladder = ladder_on(loop.session, nine(TODAY))
    assert plan(loop, TODAY) == (0, 0)
    assert late_rounds(loop.session, ladder, true()) == []
    assert plan(loop, date(2026, 11, 26)) == (1, 0), "the round that comes"
