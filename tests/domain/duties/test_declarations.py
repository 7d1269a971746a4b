"""Every date of the law's worked examples, exactly; and ten thousand others against a second implementation."""

import csv
import random
from dataclasses import astuple
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.duties.declarations import (
    BaseDay,
    DeclarationType,
    OpenRule,
    base_day,
    deadline,
    readings_of,
)
from app.domain.duties.month_periods import EndRule, period_after, same_day_later
from app.domain.office_calendar import OfficeCalendar
from app.wording.declarations import TYPES
from config import OPEN_DECLARATION_RULES
from tests.domain.duties import second
from tests.domain.duties.second import Offices

_T = DeclarationType
with Path(__file__).with_name("deadline_examples.csv").open(encoding="utf-8", newline="") as lines:
    EXAMPLES = list(csv.DictReader(lines))

# The table of worked examples: kind, event, statutory end, last legal day.
WORKED = [
    ("就到職", "2012-02-06", "2012-05-06", "2012-05-07"),
    ("就到職", "2017-08-01", "2017-11-01", "2017-11-01"),
    ("就到職", "2023-08-20", "2023-11-20", "2023-11-20"),
    ("就到職", "2025-08-31", "2025-11-30", "2025-12-01"),
    ("就到職", "2025-11-15", "2026-02-15", "2026-02-23"),
    ("就到職", "2025-11-18", "2026-02-18", "2026-02-23"),
    ("就到職", "2026-11-05", "2027-02-05", "2027-02-11"),
    ("就到職", "2025-11-28", "2026-02-28", "2026-03-02"),
    ("就到職", "2025-11-30", "2026-02-28", "2026-03-02"),
    ("就到職", "2023-11-29", "2024-02-29", "2024-02-29"),
    ("就到職", "2023-11-30", "2024-02-29", "2024-02-29"),
    ("就到職", "2024-02-29", "2024-05-31", "2024-05-31"),
    ("就到職", "2026-02-28", "2026-05-31", "2026-06-01"),
    ("就到職", "2026-04-30", "2026-07-31", "2026-07-31"),
    ("就到職", "2026-09-30", "2026-12-31", "2026-12-31"),
    ("就到職", "2027-09-30", "2027-12-31", "2028-01-03"),
    ("就到職", "2026-06-26", "2026-09-26", "2026-09-29"),
    ("就到職", "2027-02-01", "2027-05-01", "2027-05-03"),
    ("卸離職", "2026-07-31", "2026-09-30", "2026-09-30"),
    ("卸離職", "2025-12-31", "2026-02-28", "2026-03-02"),
    ("卸離職", "2027-10-31", "2027-12-31", "2028-01-03"),
    ("代理", "2026-01-15", "2026-07-15", "2026-07-15"),
    ("定期", "2026-07-01", "2026-12-31", "2026-12-31"),
    ("定期", "2027-07-01", "2027-12-31", "2028-01-03"),
    ("卸離職", "2026-11-20", "2027-01-20", "2027-01-20"),
    ("就到職", "2026-09-01", "2026-12-01", "2026-12-01"),
]


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row['type']} {row['event_date']}")
def test_the_examples(row: dict[str, str], calendar: OfficeCalendar) -> None:
    found = deadline(TYPES[row["type"]], date.fromisoformat(row["event_date"]), calendar)
    assert found.statutory_end.isoformat() == row["statutory_end"]
    assert found.last_legal_day.isoformat() == row["rolled_to_workday"]


@pytest.mark.parametrize(("kind", "event", "end", "last"), WORKED)
def test_the_worked_table(kind: str, event: str, end: str, last: str, calendar: OfficeCalendar) -> None:
    found = deadline(TYPES[kind], date.fromisoformat(event), calendar)
    assert (found.statutory_end.isoformat(), found.last_legal_day.isoformat()) == (end, last)


