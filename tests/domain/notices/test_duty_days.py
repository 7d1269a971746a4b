"""By which days an agency's year of meeting and its figures of declaration are owed, and when a declaration is late."""

from datetime import date, datetime

import pytest

from app.domain.duties.tallies import Figures
from app.domain.meetings.yearly import YearPlan
from app.domain.notices.duty_days import are_final, meeting_days, years_asked
from app.domain.notices.ladder import Clock, Ladder, Step, Way, mails_of, span_of
from app.domain.notices.notice import OF_LADDER, NoticeKind
from app.domain.notices.recipients import Seat, above, in_charge
from app.domain.notices.timing import TAIPEI
from app.domain.office_calendar import OfficeCalendar, SpecialDay
from app.domain.people.actor import Role

PLAN, MEET = Clock.MEETING_PLAN, Clock.YEARLY_MEETING
FEBRUARY, JUNE, END = date(2026, 2, 28), date(2026, 6, 30), date(2026, 12, 31)
MAY, JULY = date(2026, 5, 4), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("held", "required", "plan", "today", "owed"),
    [
        (0, 1, YearPlan(), MAY, [(PLAN, FEBRUARY, True), (MEET, END, True)]),
        (1, 1, YearPlan(), MAY, [(PLAN, FEBRUARY, False), (MEET, END, False)]),
        (0, 1, YearPlan(planned_month=6), MAY, [(MEET, JUNE, True)]),
        (0, 1, YearPlan(planned_month=6), JULY, [(MEET, JUNE, True), (MEET, END, True)]),
        (1, 2, YearPlan(planned_month=6), JULY, [(MEET, JUNE, False), (MEET, END, True)]),
        (1, 2, YearPlan(planned_month=12), MAY, [(MEET, END, True)]),
        (0, 1, YearPlan(exempt_basis="併政風處辦理"), MAY, [(PLAN, FEBRUARY, False), (MEET, END, False)]),
        (0, 0, YearPlan(), MAY, [(PLAN, FEBRUARY, False), (MEET, END, False)]),
    ],
)
def test_a_year_is_owed_by_its_plan_and_then_by_its_end(
    held: int, required: int, plan: YearPlan, today: date, owed: list[object]
) -> None:
    assert list(meeting_days(115, held, required, plan, today=today)) == owed


def test_a_year_that_is_over_is_asked_for_until_march_and_the_next_from_november() -> None:
    days = (date(2027, 1, 4), date(2027, 3, 31), date(2027, 4, 1), date(2027, 11, 1))
    assert [years_asked(day) for day in days] == [(115, 116), (115, 116), (116,), (116, 117)]
    assert are_final(Figures(44, 44), date(2026, 11, 2), 115)
    assert not are_final(Figures(44, 43), date(2026, 12, 30), 115)
    assert are_final(Figures(44, 43), date(2026, 12, 31), 115)


def test_a_declaration_is_reminded_of_by_its_statutory_end_and_late_after_its_last_legal_day() -> None:
    """2027-12-31 is a day off here, as are the days until 2028-01-03, a Monday."""
    calendar = OfficeCalendar(frozenset({2027, 2028}), {date(2027, 12, 31): SpecialDay(True, "補假")})
    end = date(2027, 12, 31)
    before, late = (
        Step("declaration_due", Clock.DECLARATION, Way.CONTACT, -7),
        Step("declaration_late", Clock.DECLARATION, Way.CONTACT, 1),
    )
    assert (span_of(calendar, before, end).first, span_of(calendar, before, end).last) == (
        date(2027, 12, 22),
        end,
    )
    assert span_of(calendar, late, end).first == date(2028, 1, 4)
    plan_item = Step("plan_item_late", Clock.PLAN_ITEM, Way.CONTACT, 1)
    assert span_of(calendar, plan_item, end).first == date(2028, 1, 3)
    call = Step("declaration_call", Clock.DECLARATION, Way.CALL, 3)
    for day, reached in ((date(2028, 1, 5), False), (date(2028, 1, 6), True)):
        ladder = Ladder((call,), calendar, datetime(day.year, day.month, day.day, 8, tzinfo=TAIPEI))
        assert ladder.reached(Clock.DECLARATION, Way.CALL, end) is reached
        assert not ladder.reached(Clock.ROUND, Way.CALL, end)


def test_every_mail_of_the_ladder_has_one_clock() -> None:
    assert sorted(kind for clock in Clock for kind in mails_of(clock)) == sorted(OF_LADDER)
    assert mails_of(PLAN) == {NoticeKind.MEETING_PLAN_DUE, NoticeKind.MEETING_PLAN_LATE}


def test_a_duty_goes_to_its_owner_then_to_the_first_with_a_mailbox_and_never_to_a_head_of_the_agency() -> (
    None
):
    def seat(person: int, role: Role, *, mailbox: bool = True) -> Seat:
        return Seat(person, 7, role, "", has_mailbox=mailbox, may_read_confidential=False)

    seats = [
        seat(1, Role.OFFICER), seat(2, Role.CONTACT, mailbox=False), seat(3, Role.CONTACT), seat(4, Role.LEADER),
        seat(5, Role.HEAD), seat(6, Role.OFFICER, mailbox=False),
    ]  # fmt: skip
    first = [
        in_charge(those, Role.CONTACT, Role.OFFICER) for those in (seats, seats[:2], seats[1:2], seats[3:4])
    ]
    assert [one and one.person_id for one in first] == [3, 1, 2, None]
    owner = in_charge(seats, Role.OFFICER, Role.HEAD, person_id=6)
    assert owner is not None
    assert owner.person_id == 6
    assert [one.person_id for one in above(seats, Role.SUPERVISOR, Role.HEAD)] == [5]
    assert [
        one.person_id for one in above([*seats, seat(8, Role.SUPERVISOR)], Role.SUPERVISOR, Role.HEAD)
    ] == [8]
    assert above(seats[3:4], Role.SUPERVISOR, Role.HEAD) == []
