"""Flags, dates, rounds and rates: one predicate each (product §3.3, invariant 3)."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.office_calendar import NO_CALENDAR
from app.domain.tracking import deadline, rounds
from app.domain.tracking.assignment_flow import OPEN, REPORTABLE, AssignmentState
from app.domain.tracking.decisions import ClosedAs
from app.domain.tracking.flags import Flag, Share, is_due_soon, is_overdue, standings
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.domain.tracking.item_status import ItemStatus, Part, is_ready, status_of
from app.domain.tracking.rates import Kept, Rate, belongs_to, punctuality
from app.domain.tracking.same_text import is_same_text

S = AssignmentState
TODAY = date(2026, 11, 20)  # a Friday
SHARE = Share(S.UNDER_WAY, DueKind.FIXED_DATE, date(2026, 12, 31))


def flags(share: Share, today: date = TODAY) -> set[Flag]:
    return {one.flag for one in standings(share, NO_CALENDAR, today)}


def test_invariant_14_a_date_is_kept_until_its_last_minute() -> None:
    due = replace(SHARE, due_current=TODAY)
    assert not is_overdue(due, TODAY)
    assert is_due_soon(due, NO_CALENDAR, TODAY)
    assert is_overdue(due, date(2026, 11, 21))


@pytest.mark.parametrize("state", list(S))
def test_only_what_waits_for_the_agency_is_overdue(state: AssignmentState) -> None:
    late = replace(SHARE, state=state, due_current=date(2026, 11, 1))
    assert is_overdue(late, TODAY) == (state in REPORTABLE)
    assert not is_overdue(replace(late, paused=True), TODAY)
    assert not is_overdue(replace(late, due_kind=DueKind.ONGOING), TODAY)


def test_seven_working_days_left_is_soon_and_list_and_badge_agree() -> None:
    last = deadline.soon_through(NO_CALENDAR, TODAY)
    assert last == date(2026, 12, 1)
    assert is_due_soon(replace(SHARE, due_current=last), NO_CALENDAR, TODAY)
    assert not is_due_soon(replace(SHARE, due_current=date(2026, 12, 2)), NO_CALENDAR, TODAY)
    for day in (TODAY, last, date(2026, 12, 2)):
        left = deadline.working_days_left(NO_CALENDAR, TODAY, day)
        assert (0 <= left <= deadline.SOON) == deadline.is_soon(NO_CALENDAR, day, TODAY)


def test_reporting_late_and_being_late_are_two_things() -> None:
    missed = replace(SHARE, round_days=(date(2026, 10, 5),), reported_through=date(2026, 7, 5))
    assert flags(missed) == {Flag.REPORT_OVERDUE}
    assert flags(replace(missed, reported_through=date(2026, 10, 5))) == set()
    assert flags(replace(missed, round_days=(date(2027, 1, 5),))) == {Flag.TO_REPORT}
    assert flags(replace(missed, owes_reports=False)) == set()
    assert flags(replace(missed, paused=True)) == {Flag.PAUSED}


def test_a_report_of_a_later_round_answers_an_earlier_one() -> None:
    days = (date(2026, 7, 5), date(2026, 10, 5))
    assert rounds.first_late(days, None, TODAY) == date(2026, 7, 5)
    assert rounds.first_late(days, date(2026, 10, 5), TODAY) is None


def test_a_round_whose_day_had_passed_when_a_share_was_really_sent_is_not_asked_of_it() -> None:
    passed, coming = date(2026, 10, 5), date(2027, 1, 5)
    since = rounds.reports_from(date(2026, 7, 2), TODAY)
    assert since == TODAY == rounds.reports_from(TODAY, TODAY)
    periodic = rounds.days_asked(Frequency.QUARTERLY, (passed, coming, None), date(2026, 9, 30), since)
    assert periodic == (coming, None)
    assert flags(replace(SHARE, round_days=periodic)) == {Flag.TO_REPORT}
    once = rounds.days_asked(Frequency.ONCE, (passed,), date(2026, 9, 30), since)
    assert once == (None,), "it is asked, but never late"
    assert rounds.days_asked(Frequency.ONCE, (passed,), coming, since) == (coming,), "extended meanwhile"
    assert rounds.days_asked(Frequency.ONCE, (passed,), coming, None) == ()


def test_a_flag_carries_its_sentence() -> None:
    late = replace(
        SHARE,
        due_current=date(2026, 11, 4),
        extensions=1,
        last_report_on=date(2026, 10, 6),
        extension_asked=True,
    )
    first = standings(late, NO_CALENDAR, TODAY)[0]
    assert (first.flag, first.working_days, first.extensions, first.days_since_report) == (
        Flag.OVERDUE,
        12,
        1,
        45,
    )
    assert flags(late) == {Flag.OVERDUE, Flag.EXTENSION_ASKED}


def test_rounds_of_a_year() -> None:
    found = rounds.spans(Frequency.QUARTERLY, date(2026, 2, 1), date(2027, 1, 31))
    assert [(one.label, one.due_on) for one in found] == [
        ("115年第1季", date(2026, 4, 5)), ("115年第2季", date(2026, 7, 5)), ("115年第3季", date(2026, 10, 5)),
        ("115年第4季", date(2027, 1, 5)), ("116年第1季", date(2027, 4, 5)),
    ]  # fmt: skip
    assert rounds.span_of(Frequency.HALF_YEARLY, date(2026, 8, 1)).label == "115年下半年"
    assert rounds.span_of(Frequency.MONTHLY, date(2026, 12, 1)).due_on == date(2027, 1, 5)


def test_what_stood_still_is_offered_back() -> None:
    assert deadline.offered_after_pause(NO_CALENDAR, date(2026, 12, 4), TODAY, date(2026, 11, 27)) == date(
        2026, 12, 11
    )


def lead(state: AssignmentState, closed_as: ClosedAs | None = None) -> Part:
    return Part(state, AssignmentRole.LEAD, closed_as)


def test_invariant_3_sixty_more_agencies_leave_one_item() -> None:
    one = [lead(S.RELEASED)]
    many = one * 61
    assert (
        status_of(ItemMode.EACH_AGENCY, one) is status_of(ItemMode.EACH_AGENCY, many) is ItemStatus.RELEASED
    )


def test_an_item_is_ready_when_all_are_and_co_never_blocks_a_single_lead() -> None:
    parts = [lead(S.RELEASE_PROPOSED), Part(S.DISPATCHED, AssignmentRole.CO)]
    assert is_ready(ItemMode.SINGLE_LEAD, parts)
    assert not is_ready(ItemMode.LEAD_AND_CO, parts)
    assert is_ready(ItemMode.LEAD_AND_CO, parts, said_so=True)
    assert status_of(ItemMode.SINGLE_LEAD, [lead(S.REASSIGNED), lead(S.UNDER_WAY)]) is ItemStatus.OPEN
    assert status_of(ItemMode.EACH_AGENCY, [lead(S.CLOSED_OTHERWISE, ClosedAs.MERGED)]) is ItemStatus.MERGED
    assert OPEN > REPORTABLE


def test_a_share_is_in_time_by_the_report_that_ended_it_and_old_cases_are_not_asked() -> None:
    shares = [
        Kept(date(2026, 9, 30), date(2026, 9, 30)), Kept(date(2026, 9, 30), date(2026, 10, 1)),
        Kept(date(2026, 9, 30), None), Kept(date(2027, 1, 1), date(2026, 1, 1)), Kept(None, None),
        Kept(date(2026, 9, 30), date(2026, 9, 1), legacy=True), Kept(date(2026, 9, 30), None, legacy=True),
    ]  # fmt: skip
    assert punctuality(shares, TODAY) == Rate(1, 3)


def test_the_year_a_share_belongs_to() -> None:
    assert belongs_to(115, date(2025, 7, 1), None, TODAY)
    assert not belongs_to(115, date(2025, 7, 1), date(2025, 12, 31), TODAY)
    assert belongs_to(115, date(2025, 7, 1), date(2026, 1, 1), TODAY)
    assert not belongs_to(115, date(2026, 11, 21), None, TODAY)


def test_nine_tenths_alike_is_the_same_text() -> None:
    text = "已辦理教育訓練二場次，共一百二十人次參加，並完成問卷調查及檢討會議。"
    assert is_same_text(text, text.replace("二場次", "三場次"))
    assert not is_same_text(text, "本季因經費未到位，尚未辦理。")
    assert not is_same_text("", "")