def test_ten_thousand_dates_agree_with_the_second_implementation(
    calendar: OfficeCalendar, offices: Offices
) -> None:
    chance = random.Random(114)
    kinds = [kind for kind in TYPES if kind in second.MONTHS or kind == "定期"]
    first, span = date(2008, 1, 1), (date(2040, 12, 31) - date(2008, 1, 1)).days
    differing = []
    for _ in range(10_000):
        kind, day = chance.choice(kinds), first + timedelta(days=chance.randrange(span))
        _, _, duty, start, end, last, missing, _ = astuple(deadline(TYPES[kind], day, calendar))
        if (duty, start, end, last, bool(missing)) != second.dates(kind, day, offices):
            differing.append((kind, day))
    assert differing == []


@pytest.mark.parametrize(
    ("event", "end", "rule"),
    [
        (date(2026, 2, 28), date(2026, 5, 31), EndRule.WHOLE_MONTHS),
        (date(2026, 8, 1), date(2026, 11, 1), EndRule.DAY_BEFORE),
        (date(2025, 11, 29), date(2026, 2, 28), EndRule.MONTH_END),
    ],
)
def test_why_a_period_ends_on_its_day(event: date, end: date, rule: EndRule) -> None:
    period = period_after(event, 3)
    assert (period.first, period.end, period.rule) == (event + timedelta(days=1), end, rule)


def test_three_months_of_acting_are_complete_on_the_same_day_clipped_to_the_month(
    calendar: OfficeCalendar,
) -> None:
    assert deadline(_T.ACTING, date(2026, 1, 15), calendar).duty_date == date(2026, 4, 15)
    found = deadline(_T.CONCURRENT, date(2025, 11, 30), calendar)
    assert (found.duty_date, found.statutory_end) == (date(2026, 2, 28), date(2026, 5, 31))
    assert same_day_later(date(2023, 11, 30), 3) == date(2024, 2, 29)


def test_leaving_speaks_as_of_the_day_itself_and_everything_else_of_a_chosen_day() -> None:
    kinds = {kind: base_day(kind) for kind in _T}
    assert {kind for kind, base in kinds.items() if base is BaseDay.EVENT} == {
        _T.LEAVING_OFFICE, _T.ENDING_ACTING, _T.ENDING_CONCURRENT,
    }  # fmt: skip
    assert kinds[_T.PERIODIC] is BaseDay.CHOSEN_PERIODIC


@pytest.mark.parametrize(
    ("rule", "kind", "day", "usual", "otherwise"),
    [
        (
            OpenRule.ROLL_OVER,
            _T.TAKING_OFFICE,
            date(2026, 2, 28),
            (date(2026, 5, 31), date(2026, 6, 1)),
            (date(2026, 5, 31), date(2026, 5, 31)),
        ),
        (
            OpenRule.PERIODIC_ROLL_OVER,
            _T.PERIODIC,
            date(2027, 1, 1),
            (date(2027, 12, 31), date(2028, 1, 3)),
            (date(2027, 12, 31), date(2027, 12, 31)),
        ),
        (
            OpenRule.LEAVING_DAY,
            _T.LEAVING_OFFICE,
            date(2026, 7, 31),
            (date(2026, 9, 30), date(2026, 9, 30)),
            (date(2026, 10, 1), date(2026, 10, 1)),
        ),
    ],
)
def test_an_open_rule_may_be_read_otherwise(
    rule: OpenRule,
    kind: DeclarationType,
    day: date,
    usual: tuple[date, date],
    otherwise: tuple[date, date],
    calendar: OfficeCalendar,
) -> None:
    found = [deadline(kind, day, calendar, readings) for readings in (frozenset(), frozenset({rule}))]
    assert [(one.statutory_end, one.last_legal_day) for one in found] == [usual, otherwise]


def test_the_settings_know_every_open_rule() -> None:
    assert readings_of(OPEN_DECLARATION_RULES) == frozenset(OpenRule)
