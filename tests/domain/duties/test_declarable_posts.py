"""What posts make of declarations: replaced, waived, one of two, suspended and caught up."""

from datetime import date

import pytest

from app.domain.duties.declarable_posts import (
    Occurrence,
    Post,
    PostKind,
    Reason,
    Standing,
    Suspension,
    occurrences,
)
from app.domain.duties.declarations import USUAL, DeclarationType, OpenRule, Readings
from app.domain.office_calendar import OfficeCalendar

_T = DeclarationType
CITY, OTHER = 1, 2


def office(key: int = 1, from_on: date = date(2026, 8, 1), receiver: int = CITY, **more: object) -> Post:
    return Post(key, PostKind.OFFICE, receiver, from_on, **more)  # type: ignore[arg-type]


def found(
    calendar: OfficeCalendar, *posts: Post, until: int = 2027, readings: Readings = USUAL
) -> dict[tuple[int, DeclarationType, int], Occurrence]:
    """By post, kind and the year in which its window begins."""
    return {
        (one.post.key, one.deadline.type, one.deadline.window_start.year): one
        for one in occurrences(posts, calendar, until=until, readings=readings)
    }


def standings(seen: dict[tuple[int, DeclarationType, int], Occurrence]) -> dict[object, object]:
    return {key: (one.standing, *one.reasons) for key, one in seen.items()}


def test_taking_office_replaces_the_periodic_one_of_its_year(calendar: OfficeCalendar) -> None:
    seen = found(calendar, office(filed_on=date(2026, 10, 20)))
    assert standings(seen) == {
        (1, _T.TAKING_OFFICE, 2026): (Standing.DUE,),
        (1, _T.PERIODIC, 2026): (Standing.WAIVED, Reason.SAME_YEAR),
        (1, _T.PERIODIC, 2027): (Standing.DUE,),
    }


def test_a_declaration_filed_in_the_next_year_replaces_that_years_and_is_pointed_out(
    calendar: OfficeCalendar,
) -> None:
    post = office(from_on=date(2026, 11, 15), filed_on=date(2027, 1, 20))
    seen = found(calendar, post, until=2028)
    periodic = {year: seen[1, _T.PERIODIC, year] for year in (2026, 2027, 2028)}
    assert [one.standing for one in periodic.values()] == [Standing.WAIVED, Standing.WAIVED, Standing.DUE]
    assert Reason.CROSS_YEAR in periodic[2026].reasons
    strict = found(calendar, post, until=2028, readings=frozenset({OpenRule.CROSS_YEAR}))
    assert strict[1, _T.PERIODIC, 2026].standing is Standing.DUE
    assert strict[1, _T.PERIODIC, 2027].standing is Standing.WAIVED


def test_leaving_during_a_window_leaves_the_choice_of_one(calendar: OfficeCalendar) -> None:
    post = office(from_on=date(2020, 3, 2), to_on=date(2026, 11, 20), filed_on=date(2020, 4, 1))
    seen = found(calendar, post)
    assert seen[1, _T.PERIODIC, 2026].standing is Standing.EITHER
    assert seen[1, _T.PERIODIC, 2026].deadline.statutory_end == date(2026, 12, 31)
    leaving = seen[1, _T.LEAVING_OFFICE, 2026]
    assert (leaving.standing, leaving.reasons) == (Standing.EITHER, (Reason.CHOOSE_ONE,))
    assert leaving.deadline.statutory_end == date(2027, 1, 20)
    assert (1, _T.PERIODIC, 2027) not in seen


def test_leaving_before_the_window_asks_for_leaving_only(calendar: OfficeCalendar) -> None:
    seen = found(calendar, office(from_on=date(2020, 3, 2), to_on=date(2026, 10, 31)))
    assert seen[1, _T.LEAVING_OFFICE, 2026].standing is Standing.DUE
    assert (1, _T.PERIODIC, 2026) not in seen


@pytest.mark.parametrize("receiver", [CITY, OTHER])
def test_a_new_post_within_two_months_waives_leaving(calendar: OfficeCalendar, receiver: int) -> None:
    first = office(from_on=date(2020, 3, 2), to_on=date(2026, 7, 31))
    seen = found(calendar, first, office(2, date(2026, 9, 1), receiver))
    leaving = seen[1, _T.LEAVING_OFFICE, 2026]
    assert (leaving.standing, leaving.reasons) == (Standing.WAIVED, (Reason.REAPPOINTED,))
    taking = seen[2, _T.TAKING_OFFICE, 2026]
    assert (taking.standing, taking.deadline.statutory_end) == (Standing.DUE, date(2026, 12, 1))
    late = found(calendar, first, office(2, date(2026, 10, 1), receiver))
    assert late[1, _T.LEAVING_OFFICE, 2026].standing is Standing.DUE


