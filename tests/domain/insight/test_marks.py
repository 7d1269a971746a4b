"""What leadership's page counts: 項 beside 件, the parts of a bar, months, ages, weeks, and what changed since last month."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.domain.insight.figures import figures_of
from app.domain.insight.marks import AGES, OF_WEEK, WEEKS, Count, Mark, ShareLine, Standing, chosen, months_of
from app.domain.insight.overview import Noticed, Overview, agency_bars, release_rate, things_to_notice
from app.domain.insight.registers import AgencyYear, chaired_rate, even_pace, held_rate, in_season, median
from app.domain.meetings.yearly import YearStanding
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ClosedAs
from app.domain.tracking.item import AssignmentRole, ItemMode
from app.domain.tracking.rates import Rate
from app.domain.tracking.ruling import Asking, asks_ruling
from app.wording import dashboard as said

TODAY = date(2026, 11, 20)
S = AssignmentState


def line(key: int, item: int = 1, agency: int = 1, state: S = S.UNDER_WAY, **more: Any) -> ShareLine:
    plain = ShareLine(
        key, item, agency, state, AssignmentRole.LEAD, ItemMode.EACH_AGENCY, None, date(2026, 10, 1),
        TODAY if state in (S.RELEASED, S.CLOSED_OTHERWISE) else None, date(2026, 12, 1), False,
        state is S.RELEASE_PROPOSED, False,
    )  # fmt: skip
    return replace(plain, **more)


LATE: dict[str, Any] = {"overdue": True, "due_current": date(2026, 11, 1)}
LINES = (
    line(1, **LATE),
    line(2, agency=2, state=S.RELEASE_PROPOSED),
    line(3, item=2, agency=2, state=S.RELEASED),
    line(4, item=2, agency=3, state=S.RELEASED),
    line(5, item=3, agency=3, state=S.RELEASE_PROPOSED, dispatched_on=date(2026, 3, 1)),
    line(6, item=4, state=S.CLOSED_OTHERWISE, closed_as=ClosedAs.MERGED),
)
STANDING = Standing(115, TODAY, LINES)

FIGURES = figures_of(STANDING)


def count(standing: Standing, mark: Mark, of: int | None = None) -> Count:
    return figures_of(standing).count(mark, of)


def test_items_are_counted_beside_their_shares() -> None:
    assert count(STANDING, Mark.TRACKED) == (said_count := count(STANDING, Mark.TRACKED))
    assert (said_count.items, said_count.shares) == (2, 3)
    assert count(STANDING, Mark.OVERDUE).items == 1
    assert count(STANDING, Mark.RULING).shares == 2
    # An item is done in our eyes only when all of its shares are.
    assert (count(STANDING, Mark.AWAITING).items, count(STANDING, Mark.AWAITING).shares) == (1, 2)
    assert release_rate(FIGURES) == Rate(1, 3)


def test_old_cases_are_counted_but_in_no_rate() -> None:
    old = (line(90, item=9, state=S.RELEASED, legacy=True), line(91, item=10, legacy=True))
    wider = replace(STANDING, lines=LINES + old)
    assert release_rate(figures_of(wider)) == release_rate(FIGURES)
    assert (count(wider, Mark.DONE), count(wider, Mark.COUNTED)) == (
        count(STANDING, Mark.DONE),
        count(STANDING, Mark.COUNTED),
    )
    assert count(wider, Mark.TRACKED).items == count(STANDING, Mark.TRACKED).items + 1


def test_invariant_3_sixty_more_agencies_leave_the_number_of_items() -> None:
    more = tuple(line(100 + at, agency=100 + at, **LATE) for at in range(60))
    wider = replace(STANDING, lines=LINES + more)
    for mark in (Mark.TRACKED, Mark.OVERDUE, Mark.COUNTED):
        assert count(wider, mark).items == count(STANDING, mark).items
    assert count(wider, Mark.OVERDUE).shares == 61


def test_every_share_is_in_exactly_one_part_of_its_agencys_bar() -> None:
    bars = agency_bars(FIGURES, {1: "甲局", 2: "乙局", 3: "丙局"})
    assert sum(bar.total for bar in bars) == len(LINES)
    assert [bar.agency_id for bar in bars] == [1, 2, 3]
    for mark, name in zip((Mark.OVERDUE, Mark.UNDER_WAY, Mark.AWAITING, Mark.ENDED),
                          ("overdue", "under_way", "awaiting", "ended"), strict=True):  # fmt: skip
        assert sum(getattr(bar, name) for bar in bars) == count(STANDING, mark).shares


def test_ages_and_weeks_share_the_open_ones_out() -> None:
    steps = [count(STANDING, Mark.AGE, step).shares for step in range(len(AGES))]
    assert steps == [0, 2, 0, 0, 1]
    due = [count(STANDING, Mark.DUE, week).shares for week in range(WEEKS)]
    assert (due[2], sum(due)) == (2, 2)
    for week in range(WEEKS):
        parts = [chosen(STANDING, mark, week) for mark in OF_WEEK]
        assert len(parts[0]) == len(parts[1]) + len(parts[2])
        assert not any(one.state is not S.RELEASE_PROPOSED for one in parts[2])
    assert count(STANDING, Mark.AGE, 5).shares == count(STANDING, Mark.DUE, None).shares == 0


def test_what_was_open_at_a_months_end_is_what_came_less_what_went() -> None:
    for month in months_of(115, TODAY):
        before = count(STANDING, Mark.OPEN_AT, month - 1).shares if month > 1 else 0
        came, went = (
            count(STANDING, Mark.ADDED, month).shares,
            count(STANDING, Mark.ENDED_IN, month).shares,
        )
        assert count(STANDING, Mark.OPEN_AT, month).shares == before + came - went
    assert not chosen(STANDING, Mark.ADDED, 12)


def test_what_changed_since_the_end_of_last_month() -> None:
    assert not chosen(STANDING, Mark.NEW_SINCE)
    then = {one.id: one for one in LINES[1:5]}
    then[2] = replace(then[2], due_current=date(2026, 11, 25))
    then[3] = line(3, item=2, agency=2)
    now = replace(STANDING, before=then, before_on=date(2026, 10, 31))
    assert [one.id for one in chosen(now, Mark.NEW_SINCE)] == [1, 6]
    assert [one.id for one in chosen(now, Mark.ENDED_SINCE)] == [3, 6]
    assert [one.id for one in chosen(now, Mark.LATE_SINCE)] == [1]
    assert [one.id for one in chosen(now, Mark.MOVED_SINCE)] == [2]
    assert said.compared_title(figures_of(now)) == "115年10月31日之後新增逾期 1 件"


def test_what_waits_for_the_chairs_word() -> None:
    assert asks_ruling(Asking(S.RELEASE_PROPOSED))
    assert asks_ruling(Asking(S.UNDER_WAY, extension_asked=True, granted=2, most=2))
    assert asks_ruling(Asking(S.UNDER_WAY, reassignment_disputed=True))
    assert not asks_ruling(Asking(S.UNDER_WAY, extension_asked=True, granted=1, most=2))
    assert not asks_ruling(Asking(S.UNDER_WAY, extension_asked=True, granted=9))
    assert not asks_ruling(Asking(S.SUBMITTED, granted=2, most=2))


def test_exempt_agencies_are_not_among_those_who_must_meet() -> None:
    years = (
        AgencyYear(1, "甲局", 2, 1, YearStanding.HELD),
        AgencyYear(2, "乙局", 0, 0, YearStanding.MISSING),
        AgencyYear(3, "丙局", 0, 0, YearStanding.EXEMPT),
    )
    assert (held_rate(years), chaired_rate(years)) == (Rate(1, 2), Rate(1, 2))
    found = Overview(FIGURES, {1: "甲局", 2: "乙局", 3: "丙局"}, years, ())
    assert [one.of for one in things_to_notice(found)] == [
        Noticed.LONGEST_LATE, Noticed.NOT_MET, Noticed.STILL_OPEN
    ]  # fmt: skip
    assert said.sentence(found) == (
        "列管 2 項（3 件），逾期未完成 1 項（甲局 1 件最多）；1 個機關今年尚未召開廉政會報。"
    )
    assert [said.notice(one, found, "115-1-1-1") for one in things_to_notice(found)] == [
        "甲局 115-1-1-1 逾期最久，已 19 日。",
        "乙局 1 個機關今年尚未召開廉政會報。",
        "列管超過 180 日仍未結束的有 1 項。",
    ]


def test_agencies_that_share_the_most_are_told_together() -> None:
    first = {one.agency_id: one.id for one in reversed(LINES) if one.is_open}
    assert len(first) >= 2
    tied = replace(STANDING, lines=tuple(replace(one, overdue=one.id in first.values()) for one in LINES))
    found = Overview(figures_of(tied), dict.fromkeys(first, "甲局"), (), ())
    assert f"甲局等 {len(first)} 個機關各 1 件最多" in said.sentence(found)
    title = said.bars_title(agency_bars(figures_of(tied), found.names), found)
    assert title == f"甲局等 {len(first)} 個機關逾期最多（各 1 件）"


def test_titles_turn_to_the_good_news() -> None:
    good = replace(STANDING, lines=tuple(replace(one, overdue=False) for one in LINES[:4]))
    met = (AgencyYear(1, "甲局", 1, 1, YearStanding.HELD), AgencyYear(2, "乙局", 1, 0, YearStanding.HELD))
    found = Overview(figures_of(good), {1: "甲局", 2: "乙局"}, met, ())
    assert said.sentence(found) == "列管 1 項（2 件），沒有逾期未完成；各機關今年已召開廉政會報。"
    assert said.bars_title(agency_bars(figures_of(good), found.names), found) == "各機關皆無逾期"
    assert said.met_title(found) == "各機關115年度均已召開廉政會報"
    assert said.ages_title(figures_of(good)) == "沒有超過 180 日未結的事項"
    assert (
        said.sentence(Overview(figures_of(Standing(115, TODAY, ())), {}, (), ())) == "115年度沒有列管事項。"
    )


def test_a_rate_of_few_is_no_percentage() -> None:
    assert [said.rate(Rate(*one)) for one in ((3, 4), (4, 5), (0, 0))] == ["3／4", "80%（4／5）", "－"]
    assert [said.percent(Rate(*one)) for one in ((3, 4), (4, 5), (0, 0))] == ["3／4", "80%", "－"]


def test_the_season_and_its_even_pace() -> None:
    assert [in_season(115, day) for day in (date(2026, 10, 31), date(2026, 11, 1), date(2026, 12, 31))] == [
        False, True, True
    ]  # fmt: skip
    assert even_pace(115, date(2026, 12, 31)) == 1.0
    assert even_pace(115, date(2026, 11, 1) - timedelta(days=1)) == 0.0
    assert median({9: 1, 1: 1, 4: 1}) == 4
    assert median({2: 2, 5: 2}) == 2
    assert median({}) is None
