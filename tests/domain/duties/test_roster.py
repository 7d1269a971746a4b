"""How a person's declarations stand: filed, exempt, overdue, one of a pair; the figures are a count of the same lines."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from app.domain.duties.declarable_posts import Post, PostKind, Reason, Suspension
from app.domain.duties.declarations import DeclarationType
from app.domain.duties.roster import (
    FilingStatus,
    FilingWay,
    Held,
    Line,
    OccurrenceKey,
    Told,
    check_dates,
    figures,
    is_late,
    is_overdue,
    kept_until,
    lines,
    overlap,
)
from app.domain.duties.tallies import Figures
from app.domain.errors import Invalid
from app.domain.office_calendar import OfficeCalendar

_T, _S = DeclarationType, FilingStatus
CITY, OTHER = 1, 2
BEGINS = date(2026, 1, 1)
TAKING = OccurrenceKey(_T.TAKING_OFFICE, 1, None)
LEAVING = OccurrenceKey(_T.LEAVING_OFFICE, 1, None)
YEAR_115 = OccurrenceKey(_T.PERIODIC, None, 115)


def office(from_on: date, **more: object) -> Post:
    return Post(1, PostKind.OFFICE, CITY, from_on, **more)  # type: ignore[arg-type]


def seen(
    calendar: OfficeCalendar,
    *posts: Post,
    told: Mapping[OccurrenceKey, Told] | None = None,
    until: int = 2026,
) -> dict[OccurrenceKey, Line]:
    found = lines(posts, told or {}, calendar, receiver=CITY, begins_on=BEGINS, until=until)
    return {line.key: line for line in found}


def test_what_was_due_before_the_roster_begins_is_left_out_unless_something_was_entered(
    calendar: OfficeCalendar,
) -> None:
    post = office(date(2015, 3, 1))
    assert list(seen(calendar, post)) == [YEAR_115]
    told = {OccurrenceKey(_T.PERIODIC, None, 110): Told(date(2021, 12, 1), FilingWay.PAPER)}
    assert list(seen(calendar, post, told=told)) == [OccurrenceKey(_T.PERIODIC, None, 110), YEAR_115]


def test_a_filing_of_taking_office_makes_the_years_periodic_one_exempt(calendar: OfficeCalendar) -> None:
    found = seen(
        calendar, office(date(2026, 8, 1)), told={TAKING: Told(date(2026, 10, 20), FilingWay.ONLINE)}
    )
    assert {key: line.status for key, line in found.items()} == {TAKING: _S.FILED, YEAR_115: _S.EXEMPT}
    assert found[YEAR_115].reasons == (Reason.SAME_YEAR,)


def test_late_is_only_who_lets_the_last_legal_day_pass(calendar: OfficeCalendar) -> None:
    line = seen(calendar, office(date(2026, 8, 1)))[TAKING]
    assert (line.advised_day, line.last_day) == (date(2026, 11, 1), date(2026, 11, 2))
    assert [is_overdue(line, date(2026, 11, day)) for day in (1, 2, 3)] == [False, False, True]
    assert is_late(replace(line, told=Told(date(2026, 11, 3), FilingWay.PAPER)), date(2026, 11, 30))
    assert not is_late(replace(line, told=Told(date(2026, 11, 2), FilingWay.PAPER)), date(2026, 11, 30))
    other = replace(line, told=Told(last_day=date(2026, 11, 30), last_day_reason="機關函請展期"))
    assert (other.last_day, other.statutory_last_day) == (date(2026, 11, 30), date(2026, 11, 2))
    assert not is_overdue(other, date(2026, 11, 30))
    assert is_overdue(other, date(2026, 12, 1))


def test_of_a_pair_one_filing_suffices_and_it_is_counted_once(calendar: OfficeCalendar) -> None:
    post = office(date(2015, 3, 1), to_on=date(2026, 11, 20))
    found = seen(calendar, post)
    assert found[LEAVING].alternative
    assert not found[YEAR_115].alternative
    assert found[YEAR_115].latest_day == date(2027, 1, 20)
    assert not is_overdue(found[YEAR_115], date(2027, 1, 20))
    assert is_overdue(found[YEAR_115], date(2027, 1, 21))
    assert not is_overdue(found[LEAVING], date(2027, 1, 21))
    by_leaving = seen(calendar, post, told={LEAVING: Told(date(2027, 1, 5), FilingWay.PAPER)})
    assert (by_leaving[YEAR_115].status, by_leaving[LEAVING].status) == (_S.EXEMPT, _S.FILED)
    by_year = seen(calendar, post, told={YEAR_115: Told(date(2026, 12, 1), FilingWay.PAPER)})
    assert (by_year[YEAR_115].status, by_year[LEAVING].status) == (_S.FILED, _S.EXEMPT)
    for told in (found, by_leaving, by_year):
        owed = [line for line in told.values() if line.status is not _S.EXEMPT and not line.alternative]
        assert len(owed) == 1


def test_nothing_is_owed_while_suspended_and_by_hand_exempt_is_exempt(calendar: OfficeCalendar) -> None:
    away = office(date(2015, 3, 1), suspensions=(Suspension(date(2026, 6, 1)),))
    assert seen(calendar, away)[YEAR_115].status is _S.EXEMPT
    back = office(date(2015, 3, 1), suspensions=(Suspension(date(2026, 6, 1), date(2027, 1, 14)),))
    line = seen(calendar, back)[YEAR_115]
    assert (line.status, line.last_day) == (_S.UNFILED, date(2027, 1, 25))
    by_hand = seen(calendar, office(date(2015, 3, 1)), told={YEAR_115: Told(exempt_reason="已向監察院申報")})
    assert by_hand[YEAR_115].status is _S.EXEMPT


def test_a_post_elsewhere_waives_here_but_is_not_owed_here(calendar: OfficeCalendar) -> None:
    leaves = office(date(2015, 3, 1), to_on=date(2026, 7, 31))
    goes_on = Post(2, PostKind.OFFICE, OTHER, date(2026, 9, 1))
    found = seen(calendar, leaves, goes_on)
    assert found[LEAVING].status is _S.EXEMPT
    assert all(line.occurrence.post.receiver == CITY for line in found.values())


def test_the_figures_count_the_lines(calendar: OfficeCalendar) -> None:
    told = (
        Told(date(2026, 11, 9), FilingWay.ONLINE, authorised=True),
        Told(date(2026, 12, 1), FilingWay.PAPER),
        Told(date(2027, 1, 4), FilingWay.ONLINE, fined=True),
        Told(authorised=True),
        Told(exempt_reason="已向監察院申報"),
    )
    every = [
        line
        for key, one in enumerate(told, start=1)
        for line in lines(
            [Post(key, PostKind.OFFICE, CITY, date(2015, 3, 1))], {YEAR_115: one}, calendar,
            receiver=CITY, begins_on=BEGINS, until=2026,
        )
    ]  # fmt: skip
    assert figures(every, _T.PERIODIC, 115, date(2027, 1, 5)) == Figures(4, 3, 2, 2, 2, 1)
    assert figures(every, _T.PERIODIC, 115, date(2026, 12, 31)) == Figures(4, 2, 1, 2, 0, 1)
    assert figures(every, _T.PERIODIC, 115, date(2027, 1, 1)).late == 2
    new = lines([office(date(2026, 12, 1))], {}, calendar, receiver=CITY, begins_on=BEGINS, until=2026)
    asked = [figures(new, _T.TAKING_OFFICE, 115, date(2026, month, 1)).required for month in (11, 12)]
    assert asked == [0, 1]
    assert figures(every, _T.PERIODIC, 114, date(2027, 1, 5)) == Figures(0, 0)


@pytest.mark.parametrize(
    ("to_on", "suspended", "code"),
    [
        (date(2026, 1, 31), (None, None), "period_dates_crossed"),
        (None, (None, date(2026, 3, 1)), "suspension_without_start"),
        (None, (date(2026, 1, 1), None), "suspension_outside"),
        (date(2026, 6, 30), (date(2026, 5, 1), date(2026, 7, 1)), "suspension_outside"),
        (None, (date(2026, 5, 1), date(2026, 4, 30)), "suspension_outside"),
    ],
)
def test_impossible_dates_are_refused(
    to_on: date | None, suspended: tuple[date | None, date | None], code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        check_dates(date(2026, 2, 1), to_on, suspended)


def test_one_office_at_a_time_and_a_post_once() -> None:
    first = Held(PostKind.OFFICE, (1, "科長"), date(2026, 1, 1), date(2026, 7, 31))
    assert not overlap(first, replace(first, place=(1, "主任"), from_on=date(2026, 7, 31), to_on=None))
    assert overlap(first, replace(first, place=(2, "主任"), from_on=date(2026, 7, 30), to_on=None))
    assert overlap(first, replace(first, to_on=None))
    acting = replace(first, kind=PostKind.ACTING)
    assert not overlap(first, acting)
    assert not overlap(acting, replace(acting, place=(2, "科長")))
    assert overlap(acting, replace(acting, from_on=date(2026, 3, 1)))


def test_data_are_kept_five_years_after_the_last_post_ended() -> None:
    assert kept_until([date(2020, 2, 29), date(2021, 3, 31)]) == date(2026, 3, 31)
    assert kept_until([date(2020, 2, 29), None]) is None
    assert kept_until([]) is None