def test_a_change_of_post_with_one_receiving_agency_asks_for_neither(calendar: OfficeCalendar) -> None:
    first = office(from_on=date(2020, 3, 2), to_on=date(2026, 7, 31), filed_on=date(2020, 4, 1))
    seen = found(calendar, first, office(2, date(2026, 8, 1)))
    assert seen[1, _T.LEAVING_OFFICE, 2026].reasons == (Reason.SAME_RECEIVER,)
    assert seen[2, _T.TAKING_OFFICE, 2026].reasons == (Reason.SAME_RECEIVER,)
    assert seen[2, _T.PERIODIC, 2026].standing is Standing.DUE


def test_another_receiving_agency_asks_for_taking_office_again(calendar: OfficeCalendar) -> None:
    first = office(from_on=date(2020, 3, 2), to_on=date(2026, 11, 30), filed_on=date(2020, 4, 1))
    seen = found(calendar, first, office(2, date(2026, 12, 1), OTHER))
    assert seen[1, _T.LEAVING_OFFICE, 2026].reasons == (Reason.REAPPOINTED,)
    assert seen[2, _T.TAKING_OFFICE, 2026].standing is Standing.DUE
    assert seen[1, _T.PERIODIC, 2026].standing is Standing.WAIVED
    assert seen[2, _T.PERIODIC, 2026].standing is Standing.WAIVED


@pytest.mark.parametrize(("last", "declarable"), [(date(2026, 4, 14), False), (date(2026, 4, 15), True)])
def test_acting_for_less_than_three_months_asks_for_nothing(
    calendar: OfficeCalendar, last: date, declarable: bool
) -> None:
    post = Post(1, PostKind.ACTING, CITY, date(2026, 1, 15), last)
    seen = found(calendar, post)
    entry = seen[1, _T.ACTING, 2026]
    assert (Reason.TOO_SHORT in entry.reasons) is not declarable
    assert ((1, _T.ENDING_ACTING, 2026) in seen) is declarable
    other = found(calendar, post, readings=frozenset({OpenRule.ACTING_COMPLETE}))
    assert (1, _T.ENDING_ACTING, 2026) in other


def test_two_posts_with_one_receiving_agency_may_file_together(calendar: OfficeCalendar) -> None:
    beside = Post(2, PostKind.CONCURRENT, CITY, date(2026, 1, 5))
    seen = found(calendar, office(from_on=date(2020, 3, 2)), beside)
    assert Reason.MAY_MERGE in seen[2, _T.CONCURRENT, 2026].reasons


@pytest.mark.parametrize(
    ("pause", "standing", "reason", "by"),
    [
        (Suspension(date(2026, 10, 1)), Standing.SUSPENDED, Reason.SUSPENDED, None),
        (
            Suspension(date(2026, 10, 1), date(2027, 1, 31)),
            Standing.DUE,
            Reason.CAUGHT_UP,
            date(2027, 2, 11),
        ),
        (Suspension(date(2026, 10, 1), date(2026, 11, 15)), Standing.DUE, None, None),
    ],
)
def test_nothing_is_filed_while_suspended_and_caught_up_after_return(
    calendar: OfficeCalendar, pause: Suspension, standing: Standing, reason: Reason | None, by: date | None
) -> None:
    post = office(from_on=date(2020, 3, 2), filed_on=date(2020, 4, 1), suspensions=(pause,))
    one = found(calendar, post)[1, _T.PERIODIC, 2026]
    assert (one.standing, one.caught_up_by) == (standing, by)
    assert one.reasons == ((reason,) if reason else ())


def test_a_dismissal_while_suspended_asks_for_leaving_only(calendar: OfficeCalendar) -> None:
    post = office(
        from_on=date(2020, 3, 2), to_on=date(2027, 3, 1), suspensions=(Suspension(date(2026, 10, 1)),)
    )
    seen = found(calendar, post)
    assert seen[1, _T.PERIODIC, 2026].reasons == (Reason.DISMISSED,)
    assert seen[1, _T.LEAVING_OFFICE, 2027].standing is Standing.DUE
